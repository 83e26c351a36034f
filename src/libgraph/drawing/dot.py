"""A scene as DOT text, for Graphviz and everything that reads it.

Names stand inside the nodes; the full name is the tooltip where the picture shortens it. The file
names its own layout: in layers up to 150 things (the one layout of Graphviz in which nothing that
an edge says covers anything), spread out above. The SVG is laid out with more care: see layout.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from libgraph.drawing.kinds import PAPER, TEXT, Kind, kind_of, kinds_present
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.drawing.text import one_line, wrapped
from libgraph.drawing.ties import POSSIBLY, checked
from libgraph.drawing.words import Words, words

FONT = "Helvetica"
_NAME, _SAID = 11.0, 8.5

_LAYERS = 150
_LAYERED = (("layout", "dot"), ("rankdir", "LR"), ("nodesep", "0.15"), ("ranksep", "0.3"))
_SPREAD = (("layout", "sfdp"), ("overlap", "prism"), ("splines", "line"), ("sep", "+8"))
_ENTITY = re.compile(r"&(?=#?\w+;)")
Attributes = Iterable[tuple[str, str]]


def dot(scene: Scene) -> str:
    """The scene in DOT, with its legend and caption; the same scene gives the same bytes.

    Raises:
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    checked(scene)
    said = words(scene.lang)
    lines = [
        f"digraph {quoted(one_line(scene.title))} {{",
        *_settings(scene),
        *(_node(node, said) for node in scene.nodes),
        *(_edge(edge) for edge in scene.edges),
        *_legend(scene, said),
        "}",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A DOT string that stands for exactly `text`; a line end becomes Graphviz's ``\\n``."""
    plain = "".join(" " if ord(c) < 32 and c != "\n" else c for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _attributes(pairs: Attributes) -> str:
    """Attributes as Graphviz shows them: it would read ``&lt;`` in a text as an entity."""
    return " ".join(f"{name}={quoted(_ENTITY.sub('&amp;', value))}" for name, value in pairs)


def _settings(scene: Scene) -> Iterator[str]:
    caption = "\n".join(wrapped(f"{scene.title}. {scene.caption}", _NAME, 900.0, 6))
    graph = list(_LAYERED if len(scene.nodes) <= _LAYERS else _SPREAD)
    graph += [("bgcolor", PAPER), ("fontname", FONT)]
    graph += [("charset", "UTF-8"), ("label", caption), ("labelloc", "b"), ("fontsize", "12")]
    node = [("fontname", FONT), ("fontsize", f"{_NAME:g}"), ("fontcolor", TEXT)]
    node += [("style", "filled"), ("margin", "0.1,0.05"), ("height", "0.3"), ("width", "0.4")]
    edge = [("fontname", FONT), ("fontsize", f"{_SAID:g}"), ("fontcolor", "#3d4550")]
    edge += [("color", "#6b7480"), ("arrowsize", "0.6")]
    for name, pairs in (("graph", graph), ("node", node), ("edge", edge)):
        yield f"  {name} [{_attributes(pairs)}]"


def _node(node: Node, said: Words) -> str:
    kind = kind_of(node.kind)
    shown = "\n".join(wrapped(node.label, _NAME, 118.0, 4))
    tip = f"{one_line(node.label)} ({said.kind(node.kind)})"
    pairs = [("label", shown), ("tooltip", tip), ("class", kind.key), *_look(kind)]
    return f"  {quoted(node.id)} [{_attributes(pairs)}]"


def _look(kind: Kind) -> Attributes:
    return [*kind.dot, ("fillcolor", kind.fill), ("color", kind.line)]


def _edge(edge: Edge) -> str:
    shown = "\n".join(
        [*wrapped(edge.label, _SAID, 92.0, 2), *wrapped(edge.when, _SAID, 92.0, 3)]
    ).strip()
    tip = "; ".join(one_line(text) for text in (edge.label, edge.when, *edge.sources) if text)
    pairs = [("label", shown), ("tooltip", tip), ("labeltooltip", tip)]
    if edge.holds == POSSIBLY:
        pairs.append(("style", "dashed"))
    if not edge.directed:
        pairs.append(("dir", "none"))
    return f"  {quoted(edge.source)} -> {quoted(edge.target)} [{_attributes(pairs)}]"


def _legend(scene: Scene, said: Words) -> Iterator[str]:
    """Nodes of their own, in a cluster; ids that begin with ``legend:`` are no things."""
    yield f"  subgraph cluster_legend {{ label={quoted(said.legend)}"
    for kind in kinds_present(node.kind for node in scene.nodes):
        pairs = [("label", said.kind(kind.key)), *_look(kind)]
        yield f"    {quoted('legend:' + kind.key)} [{_attributes(pairs)}]"
    if any(edge.holds == POSSIBLY for edge in scene.edges):
        for end in ("possibly", "possibly-end"):
            yield f"    {quoted('legend:' + end)} [shape=point width=0.05]"
        pairs = [("label", said.possibly), ("style", "dashed")]
        yield f'    "legend:possibly" -> "legend:possibly-end" [{_attributes(pairs)}]'
    yield "  }"
