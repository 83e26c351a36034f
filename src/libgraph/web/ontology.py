"""The vocabulary, documented: classes, properties and concepts, and the standards they refine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.graph.vocabulary import quads
from libgraph.namespaces import LABEL, LG, OWL, RDFS, SKOS, TYPE, local_name, shorten
from libgraph.web import linked_data
from libgraph.web.asked import asked
from libgraph.web.formats import PAGE
from libgraph.web.kept import kept
from libgraph.web.negotiation import form
from libgraph.web.pages import page

_DEFINITION = SKOS + "definition"
_PROPERTIES = {OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
_ABOVE = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader", RDFS + "seeAlso")
Said = dict[str, list[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: labels and definitions by language, what is above it, here and in standards."""

    name: str
    labels: dict[str, str]
    definitions: dict[str, str]
    above: tuple[str, ...]
    standards: tuple[tuple[str, str], ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    scheme: str


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/ontology", ontology)]


def ontology(request: Request) -> Response:
    """The vocabulary, in the form that is wanted."""
    return _page(request) if form(request)[1] == PAGE else linked_data.ontology(request)


@kept
def _page(request: Request) -> Response:
    """The page; each term stands at the anchor of its name."""
    question = asked(request)
    return page(request, "ontology.html", asked=question, terms=terms())


@cache
def terms() -> dict[str, tuple[Term, ...]]:
    """All terms of the vocabulary: classes, properties, schemes and their concepts."""
    said: dict[str, Said] = defaultdict(lambda: defaultdict(list))
    for quad in quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    found: dict[str, list[Term]] = {"classes": [], "properties": [], "schemes": [], "concepts": []}
    for iri in sorted(said, key=str.casefold):
        kind = _kind({one.value for one in said[iri][TYPE]})
        if iri.startswith(LG) and kind:
            found[kind].append(_term(iri, said[iri]))
    return {kind: tuple(some) for kind, some in found.items()}


def _kind(types: set[str]) -> str:
    if types & _PROPERTIES:
        return "properties"
    if OWL + "Class" in types:
        return "classes"
    if SKOS + "ConceptScheme" in types:
        return "schemes"
    return "concepts" if types & {LG + "Concept", OWL + "NamedIndividual"} else ""


def _term(iri: str, said: Said) -> Term:
    above = sorted({one.value for name in _ABOVE for one in said[name]})
    schemes = [local_name(one.value) for one in said[SKOS + "inScheme"]]
    return Term(
        name=local_name(iri),
        labels=_by_language(said[LABEL]),
        definitions=_by_language(said[_DEFINITION]),
        above=tuple(local_name(one) for one in above if one.startswith(LG)),
        standards=tuple((shorten(one), one) for one in above if not one.startswith(LG)),
        domain=_names(said[RDFS + "domain"]),
        range=_names(said[RDFS + "range"]),
        scheme=min(schemes, default=""),
    )


def _by_language(words: list[NamedNode | Literal]) -> dict[str, str]:
    return {one.language or "": one.value for one in words if isinstance(one, Literal)}


def _names(named: list[NamedNode | Literal]) -> tuple[str, ...]:
    return tuple(sorted(shorten(one.value) for one in named))
