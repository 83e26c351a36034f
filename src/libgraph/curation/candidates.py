"""The persons and bodies of a graph, with all that helps to tell whether two of them are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.folding import fold
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.statements import Statement, told
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import BOUNDS, LABEL, LG, PREFIXES, TYPE, lg, local_name

SCHEMES = {
    "isil": "ISIL", "ror": "ROR", "wikidata": "Wikidata", "isni": "ISNI", "viaf": "VIAF",
    "gnd": "GND", "orcid": "ORCID",
}  # fmt: skip
PERSON, BODY = "person", "body"
_LIFESPAN, _NAMING = lg("Lifespan"), lg("Naming")
_CONTEXTS = frozenset(lg(name) for name in ("place", "inPost", "onBehalfOf"))
_PERSONS = frozenset((lg("Person"), PREFIXES["foaf"] + "Person", PREFIXES["schema"] + "Person"))
_AS_OURS = dict.fromkeys(  # bodies in other people's words
    (
        *(PREFIXES["foaf"] + name for name in ("Organization", "Group", "Agent")),
        *(PREFIXES["schema"] + name for name in ("Organization", "Library")),
        *(PREFIXES["org"] + name for name in ("Organization", "FormalOrganization")),
    ),
    lg("Agent"),
)


Shared = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a statement says of a thing: in which part it stands there, beside what else.

    `kind`, `part` and `beside` are local names (Tenure, holder, post); `other` is an IRI, `when`
    the date as written.
    """

    kind: str
    part: str
    beside: str
    other: str
    statement: str
    source: str
    bounds: Bounds
    when: str

    @property
    def shared(self) -> Shared:
        """What another thing has too, if it stands in the same place."""
        return self.kind, self.part, self.beside, self.other


@dataclass(slots=True)
class Thing:
    """A person or body.

    `countries` are ISO codes, `cities` names by their folded form, `types` IRIs; `identifiers`
    give, by scheme, each as it is written by its normal form.
    """

    iri: str
    kind: str
    label: str = ""
    names: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    identifiers: dict[str, dict[str, str]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    cities: dict[str, str] = field(default_factory=dict)
    life: Bounds = NO_BOUNDS
    ties: list[Tie] = field(default_factory=list)

    def described(self, types: Iterable[str]) -> tuple[tuple[str, str, NamedNode | Literal], ...]:
        """What a graph needs to know of it: that it is of these types, its name, identifiers."""
        said: list[tuple[str, NamedNode | Literal]] = [
            (TYPE, NamedNode(type_)) for type_ in sorted(types)
        ]
        said.append((LABEL, Literal(self.label, language="und")))
        for scheme, values in sorted(self.identifiers.items()):
            said += [(lg(scheme), Literal(value)) for value in sorted(values.values())]
        return tuple((self.iri, predicate, value) for predicate, value in said)

    def identify(self, scheme: str, value: str) -> None:
        """Add an identifier, however it is written."""
        if plain := normal(scheme, value):
            self.identifiers.setdefault(scheme, {}).setdefault(plain, _bare(value))


def normal(scheme: str, value: str) -> str:
    """An identifier without its address, blanks and hyphens that are only for reading.

    >>> normal("isni", "https://isni.org/isni/0000 0001 2195 4778"), normal("isil", "kz-0001 ")
    ('0000000121954778', 'KZ-0001')
    """
    last = _bare(value).upper()
    return re.sub(r"[\s-]+", "", last) if scheme in ("isni", "orcid") else last


def _bare(value: str) -> str:
    return value.strip().rstrip("/").rsplit("/", 1)[-1].strip()


@dataclass(frozen=True)
class Known:
    """The things of a graph by IRI, names of what they are tied to, and who shares a tie."""

    things: dict[str, Thing]
    names: dict[str, str]
    sharing: dict[Shared, int]
    single_posts: frozenset[str]


def kind_of(types: Iterable[str]) -> str:
    """Whether types (IRIs) are those of a person or of a body; '' for anything else."""
    found = {_kind(one) for one in types}
    return PERSON if PERSON in found else BODY if BODY in found else ""


@cache
def _kind(type_: str) -> str:
    above = vocabulary().ancestors(type_) | {_AS_OURS.get(type_, "")}
    return PERSON if above & _PERSONS else BODY if lg("Agent") in above else ""


def known(graph: Graph, lang: str = "en") -> Known:
    """The persons and bodies of a graph."""
    things = _things(graph)
    _described(graph, things)
    _placed(graph, things, lang)
    for kind in sorted(vocabulary().kinds):
        if kind != _NAMING:
            _tied(things, told(graph, kind), local_name(kind))
    posts = _posts(graph, things)
    sharing: dict[Shared, int] = defaultdict(int)
    for thing in things.values():
        for key in {tie.shared for tie in thing.ties}:
            sharing[key] += 1
    others = {tie.other for thing in things.values() for tie in thing.ties}
    names = labels(graph, others | things.keys(), lang)
    for thing in things.values():
        thing.label = names[thing.iri]
    return Known(things, names, dict(sharing), posts)


def _things(graph: Graph) -> dict[str, Thing]:
    types: dict[str, set[str]] = defaultdict(set)
    for thing, type_ in graph.texts("SELECT ?t ?type { ?t a ?type FILTER(ISIRI(?t)) }"):
        types[thing].add(type_)
    found = {iri: Thing(iri, kind_of(of), types=of) for iri, of in sorted(types.items())}
    things = {iri: thing for iri, thing in found.items() if thing.kind}
    names = "SELECT ?t ?name { ?t skos:prefLabel|skos:altLabel|skos:hiddenLabel|rdfs:label ?name }"
    for iri, name in sorted(set(graph.texts(names))):
        if iri in things and name not in things[iri].names:
            things[iri].names.append(name)
    return things


def _described(graph: Graph, things: dict[str, Thing]) -> None:
    for scheme in SCHEMES:
        for iri, value in graph.texts(f"SELECT ?t ?value {{ ?t lg:{scheme} ?value }}"):
            if iri in things:
                things[iri].identify(scheme, value)


def _placed(graph: Graph, things: dict[str, Thing], lang: str) -> None:
    """Where bodies have their seat; the seat of a body is no place of its people."""
    query = """SELECT ?t ?place ?name ?code { ?t lg:seat ?place . ?place lg:within* ?country .
        OPTIONAL { ?country lg:isoCode ?code }
        OPTIONAL { ?place a lg:City ; skos:prefLabel ?name } }"""
    rows = [row for row in graph.texts(query) if row[0] in things]
    shown = labels(graph, {place for _, place, _, _ in rows}, lang)
    for iri, place, name, code in rows:
        if code:
            things[iri].countries.add(code)
        if name:
            things[iri].cities[fold(name)] = shown[place]


def _tied(things: dict[str, Thing], said: Iterable[Statement], kind: str) -> None:
    carried = vocabulary().carried
    for statement in said:
        values = [
            (predicate, term.value)
            for predicate in sorted(carried & statement.said.keys())
            for term in statement.said[predicate]
            if isinstance(term, NamedNode) and not term.value.startswith(LG)
        ]
        bounds = _bounds(statement)
        for part, iri in values:
            thing = things.get(iri)
            if thing is None or part in _CONTEXTS:
                continue
            if kind == "Lifespan":
                thing.life = thing.life.meet(bounds) or thing.life
            for beside, other in values:
                if other != iri:
                    thing.ties.append(_tie(kind, part, beside, other, statement, bounds))


def _tie(
    kind: str, part: str, beside: str, other: str, statement: Statement, bounds: Bounds
) -> Tie:
    names = local_name(part), local_name(beside)
    node, when = str(statement.node.value), statement.written
    return Tie(kind, *names, other, node, statement.source, bounds, when)


def _bounds(statement: Statement) -> Bounds:
    days = (statement.value(name) for name in BOUNDS)
    return Bounds(*(date.fromisoformat(day) if day else None for day in days))


def _posts(graph: Graph, things: dict[str, Thing]) -> frozenset[str]:
    """Add where people hold posts to what ties them; the posts that one person holds at a time."""
    where: dict[str, str] = {}
    for post, body in graph.texts("SELECT ?post ?body { ?post lg:postIn ?body }"):
        where[post] = min(body, where.get(post, body))
    _housed(things, where)
    return frozenset(
        post
        for post, type_ in graph.texts("SELECT ?post ?type { ?post lg:postIn ?b ; a ?type }")
        if lg("SingleHolderPost") in vocabulary().ancestors(type_)
    )


def _housed(things: dict[str, Thing], where: dict[str, str]) -> None:
    """Who holds a post works in the body that the post is in, and in its country."""
    for thing in things.values():
        for tie in list(thing.ties):
            if tie.beside == "post" and (house := where.get(tie.other)):
                thing.ties.append(_moved(tie, house))
                if thing.kind == PERSON and house in things:
                    thing.countries |= things[house].countries


def _moved(tie: Tie, body: str) -> Tie:
    return replace(tie, beside="postIn", other=body)
