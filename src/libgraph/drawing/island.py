"""The page's data: JSON that can stand inside a <script> whatever the names are."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import quote

from libgraph.drawing.kinds import Kind, kind_of
from libgraph.drawing.outlines import glyph
from libgraph.drawing.routes import Point
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.drawing.words import Words

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def safe_json(value: Any) -> str:
    """JSON without a character that could end or change the script around it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def slugs(scene: Scene) -> dict[str, str]:
    """A short name in addresses for each node's id: its last part; all of it where two share it."""
    short = {node.id: _last_part(node.id) for node in scene.nodes}
    shared = Counter(short.values())
    return {
        node.id: short[node.id] if shared[short[node.id]] == 1 else quote(node.id, safe="")
        for node in scene.nodes
    }


def _last_part(iri: str) -> str:
    last = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
    return quote(last or iri, safe="")


def island(
    scene: Scene, places: list[Point], slugs: dict[str, str], kinds: list[Kind], said: Words
) -> str:
    """Everything the page's scripts need, as `safe_json`."""
    number = {node.id: at for at, node in enumerate(scene.nodes)}
    layer = {key: at for at, (key, _) in enumerate(scene.layers)}
    titles = list(dict.fromkeys(title for edge in scene.edges for title in edge.sources))
    cited = {title: at for at, title in enumerate(titles)}
    return safe_json(
        {
            "words": said.page(),
            "kinds": [_kind(kind, said) for kind in kinds],
            "nodes": [
                _node(node, place, slugs[node.id], kinds, said)
                for node, place in zip(scene.nodes, places, strict=True)
            ],
            "edges": [
                [*_edge(edge, number, cited), *_when(edge, layer, scene)] for edge in scene.edges
            ],
            "sources": titles,
            "layers": scene.layers,
            "groups": [(it.key, it.label, it.fill, it.line) for it in scene.groups],
            "sized": scene.sizes is not None,
            "years": scene.years,
        }
    )


def _kind(kind: Kind, said: Words) -> dict[str, Any]:
    return {
        "key": kind.key,
        "label": said.kind(kind.key),
        "fill": kind.fill,
        "line": kind.line,
        "glyph": glyph(kind.shape),
    }


def _node(node: Node, place: Point, slug: str, kinds: list[Kind], said: Words) -> dict[str, Any]:
    kind = kind_of(node.kind)
    found: dict[str, Any] = {
        "id": node.id,
        "slug": slug,
        "label": node.label,
        "names": node.names,
        "details": [(detail.label, detail.value) for detail in node.details],
        "kind": kinds.index(kind),
        "x": round(place[0], 1),
        "y": round(place[1], 1),
    }
    found |= {"langs": node.languages} if any(node.languages) else {}
    found |= {"group": node.group} if node.group else {}
    found |= {"size": node.size} if node.size else {}
    if kind.key == "other":
        found["called"] = said.kind(node.kind)
    return found


def _edge(edge: Edge, number: dict[str, int], cited: dict[str, int]) -> list[Any]:
    ends = [number[edge.source], number[edge.target]]
    sources = [cited[title] for title in edge.sources]
    return [*ends, edge.label, edge.when, edge.holds, sources, int(edge.directed)]


def _when(edge: Edge, layer: dict[str, int], scene: Scene) -> list[Any]:
    """The kind of an edge and its years, first, last and 1 where sure, all in one row."""
    if not scene.layers and not scene.years:
        return []
    return [layer.get(edge.layer, -1), [number for run in edge.years for number in map(int, run)]]
