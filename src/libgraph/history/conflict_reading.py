"""Read the statements that can disagree: all of them, once, with what the rules ask of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.evidence import source_of
from libgraph.graph import vocabulary
from libgraph.graph.protocol import Graph
from libgraph.history.matters import Rules, rules
from libgraph.namespaces import BOUNDS, DATINGS, NORMAL, QUOTED_FROM, RANKS, lg

_NAMING = lg("Naming")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """One statement: what it says (values by property), when, in which source, and its rank.

    `rank` is 3 preferred, 2 normal, 1 weak or 0 deprecated;
    `about` are the relationships it is about.
    """

    iri: str
    kind: str
    values: dict[str, tuple[str, ...]]
    language: str
    way: str
    text: str
    source: str
    rank: int
    reason: str
    bounds: Bounds
    about: frozenset[str]

    def value(self, predicate: str) -> str:
        """The first value of a property, '' if it has none."""
        return next(iter(self.values.get(predicate, ())), "")

    @property
    def announced(self) -> bool:
        """Whether it was only planned: a plan that did not come true contradicts nothing."""
        return self.way == lg("announced")


@dataclass(frozen=True)
class World:
    """All statements by kind (of every kind), the classes of things that rules name, and the rules.

    `described` gives the things that a description ties so that the work of one shows that of the
    other: a centre with the region it serves and the posts in it.
    """

    statements: dict[str, list[Said]]
    classes: dict[str, frozenset[str]]
    described: dict[str, frozenset[str]]
    rules: Rules

    def is_a(self, thing: str, classes: frozenset[str]) -> bool:
        """Whether the thing is in one of the classes, or below."""
        return bool(self.classes.get(thing, frozenset()) & classes)


@dataclass(slots=True)
class _Heard:
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    language: str = ""


def read(graph: Graph) -> World:
    """Read a graph for comparing what its sources say."""
    known = rules()
    about: dict[str, set[str]] = defaultdict(set)
    for statement, relationship in graph.texts("SELECT ?s ?r { ?r lg:statedBy ?s }"):
        about[statement].add(relationship)
    statements = {
        kind: [_said(iri, kind, heard, about[iri]) for iri, heard in _heard(graph, kind)]
        for kind in sorted(vocabulary.vocabulary().kinds)
    }
    statements[_NAMING] = _written(graph, statements[_NAMING])
    return World(statements, _classes(graph, known), _described(graph, known), known)


def _written(graph: Graph, namings: list[Said]) -> list[Said]:
    """The names of sources that the graph has, if it has any.

    A slice by what was known keeps the names of later sources, to call things by; said by then
    they were not.
    """
    sources = {source for (source,) in graph.texts("SELECT ?s { ?s a lg:Source }")}
    return [said for said in namings if said.source in sources] if sources else namings


def _heard(graph: Graph, kind: str) -> Iterator[tuple[str, _Heard]]:
    found: dict[str, _Heard] = defaultdict(_Heard)
    query = f"SELECT ?s ?p ?o (LANG(?o) AS ?tag) {{ ?s a <{kind}> ; ?p ?o FILTER(ISIRI(?s)) }}"
    for iri, predicate, value, tag in graph.texts(query):
        heard = found[iri]
        heard.values[predicate].add(value)
        if predicate == lg("form"):
            heard.language = tag.lower()
    yield from sorted(found.items())


def _said(iri: str, kind: str, heard: _Heard, about: set[str]) -> Said:
    values = {predicate: tuple(sorted(said)) for predicate, said in heard.values.items()}
    way = next((way for way in DATINGS if way in values), "")
    return Said(
        iri=iri,
        kind=kind,
        values=values,
        language=heard.language,
        way=way,
        text=values[way][0] if way else "",
        source=min(map(source_of, values.get(QUOTED_FROM, ("",)))),
        rank=RANKS.get(values.get(lg("rank"), ("",))[0], NORMAL),
        reason=values.get(lg("rankReason"), ("",))[0],
        bounds=_bounds(values) if way else NO_BOUNDS,
        about=frozenset(about),
    )


def _bounds(values: dict[str, tuple[str, ...]]) -> Bounds:
    days = [values.get(name) for name in BOUNDS]
    return Bounds(*(date.fromisoformat(day[0]) if day else None for day in days))


def _classes(graph: Graph, known: Rules) -> dict[str, frozenset[str]]:
    named = " ".join(f"<{iri}>" for iri in sorted(known.classes))
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for thing, cls in graph.texts(f"SELECT ?t ?c {{ VALUES ?c {{ {named} }} ?t a ?c }}"):
        found[thing] |= known.classes[cls]
    return found


def _described(graph: Graph, known: Rules) -> dict[str, frozenset[str]]:
    carried = vocabulary.vocabulary().carried
    own = " ".join(f"<{iri}>" for iri in sorted(known.shows_at_work - carried))
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    query = f"""SELECT ?one ?other {{ VALUES ?p {{ {own} }} ?one ?p ?other
        FILTER NOT EXISTS {{ ?p a lg:LinkRelation }} }}"""
    for one, other in graph.texts(query):
        found[one] |= {other}
        found[other] |= {one}
    return found
