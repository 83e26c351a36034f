"""The page of a statement or relationship: what is said, when, in which words, and its rank."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from libgraph.errors import BadFile, UnknownName
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DATINGS, RELATIONSHIP, local_name
from libgraph.query.entities import Entity
from libgraph.query.quotes import Quote
from libgraph.query.telling import tell
from libgraph.query.why import Reason, why
from libgraph.query.wording import dated
from libgraph.web.asked import Asked
from libgraph.web.cited import Cited, Source
from libgraph.web.citing import citation
from libgraph.web.held import Edition
from libgraph.web.linked import Names, linked
from libgraph.web.pages import Links, page
from libgraph.web.phrases import Phrases

_FORESEEN = 30
log = logging.getLogger("libgraph.web")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on a page: its words, dates as written and in words, quotes, and rank."""

    iri: str
    sentence: Markup
    more: str
    when: str
    written: tuple[str, ...]
    bounds: tuple[str, ...]
    source: Source
    quotes: tuple[Quote, ...]
    rank: str
    reason: str


def statement(request: Request, question: Asked, edition: Edition, entity: Entity) -> Response:
    """The page."""
    graph, iri = edition.graph, entity.iri
    told = tell(graph, [iri], question.lang).get(iri)
    if told is None:
        raise UnknownName(f"nothing is said at {iri}: search for what it is about")
    found = reasons(request, graph, question, iri)
    if not iri.startswith(RELATIONSHIP):
        found = [reason for reason in found if reason.telling.iri == iri]
    cited = Cited(graph, (s for one in found for s in one.telling.sources), question.lang)
    names = Names(graph, [told, *(reason.telling for reason in found)], question.lang)
    return page(
        request,
        "statement.html",
        asked=question,
        iri=iri,
        kind=local_name(told.kind),
        told=told,
        sentence=linked(told.sentence, names.of(told), Links(question)),
        statements=[_said(graph, one, names, cited, question) for one in found],
        relationship=_relationship(graph, iri),
        citation=citation(told.sentence, iri, question),
    )


def reasons(request: Request, graph: Graph, question: Asked, iri: str) -> list[Reason]:
    """What is said there, with the words of passages where the texts are at hand."""
    texts = request.app.state.settings.texts
    try:
        return why(graph, iri, question.lang, texts)
    except BadFile as error:  # a text is not the one that passages count in: none is shown
        log.warning("%s", error)
        return why(graph, iri, question.lang)


def _said(graph: Graph, one: Reason, names: Names, cited: Cited, question: Asked) -> Said:
    told = one.telling
    return Said(
        iri=told.iri,
        sentence=linked(told.sentence, names.of(told), Links(question)),
        more=told.more,
        when=told.when,
        written=_written(graph, told.iri),
        bounds=tuple(_bounds(graph, told.iri, question.lang)),
        source=cited[told.sources[0]],
        quotes=one.quotes,
        rank=one.rank,
        reason=one.rank_reason,
    )


def _written(graph: Graph, iri: str) -> tuple[str, ...]:
    """Its dates as the source writes them."""
    ways = " ".join(f"<{way}>" for way in DATINGS)
    query = f"SELECT ?way ?text {{ VALUES ?way {{ {ways} }} <{iri}> ?way ?text }}"
    return tuple(f"{local_name(way)} {text}" for way, text in sorted(graph.texts(query)))


def _bounds(graph: Graph, iri: str, lang: str) -> list[str]:
    """Between which days it begins and ends, in words."""
    names = ("beginsEarliest", "beginsLatest", "endsEarliest", "endsLatest")
    wanted = " ".join(f"OPTIONAL {{ <{iri}> lg:{name} ?{name} }}" for name in names)
    (row,) = graph.texts(f"SELECT {' '.join(f'?{name}' for name in names)} {{ {wanted} }}")
    days = [date.fromisoformat(day) if day else None for day in row]
    say = Phrases(lang)
    pairs = {"begins": (days[0], days[1]), "ends": (days[2], _foreseeable(days[3]))}
    return [say(key, when=_between(pair, lang)) for key, pair in pairs.items() if any(pair)]


def _foreseeable(day: date | None) -> date | None:
    """A last day, unless it only says that nothing lasts for ever."""
    return None if day and day.year > date.today().year + _FORESEEN else day


def _between(days: tuple[date | None, date | None], lang: str) -> str:
    first, last = (day.isoformat() if day else "" for day in days)
    if first == last:
        return first
    if not last:
        return Phrases(lang)("not_before", day=first)
    return dated(DATINGS[0], f"[{first}..{last}]", lang)


def _relationship(graph: Graph, iri: str) -> str:
    """The relationship that a statement is about; '' for a relationship itself."""
    rows = graph.texts(f"SELECT ?r {{ ?r lg:statedBy <{iri}> ; a lg:Relationship }}")
    return next((found for (found,) in rows), "")
