"""Kinds of things, each with its own shape and its own colour, and the families they form.

Colours are Paul Tol's "light" scheme: made for dark text on coloured cells, safe for the
colour-blind. A family has one hue, a kind its own lightness of it; but no two kinds share an
outline, so that nothing is ever told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TEXT = "#1b1f24"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is drawn.

    `fill` and `line` are colours (``#rrggbb``), `shape` a key of `outlines.SHAPES`, `dot` the
    attributes that give Graphviz the nearest shape of its own.
    """

    key: str
    fill: str
    line: str
    shape: str
    dot: tuple[tuple[str, str], ...]


def kind_of(text: str) -> Kind:
    """The kind with this key; any other text is drawn as ``other``."""
    return KINDS.get(text, KINDS["other"])


def kinds_present(texts: Iterable[str]) -> list[Kind]:
    """The kinds behind these texts, each once, in the order of the legend."""
    keys = {kind_of(text).key for text in texts}
    return [kind for kind in KINDS.values() if kind.key in keys]


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with a `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_HUES = {
    "library": "#77aadd",
    "body": "#99ddff",
    "pac": "#ee8866",
    "room": "#44bb99",
    "person": "#ffaabb",
    "agreement": "#eedd88",
    "event": "#bbcc33",
    "place": "#aaaa00",
    "work": "#dddddd",
    "other": "#ffffff",
}

# key, family, how much paler (or, below 0, darker) than the family, shape, Graphviz attributes
_TABLE = (
    ("library", "library", 0.0, "box", "shape=box"),
    ("organization", "body", 0.0, "octagon", "shape=octagon"),
    ("mission", "body", 0.5, "banner", "shape=cds"),
    ("ensemble", "body", -0.2, "lean_back", "shape=polygon sides=4 skew=-0.2"),
    ("programme", "pac", 0.0, "chevron", "shape=component"),
    ("centre", "pac", 0.25, "hexagon", "shape=hexagon"),
    ("region", "pac", 0.55, "ribbon", "shape=hexagon peripheries=2"),
    ("corner", "room", 0.2, "step", "shape=tab"),
    ("school", "room", 0.55, "house", "shape=house"),
    ("person", "person", 0.0, "ellipse", "shape=ellipse"),
    ("post", "person", 0.5, "lectern", "shape=trapezium"),
    ("agreement", "agreement", 0.0, "note", "shape=note"),
    ("event", "event", 0.0, "lean", "shape=polygon sides=4 skew=0.2"),
    ("work", "work", 0.0, "book", "shape=box3d"),
    ("source", "work", 0.5, "torn", "shape=cylinder"),
    ("country", "place", 0.6, "rounded", "shape=box style=filled,rounded"),
    ("place", "place", 0.75, "pin", "shape=invhouse"),
    ("area", "place", 0.88, "basin", "shape=invtrapezium"),
    ("other", "other", 0.0, "cross", "shape=folder"),
)


def _kind(key: str, family: str, paler: float, shape: str, attributes: str) -> Kind:
    hue = _HUES[family]
    fill = mixed(hue, PAPER if paler > 0 else "#000000", abs(paler))
    pairs = (pair.partition("=") for pair in attributes.split())
    dot = tuple((name, value) for name, _, value in pairs)
    return Kind(key, fill, mixed(hue, "#000000", 0.55), shape, dot)


KINDS: dict[str, Kind] = {row[0]: _kind(*row) for row in _TABLE}
"""Every kind by its key, in the order of the legend; the last is for what has no kind here."""
