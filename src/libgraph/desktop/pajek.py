"""Pajek's .net: numbered vertices with labels and places, arcs and edges with weights and years.

The file begins with a mark of UTF-8, without which Pajek reads another alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, count

from libgraph.desktop.days import Spell
from libgraph.desktop.model import Bond, Net, Thing, Written

_LOSSES = (
    "Pajek holds labels, places, weights and the certain years of ties: kinds, colours, addresses "
    "(IRIs), names in other languages, dates of things, dates as written, certainty, sentences, "
    "sources and what the network shows (time, scope, size) are left out; take -f gexf or graphml "
    "for these, and for igraph, which cannot read the years"
)


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def written(net: Net) -> Written:
    """The network as Pajek's .net."""
    content = "\r\n".join(_lines(net)) + "\r\n"
    return Written(content.encode("utf-8-sig"), losses=(_LOSSES, *_mended(net)))


def _mended(net: Net) -> Iterator[str]:
    labels = [thing.label for thing in net.things] + [bond.label for bond in net.bonds]
    if quoted := sum('"' in label for label in labels):
        many = "1 label has" if quoted == 1 else f"{quoted} labels have"
        yield f"{many} quotation marks, which Pajek cannot read: they became apostrophes"
    if slashed := sum("\\" in label for label in labels):
        many = "1 label has" if slashed == 1 else f"{slashed} labels have"
        yield f"{many} backslashes, which programs take for more: they became slashes"
    if any(_CONTROL.search(name) for name in (net.title, *labels)):
        yield "line ends and control characters in names became spaces"
    if len({_plain(thing.label) for thing in net.things}) < len(net.things):
        yield "equal labels are numbered: programs tell vertices by them"


def _lines(net: Net) -> Iterator[str]:
    places = {thing.iri: place for place, thing in enumerate(net.things, start=1)}
    within = _Square(net.things)
    yield f"*Network {_on_one_line(net.title)}"
    yield f"*Vertices {len(net.things)}"
    labels = _numbered(_plain(thing.label) for thing in net.things)
    for (place, label), thing in zip(enumerate(labels, start=1), net.things, strict=True):
        yield f'{place} "{label}" {within.point(thing)}'.rstrip()
    for head, directed in (("*Arcs", True), ("*Edges", False)):
        bonds = [bond for bond in net.bonds if bond.directed is directed]
        if bonds or directed:
            yield head
        for bond in bonds:
            yield _bond(bond, places[bond.source], places[bond.target])


def _bond(bond: Bond, source: int, target: int) -> str:
    years = ",".join(_years(spell) for spell in bond.times.spells())
    when = f" [{years}]" if years else ""
    return f'{source} {target} {bond.weight} l "{_plain(bond.label)}"{when}'


def _years(spell: Spell) -> str:
    first, last = spell
    if last is None:
        return f"{first.year}-*"
    return f"{first.year}-{last.year}" if first.year < last.year else f"{first.year}"


def _on_one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _plain(label: str) -> str:
    return _on_one_line(label).replace('"', "'").replace("\\", "/")


def _numbered(labels: Iterable[str]) -> Iterator[str]:
    """Labels, each another: readers tell vertices by them."""
    taken: set[str] = set()
    for label in labels:
        numbered = (f"{label} ({which})" for which in count(2))
        free = next(one for one in chain([label], numbered) if one not in taken)
        taken.add(free)
        yield free


class _Square:
    """Places between 0 and 1, as Pajek has them."""

    def __init__(self, things: tuple[Thing, ...]) -> None:
        points = [thing.point for thing in things if thing.point]
        self.left = min((x for x, _ in points), default=0.0)
        self.top = min((y for _, y in points), default=0.0)
        wide = max((x for x, _ in points), default=0.0) - self.left
        high = max((y for _, y in points), default=0.0) - self.top
        self.side = max(wide, high) or 1.0

    def point(self, thing: Thing) -> str:
        if thing.point is None:
            return ""
        x, y = (thing.point[0] - self.left) / self.side, (thing.point[1] - self.top) / self.side
        return f"{0.02 + 0.96 * x:.4f} {0.02 + 0.96 * y:.4f} 0.5000"
