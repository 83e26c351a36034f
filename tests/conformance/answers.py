"""Reads the answers that cases expect, and tells whether two answers are the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = {f"{XSD}{name}" for name in ("integer", "int", "long", "short", "byte", "decimal")}
_FLOATING = {XSD + "double", XSD + "float"}

Term = NamedNode | BlankNode | Literal | None
Row = frozenset[tuple[str, Term]]


@dataclass(frozen=True)
class Answer:
    """Yes or no, rows (in an order that counts, or not), or triples."""

    boolean: bool | None = None
    rows: tuple[Row, ...] | None = None
    ordered: bool = False
    triples: tuple[Triple, ...] | None = None


def solutions(content: bytes, format_: QueryResultsFormat) -> Answer:
    """What a results document says."""
    found = parse_query_results(content, format=format_)
    if isinstance(found, QueryBoolean):
        return Answer(boolean=bool(found))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = (zip(names, row, strict=True) for row in found)
    return Answer(rows=tuple(frozenset((n, t) for n, t in row if t is not None) for row in rows))


def graph(content: bytes, format_: RdfFormat) -> Answer:
    """What an RDF document says."""
    return Answer(triples=tuple({quad.triple for quad in parse(content, format=format_)}))


_BY_ENDING = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}


def expected(path: Path) -> Answer:
    """The answer that a file of a suite holds; RDF may describe rows."""
    if path.suffix in _BY_ENDING:
        return solutions(path.read_bytes(), _BY_ENDING[path.suffix])
    format_ = RdfFormat.from_extension(path.suffix[1:])
    triples = tuple(
        {quad.triple for quad in parse(path=path, format=format_, base_iri=path.as_uri())}
    )
    return _described(triples) or Answer(triples=triples)


def _described(triples: Sequence[Triple]) -> Answer | None:
    """The rows, or yes or no, that RDF in the terms of the W3C's result sets describes."""
    said: dict[object, dict[str, list[Term]]] = {}
    for triple in triples:
        properties = said.setdefault(triple.subject, {})
        properties.setdefault(triple.predicate.value, []).append(triple.object)  # type: ignore[arg-type]
    for properties in said.values():
        if RS + "boolean" in properties:
            (yes,) = properties[RS + "boolean"]
            return Answer(boolean=isinstance(yes, Literal) and yes.value == "true")
    if not any(RS + "resultVariable" in properties for properties in said.values()):
        return None
    found = []
    for properties in said.values():
        for row in properties.get(RS + "solution", ()):
            told = said[row]
            cells = (said[cell] for cell in told.get(RS + "binding", ()))
            named = frozenset((_text(c[RS + "variable"][0]), c[RS + "value"][0]) for c in cells)
            found.append((int(_text(told.get(RS + "index", [Literal("0")])[0])), named))
    ordered = all(index for index, _ in found) and bool(found)
    return Answer(rows=tuple(r for _, r in sorted(found, key=lambda p: p[0])), ordered=ordered)


def _text(term: Term) -> str:
    assert isinstance(term, Literal)
    return term.value


def difference(wanted: Answer, got: Answer, lax: bool = False) -> str:
    """In what two answers differ; '' where they are the same.

    With `lax`, how often a row comes does not count.
    """
    if wanted.boolean is not None:
        return (
            "" if got.boolean is wanted.boolean else f"{wanted.boolean} expected, got {got}"[:200]
        )
    if wanted.triples is not None:
        same = got.triples is not None and _same([], [], wanted.triples, got.triples)
        return "" if same else f"other triples: {got.triples}"[:300]
    if got.rows is None or wanted.rows is None:
        return "an answer of another kind"
    ours, theirs = ([_by_value(row) for row in rows] for rows in (got.rows, wanted.rows))
    if lax:
        ours, theirs = list(set(ours)), list(set(theirs))
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, expected {len(theirs)}"
    if wanted.ordered and not _has_blank(ours):
        return "" if ours == theirs else "rows in another order"
    if not _has_blank(ours) and not _has_blank(theirs):
        return "" if Counter(ours) == Counter(theirs) else _apart(ours, theirs)
    return "" if _same(ours, theirs, (), ()) else _apart(ours, theirs)


def _apart(ours: list[Row], theirs: list[Row]) -> str:
    more, fewer = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    return f"got {[sorted(map(str, r)) for r in more]}, expected {[sorted(map(str, r)) for r in fewer]}"[
        :400
    ]


def _has_blank(rows: list[Row]) -> bool:
    return any(isinstance(term, BlankNode) for row in rows for _, term in row)


def _by_value(row: Row) -> Row:
    """A row whose numbers are written in one way: 1.0 and 1.00 are one value."""
    return frozenset((name, one_spelling(term)) for name, term in row)


def one_spelling(term: Term) -> Term:
    if not isinstance(term, Literal) or term.language:
        return term
    kind = term.datatype
    try:
        if kind.value in _WHOLE:
            return Literal(format(Decimal(term.value).normalize(), "f"), datatype=kind)
        if kind.value in _FLOATING:
            return Literal(repr(float(term.value)), datatype=kind)
    except (InvalidOperation, ValueError):
        pass
    return term


def _same(
    ours: list[Row], theirs: list[Row], one: Sequence[Triple], other: Sequence[Triple]
) -> bool:
    """Whether rows or triples are the same but for the names of blank nodes."""
    left, right = (
        Dataset([*_as_quads(rows), *(Quad(*triple) for triple in triples)])
        for rows, triples in ((ours, one), (theirs, other))
    )
    if len(left) != len(right):
        return False
    for dataset in (left, right):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(left) == set(right)


def _as_quads(rows: list[Row]) -> list[Quad]:
    return [
        Quad(head, NamedNode(f"urn:x-column:{name}"), term)  # type: ignore[arg-type]
        for row in rows
        for head in [BlankNode()]
        for name, term in [("", NamedNode("urn:x-row")), *row]
    ]


def read_csv(content: bytes) -> list[list[tuple[str, str]]]:
    """The rows of a CSV document with the names of their columns, blank nodes without theirs."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return sorted(
        sorted(
            (name, "_:" if cell.startswith("_:") else _number(cell)) for name, cell in row.items()
        )
        for row in rows
    )


def _number(cell: str) -> str:
    """A cell, numbers in one spelling: 1.0e6 and 1.0E6 are one value."""
    try:
        return repr(float(cell))
    except ValueError:
        return cell
