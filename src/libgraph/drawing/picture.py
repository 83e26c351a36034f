"""Choose what a picture of the graph shows: things, their ties, and what is near one of them.

Posts are folded into their bodies and PAC regions into their centres, so that a person is
tied to the library and a centre to its countries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from libgraph.dates import Holds, Span
from libgraph.drawing import captions
from libgraph.drawing.around import surroundings
from libgraph.drawing.drawn_ties import Tie, folded, layer_names, layer_ties, told_ties
from libgraph.drawing.filters import Kinds, near
from libgraph.drawing.looks import coloured, sized
from libgraph.drawing.scene import Detail, Scene
from libgraph.drawing.things import details, kinds_of, nodes
from libgraph.drawing.times import Times
from libgraph.drawing.words import words
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling, tell

_ALL = "SELECT ?r { ?r a lg:Relationship ; lg:kind ?kind FILTER(?kind != lg:Naming) }"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for.

    `kinds` and `layers` limit the ties and things; `color_by` is one of `looks.COLOURS`,
    `size_by` one of `looks.SIZES` or empty; `labels` is the language of names where it is not
    that of the page (`lang`). More than `most` relationships around a thing are refused.
    """

    around: Entity | None = None
    depth: int = 1
    kinds: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    span: Span | None = None
    as_of: str = ""
    certain: bool = False
    color_by: str = "kind"
    size_by: str = ""
    lang: str = "en"
    labels: str = ""
    most: int | None = None


def picture(graph: Graph, wanted: Wanted) -> Scene:
    """The scene of the whole graph, or of that part of it which is wanted.

    Raises:
        UnknownName: there is no such layer, kind, measure or way to colour.
        UsageError: kinds of ties are asked for beside a layer, or too much, or a measure of that.
    """
    kinds, lang = Kinds.parse(wanted.kinds, wanted.layers), wanted.lang
    told, folds = _told(graph, wanted)
    centre = folds.get(wanted.around.iri, wanted.around.iri) if wanted.around else ""
    ties = _ties(graph, told, folds, wanted)
    drawn = kinds_of(graph, _ends(ties) | ({centre} if centre else set()))
    ties = kinds.keep(ties, drawn, centre)
    things = _ends(ties)
    if centre:
        things = near(centre, ties, wanted.depth)
        ties = [tie for tie in ties if tie.edge.source in things and tie.edge.target in things]
    scene = _scene(graph, ties, things, drawn, details(graph, told, folds, lang), kinds, wanted)
    scene = replace(scene, centre=centre)
    return sized(coloured(graph, scene, wanted.color_by), wanted.size_by)


def _told(graph: Graph, wanted: Wanted) -> tuple[list[Telling], dict[str, str]]:
    """What is told of the part that is wanted, and what stands for what in it."""
    if wanted.around and not wanted.layers:
        near = surroundings(graph, wanted.around.iri, wanted.depth, wanted.most)
        relationships, folds = near.relationships, near.folds
    else:
        relationships, folds = {iri for (iri,) in graph.texts(_ALL)}, folded(graph)
    told = tell(graph, relationships, wanted.lang, wanted.span).values()
    return [it for it in told if not wanted.certain or it.holds is Holds.YES], folds


def _ends(ties: Iterable[Tie]) -> set[str]:
    return {end for tie in ties for end in (tie.edge.source, tie.edge.target)}


def _ties(
    graph: Graph, told: Sequence[Telling], folds: dict[str, str], wanted: Wanted
) -> list[Tie]:
    if wanted.layers:
        lang = wanted.labels or wanted.lang
        return list(layer_ties(graph, wanted.layers, wanted.span, wanted.certain, lang))
    return list(told_ties(graph, told, folds, wanted.lang))


def _scene(
    graph: Graph,
    ties: Sequence[Tie],
    things: set[str],
    drawn: dict[str, str],
    known: dict[str, list[Detail]],
    kinds: Kinds,
    wanted: Wanted,
) -> Scene:
    lang, shown = wanted.lang, wanted.labels or wanted.lang
    iri = wanted.around.iri if wanted.around else ""
    around = labels(graph, {iri}, shown)[iri] if iri else ""
    times = Times.read(graph, {iri for tie in ties for way in tie.ways for iri in way})
    years = times.years(wanted.span)
    edges = tuple(tie.at(times, years) for tie in ties)
    called = layer_names(graph, edges, lang)
    said = words(lang)
    only = [said.kind(kind) for kind in kinds.things]
    only += [name for key, name in called if key in kinds.ties]
    layers = [said.layer(name) for name in wanted.layers]
    scope = captions.scope(around, wanted.depth, layers, only, lang)
    time = captions.time(wanted.as_of, wanted.certain, lang)
    time += captions.written_by(graph.known_at, lang)
    return Scene(
        title=captions.title(around, lang),
        caption=captions.caption(edges, len(things), scope, time, lang),
        nodes=tuple(nodes(graph, things, drawn, known, shown)),
        edges=edges,
        lang=lang,
        layers=called,
        years=years,
    )
