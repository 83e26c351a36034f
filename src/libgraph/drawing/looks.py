"""Colours and sizes that tell more than the kind: communities, countries, measures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from libgraph.drawing.kinds import mixed
from libgraph.drawing.scene import Detail, Group, Node, Scene, Sizes
from libgraph.drawing.ties import checked
from libgraph.drawing.words import words
from libgraph.errors import UnknownName, UsageError
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph

if TYPE_CHECKING:
    from libgraph.network.measures import Weighted

COLOURS = ("kind", "community", "country")
SIZES = ("degree", "strength", "betweenness", "closeness", "core")
SLOW = 5000
"""Of more things than this, measures that follow every chain take minutes."""
# Paul Tol's "light" scheme without its grey, which is left to those who come after the eighth.
_HUES = (
    "#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#99ddff", "#bbcc33", "#aaaa00",
)  # fmt: skip
_GREY, _NONE = "#dddddd", "#ffffff"
SEVERAL = "+"
_SEATS = """SELECT ?thing ?country ?code {
    { ?thing lg:seat ?place } UNION { ?thing lg:locatedIn ?place } UNION
    { ?thing a lg:Country BIND(?thing AS ?place) } UNION { ?thing lg:within ?place }
    ?place lg:within* ?country . ?country lg:isoCode ?code }"""


def coloured(graph: Graph, scene: Scene, by: str) -> Scene:
    """The scene with its things in groups of one colour, each with a key to read.

    Raises:
        UnknownName: `by` is none of COLOURS.
    """
    if by not in COLOURS:
        raise UnknownName(f"nothing is coloured by {by!r}: write {_either(COLOURS)}")
    if by == "kind" or not scene.nodes:
        return scene
    found, names = _communities(scene) if by == "community" else _countries(graph, scene)
    said = words(scene.lang)
    counted = Counter(found.values())
    order = sorted(counted, key=lambda key: (-counted[key], key))
    groups = tuple(_group(key, names.get(key, ""), at) for at, key in enumerate(order))

    def told(node: Node) -> Node:
        key = found.get(node.id, "")
        detail = Detail(said[by], f"{key} – {names[key]}" if names.get(key) else key)
        return replace(node, group=key, details=(*node.details, detail)) if key else node

    nodes = tuple(told(node) for node in scene.nodes)
    caption = f"{scene.caption} {said['colours']}: {said[by]}."
    return replace(scene, nodes=nodes, groups=groups, coloured=said[by], caption=caption)


def _group(key: str, label: str, at: int) -> Group:
    fill = _HUES[at] if at < len(_HUES) else _GREY
    return Group(key, label, fill, mixed(fill, "#000000", 0.55))


def _communities(scene: Scene) -> tuple[dict[str, str], dict[str, str]]:
    """The number of each thing's community, and for each number its best tied member."""
    from libgraph.network.measures import divide

    graph = _weighted(scene)
    partners = graph.degree()
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, members in enumerate(divide(graph).communities, start=1):
        found.update((scene.nodes[at].id, str(number)) for at in members)
        first = max(members, key=lambda at: (partners[at], -at))
        names[str(number)] = scene.nodes[first].label
    return found, names


def _countries(graph: Graph, scene: Scene) -> tuple[dict[str, str], dict[str, str]]:
    """The code of each thing's country, and the names of the codes."""
    codes: dict[str, set[str]] = defaultdict(set)
    called: dict[str, str] = {}
    for thing, country, code in graph.texts(_SEATS):
        codes[thing].add(code)
        called[code] = country
    names = labels(graph, called.values(), scene.lang)
    said = {code: names[country] for code, country in called.items()}
    said[SEVERAL] = words(scene.lang)["severally"]
    here = {node.id for node in scene.nodes} & codes.keys()
    return {
        thing: next(iter(codes[thing])) if len(codes[thing]) == 1 else SEVERAL
        for thing in sorted(here)
    }, said


def _weighted(scene: Scene) -> Weighted:
    from libgraph.network.measures import weighted

    places = checked(scene)
    ids = [node.id for node in scene.nodes]
    ends = (sorted((places[e.source], places[e.target])) for e in scene.edges)
    counted = Counter((ids[one], ids[other]) for one, other in ends if one != other)
    return weighted(ids, counted)


def sized(scene: Scene, by: str) -> Scene:
    """The scene with its things as large as a measure says; without one, as it is.

    Raises:
        UnknownName: `by` is none of SIZES.
        UsageError: the measure would take too long for so many things.
    """
    if by and by not in SIZES:
        raise UnknownName(f"no measure of size is called {by!r}: write {_either(SIZES)}")
    if not by or not scene.nodes:
        return scene
    if len(scene.nodes) > SLOW and by in ("betweenness", "closeness"):
        raise UsageError(
            f"{by} of {len(scene.nodes)} things takes too long: size by degree, or draw a part"
        )
    values = [value or 0.0 for value in _measure(by)(_weighted(scene))]
    said = words(scene.lang)
    name, least, most = said.measure(by), min(values), max(values)
    caption = f"{scene.caption} {said['sizes']}: {name}."

    def told(node: Node, value: float) -> Node:
        share = sqrt((value - least) / (most - least)) if most > least else 0.0
        detail = Detail(name, _number(value))
        return replace(node, size=round(share, 3), details=(*node.details, detail))

    nodes = tuple(told(node, value) for node, value in zip(scene.nodes, values, strict=True))
    sizes = Sizes(name, _number(least), _number(most))
    return replace(scene, nodes=nodes, sizes=sizes, caption=caption)


def _measure(by: str) -> Callable[[Weighted], Iterable[float | None]]:
    from libgraph.network import measures

    known: Mapping[str, Callable[[Weighted], Iterable[float | None]]] = {
        "degree": measures.degree,
        "strength": measures.strength,
        "betweenness": measures.betweenness,
        "closeness": measures.closeness,
        "core": measures.core,
    }
    return known[by]


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.3g}"


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"
