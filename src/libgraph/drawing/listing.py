"""The HTML that says in words what the picture shows: the list of things, the boxes of kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from libgraph.drawing.kinds import Kind, kind_of
from libgraph.drawing.legend import MOST
from libgraph.drawing.outlines import glyph
from libgraph.drawing.scene import Node, Scene
from libgraph.drawing.text import one_line
from libgraph.drawing.ties import POSSIBLY
from libgraph.drawing.words import Words

_SHORT = 48
_DASH = (
    '<svg class="glyph" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">'
    '<path d="M-1.1 0H1.1" stroke-dasharray=".5 .35"/></svg>'
)


def text(shown: str) -> str:
    """Text for HTML, in an element or an attribute."""
    return escape(one_line(shown))


def boxes(scene: Scene, kinds: list[Kind], said: Words) -> Iterator[str]:
    """A checkbox for each kind, with its glyph and count: the page's filter and legend."""
    for at, kind in enumerate(kinds):
        name, count = text(said.kind(kind.key)), len(_of_kind(scene, kind))
        yield f'<li><label><input type="checkbox" checked value="{at}">{_glyph(kind)}'
        yield f'<span>{name}<span class="count">{count}</span></span></label></li>\n'
    if any(edge.holds == POSSIBLY for edge in scene.edges):
        yield f'<li class="only">{_DASH}<span>{text(said["possibly"])}</span></li>\n'


def layers(scene: Scene) -> str:
    """A checkbox for each kind of ties, where there are several."""
    counted = Counter(edge.layer for edge in scene.edges)
    if len(scene.layers) < 2:
        return ""
    return "".join(
        f'<li><label><input type="checkbox" checked value="{at}"><span>{text(name)}'
        f'<span class="count">{counted[key]}</span></span></label></li>\n'
        for at, (key, name) in enumerate(scene.layers)
    )


def meanings(scene: Scene, said: Words) -> str:
    """What colours and sizes tell, where they tell more than the kind."""
    found = ""
    if scene.groups:
        items = "".join(
            f'<li><b style="background:{group.fill};border-color:{group.line}">{text(group.key)}'
            f"</b> <span>{text(group.label or group.key)}</span></li>\n"
            for group in scene.groups[:MOST]
        )
        if len(scene.groups) > MOST:
            items += f"<li>{text(said['morecolours'])}</li>\n"
        found += f"<p>{text(said['colours'])}: {text(scene.coloured)}</p>\n<ul>\n{items}</ul>\n"
    if scene.sizes:
        ends = f"{scene.sizes.measure}, {scene.sizes.least} – {scene.sizes.most}"
        found += f"<p>{text(said['sizes'])}: {text(ends)}</p>\n"
    return found


def _of_kind(scene: Scene, kind: Kind) -> list[Node]:
    return [node for node in scene.nodes if kind_of(node.kind) is kind]


def _glyph(kind: Kind) -> str:
    corners = " ".join(f"{x:g},{y:g}" for x, y in glyph(kind.shape))
    return (
        '<svg class="glyph" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">'
        f'<polygon points="{corners}" fill="{kind.fill}" stroke="{kind.line}"/></svg>'
    )


class Listing:
    """The things, kind after kind, each with its ties in sentences."""

    def __init__(self, scene: Scene, slugs: dict[str, str], said: Words) -> None:
        self.scene, self.slugs, self.words = scene, slugs, said
        self.labels = {node.id: node.label for node in scene.nodes}
        self.ties: dict[str, list[int]] = {node.id: [] for node in scene.nodes}
        for at, edge in enumerate(scene.edges):
            for end in dict.fromkeys((edge.source, edge.target)):
                self.ties[end].append(at)

    def section(self, kind: Kind) -> Iterator[str]:
        """Everything of one kind."""
        nodes, name = _of_kind(self.scene, kind), text(self.words.kind(kind.key))
        yield f'<section data-kind="{kind.key}">\n<h3>{_glyph(kind)}{name}'
        yield f'<span class="count">{len(nodes)}</span></h3>\n<ul>\n'
        for node in nodes:
            yield from self._thing(node)
        yield "</ul>\n</section>\n"

    def _thing(self, node: Node) -> Iterator[str]:
        yield f'<li id="node={text(self.slugs[node.id])}">{self._link(node.id)}'
        names = [name for name in dict.fromkeys(node.names) if name != node.label]
        if names:
            yield f' <small dir="auto">{text(" · ".join(names))}</small>'
        for detail in node.details:
            yield f'<br><small dir="auto">{text(f"{detail.label}: {detail.value}")}</small>'
        if self.ties[node.id]:
            sentences = (self._tie(at, node) for at in self.ties[node.id])
            yield f'\n<ul class="ties">\n{"".join(sentences)}</ul>'
        yield "</li>\n"

    def _tie(self, at: int, node: Node) -> str:
        edge = self.scene.edges[at]
        source, target = (self._end(end, node) for end in (edge.source, edge.target))
        when = text(self.words.when(edge))
        sources = f" <small>{text('; '.join(edge.sources))}</small>" if edge.sources else ""
        said = f"{source} <em>{text(edge.label)}</em> {target} ({when}).{sources}"
        return f'<li data-tie="{at}">{said}</li>\n'

    def _end(self, end: str, node: Node) -> str:
        if end != node.id:
            return self._link(end)
        label = one_line(node.label)
        return text(label if len(label) <= _SHORT else label[: _SHORT - 1] + "…")

    def _link(self, end: str) -> str:
        return f'<a dir="auto" href="#node={text(self.slugs[end])}">{text(self.labels[end])}</a>'
