"""The bars of agreements: one for each account of their lives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from libgraph.dates import NO_BOUNDS, Holds, Span
from libgraph.drawing.timeline.chart import Bar
from libgraph.drawing.timeline.world import World, tied, without_a_date
from libgraph.history.lives import Life, lives

_TIES = ("party", "signing", "lifespan", "link")


def agreement_bars(world: World) -> Iterator[Bar]:
    """The agreements of a thing (or all), as far as they may be in force in the time asked for."""
    found = _found(world)
    names = world.names((), (life.sources for life in found))
    for life in found:
        shown = _shown(life)
        for account in life.accounts:
            possible = world.span is not None and account.holds(world.span) is Holds.POSSIBLY
            yield world.bar(account, replace(shown, possible=possible), names)
        if not life.accounts:
            yield without_a_date(shown, life.sources, names)


def _found(world: World) -> list[Life]:
    found = lives(world.graph, world.span or Span(date.min, date.max), lang=world.lang)
    if world.span:
        found = [life for life in found if life.in_force is not Holds.NO]
    if not world.entity:
        return found
    told = world.told(_TIES, ever=True)
    near = {iri for telling in told.values() for iri in tied(telling)}
    return [life for life in found if life.agreement.iri in near]


def _shown(life: Life) -> Bar:
    parties = ", ".join(party.label for party in life.parties)
    return Bar(
        "agreement", "", life.agreement.label, life.agreement.iri, NO_BOUNDS,
        sentences=(life.agreement.label, *([parties] if parties else ())),
    )  # fmt: skip
