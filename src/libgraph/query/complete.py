"""Complete what a question found: names, dates, certainty and sources.

A question's file finds relationships. Here, in one place, each row gets the names of its
entities, when it was, whether it holds at the asked time (the weakest of what it rests on),
and who says so; rows about the same thing become one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from libgraph.dates import Holds, Span
from libgraph.graph.batches import batches
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph, Term
from libgraph.graph.written import DATED, by_marked_time, marked
from libgraph.query.answer import Answer, text
from libgraph.query.header import Column, Question
from libgraph.query.office import in_office

Found = Mapping[str, Term]


@dataclass(slots=True)
class Line:
    """One row in the making: the values found for each variable, and what it rests on."""

    values: dict[str, set[Term]] = field(default_factory=lambda: defaultdict(set))
    relationships: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)
    holds: Holds = Holds.NO

    def take(self, row: Found, holds: Holds) -> None:
        """Take in one found row."""
        for variable, term in row.items():
            if term is not None:
                self.values[variable].add(term)
        resting = _resting(row)
        self.relationships |= set(resting.values())
        self.first |= {resting[min(resting)]} if resting else set()
        self.holds = max(self.holds, holds)


def complete(
    graph: Graph,
    question: Question,
    rows: Iterable[Found],
    spans: list[Span],
    certain: bool,
    lang: str,
) -> Answer:
    """The answer to a question, from the rows that its SPARQL found."""
    lines = _lines(graph, question, list(rows), spans, certain)
    teller = _Teller(graph, question, lines, lang)
    columns = [name for column in question.columns for name in _names(column)]
    table = [
        [cell for column in question.columns for cell in teller.cells(line, column)]
        for line in lines
    ]
    if spans:
        place = columns.index("sources") if "sources" in columns else len(columns)
        columns.insert(place, "holds")
        for line, cells in zip(lines, table, strict=True):
            cells.insert(place, Literal(str(line.holds)))
    order = _order(question, columns)
    return Answer(tuple(columns), sorted(map(tuple, table), key=order))


def _is_relationship(variable: str) -> bool:
    return variable.startswith("relationship")


def _resting(row: Found) -> dict[str, str]:
    """The relationships that a found row rests on, by variable."""
    return {name: term.value for name, term in row.items() if term and _is_relationship(name)}


def _lines(
    graph: Graph, question: Question, rows: list[Found], spans: list[Span], certain: bool
) -> list[Line]:
    resting = {node for row in rows for node in _resting(row).values()}
    held = [holding(graph, resting, span) for span in spans]
    keys = question.extra.get("row", "").split()
    lines: dict[tuple[Term, ...], Line] = defaultdict(Line)
    for row in rows:
        holds = min(
            (known.get(node, Holds.POSSIBLY) for known in held for node in _resting(row).values()),
            default=Holds.POSSIBLY,
        )
        if not spans or holds is Holds.YES or (holds is Holds.POSSIBLY and not certain):
            lines[_key(row, keys, question)].take(row, holds)
    return list(lines.values())


def _key(row: Found, keys: list[str], question: Question) -> tuple[Term, ...]:
    if keys:
        return tuple(row.get(key) for key in keys)
    first = question.columns[0].variable if question.columns else ""
    return (row.get(first), *(term for name, term in row.items() if _is_relationship(name)))


def _names(column: Column) -> list[str]:
    return [column.name, f"{column.name}Label"] if column.type == "entity" else [column.name]


class _Teller:
    """Knows the names, dates and sources of everything in the lines."""

    def __init__(self, graph: Graph, question: Question, lines: list[Line], lang: str) -> None:
        self._graph = graph
        shown = [c.variable for c in question.columns if c.type in ("entity", "concept")]
        entities = {
            term.value
            for line in lines
            for variable in shown
            for term in line.values.get(variable, ())
            if isinstance(term, NamedNode)
        }
        self._labels = labels(graph, entities, lang)
        resting = {node for line in lines for node in line.relationships}
        self._when, self._sources = _told(graph, resting)

    def cells(self, line: Line, column: Column) -> list[Term]:
        """What a line shows in a column."""
        values = sorted(line.values.get(column.variable, ()), key=self._name)
        match column.type:
            case "entity":
                return [_joined(values, " "), _literal("; ".join(map(self._name, values)))]
            case "concept":
                return [_literal("; ".join(map(self._name, values)))]
            case "when":
                forms = {form for node in line.first for form in self._when.get(node, ())}
                return [_literal(" ".join(sorted(forms, key=by_marked_time)))]
            case "sources":
                found = {
                    source for node in line.relationships for source in self._sources.get(node, ())
                }
                return [_literal(" ".join(sorted(found)))]
            case "count":
                return [Literal(len(line.relationships))]
            case "in-office":
                return [_literal(in_office(self._graph, line.first, [text(v) for v in values]))]
        return [_joined(values, "; ")]

    def _name(self, term: Term) -> str:
        name = text(term)
        return self._labels.get(name, name)


def _told(graph: Graph, nodes: set[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    when: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for batch in batches(nodes):
        query = f"""SELECT ?node ?source ?way ?text {{
            {{ VALUES ?node {{ {batch} }} ?node lg:saidIn ?source }} UNION
            {{ VALUES ?node {{ {batch} }} {DATED} }} }}"""
        for node, source, way, date in graph.texts(query):
            if date:
                when[node].add(marked(way, date))
            if source:
                sources[node].add(source)
    return when, sources


def _joined(values: list[Term], separator: str) -> Term:
    if len(values) <= 1:
        return values[0] if values else None
    return Literal(separator.join(map(text, values)))


def _literal(words: str) -> Term:
    return Literal(words) if words else None


def _order(
    question: Question, columns: list[str]
) -> Callable[[tuple[Term, ...]], tuple[object, ...]]:
    """How rows are sorted: by the columns that the header names, then by names, then by all."""
    held = [columns.index("holds")] if "holds" in columns else []  # what is certain comes first
    first = held + [columns.index(name) for name in question.extra.get("order", "").split()]
    named = [place for place, name in enumerate(columns) if name.endswith("Label")]
    places = [*first, *named, *range(len(columns))]
    types = {column.name: column.type for column in question.columns} | {"holds": "holds"}

    def key(row: tuple[Term, ...]) -> tuple[object, ...]:
        return tuple(_rank(text(row[place]), types.get(columns[place], "")) for place in places)

    return key


def _rank(words: str, type_: str) -> tuple[object, ...]:
    """What a cell sorts by: dates by their days, numbers by value, empty cells last."""
    if not words:
        return (9,)
    if type_ == "when":
        return by_marked_time(words.split()[0])
    if type_ == "holds":
        return (words != "yes",)
    if type_ in ("number", "count"):
        with suppress(InvalidOperation):
            return (0, Decimal(words))
    return (1, words.casefold())
