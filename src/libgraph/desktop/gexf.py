"""GEXF 1.3, for Gephi: the version that Gephi itself writes since 0.9.

Of the versions that Gephi reads, 1.3 alone has `kind`: two edges between the same things stay two
only where their kinds differ, else Gephi adds up their weights and forgets the second label. So an
edge's `kind` is what it says.

An edge's spell is what is certain: each day of it or, where ``certain_days`` has ``[..]``, some
time within. It has no end where the source speaks in the present: else it would look ended. What is
possible stands in ``possible_days``; an edge without a certain day has no spell. A node's spell is
as long as it possibly was there, and as its edges are, so that no node takes away an edge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import sqrt

from libgraph.desktop.columns import BONDS, THINGS, Column
from libgraph.desktop.days import Spell
from libgraph.desktop.escaping import Xml
from libgraph.desktop.losses import merged, mixed, usual_way
from libgraph.desktop.model import Bond, Net, Thing, Written
from libgraph.drawing.kinds import channels, kind_of

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
_SMALL, _LARGE = 3.0, 10.0


def written(net: Net) -> Written:
    """The network as GEXF."""
    xml = Xml()
    content = _HEAD + "".join(_Document(net, xml).lines()) + "</gexf>\n"
    return Written(
        content.encode(), losses=(*_undated(net), *merged(net), *mixed(net), *xml.losses())
    )


def size(degree: int) -> float:
    """The radius of a node; none is wider than the places of the layout are apart."""
    return round(min(_SMALL + sqrt(degree), _LARGE), 2)


class _Document:
    def __init__(self, net: Net, xml: Xml) -> None:
        self.net, self.xml = net, xml
        self.degrees = net.degrees()
        self.spells: dict[str, list[Spell]] = defaultdict(list)
        for bond in net.bonds:
            for end in (bond.source, bond.target):
                self.spells[end] += bond.times.spells()

    def lines(self) -> Iterator[str]:
        xml = self.xml
        yield f"  <meta>\n    <creator>libgraph</creator>\n    <description>{xml(self.net.about)}"
        yield f"</description>\n    <keywords>{xml.token(self.net.title)}</keywords>\n  </meta>\n"
        yield f'  <graph defaultedgetype="{usual_way(self.net)}" idtype="string" mode="dynamic" '
        yield 'timeformat="date" timerepresentation="interval">\n'
        yield from self._declared("node", THINGS)
        yield from self._declared("edge", BONDS)
        yield f'    <nodes count="{len(self.net.things)}">\n'
        for thing in self.net.things:
            yield from self._node(thing)
        yield f'    </nodes>\n    <edges count="{len(self.net.bonds)}">\n'
        for at, bond in enumerate(self.net.bonds):
            yield from self._edge(at, bond)
        yield "    </edges>\n  </graph>\n"

    def _declared(
        self, what: str, columns: Sequence[Column[Thing] | Column[Bond]]
    ) -> Iterator[str]:
        yield f'    <attributes class="{what}" mode="static">\n'
        for column in columns:
            yield f'      <attribute id="{column.name}" title="{column.name}" type="string"/>\n'
        yield "    </attributes>\n"

    def _node(self, thing: Thing) -> Iterator[str]:
        yield f'      <node id="{self.xml(thing.iri)}" label="{self.xml.token(thing.label)}">\n'
        yield from self._values([(column.name, column.value(thing)) for column in THINGS])
        yield from _life(thing, self.spells[thing.iri])
        red, green, blue = channels(kind_of(thing.kind).fill)
        yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
        if thing.point:
            x, y = thing.point[0], -thing.point[1]  # Gephi's y points upwards
            yield f'        <viz:position x="{x:.2f}" y="{y:.2f}" z="0.0"/>\n'
        yield f'        <viz:size value="{size(self.degrees[thing.iri])}"/>\n      </node>\n'

    def _edge(self, at: int, bond: Bond) -> Iterator[str]:
        xml, way = self.xml, "directed" if bond.directed else "undirected"
        label = xml.token(bond.label)
        yield f'      <edge id="{at}" source="{xml(bond.source)}" target="{xml(bond.target)}" '
        yield f'type="{way}" kind="{label}" label="{label}" weight="{bond.weight}.0">\n'
        yield from self._values([(column.name, column.value(bond)) for column in BONDS])
        yield from _spells([*bond.times.spells()])
        yield "      </edge>\n"

    def _values(self, values: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield "        <attvalues>\n"
        for name, value in values:
            if value:
                yield f'          <attvalue for="{name}" value="{self.xml(value)}"/>\n'
        yield "        </attvalues>\n"


def _life(thing: Thing, ties: Sequence[Spell]) -> Iterator[str]:
    """One spell, where it is said when the thing was there."""
    if thing.times is None or not thing.times.certain:
        return
    first, last = thing.times.bounds.begins_earliest, thing.times.bounds.ends_latest
    begins = min([first, *(spell[0] for spell in ties)]) if first else None
    ends = max([last or date.max, *(spell[1] or date.max for spell in ties)])
    if begins or ends < date.max:
        yield from _spells([(begins, None if ends == date.max else ends)])


def _spells(spells: Sequence[tuple[date | None, date | None]]) -> Iterator[str]:
    if spells:
        yield "        <spells>\n"
        for first, last in spells:
            start = f' start="{first}"' if first else ""
            end = f' end="{last}"' if last else ""
            yield f"          <spell{start}{end}/>\n"
        yield "        </spells>\n"


def _undated(net: Net) -> Iterator[str]:
    bonds = sum(not bond.times.certain for bond in net.bonds)
    if bonds:
        many = "1 edge has" if bonds == 1 else f"{bonds} edges have"
        yield (
            f"{many} no certain day and so no spell: a timeline shows them always, "
            "filter by certainty to hide them"
        )
