"""Try what libgraph always has: the store, the analysis, the check, the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from libgraph.doctor.finding import Finding, State, expect, tried

_TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c> ."


def engines() -> Iterator[Finding]:
    """What came of trying each of them; without the store nothing runs."""
    for name, (package, trial) in _TRIALS.items():
        mend = f"pip install --force-reinstall {package}"
        bad = State.CANNOT_RUN if package == "pyoxigraph" else State.BROKEN
        yield tried("engine", name, trial, mend, bad)


def _store() -> str:
    from pyoxigraph import RdfFormat, Store

    with TemporaryDirectory() as folder:
        Store(folder).load(_TRIPLE.encode(), format=RdfFormat.TURTLE)
        there = Store.read_only(folder)
        expect(bool(there.query("ASK { ?a ?b ?c }")), "a store forgot what was put into it")
    return "a store was written, opened again and asked"


def _rdflib() -> str:
    from pyoxigraph import RdfFormat, Store

    from libgraph.graph.stored import Stored

    store = Store()
    store.load(_TRIPLE.encode(), format=RdfFormat.N_TRIPLES)
    Stored(store).to_rdflib()
    return "a dataset was handed over"


def _networkx() -> str:
    return _measured("networkx")


def _measured(engine: str) -> str:
    from libgraph.network.engines import measured
    from libgraph.network.weighted import Pairs

    pairs = Pairs((0, 1), (1, 2), (1, 1))
    found = list(measured(3, pairs, engine).degree())
    expect(found == [1, 2, 1], f"three bodies in a row have {found} ties")
    return "a network of three was measured"


def igraph() -> str:
    """Measure a network of three with igraph."""
    return _measured("igraph")


def _pyshacl() -> str:
    from libgraph.validation import validate

    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.ttl"
        path.write_text(_TRIPLE, "utf-8")
        validate([path], engine="pyshacl")
    return "a file was checked"


def _pyld() -> str:
    from pyoxigraph import RdfFormat, parse

    from libgraph.export.jsonld import compacted

    compacted(parse(_TRIPLE.encode(), format=RdfFormat.N_QUADS))
    return "JSON-LD was compacted"


def _openpyxl() -> str:
    from libgraph.tables.columns import kinds
    from libgraph.tables.template import as_xlsx

    as_xlsx(next(iter(kinds().values())))
    return "a workbook was written"


def _anyascii() -> str:
    from libgraph.folding import fold

    expect(fold("Исахов") == fold("Isakhov"), "letters are not folded as they should be")
    return "a name was folded"


_TRIALS: dict[str, tuple[str, Callable[[], str]]] = {
    "Oxigraph": ("pyoxigraph", _store),
    "rdflib": ("rdflib", _rdflib),
    "networkx": ("networkx", _networkx),
    "pySHACL": ("pyshacl", _pyshacl),
    "PyLD": ("PyLD", _pyld),
    "openpyxl": ("openpyxl", _openpyxl),
    "anyascii": ("anyascii", _anyascii),
}
