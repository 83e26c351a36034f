"""A scene as DOT text, for Graphviz and everything that reads it.

Names stand inside the nodes; the full name is the tooltip where the picture shortens it. The file
names its own layout: in layers up to 150 things (the one layout of Graphviz in which nothing that
an edge says covers anything), spread out above. The SVG is laid out with more care: see layout.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from libgraph.drawing.kinds import PAPER, TEXT, Kind, kind_of, kinds_present
from libgraph.drawing.layout import magnified
from libgraph.drawing.legend import MOST
from libgraph.drawing.scene import Edge, Group, Node, Scene
from libgraph.drawing.text import one_line, wrapped
from libgraph.drawing.ties import POSSIBLY, checked
from libgraph.drawing.words import Words, words

FONT = "Helvetica"
_NAME, _SAID = 11.0, 8.5

_LAYERS = 150
_LAYERED = (("layout", "dot"), ("rankdir", "LR"), ("nodesep", "0.15"), ("ranksep", "0.3"))
_SPREAD = (("layout", "sfdp"), ("overlap", "prism"), ("splines", "line"), ("sep", "+8"))
_PLAIN = (("shape", "plaintext"), ("fillcolor", PAPER))
_ENTITY = re.compile(r"&(?=#?\w+;)")
Attributes = Iterable[tuple[str, str]]


def dot(scene: Scene) -> str:
    """The scene in DOT, with its legend and caption; the same scene gives the same bytes.

    Raises:
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    checked(scene)
    said, groups = words(scene.lang), {group.key: group for group in scene.groups}
    lines = [
        f"digraph {quoted(one_line(scene.title))} {{",
        *_settings(scene),
        *(_node(node, groups, said) for node in scene.nodes),
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


def _node(node: Node, groups: Mapping[str, Group], said: Words) -> str:
    kind, group, by = kind_of(node.kind), groups.get(node.group), magnified(node)
    label = f"{group.key} · {node.label}" if group else node.label
    shown = "\n".join(wrapped(label, _NAME, 118.0, 4))
    tip = f"{one_line(node.label)} ({said.kind(node.kind)})"
    pairs = [("label", shown), ("tooltip", tip), ("class", kind.key)]
    pairs += _look(kind, group.fill if group else PAPER if groups else "")
    pairs += [("fontsize", f"{_NAME * by:.1f}")] if by > 1 else []
    return f"  {quoted(node.id)} [{_attributes(pairs)}]"


def _look(kind: Kind, fill: str = "") -> list[tuple[str, str]]:
    return [*kind.dot, ("fillcolor", fill or kind.fill), ("color", kind.line)]


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
        pairs = [("label", said.kind(kind.key)), *_look(kind, PAPER if scene.groups else "")]
        yield f"    {quoted('legend:' + kind.key)} [{_attributes(pairs)}]"
    if any(edge.holds == POSSIBLY for edge in scene.edges):
        for end in ("possibly", "possibly-end"):
            yield f"    {quoted('legend:' + end)} [shape=point width=0.05]"
        pairs = [("label", said.possibly), ("style", "dashed")]
        yield f'    "legend:possibly" -> "legend:possibly-end" [{_attributes(pairs)}]'
    for key, pairs in (*_colours(scene, said), *_sizes(scene, said)):
        yield f"    {quoted('legend:' + key)} [{_attributes(pairs)}]"
    yield "  }"


def _colours(scene: Scene, said: Words) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What the colours tell: a heading, and a box for each group."""
    if not scene.groups:
        return
    yield "colours", [("label", f"{said['colours']}: {scene.coloured}"), *_PLAIN]
    for group in scene.groups[:MOST]:
        text = f"{group.key} · {group.label}" if group.label else group.key
        look = [("shape", "box"), ("fillcolor", group.fill), ("color", group.line)]
        yield f"group:{group.key}", [("label", one_line(text)), *look]
    if len(scene.groups) > MOST:
        yield "groups", [("label", said["morecolours"]), *_PLAIN]


def _sizes(scene: Scene, said: Words) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What the sizes of names tell: a heading, the smallest and the largest."""
    if not scene.sizes:
        return
    heading = f"{said['sizes']}: {scene.sizes.measure}"
    yield "sizes", [("label", heading), *_PLAIN]
    for key, text, by in (("least", scene.sizes.least, 1), ("most", scene.sizes.most, 2)):
        yield key, [("label", text), *_PLAIN, ("fontsize", f"{_NAME * by:g}")]
