"""The page of a source: the document, all that was taken from it, and its text where it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from libgraph.errors import BadFile
from libgraph.evidence import Passage
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DATINGS, PREF_LABEL, TYPE, lg, local_name
from libgraph.query.entities import Entity
from libgraph.query.quotes import Library
from libgraph.query.why import Reason
from libgraph.query.wording import dated
from libgraph.web.asked import Asked
from libgraph.web.citing import citation
from libgraph.web.disagreements import about, large
from libgraph.web.held import Edition
from libgraph.web.lines import ORDER
from libgraph.web.linked import Names, linked
from libgraph.web.pages import Links, page
from libgraph.web.phrases import Phrases
from libgraph.web.statement import reasons

_FIRST = ("title", "publisher", "date", "language", "url", "identifier", "isFormatOf")
_UNSHOWN = {
    TYPE, PREF_LABEL, lg("nameKey"), lg("rank"), lg("rankReason"),
    "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from the document: a statement, and where in it that stands."""

    iri: str
    sentence: Markup
    more: str
    when: str
    holds: str
    passages: tuple[Passage, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, and the statements (their numbers on the page) that rest on it."""

    words: str
    numbers: tuple[int, ...]


def source(request: Request, question: Asked, edition: Edition, entity: Entity) -> Response:
    """The page."""
    graph = edition.graph
    found = reasons(request, graph, question, entity.iri)
    found.sort(key=lambda one: _place(one.telling.kind))
    numbers = {one.telling.iri: number for number, one in enumerate(found, 1)}
    return page(
        request,
        "source.html",
        asked=question,
        entity=entity,
        described=_described(graph, entity.iri, question.lang),
        groups=_grouped(graph, found, question),
        numbers=numbers,
        text=_text(request, graph, entity.iri, found, numbers),
        disagreements=None if large(edition) else about(edition, entity.iri, question),
        citation=citation(entity.label, entity.iri, question),
    )


def _grouped(graph: Graph, found: Iterable[Reason], question: Asked) -> dict[str, list[Taken]]:
    told = list(found)
    names = Names(graph, (one.telling for one in told), question.lang)
    say, to = Phrases(question.lang), Links(question)
    grouped: dict[str, list[Taken]] = defaultdict(list)
    for one in told:
        heading = say(f"group_{local_name(one.telling.kind)}")
        grouped[heading].append(
            Taken(
                iri=one.telling.iri,
                sentence=linked(one.telling.sentence, names.of(one.telling), to),
                more=one.telling.more,
                when=one.telling.when,
                holds="",
                passages=tuple(quote.passage for quote in one.quotes if quote.passage),
                words=tuple(quote.words for quote in one.quotes if quote.words),
            )
        )
    return dict(grouped)


def _place(kind: str) -> int:
    name = local_name(kind)
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _described(graph: Graph, iri: str, lang: str) -> list[tuple[str, str, str]]:
    """The document's own description: what is said, in words, and where it leads to or ''."""
    rows = [
        (p, o, named)
        for p, o, named in graph.texts(
            f"SELECT ?p ?o (ISIRI(?o) AS ?named) {{ <{iri}> ?p ?o }} ORDER BY ?p ?o"
        )
        if p not in _UNSHOWN
    ]
    things = {o for _, o, named in rows if named == "true" and not o.startswith("http://www.w3")}
    names, say = labels(graph, things, lang), Phrases(lang)
    known = [(f"described_{local_name(p)}", local_name(p), o) for p, o, _ in rows]
    known.sort(key=lambda row: _FIRST.index(row[1]) if row[1] in _FIRST else len(_FIRST))
    shown = []
    for key, name, value in known:
        if key not in say:
            continue
        words = names.get(value, value)
        if name == "date":
            words = dated(DATINGS[0], value, lang)
        leads = value if value.startswith(("https://", "http://")) else ""
        shown.append((say(key), words, leads))
    return shown


def _text(
    request: Request, graph: Graph, iri: str, found: Iterable[Reason], numbers: dict[str, int]
) -> tuple[Piece, ...]:
    """The whole text in pieces; none where the reader does not keep it."""
    folder = request.app.state.settings.texts
    try:
        text = Library(graph, folder).text(iri) if folder else None
    except BadFile:
        return ()
    if text is None:
        return ()
    spans = [
        (quote.passage.begin, quote.passage.end, numbers[one.telling.iri])
        for one in found
        for quote in one.quotes
        if quote.passage and quote.source == iri
    ]
    return tuple(pieces(text.content, spans))


def pieces(content: str, spans: Iterable[tuple[int, int, int]]) -> Iterable[Piece]:
    """A text cut where a passage (begin, end, number) begins or ends.

    >>> [(one.words, one.numbers) for one in pieces("abcd", [(1, 3, 7)])]
    [('a', ()), ('bc', (7,)), ('d', ())]
    """
    known = list(spans)
    cuts = sorted({0, len(content), *(at for begin, end, _ in known for at in (begin, end))})
    for begin, end in pairwise(cuts):
        numbers = sorted({n for first, last, n in known if first <= begin and end <= last})
        yield Piece(content[begin:end], tuple(numbers))
