"""Ask: a named question, or any SPARQL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions

from libgraph.dates import Holds, Span
from libgraph.errors import UsageError
from libgraph.graph.holding import holding
from libgraph.graph.limited import limited
from libgraph.graph.limits import Limits
from libgraph.graph.protocol import Graph, Result, Row
from libgraph.graph.stored import Stored
from libgraph.graph.syntax import towering
from libgraph.query.answer import Answer, text
from libgraph.query.binding import bind
from libgraph.query.complete import Found, complete
from libgraph.query.header import Question

_CUT = re.compile(r"\b(?:LIMIT|OFFSET)\s+\d+\s*(?:\b(?:LIMIT|OFFSET)\s+\d+\s*)?$", re.IGNORECASE)


def ask(
    graph: Graph,
    question: Question,
    values: Mapping[str, str] | None = None,
    *,
    span: Span | None = None,
    certain: bool = False,
    lang: str = "en",
) -> Answer:
    """The answer to a named question: one row per relationship, with names, dates and sources.

    With `span` only what holds, or possibly holds, at some time in it (only what certainly
    holds with `certain`), and a column `holds`.

    Raises:
        UsageError: an unknown parameter or entity, or a value that does not fit.
        BadDate: a year that is no date.
    """
    values = values or {}
    sparql = bind(graph, question, values, lang)
    years = [
        Span.parse(value)
        for name, value in values.items()
        if (parameter := question.parameter(name)) and parameter.type == "year"
    ]
    spans = [*years, *([span] if span else [])]
    return complete(graph, question, _found(graph, sparql), spans, certain, lang)


def _found(graph: Graph, sparql: str) -> Iterator[Found]:
    result = graph.solutions(sparql)
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield dict(zip(names, tuple(solution), strict=True))


def free(
    graph: Graph, sparql: str, *, span: Span | None = None, certain: bool = False
) -> Result | Answer:
    """Run any SPARQL query; with `span`, keep the rows whose relationships hold then.

    Raises:
        BadQuery: it does not parse, or is an update.
        UsageError: `span` is given, but no row shows a relationship or statement.
    """
    if towering(sparql) and isinstance(graph, Stored):
        graph = limited(graph, Limits())  # in a process that may fall
    result = graph.query(sparql)
    if span is None:
        return result
    if _CUT.search(sparql):
        raise UsageError("--as-of looks at all rows: leave LIMIT and OFFSET out of the query")
    if not isinstance(result, QuerySolutions):
        raise UsageError("--as-of needs a SELECT query that shows relationships or statements")
    names = tuple(variable.value for variable in result.variables)
    rows: list[Row] = [tuple(solution) for solution in result]
    iris = {term.value for row in rows for term in row if isinstance(term, NamedNode)}
    held = holding(graph, iris, span)
    if rows and not held:
        raise UsageError(
            "--as-of needs a column of relationships or statements: add one to the SELECT, "
            "such as  ?relationship a lg:Relationship"
        )
    resting = [row for row in rows if any(text(term) in held for term in row)]
    kept = [(row, _weakest(row, held)) for row in resting]
    least = Holds.YES if certain else Holds.POSSIBLY
    return Answer((*names, "holds"), [(*row, Literal(str(h))) for row, h in kept if h >= least])


def _weakest(row: Row, held: Mapping[str, Holds]) -> Holds:
    return min((held[text(t)] for t in row if text(t) in held), default=Holds.POSSIBLY)
