"""The bars of relationships: posts, memberships, hostings, ties and all other kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from libgraph.dates import Holds
from libgraph.drawing.timeline.chart import Bar
from libgraph.drawing.timeline.world import World, tied
from libgraph.history.accounts import accounts
from libgraph.namespaces import local_name
from libgraph.query.telling import Telling, filled, templates

# kind: what a lane is about, and what stands in it
_ENDS = {
    "tenure": ("post", "holder"), "membership": ("body", "member"), "hosting": ("host", "hosted"),
    "coverage": ("region", "covers"), "support": ("beneficiary", "supporter"),
    "lifespan": ("", "of"), "participation": ("participant", "event"),
    "party": ("agreement", "party"), "signing": ("agreement", "signer"),
}  # fmt: skip


def relationship_bars(world: World, kinds: Iterable[str]) -> Iterator[Bar]:
    """One bar for each relationship of these kinds; those of an event or agreement with it."""
    told = world.told(kinds)
    known = accounts(world.graph, told)
    ends = {iri for telling in told.values() for iri in tied(telling)}
    names = world.names(ends, (account.sources for account in known.values()))
    for node, account in sorted(known.items()):
        telling, kind = told[node], local_name(account.kind).lower()
        ties = tied(telling)
        if kind in ("lifespan", "link") and any(iri in world.special for iri in ties):
            continue
        lane, label = _named(world, kind, telling, names)
        said = ": ".join(filter(None, (telling.sentence, telling.more)))
        shown = Bar(
            kind, lane, label, ",".join([kind, *ties]), account.window,
            sentences=(said,), possible=telling.holds is Holds.POSSIBLY,
        )  # fmt: skip
        yield world.bar(account, shown, names)


def _named(world: World, kind: str, telling: Telling, names: dict[str, str]) -> tuple[str, str]:
    """The lane and the label: posts with their holders, else what the entity is tied to."""
    if kind == "link":
        return _linked(world, telling, names)
    about, inside = _ENDS.get(kind, ("", ""))
    one = " / ".join(names[iri] for iri in telling.ends.get(about, ()))
    other = " / ".join(names[iri] for iri in telling.ends.get(inside, ()))
    here = world.entity.label if world.entity else ""
    if kind == "tenure" or not here:
        return one, other or telling.sentence
    if other == here:
        return "", one or other
    return ("", other) if one == here else (one, other or telling.sentence)


def _linked(world: World, telling: Telling, names: dict[str, str]) -> tuple[str, str]:
    """A lane such as "… is part of" the entity, with those that are; else the sentence."""
    said = {end: " / ".join(names[iri] for iri in iris) for end, iris in telling.ends.items()}
    here = world.entity.iri if world.entity else ""
    for end in ("from", "to"):
        if here in telling.ends.get(end, ()) or not here:
            continue
        other = said.pop(end, "")
        return filled(templates(world.lang)[telling.kind], said), other or telling.sentence
    return "", telling.sentence
