"""The W3C's JSON-LD 1.1 suite: read by libgraph, written by `libgraph export`, compacted.

What is exported goes through the project's own context, so no case has its text. The data of
the cases are exported, and PyLD, which is another processor, must read back what the export in
N-Quads says. The suite's own cases of compaction go to PyLD as the export sets it up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answers import one_spelling
from driven import libgraph
from pyld import jsonld
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    Quad,
    RdfFormat,
    parse,
)
from suites import JSONLD, Outcome

from libgraph.export.jsonld import _processor

_HOST = "https://w3c.github.io/"
_BASE = _HOST + "json-ld-api/tests/"


@dataclass(frozen=True)
class Case:
    """An entry of a manifest."""

    name: str
    group: str
    positive: bool
    told: dict[str, Any]

    def path(self, key: str) -> Path:
        return JSONLD.folder / self.told[key]

    @property
    def options(self) -> dict[str, Any]:
        return dict(self.told.get("option", {}))


def cases(of: str) -> Iterator[Case]:
    """The cases of one manifest that are about JSON-LD 1.1 and plain RDF."""
    for told in _entries(of):
        if not _why_not(told):
            kinds = told["@type"]
            positive = "jld:NegativeEvaluationTest" not in kinds
            yield Case(f"JSON-LD {of} {told['@id']}", f"JSON-LD {of}", positive, told)


def _entries(of: str) -> list[dict[str, Any]]:
    text = (JSONLD.folder / f"{of}-manifest.jsonld").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["sequence"]
    return found


def _why_not(told: dict[str, Any]) -> str:
    options = told.get("option", {})
    if "json-ld-1.0" in (options.get("specVersion"), options.get("processingMode")):
        return "JSON-LD 1.0 only"
    if options.get("produceGeneralizedRdf") or options.get("normative") is False:
        return "not plain RDF, or not part of the recommendation"
    return ""


def left_out() -> dict[str, int]:
    """How many cases are not run, by reason."""
    counts: dict[str, int] = {}
    for of in ("compact", "fromRdf", "toRdf"):
        for why in filter(None, map(_why_not, _entries(of))):
            counts[why] = counts.get(why, 0) + 1
    for of in ("expand", "flatten", "html", "remote-doc"):
        why = "expansion, flattening, HTML and remote documents: libgraph offers none of these"
        counts[why] = counts.get(why, 0) + len(_entries(of))
    relative = sum(_is_relative(case) for case in cases("toRdf"))
    return counts | {"relative to the suite's address; libgraph takes its own": relative}


# ── Read ─────────────────────────────────────────────────────────────────────────────────


def _is_relative(case: Case) -> bool:
    """Whether a case turns on the address of its document on the web, or an outer context."""
    texts = [case.path("input").read_text("utf-8")]
    texts += [case.path("expect").read_text("utf-8")] if "expect" in case.told else []
    return any(_HOST in text for text in texts) or bool(
        {"base", "expandContext"} & set(case.options)
    )


def read(case: Case, folder: Path) -> str:
    """What is wrong with how a document is read; '' for nothing."""
    place = folder / "in.jsonld"
    place.write_bytes(case.path("input").read_bytes())
    told = libgraph("--no-cache", "export", "-g", place, "-f", "ntriples")
    wanted = list(parse(path=case.path("expect"))) if "expect" in case.told else []
    if not case.positive:
        return "" if told.code == 3 else "read, and is wrong"
    if "there is nothing in" in told.err:
        return "nothing is read" if wanted else ""
    if told.code:
        return f"refused, and is right: {told.err}"
    if "expect" not in case.told or canonical(parse(told.out, RdfFormat.N_TRIPLES)) == canonical(
        wanted
    ):
        return ""
    return f"other triples: {told.out.decode()[:300]}"


def canonical(quads: Iterable[Quad]) -> set[Quad]:
    """Triples of all graphs, to be compared: blank nodes, numbers and languages in one way."""
    dataset = Dataset(
        Quad(q.subject, q.predicate, _one_way(q.object), DefaultGraph()) for q in quads
    )
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def _one_way(term: Any) -> Any:
    if isinstance(term, Literal) and term.language:
        return Literal(term.value, language=term.language.lower())
    return one_spelling(term)


# ── Written ──────────────────────────────────────────────────────────────────────────────


def written(data: Path, folder: Path) -> str:
    """What is wrong with the export of data as JSON-LD; '' for nothing."""
    place = folder / "in.nq"
    place.write_bytes(data.read_bytes())
    plain, compact = (
        libgraph("--no-cache", "export", "-g", place, "-f", name) for name in ("nquads", "jsonld")
    )
    if "there is nothing in" in plain.err:
        return ""
    if plain.code or compact.code:
        return f"not exported: {plain.err}{compact.err}"
    judged = jsonld.to_rdf(json.loads(compact.out), {"format": "application/n-quads"})
    same = canonical(parse(judged.encode(), RdfFormat.N_QUADS)) == canonical(
        parse(plain.out, RdfFormat.N_QUADS)
    )
    return "" if same else f"PyLD reads otherwise: {compact.out.decode()[:300]}"


def compacted(case: Case) -> str:
    """What is wrong with a document compacted by PyLD, as the export sets it up; '' for nothing."""
    document, context = (
        json.loads(case.path(key).read_text("utf-8")) for key in ("input", "context")
    )
    options = {key: value for key, value in case.options.items() if key != "specVersion"}
    try:
        got = _processor().compact(
            document, context, {"base": _BASE + case.told["input"], **options}
        )
    except jsonld.JsonLdError as error:
        return "" if not case.positive else f"refused, and is right: {error}"
    if not case.positive:
        return "compacted, and is wrong"
    wanted = json.loads(case.path("expect").read_text("utf-8"))
    return "" if got == wanted else f"other JSON: {json.dumps(got)[:300]}"


def run(folder: Path, every: int = 1) -> dict[str, list[Outcome]]:
    """Every case, or each tenth and so on, in the three ways."""
    documents = [case for case in cases("toRdf") if not _is_relative(case)]
    data = [(c, c.path("input")) for c in cases("fromRdf") if c.positive]
    data += [(c, c.path("expect")) for c in cases("toRdf") if "expect" in c.told]
    return {
        "read": [Outcome(f"{c.name} read", c.group, read(c, folder)) for c in documents[::every]],
        "export": [
            Outcome(f"{c.name} export", c.group, written(path, folder)) for c, path in data[::every]
        ],
        "compaction": [
            Outcome(c.name, c.group, compacted(c)) for c in list(cases("compact"))[::every]
        ],
    }
