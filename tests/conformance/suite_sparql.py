"""The W3C's SPARQL suites through `libgraph query` and through the explorer's /sparql.

All data of all cases stand in one built store, each file in a graph named by its address. Over
HTTP a case names its data set in the protocol's own parameters; the command has none, so there
FROM and FROM NAMED are put into the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from answers import Answer, difference, expected, graph, read_csv, solutions
from driven import libgraph, store_of
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat
from starlette.testclient import TestClient
from suites import MF, RDF, SPARQL, Manifest, Outcome, loaded, local

from libgraph.graph.limits import Limits
from libgraph.graph.syntax import form, masked
from libgraph.web.app import application
from libgraph.web.settings import Settings

DAWG = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_KINDS = {
    "QueryEvaluationTest": "evaluated",
    "CSVResultFormatTest": "evaluated",
    "PositiveSyntaxTest": "accepted",
    "PositiveSyntaxTest11": "accepted",
    "NegativeSyntaxTest": "refused",
    "NegativeSyntaxTest11": "refused",
}
# folders of SPARQL 1.1 that libgraph does not do, and why
LEFT_OUT = {
    "entailment": "libgraph derives when it builds, and answers by simple entailment",
    "service": "SERVICE is refused: only this graph is asked",
    "syntax-fed": "SERVICE is refused: only this graph is asked",
    "service-description": "the suite has no data for it; see the project's own cases",
    "protocol": "the suite names its cases without requests; see the project's own cases",
    "http-rdf-update": "the graph cannot be changed over HTTP",
}
_UPDATES = "updates are refused: a graph changes by its files"
LEFT_OUT |= dict.fromkeys(
    (
        "add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert",
        "delete-where", "drop", "move", "syntax-update-1", "syntax-update-2", "update-silent",
    ),
    _UPDATES,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A query, its data set by addresses of files, and the file with the answer."""

    name: str
    group: str
    kind: str
    query: str
    base: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    answer: str = ""
    lax: bool = False  # how often a row comes is open


def manifests() -> Iterator[tuple[str, Manifest]]:
    """The manifests that are run, by the name of their group."""
    for version, folder in (("1.0", "dawg-data-r2"), ("1.1", "sparql11")):
        for path in sorted((SPARQL.folder / folder).glob("*/manifest.ttl")):
            if version == "1.0" or path.parent.name not in LEFT_OUT:
                yield f"SPARQL {version} {path.parent.name}", Manifest(path)


def left_out() -> dict[str, int]:
    """How many cases are not run, by reason."""
    counts: dict[str, int] = {}
    for folder, why in LEFT_OUT.items():
        path = SPARQL.folder / "sparql11" / folder / "manifest.ttl"
        number = len(list(Manifest(path).entries())) if path.exists() else 0
        counts[why] = counts.get(why, 0) + number
    taken_back = sum(withdrawn(m, entry) for _, m in manifests() for entry in m.entries())
    return counts | {"withdrawn by the working group": taken_back}


def cases() -> Iterator[Case]:
    """Every case that is run."""
    for group, manifest in manifests():
        for entry in manifest.entries():
            kind = manifest.text(entry, RDF + "type").removeprefix(MF)
            if kind in _KINDS and not withdrawn(manifest, entry):
                yield _case(group, manifest, entry, _KINDS[kind])


def withdrawn(manifest: Manifest, entry: object) -> bool:
    """Whether the working group took a case back."""
    return manifest.text(entry, DAWG + "approval") == DAWG + "Withdrawn"


def _case(group: str, manifest: Manifest, entry: object, kind: str) -> Case:
    action = manifest.value(entry, MF + "action")
    query = manifest.text(action, QT + "query") or str(getattr(action, "value", ""))
    graphs = [
        tuple(str(getattr(one, "value", "")) for one in manifest.values(action, QT + what))
        for what in ("data", "graphData")
    ]
    name = f"{group} {str(getattr(entry, 'value', '')).rpartition('#')[2]}"
    text = local(query).read_bytes().decode("utf-8")
    lax = manifest.value(entry, MF + "resultCardinality") is not None
    return Case(name, group, kind, text, query, *graphs, manifest.text(entry, MF + "result"), lax)


def data(found: Iterable[Case]) -> Iterator[Quad]:
    """The triples of all cases, those of each file in a graph of its own."""
    addresses = {one for case in found for one in (*case.default, *case.named)}
    for case in found:  # a data set that the query itself names
        words = re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", case.query, re.IGNORECASE)
        near = [case.base.rpartition("/")[0] + "/" + word for word in words]
        addresses |= {one for one in near if local(one).is_file()}
    for address in sorted(addresses):
        yield from loaded(address)


# ── The two ways ─────────────────────────────────────────────────────────────────────────

Asker = Callable[[Case, str], bytes | str]


def by_command(store: Path) -> Asker:
    """Ask `libgraph query`; where it refuses, its words."""
    place = store.with_suffix(".rq")

    def ask(case: Case, format_: str) -> bytes | str:
        place.write_text(f"BASE <{case.base}>\n{_with_dataset(case)}", "utf-8")
        told = libgraph("query", place, "-g", store, "-f", format_)
        assert told.code in (0, 2, 3), told
        return told.out if told.code == 0 else told.err

    return ask


def by_http(client: TestClient) -> Asker:
    """Ask /sparql; where it refuses, its words."""

    def ask(case: Case, format_: str) -> bytes | str:
        form_ = {
            "query": f"BASE <{case.base}>\n{case.query}", "format": format_,
            "default-graph-uri": list(case.default), "named-graph-uri": list(case.named),
        }  # fmt: skip
        answer = client.post("/sparql", data=form_)
        assert answer.status_code in (200, 400), answer.text
        return answer.content if answer.status_code == 200 else answer.text

    return ask


def _with_dataset(case: Case) -> str:
    """The query, with its data set named in it where it names none itself."""
    clauses = "".join(
        f" FROM {name}<{one}>"
        for name, several in (("", case.default), ("NAMED ", case.named))
        for one in several
    )
    plain = masked(case.query)
    if not clauses or re.search(r"\bFROM\b", plain, re.IGNORECASE):
        return case.query
    start = 0
    if form(case.query) == "CONSTRUCT" and (
        template := re.search(r"CONSTRUCT\s*\{", plain, re.IGNORECASE)
    ):
        start = plain.index("}", template.end()) + 1
    place = re.compile(r"\bWHERE\b|\{", re.IGNORECASE).search(plain, start)
    at = place.start() if place else len(plain)
    return f"{case.query[:at]}{clauses} {case.query[at:]}"


# ── Judged ───────────────────────────────────────────────────────────────────────────────


def judged(case: Case, ask: Asker) -> str:
    """What is wrong with the answer to a case; '' for nothing."""
    asks_graph = form(case.query) in ("CONSTRUCT", "DESCRIBE")
    if case.kind != "evaluated":
        said = ask(case, "ntriples" if asks_graph else "json")
        # a query may be right and still call a function that nobody here has
        accepted = isinstance(said, bytes) or "does not have the function" in said
        if accepted == (case.kind == "accepted"):
            return ""
        return "accepted, and is wrong" if accepted else "refused, and is right"
    if case.answer.endswith(".csv"):
        content = ask(case, "csv")
        assert isinstance(content, bytes), content
        same = read_csv(content) == read_csv(local(case.answer).read_bytes())
        return "" if same else f"other cells: {content!r}"
    content = ask(case, "ntriples" if asks_graph else _format(case))
    if isinstance(content, str):
        return f"refused, and is right: {content}"
    return difference(expected(local(case.answer)), _read(content, asks_graph, case), case.lax)


_FORMATS = {".srj": "json", ".tsv": "tsv"}


def _format(case: Case) -> str:
    return _FORMATS.get(local(case.answer).suffix, "xml")


def _read(content: bytes, asks_graph: bool, case: Case) -> Answer:
    if asks_graph:
        return graph(content, RdfFormat.N_TRIPLES)
    return solutions(content, getattr(QueryResultsFormat, _format(case).upper()))


def run(folder: Path, every: int = 1) -> dict[str, list[Outcome]]:
    """Every case, or each tenth and so on, both ways; `folder` is for the store."""
    found = list(cases())[::every]
    store = store_of(folder / "suite", data(found))
    app = application(Settings(paths=(str(store),), limits=Limits(seconds=60.0)))
    try:
        ways = {"query": by_command(store), "/sparql": by_http(TestClient(app))}
        return {
            way: [Outcome(case.name, case.group, judged(case, ask)) for case in found]
            for way, ask in ways.items()
        }
    finally:
        app.state.held.close()
