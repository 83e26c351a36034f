"""Read the bars of a timeline from the graph: what history knows, one bar for each account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from libgraph.dates import Holds, SourceDate, Span
from libgraph.drawing.timeline_chart import Bar, Chart
from libgraph.drawing.timeline_words import timeline_words
from libgraph.errors import BadDate
from libgraph.graph.labels import labels
from libgraph.graph.opened import Graph
from libgraph.history.accounts import Account, accounts, kind_iris, of_kinds
from libgraph.history.conflict_found import CONTRADICTION
from libgraph.history.conflicts import conflicts
from libgraph.history.lives import lives
from libgraph.namespaces import lg, local_name
from libgraph.query.entities import Entity
from libgraph.query.profile import about
from libgraph.query.telling import Telling, tell

DRAWN = ("tenure", "membership", "hosting", "link", "coverage", "support", "lifespan")
# kind: what a lane is about, and what stands in it
_ENDS = {
    "tenure": ("post", "holder"), "membership": ("body", "member"), "hosting": ("host", "hosted"),
    "coverage": ("region", "covers"), "support": ("beneficiary", "supporter"),
    "lifespan": ("", "of"), "participation": ("participant", "event"),
    "party": ("agreement", "party"), "signing": ("agreement", "signer"),
}  # fmt: skip
_ORDER = ("agreement", *DRAWN, "participation", "party", "signing", "event")
_MEMBERS = """SELECT ?thing ?is { VALUES (?top ?is) { (lg:Event "event")
    (lg:Agreement "agreement") } ?thing a/rdfs:subClassOf* ?top }"""


@dataclass(frozen=True)
class _World:
    """What is read once: contradictions by relationship, events and agreements, the filter."""

    graph: Graph
    entity: Entity | None
    near: frozenset[str]
    disputed: dict[str, str]
    special: dict[str, str]
    span: Span | None
    lang: str


def chart(
    graph: Graph,
    *,
    entity: Entity | None = None,
    kinds: Collection[str] = (),
    span: Span | None = None,
    as_of: str = "",
    certain: bool = False,
    lang: str = "en",
) -> Chart:
    """The timeline of a thing, or of everything; `kinds` as in the command.

    Raises:
        UsageError: there is no such kind.
    """
    wanted = [kind.lower() for kind in kinds] or ["agreement", *DRAWN, "event"]
    plain = kind_iris(
        (k for k in wanted if k not in ("agreement", "event")), ("agreement", "event")
    )
    world = _world(graph, entity, span, lang)
    bars = list(_relationships(world, [local_name(iri).lower() for iri in plain]))
    if "agreement" in wanted:
        bars += _agreements(world)
    if "event" in wanted:
        bars += _events(world)
    bars = [bar for bar in bars if not (certain and bar.possible)]
    dated = [bar for bar in bars if any(_days(bar))]
    said, words = sorted({s for bar in bars for s in bar.sources}), timeline_words(lang)
    return Chart(
        title=entity.label if entity else words["title"],
        caption=words["caption"].format(
            words["then"].format(as_of) if as_of else words["ever"],
            entity.label if entity else words["whole"],
            ", ".join(words.get(kind, kind).lower() for kind in wanted),
            len(dated), len(bars) - len(dated), len(said),
        ),
        bars=tuple(sorted(dated, key=_order)),
        undated=tuple(sorted((bar for bar in bars if not any(_days(bar))), key=lambda b: b.label)),
        lang=lang,
    )  # fmt: skip


def _days(bar: Bar) -> tuple[date | None, ...]:
    """Its bounds; none where what is written names no year, whatever limits it otherwise has."""
    if bar.written and all("XXXX" in text for text in bar.written):
        return ()
    known = bar.bounds
    return known.begins_earliest, known.begins_latest, known.ends_earliest, known.ends_latest


def _order(bar: Bar) -> tuple[int, str, date, str, str, tuple[str, ...]]:
    return (
        _ORDER.index(bar.kind) if bar.kind in _ORDER else 99,
        bar.lane,
        bar.first,
        bar.label,
        bar.thing,
        bar.written,
    )


def _world(graph: Graph, entity: Entity | None, span: Span | None, lang: str) -> _World:
    found = conflicts(
        graph, entity=entity.iri if entity else None, kinds=(CONTRADICTION,), lang=lang
    )
    why = {
        s: one.explanation
        for one in found
        if not one.resolved
        for side in one.sides
        for s in side.statements
    }
    rests = graph.texts("SELECT ?r ?s { ?r lg:restsOn ?s }") if why else ()
    return _World(
        graph,
        entity,
        frozenset(about(graph, entity.iri) if entity else ()),
        {node: why[statement] for node, statement in sorted(rests) if statement in why},
        dict(sorted((thing, kind) for thing, kind in graph.texts(_MEMBERS))),
        span,
        lang,
    )


def _told(world: _World, kinds: Iterable[str]) -> dict[str, Telling]:
    iris = kind_iris(kinds)
    nodes = of_kinds(world.graph, iris) if iris else []
    if world.entity:
        nodes = [node for node in nodes if node in world.near]
    return tell(world.graph, nodes, world.lang, world.span)


def _titles(world: _World, known: Iterable[tuple[str, ...]]) -> dict[str, str]:
    return labels(world.graph, {source for sources in known for source in sources}, world.lang)


def _relationships(world: _World, kinds: list[str]) -> Iterator[Bar]:
    told = _told(world, kinds)
    known = accounts(world.graph, told)
    ends = {iri for t in told.values() for tied in t.ends.values() for iri in tied}
    names = labels(world.graph, ends, world.lang) | _titles(
        world, (a.sources for a in known.values())
    )
    for node, account in sorted(known.items()):
        telling, kind = told[node], local_name(account.kind).lower()
        tied = [iri for iris in telling.ends.values() for iri in iris]
        if kind in ("lifespan", "link") and any(iri in world.special for iri in tied):
            continue  # told with the event or the agreement
        lane, label = _named(world, kind, telling, names)
        bar = _bar(world, account, kind, lane, label, ",".join([kind, *tied]), names)
        yield replace(
            bar,
            sentences=(": ".join(filter(None, (telling.sentence, telling.more))),),
            possible=telling.holds is Holds.POSSIBLY,
        )


def _named(world: _World, kind: str, telling: Telling, names: dict[str, str]) -> tuple[str, str]:
    """The lane and the label: posts with their holders, else what the entity is tied to."""
    about_, inside = _ENDS.get(kind, ("", ""))
    one = " / ".join(names[iri] for iri in telling.ends.get(about_, ()))
    other = " / ".join(names[iri] for iri in telling.ends.get(inside, ()))
    here = world.entity.label if world.entity else ""
    if kind == "tenure" or not here:
        return one, other or telling.sentence
    if other == here:
        return "", one or other
    return ("", other) if one == here else (one, other or telling.sentence)


def _bar(
    world: _World,
    account: Account,
    kind: str,
    lane: str,
    label: str,
    thing: str,
    names: dict[str, str],
) -> Bar:
    ways = {local_name(dating.way) for dating in account.datings}
    return Bar(
        kind=kind,
        lane=lane,
        label=label,
        thing=thing,
        bounds=account.window,
        written=tuple(f"{local_name(dating.way)} {dating.text}" for dating in account.datings),
        sources=tuple(sorted({names[source] for source in account.sources})),
        begins=bool(account.begins) or account.planned or not account.dated_in,
        ends=bool(account.ends) or account.planned,
        open=account.open,
        once=kind in ("event", "participation", "signing"),
        planned=account.planned,
        disputed=world.disputed.get(account.relationship, ""),
        seen=tuple(_seen(account)) if "during" not in ways else (),
    )


def _seen(account: Account) -> Iterator[tuple[date | None, date | None]]:
    for dating in account.datings:
        if dating.way == lg("attested"):
            with suppress(BadDate):
                days = SourceDate.parse(dating.text)
                yield days.earliest, days.latest


def _agreements(world: _World) -> Iterator[Bar]:
    span = world.span or Span(date.min, date.max)
    found = lives(world.graph, span, lang=world.lang)
    about_: set[str] = set()
    if world.entity:
        told = _told(replace(world, span=None), ("party", "signing", "lifespan", "link"))
        about_ = {iri for t in told.values() for tied in t.ends.values() for iri in tied}
    titles = _titles(world, (life.sources for life in found))
    for life in found:
        if (world.entity and life.agreement.iri not in about_) or (
            world.span and life.in_force is Holds.NO
        ):
            continue
        parties = ", ".join(party.label for party in life.parties)
        whole = (life.agreement.label, *([parties] if parties else ()))
        for account in life.accounts:
            bar = _bar(
                world, account, "agreement", "", life.agreement.label, life.agreement.iri, titles
            )
            yield replace(
                bar,
                sentences=whole,
                possible=bool(world.span) and account.holds(span) is Holds.POSSIBLY,
            )
        if not life.accounts:
            yield _without(("agreement", life.agreement), whole, life.sources, titles)


def _without(
    what: tuple[str, Entity], whole: tuple[str, ...], sources: Iterable[str], titles: dict[str, str]
) -> Bar:
    from libgraph.dates import NO_BOUNDS

    kind, thing = what
    said = tuple(sorted(titles[source] for source in sources))
    return Bar(kind, "", thing.label, thing.iri, NO_BOUNDS, sentences=whole, sources=said)


def _events(world: _World) -> Iterator[Bar]:
    """One bar for each event and account of its time, with all that is told of it here."""
    told = _told(world, ("participation", "lifespan", "hosting", "link"))
    tied: dict[str, list[str]] = defaultdict(list)
    for node, telling in sorted(told.items()):
        for iri in sorted({iri for iris in telling.ends.values() for iri in iris}):
            if world.special.get(iri) == "event":
                tied[iri].append(node)
    known = accounts(
        world.graph,
        {node for nodes in tied.values() for node in nodes} | set(_lifespans(world, tied)),
    )
    held = defaultdict(list)
    for node, event in _lifespans(world, tied).items():
        held[event].append(node)
    names = labels(world.graph, tied, world.lang) | _titles(
        world, (a.sources for a in known.values())
    )
    for event, nodes in sorted(tied.items()):
        dated = [known[node] for node in held[event] if known[node].dated]
        rest = [
            known[node]
            for node in nodes
            if known[node].dated and told[node].kind == lg("Participation")
        ]
        sentences = tuple(dict.fromkeys(told[node].sentence for node in nodes))
        possible = bool(world.span) and all(told[node].holds is Holds.POSSIBLY for node in nodes)
        for account in dated or rest[:1]:
            bar = _bar(world, account, "event", "", names[event], event, names)
            yield replace(bar, sentences=sentences, possible=possible)
        if not dated and not rest:
            said = {source for node in nodes for source in known[node].sources}
            yield _without(("event", Entity(event, names[event])), sentences, said, names)


def _lifespans(world: _World, events: Iterable[str]) -> dict[str, str]:
    wanted = set(events)
    rows = world.graph.texts(
        "SELECT ?r ?of { ?r a lg:Relationship ; lg:kind lg:Lifespan ; lg:of ?of }"
    )
    return {node: event for node, event in sorted(rows) if event in wanted}
