"""The first page: what is in the graph, a place to search, and questions that are ready."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.graph.batches import values
from libgraph.graph.counts import counts
from libgraph.graph.labels import labels
from libgraph.history.expiry import Ending, expiring
from libgraph.history.phrases import when
from libgraph.history.within import Within, today
from libgraph.namespaces import lg
from libgraph.query.entities import Entity
from libgraph.web.asked import Asked, asked
from libgraph.web.cited import Cited
from libgraph.web.disagreements import large
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import page

_CONNECTED, _NEWEST, _ENDINGS = 10, 8, 5
_AHEAD = Within(months=24)
_BODIES = (lg("Organization"), lg("Programme"), lg("PACCentre"))
_KIND_OF = ("Source", "Organization", "Library", "PACCentre", "Person", "Agreement", "Event")


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/", home)]


@kept
def home(request: Request) -> Response:
    """The page itself."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    graph, lang = edition.graph, question.lang
    numbers = edition.answers.get("counts", lambda: list(counts(graph).values()))
    return page(
        request,
        "home.html",
        asked=question,
        counts=dict(zip(("statement", "relationship", *_KIND_OF), numbers, strict=True)),
        connected=_connected(edition, lang),
        newest=_newest(edition, lang),
        endings=[] if large(edition) else _endings(edition, question),
        in_words_of=lambda texts: when(texts, lang),
        example=_example(edition, lang),
        year=date.today().year,
    )


def busiest(edition: Edition) -> list[tuple[str, int]]:
    """The bodies with most relationships, and how many."""
    query = f"""SELECT ?thing (COUNT(DISTINCT ?r) AS ?n) {{
        {{ SELECT DISTINCT ?thing {{ VALUES ?top {{ {values(_BODIES)} }}
            ?kind rdfs:subClassOf* ?top . ?thing a ?kind }} }}
        ?r ?as ?thing ; a lg:Relationship ; lg:kind ?kind FILTER(?kind != lg:Naming)
        }} GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT {_CONNECTED}"""
    return edition.answers.get(
        "busiest", lambda: [(iri, int(number)) for iri, number in edition.graph.texts(query)]
    )


def _connected(edition: Edition, lang: str) -> list[tuple[Entity, int]]:
    rows = busiest(edition)
    names = labels(edition.graph, (iri for iri, _ in rows), lang)
    return [(Entity(iri, names[iri]), number) for iri, number in rows]


def _newest(edition: Edition, lang: str) -> list[tuple[str, str, str]]:
    """The sources that were written last: address, title, date as written."""
    query = f"""SELECT ?source ?date {{ ?source a lg:Source ; dcterms:date ?date
        FILTER(REGEX(?date, "^[0-9]")) }} ORDER BY DESC(?date) ?source LIMIT {_NEWEST}"""
    rows = edition.answers.get("newest", lambda: list(edition.graph.texts(query)))
    cited = Cited(edition.graph, (row[0] for row in rows), lang)
    return [(one.iri, one.title, one.date) for one in cited.every()]


def _endings(edition: Edition, question: Asked) -> list[Ending]:
    """The agreements that lapse next, from the time asked about."""
    span = question.span or today()
    key = ("endings", question.lang, span)
    found = edition.answers.get(
        key, lambda: expiring(edition.graph, span, within=_AHEAD, lang=question.lang)
    )
    return list(found.endings[:_ENDINGS])


def _example(edition: Edition, lang: str) -> Entity | None:
    """The library of which the first question asks: the one with most corners that are helped."""
    query = """SELECT ?host {
        ?corner a lg:Corner .
        ?hosting a lg:Relationship ; lg:kind lg:Hosting ; lg:host ?host ; lg:hosted ?corner .
        ?help a lg:Relationship ; lg:kind lg:Support ; lg:beneficiary ?corner
        } GROUP BY ?host ORDER BY DESC(COUNT(DISTINCT ?corner)) ?host LIMIT 1"""
    found = edition.answers.get("example", lambda: [iri for (iri,) in edition.graph.texts(query)])
    names = labels(edition.graph, found, lang)
    return next((Entity(iri, names[iri]) for iri in found), None)
