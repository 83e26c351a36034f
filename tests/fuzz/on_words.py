"""What people write by hand: dates, passages, headers of queries, names of things."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

from targets import Target, text

from libgraph import dates, evidence
from libgraph.dates import Bounds, Holds, SourceDate, Span
from libgraph.errors import BadDate
from libgraph.graph import Graph, open_graph
from libgraph.query import header
from libgraph.query.entities import resolve

SMALL = Path(__file__).parent.parent / "small" / "data.ttl"


# ── Dates ────────────────────────────────────────────────────────────────────────────────


def _date(data: bytes, at: Path) -> None:
    said = text(data)
    try:
        dates.check(said)
    except BadDate as error:
        _advised(str(error))
        return
    source = SourceDate.parse(said)
    _in_order(source.earliest, source.latest)
    for bounds in (dates.during(said, source), dates.attested(said), dates.announced(said)):
        _sound(bounds)
    assert dates.announced(said).holds(Span.parse("0001/9999")) is not Holds.YES
    assert dates.sort_key(said) == dates.sort_key(said + "")
    if source.earliest or source.latest:
        span = Span.parse(said)
        assert span.first <= span.last
        assert dates.during(said, source).holds(span) is not Holds.NO


def _sound(bounds: Bounds) -> None:
    _in_order(bounds.begins_earliest, bounds.begins_latest)
    _in_order(bounds.ends_earliest, bounds.ends_latest)
    _in_order(bounds.begins_earliest, bounds.ends_latest)
    assert bounds.meet(bounds) == bounds


def _in_order(*days: object) -> None:
    known = [day for day in days if day is not None]
    assert all(one <= other for one, other in pairwise(known))  # type: ignore[operator]


def _advised(words: str) -> None:
    """What is advised is a date itself."""
    assert "\n" not in words
    _, found, advice = words.rpartition(", as in ")
    if found and "," not in advice and "'" not in advice:
        dates.check(advice)


# ── Passages ─────────────────────────────────────────────────────────────────────────────


def _passage(data: bytes, at: Path) -> None:
    iri, _, rest = text(data).partition("\n")
    source = evidence.Text(rest, "", at / "source.txt")
    found = evidence.passage(iri)
    if found is None:
        assert evidence.fault(iri, None) is None or "#" in iri
    else:
        assert found.source == evidence.source_of(iri)
        assert evidence.passage(str(found)) == found
        assert iri.isascii() or not found.source.isascii()  # RFC 5147 knows no other digits
        if evidence.fault(iri, len(source)) is None:
            words = source.words(found)
            spans = evidence.find(source, words) if words else [(found.begin, found.end)]
            assert any(begin < found.end and found.begin < end for begin, end in spans)
    if iri.strip():
        spans = evidence.find(source, iri)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(0 <= begin < end <= len(rest) for begin, end in spans)


# ── Headers of queries ───────────────────────────────────────────────────────────────────


def _header(data: bytes, at: Path) -> None:
    path = at / "question.rq"
    path.write_bytes(data)
    found = header.read(path)
    assert all(one.type in header.PARAMETER_TYPES for one in found.parameters)
    assert all(one.type in header.COLUMN_TYPES for one in found.columns)
    again = header.parse(found.name, _written(found))
    assert (again.title, again.question, again.extra) == (found.title, found.question, found.extra)
    assert (again.parameters, again.columns) == (found.parameters, found.columns)


def _written(found: header.Question) -> str:
    lines = [f"title: {found.title}", f"question: {found.question}"]
    for one in found.parameters:
        default = f" ={one.default}" if one.default else ""
        lines.append(f"param {one.name}: {one.type}{default}{_about(one.help)}")
    lines += [f"column {c.name} = ?{c.variable}: {c.type}{_about(c.help)}" for c in found.columns]
    lines += [f"{name}: {value}" for name, value in found.extra.items()]
    return "".join(f"# {line}\n" for line in lines)


def _about(help_: str) -> str:
    return f" - {help_}" if help_ else ""


# ── Names ────────────────────────────────────────────────────────────────────────────────


@cache
def small() -> Graph:
    """An invented graph."""
    return open_graph([SMALL])


def _entity(data: bytes, at: Path) -> None:
    found = resolve(small(), text(data))
    assert small().ask(f"ASK {{ <{found.iri}> ?p ?o }}")
    assert resolve(small(), found.iri) == found
    assert resolve(small(), f" <{found.iri}> ") == found


TARGETS = [
    Target("edtf", "dates", _date, (b"..", b"[", b"XX", b"/..", b"2004-06", b"~", b"since ")),
    Target("passage", "addresses of passages, and words found in texts", _passage,
           (b"#char=", b"0,77", "«»’–".encode())),
    Target("header", "headers of query files", _header,
           (b"# title: ", b"# question: ", b"# param x: ", b"# column y: ", b" - ", b"entity", b"# order: ")),
    Target("entity", "names of things, resolved in a graph", _entity,
           (b"hill", "Серикова".encode(), b"id:", b"src:", b"<https://w3id.org/libgraph/id/")),
]  # fmt: skip
