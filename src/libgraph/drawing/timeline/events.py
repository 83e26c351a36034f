"""The bars of events: when they took place, with all that is told of them here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from libgraph.dates import NO_BOUNDS, Holds
from libgraph.drawing.timeline.chart import Bar
from libgraph.drawing.timeline.world import World, tied, without_a_date
from libgraph.history.accounts import Account, accounts
from libgraph.namespaces import lg
from libgraph.query.telling import Telling

_TIES = ("participation", "lifespan", "hosting", "link")
_LIFESPANS = "SELECT ?r ?of { ?r a lg:Relationship ; lg:kind lg:Lifespan ; lg:of ?of }"


def event_bars(world: World) -> Iterator[Bar]:
    """One bar for each event and account of its time."""
    told = world.told(_TIES)
    events = _events(world, told)
    held = _lifespans(world, events)
    read = {node for nodes in (*events.values(), *held.values()) for node in nodes}
    known = accounts(world.graph, read)
    names = world.names(events, (account.sources for account in known.values()))
    for event, nodes in sorted(events.items()):
        shown = _shown(world, event, names[event], [told[node] for node in nodes])
        dated = [*_dated(known, held[event])] or [*_dated(known, _taken_part(told, nodes))][:1]
        for account in dated:
            yield world.bar(account, shown, names)
        if not dated:
            said = (source for node in nodes for source in known[node].sources)
            yield without_a_date(shown, said, names)


def _events(world: World, told: Mapping[str, Telling]) -> dict[str, list[str]]:
    """The events that are told of, each with its relationships."""
    found: dict[str, list[str]] = defaultdict(list)
    for node, telling in sorted(told.items()):
        for iri in sorted(set(tied(telling))):
            if world.special.get(iri) == "event":
                found[iri].append(node)
    return found


def _lifespans(world: World, events: Mapping[str, object]) -> Mapping[str, list[str]]:
    """What says when an event took place, though nothing else in it may be of the thing."""
    found: dict[str, list[str]] = defaultdict(list)
    for node, event in sorted(world.graph.texts(_LIFESPANS)):
        if event in events:
            found[event].append(node)
    return found


def _dated(known: Mapping[str, Account], nodes: Iterable[str]) -> Iterator[Account]:
    return (known[node] for node in nodes if known[node].dated)


def _taken_part(told: Mapping[str, Telling], nodes: Iterable[str]) -> Iterator[str]:
    return (node for node in nodes if told[node].kind == lg("Participation"))


def _shown(world: World, event: str, name: str, told: list[Telling]) -> Bar:
    return Bar(
        "event", "", name, event, NO_BOUNDS,
        sentences=tuple(dict.fromkeys(telling.sentence for telling in told)),
        possible=world.span is not None and all(one.holds is Holds.POSSIBLY for one in told),
    )  # fmt: skip
