"""A scene as one HTML page that needs nothing else: no network, no other file.

The page is written here: its frame, the list that says the same as the picture, the still picture
for those without scripts or WebGL and for print, and the data as JSON. What moves is in `static/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from . import island
from .kinds import Kind, kind_of, kinds_present
from .layout import Point
from .outlines import glyph
from .points import points
from .scene import Node, Scene
from .svg import drawn, laid_out
from .text import one_line
from .ties import POSSIBLY
from .words import Words, words

PICTURED = 150
"""Up to so many things, the page carries a still picture too, and things stand as in it."""
LISTED = 2000
"""Up to so many things, the list with all ties stands in the page; above, a script makes it."""
_STATIC = Path(__file__).parent / "static"
_SCRIPTS = ("vendor.min", "model", "tools", "shapes", "labels", "canvas", "search", "panel")
_SCRIPTS += ("list", "page")
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_SHORT = 48


def html(scene: Scene) -> str:
    """The page; the same scene gives the same text.

    Raises MissingExtra without Graphviz, ValueError for edges that end outside the scene.
    """
    picture, places = _picture(scene)
    return "\n".join(_Page(scene, picture, places).lines()) + "\n"


def _picture(scene: Scene) -> tuple[str, list[Point]]:
    """The still picture, where there is one, and a point for each thing."""
    if len(scene.nodes) > PICTURED:
        return "", points(scene)
    layout = laid_out(scene)
    return drawn(scene, layout), [(box.x, box.y) for box in layout.names]


class _Page:
    """The parts of the page, in their order."""

    def __init__(self, scene: Scene, picture: str, places: list[Point]) -> None:
        self.scene, self.picture, self.places = scene, picture, places
        self.words = words(scene.lang)
        self.slugs = island.slugs(scene)
        self.kinds = kinds_present(node.kind for node in scene.nodes)

    def lines(self) -> Iterator[str]:
        yield f'<!doctype html>\n<html lang="{_attribute(self.scene.lang)}" class="{self._style()}">'
        yield from self._head()
        yield f'<body>\n<a class="skip" href="#list">{_text(self.words["tolist"])}</a>\n<main>'
        yield from self._stage()
        yield '<div id="side">'
        yield from self._search()
        yield '<section id="panel" hidden aria-live="polite"></section>'
        yield from self._filter()
        yield from self._list()
        yield f'<p class="keys live-only">{_text(self.words["keys"])}</p>\n</div>\n</main>'
        yield from self._data()
        yield "</body>\n</html>"

    def _style(self) -> str:
        return "pictured" if self.picture else "unpictured"

    def _head(self) -> Iterator[str]:
        yield '<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="generator" content="libgraph"><link rel="icon" href="data:,">'
        yield f"<title>{_text(self.scene.title)}</title>"
        yield f"<style>\n{_static('page.css')}</style>"
        yield "<script>document.documentElement.classList.add('js')</script>\n</head>"

    def _stage(self) -> Iterator[str]:
        said = self.words
        counts = f"{said['things']}: {len(self.scene.nodes)} · {said['ties']}: {len(self.scene.edges)}"
        yield f'<section id="picture">\n<header><h1 dir="auto">{_text(self.scene.title)}</h1>'
        yield f'<p class="hint">{_text(counts)}. {_text(said["hint"])}</p></header>'
        yield '<p id="notice" role="status" hidden></p>'
        yield f"<noscript><p>{_text(said['noscript'])}</p></noscript>"
        yield f'<div id="frame"><div id="stage" role="img" aria-label="{_attribute(said["canvas"])}"></div>'
        yield '<div class="tools">'
        for name, sign in (("zoomin", "+"), ("zoomout", "−"), ("fit", "⤢")):
            label = _attribute(said[name])
            yield f'<button type="button" id="{name}" title="{label}" aria-label="{label}">{sign}</button>'
        yield "</div>"
        if self.picture:
            yield f'<figure id="still">\n{self.picture}</figure>'
        yield f'</div>\n<p class="caption on-screen" dir="auto">{_text(self.scene.caption)}</p>\n</section>'

    def _search(self) -> Iterator[str]:
        yield f'<div id="search" class="live-only" role="search"><label for="find">{_text(self.words["search"])}</label>'
        yield (
            '<input id="find" type="search" role="combobox" autocomplete="off" spellcheck="false" '
            'aria-expanded="false" aria-controls="suggestions" aria-autocomplete="list" dir="auto">'
        )
        yield f'<ul id="suggestions" role="listbox" hidden aria-label="{_attribute(self.words["search"])}"></ul>'
        yield '<p id="found" role="status"></p></div>'

    def _filter(self) -> Iterator[str]:
        yield f'<details id="kinds" class="live-only" open><summary>{_text(self.words["kinds"])}</summary>\n<ul>'
        for at, kind in enumerate(self.kinds):
            count = sum(kind_of(node.kind) is kind for node in self.scene.nodes)
            yield f'<li><label><input type="checkbox" checked value="{at}">{_glyph(kind)}'
            yield f'<span>{_text(self.words.kind(kind.key))}<span class="count">{count}</span></span></label></li>'
        if any(edge.holds == POSSIBLY for edge in self.scene.edges):
            yield f'<li class="only">{_DASH}<span>{_text(self.words["possibly"])}</span></li>'
        yield f'</ul>\n<button type="button" id="every">{_text(self.words["all"])}</button></details>'

    def _list(self) -> Iterator[str]:
        yield f'<section id="list" tabindex="-1">\n<h2>{_text(self.words["list"])}</h2>'
        if len(self.scene.nodes) <= LISTED:
            entries = _Entries(self.scene, self.slugs, self.words)
            for kind in self.kinds:
                yield from entries.of(kind)
        yield "</section>"

    def _data(self) -> Iterator[str]:
        data = island.island(self.scene, self.places, self.slugs, self.kinds, self.words)
        yield f'<script type="application/json" id="data">{data}</script>'
        for name in _SCRIPTS:
            yield f"<script>\n{_static(name + '.js')}</script>"


class _Entries:
    """The things of one kind after the other, each with its ties in words."""

    def __init__(self, scene: Scene, slugs: dict[str, str], said: Words) -> None:
        self.scene, self.slugs, self.words = scene, slugs, said
        self.labels = {node.id: node.label for node in scene.nodes}
        self.ties: dict[str, list[int]] = {node.id: [] for node in scene.nodes}
        for at, edge in enumerate(scene.edges):
            for end in dict.fromkeys((edge.source, edge.target)):
                self.ties[end].append(at)

    def of(self, kind: Kind) -> Iterator[str]:
        nodes = [node for node in self.scene.nodes if kind_of(node.kind) is kind]
        yield f'<section data-kind="{kind.key}"><h3>{_glyph(kind)}{_text(self.words.kind(kind.key))}'
        yield f'<span class="count">{len(nodes)}</span></h3>\n<ul>'
        for node in nodes:
            yield from self._thing(node)
        yield "</ul></section>"

    def _thing(self, node: Node) -> Iterator[str]:
        slug = self.slugs[node.id]
        names = [name for name in dict.fromkeys(node.names) if name != node.label]
        also = f' <small dir="auto">{_text(" · ".join(names))}</small>' if names else ""
        yield f'<li id="node={_attribute(slug)}">{self._link(node.id)}{also}'
        yield from (f'<br><small dir="auto">{_text(f"{d.label}: {d.value}")}</small>' for d in node.details)
        if self.ties[node.id]:
            yield '<ul class="ties">'
            yield from (self._tie(at, node) for at in self.ties[node.id])
            yield "</ul>"
        yield "</li>"

    def _tie(self, at: int, node: Node) -> str:
        edge = self.scene.edges[at]
        source, target = (self._end(end, node) for end in (edge.source, edge.target))
        notes = [edge.when or self.words["undated"]]
        notes += [self.words["possibly"]] if edge.holds == POSSIBLY else []
        sources = f" <small>{_text('; '.join(edge.sources))}</small>" if edge.sources else ""
        return f"<li>{source} {_text(edge.label)} {target} ({_text(', '.join(notes))}).{sources}</li>"

    def _end(self, end: str, node: Node) -> str:
        if end != node.id:
            return self._link(end)
        label = one_line(node.label)
        return _text(label if len(label) <= _SHORT else label[: _SHORT - 1] + "…")

    def _link(self, end: str) -> str:
        slug = _attribute(self.slugs[end])
        return f'<a dir="auto" href="#node={slug}">{_text(self.labels[end])}</a>'


_DASH = (
    '<svg class="glyph" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">'
    '<path d="M-1.1 0H1.1" stroke-dasharray=".5 .35"/></svg>'
)


def _glyph(kind: Kind) -> str:
    points_ = " ".join(f"{x:g},{y:g}" for x, y in glyph(kind.shape))
    return (
        '<svg class="glyph" viewBox="-1.15 -1.15 2.3 2.3" aria-hidden="true">'
        f'<polygon points="{points_}" fill="{kind.fill}" stroke="{kind.line}"/></svg>'
    )


def _static(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)


def _attribute(text: str) -> str:
    return escape(one_line(text))
