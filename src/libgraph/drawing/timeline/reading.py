"""Read a timeline from the graph: three readers (of relationships, agreements and events) give
bars of one shape; here they are put in order and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from libgraph.dates import Span
from libgraph.drawing.captions import written_by
from libgraph.drawing.timeline.agreements import agreement_bars
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.events import event_bars
from libgraph.drawing.timeline.relationships import relationship_bars
from libgraph.drawing.timeline.words import timeline_words
from libgraph.drawing.timeline.world import World
from libgraph.errors import UsageError
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import kind_iris
from libgraph.namespaces import local_name
from libgraph.query.entities import Entity

_TIES = ("tenure", "membership", "hosting", "link", "coverage", "support", "lifespan")
_WHOLE = {"agreement": agreement_bars, "event": event_bars}
_USUAL = ("agreement", *_TIES, "event")
_ORDER = ("agreement", *_TIES, "participation", "party", "signing", "event")


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
        UsageError: there is no such kind, or nothing to draw.
    """
    wanted = [*dict.fromkeys(kind.lower() for kind in kinds)] or list(_USUAL)
    world = World.read(graph, entity, span, lang)
    bars = [bar for bar in _bars(world, wanted) if not (certain and bar.possible)]
    if not bars:
        raise UsageError(_nothing(entity, kinds, as_of))
    dated = sorted((bar for bar in bars if bar.dated), key=_order)
    undated = sorted((bar for bar in bars if not bar.dated), key=lambda bar: bar.label)
    return Chart(
        title=entity.label if entity else timeline_words(lang)["title"],
        caption=_caption(
            world, wanted, as_of, dated, undated, written_by(graph.known_at, world.lang)
        ),
        bars=tuple(dated),
        undated=tuple(undated),
        lang=lang,
    )


def _bars(world: World, wanted: Sequence[str]) -> Iterator[Bar]:
    plain = kind_iris((kind for kind in wanted if kind not in _WHOLE), tuple(_WHOLE))
    yield from relationship_bars(world, [local_name(iri).lower() for iri in plain])
    for kind, read in _WHOLE.items():
        if kind in wanted:
            yield from read(world)


def _order(bar: Bar) -> tuple[int, str, date, str, str, tuple[str, ...]]:
    place = _ORDER.index(bar.kind) if bar.kind in _ORDER else len(_ORDER)
    return place, bar.lane, bar.first, bar.label, bar.thing, bar.written


def _nothing(entity: Entity | None, kinds: Collection[str], as_of: str) -> str:
    of = entity.label if entity else "this graph"
    what = f"no {' or '.join(kinds)}" if kinds else "nothing that a timeline shows"
    when = f" as of {as_of}" if as_of else ""
    return (
        f"nothing to draw: the sources tell of {of} {what}{when}; "
        "choose other --kinds, another --as-of or another thing"
    )


def _caption(
    world: World,
    wanted: Sequence[str],
    as_of: str,
    dated: Sequence[Bar],
    undated: Sequence[Bar],
    by_then: str,
) -> str:
    words = timeline_words(world.lang)
    return words["caption"].format(
        (words["then"].format(as_of) if as_of else words["ever"]) + by_then,
        world.entity.label if world.entity else words["whole"],
        ", ".join(words.get(kind, kind).lower() for kind in wanted),
        len(dated),
        len(undated),
        len({source for bar in (*dated, *undated) for source in bar.sources}),
    )
