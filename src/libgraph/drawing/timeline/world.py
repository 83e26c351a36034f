"""What all readers of a timeline share: the question, what is read once, and how an account of a
time becomes a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from libgraph.dates import NO_BOUNDS, SourceDate, Span
from libgraph.drawing.timeline.chart import Bar
from libgraph.drawing.timeline.dates import written_in_words
from libgraph.errors import BadDate
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account, kind_iris, of_kinds
from libgraph.history.conflict_found import CONTRADICTION
from libgraph.history.conflicts import conflicts
from libgraph.namespaces import lg, local_name
from libgraph.query.entities import Entity
from libgraph.query.profile import about
from libgraph.query.telling import Telling, tell

_ONCE = ("event", "participation", "signing")
_MEMBERS = """SELECT ?thing ?is { VALUES (?top ?is) { (lg:Event "event")
    (lg:Agreement "agreement") } ?thing a/rdfs:subClassOf* ?top }"""


@dataclass(frozen=True)
class World:
    """A graph, and what is asked of it: of one thing (or all), in a time, in a language.

    `near` are the relationships of the thing; `special` tells which things are events and
    agreements, `disputed` why sources contradict each other on a relationship.
    """

    graph: Graph
    entity: Entity | None
    span: Span | None
    lang: str
    near: frozenset[str]
    special: dict[str, str]
    disputed: dict[str, str]

    @classmethod
    def read(cls, graph: Graph, entity: Entity | None, span: Span | None, lang: str) -> World:
        """Read it once for all readers."""
        near = frozenset(about(graph, entity.iri) if entity else ())
        special = dict(sorted((thing, kind) for thing, kind in graph.texts(_MEMBERS)))
        return cls(graph, entity, span, lang, near, special, _disputed(graph, entity, lang))

    def told(self, kinds: Iterable[str], *, ever: bool = False) -> dict[str, Telling]:
        """The relationships of these kinds in words; `ever`: at whatever time they hold."""
        iris = kind_iris(kinds)
        nodes = of_kinds(self.graph, iris) if iris else []
        if self.entity:
            nodes = [node for node in nodes if node in self.near]
        return tell(self.graph, nodes, self.lang, None if ever else self.span)

    def names(self, things: Iterable[str], sources: Iterable[Iterable[str]]) -> dict[str, str]:
        """What things and sources are called."""
        wanted = {*things, *(source for each in sources for source in each)}
        return labels(self.graph, wanted, self.lang)

    def bar(self, account: Account, shown: Bar, names: dict[str, str]) -> Bar:
        """The bar of an account: to what is `shown`, its time and its sources are added."""
        ways = {local_name(dating.way) for dating in account.datings}
        written = (written_in_words(one.way, one.text, self.lang) for one in account.datings)
        return replace(
            shown,
            bounds=account.window,
            written=tuple(written),
            sources=tuple(sorted({names[source] for source in account.sources})),
            begins=bool(account.begins) or account.planned or not account.dated_in,
            ends=bool(account.ends) or account.planned,
            open=account.open,
            once=shown.kind in _ONCE,
            planned=account.planned,
            disputed=self.disputed.get(account.relationship, ""),
            seen=tuple(_seen(account)) if "during" not in ways else (),
        )


def without_a_date(shown: Bar, sources: Iterable[str], names: dict[str, str]) -> Bar:
    """What is known to be, though nobody says when."""
    said = tuple(sorted({names[source] for source in sources}))
    return replace(shown, bounds=NO_BOUNDS, sources=said)


def tied(telling: Telling) -> list[str]:
    """All things that a relationship ties."""
    return [iri for iris in telling.ends.values() for iri in iris]


def _seen(account: Account) -> Iterator[tuple[date | None, date | None]]:
    for dating in account.datings:
        if dating.way == lg("attested"):
            with suppress(BadDate):
                days = SourceDate.parse(dating.text)
                yield days.earliest, days.latest


def _disputed(graph: Graph, entity: Entity | None, lang: str) -> dict[str, str]:
    """Relationships whose sources contradict each other: how."""
    iri = entity.iri if entity else None
    found = conflicts(graph, entity=iri, kinds=(CONTRADICTION,), lang=lang)
    why = {
        statement: one.explanation
        for one in found
        if not one.resolved
        for side in one.sides
        for statement in side.statements
    }
    rests = graph.texts("SELECT ?r ?s { ?r lg:restsOn ?s }") if why else ()
    return {node: why[statement] for node, statement in sorted(rests) if statement in why}
