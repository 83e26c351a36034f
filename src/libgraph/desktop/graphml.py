"""GraphML, for networkx, igraph, yEd and most others: attributes, and yEd's shapes and colours."""

from __future__ import annotations

from collections.abc import Iterator

from libgraph.desktop.columns import BONDS, THINGS
from libgraph.desktop.escaping import Xml
from libgraph.desktop.losses import merged, mixed, usual_way
from libgraph.desktop.model import Bond, Net, Thing, Written
from libgraph.drawing.kinds import kind_of

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
APART = 6.0
"""Labelled boxes need so many times the room of the layout's points."""
_WIDE, _HIGH = 110, 30
# the shape of yEd that is nearest to ours; the others are rectangles
_SHAPES = {
    "ellipse": "ellipse", "octagon": "octagon", "hexagon": "hexagon", "rounded": "roundrectangle",
    "lean": "parallelogram", "lean_back": "parallelogram2", "lectern": "trapezoid",
    "basin": "trapezoid2", "cross": "diamond", "book": "rectangle3d", "chevron": "fatarrow",
}  # fmt: skip


def written(net: Net) -> Written:
    """The network as GraphML."""
    xml = Xml()
    content = _HEAD + "".join(_Document(net, xml).lines()) + "</graphml>\n"
    return Written(content.encode(), losses=(_LOSSES, *merged(net), *mixed(net), *xml.losses()))


_LOSSES = (
    "GraphML has no time of its own: dates are attributes (edtf, certain_days, possible_days); for "
    "a timeline take -f gexf"
)


class _Document:
    def __init__(self, net: Net, xml: Xml) -> None:
        self.net, self.xml = net, xml

    def lines(self) -> Iterator[str]:
        yield from _keys()
        yield f'  <graph id="libgraph" edgedefault="{usual_way(self.net)}">\n'
        yield self._data("title", self.net.title, 4)
        yield self._data("about", self.net.about, 4)
        for thing in self.net.things:
            yield from self._node(thing)
        for at, bond in enumerate(self.net.bonds):
            yield from self._edge(at, bond)
        yield "  </graph>\n"

    def _data(self, key: str, value: str, deep: int = 6) -> str:
        return f'{" " * deep}<data key="{key}">{self.xml(value)}</data>\n' if value else ""

    def _node(self, thing: Thing) -> Iterator[str]:
        yield f'    <node id="{self.xml(thing.iri)}">\n'
        yield from self._shape(thing)  # first: what stands later wins in networkx
        yield self._data("n_label", thing.label)
        for column in THINGS:
            yield self._data(f"n_{column.name}", column.value(thing))
        if thing.point:
            yield self._data("n_x", f"{thing.point[0]:.2f}")
            yield self._data("n_y", f"{thing.point[1]:.2f}")
        yield "    </node>\n"

    def _shape(self, thing: Thing) -> Iterator[str]:
        kind = kind_of(thing.kind)
        yield '      <data key="n_yed"><y:ShapeNode>'
        if thing.point:
            x, y = thing.point[0] * APART - _WIDE / 2, thing.point[1] * APART - _HIGH / 2
            yield f'<y:Geometry height="{_HIGH}" width="{_WIDE}" x="{x:.1f}" y="{y:.1f}"/>'
        yield f'<y:Fill color="{kind.fill}" transparent="false"/>'
        yield f'<y:BorderStyle color="{kind.line}" type="line" width="1.0"/>'
        yield f"<y:NodeLabel>{self.xml.token(thing.label)}</y:NodeLabel>"
        yield f'<y:Shape type="{_SHAPES.get(kind.shape, "rectangle")}"/></y:ShapeNode></data>\n'

    def _edge(self, at: int, bond: Bond) -> Iterator[str]:
        ends = f'source="{self.xml(bond.source)}" target="{self.xml(bond.target)}"'
        directed = str(bond.directed).lower()
        yield f'    <edge id="e{at}" {ends} directed="{directed}">\n'
        yield from self._line(bond)
        yield self._data("e_label", bond.label)
        yield self._data("e_weight", str(bond.weight))
        for column in BONDS:
            yield self._data(f"e_{column.name}", column.value(bond))
        yield "    </edge>\n"

    def _line(self, bond: Bond) -> Iterator[str]:
        line = "line" if bond.times.certain else "dashed"
        head = "standard" if bond.directed else "none"
        yield f'      <data key="e_yed"><y:PolyLineEdge><y:LineStyle color="#5a6472" type="{line}" '
        yield f'width="1.0"/><y:Arrows source="none" target="{head}"/>'
        yield f"<y:EdgeLabel>{self.xml.token(bond.label)}</y:EdgeLabel></y:PolyLineEdge></data>\n"


def _keys() -> Iterator[str]:
    for name in ("title", "about"):
        yield _key(name, "graph", name, "string")
    texts = ("label", *(column.name for column in THINGS))
    for name, type_ in (*((name, "string") for name in texts), ("x", "double"), ("y", "double")):
        yield _key(f"n_{name}", "node", name, type_)
    texts = ("label", *(column.name for column in BONDS))
    for name, type_ in (*((name, "string") for name in texts), ("weight", "int")):
        yield _key(f"e_{name}", "edge", name, type_)
    yield '  <key id="n_yed" for="node" yfiles.type="nodegraphics"/>\n'
    yield '  <key id="e_yed" for="edge" yfiles.type="edgegraphics"/>\n'


def _key(id_: str, what: str, name: str, type_: str) -> str:
    return f'  <key id="{id_}" for="{what}" attr.name="{name}" attr.type="{type_}"/>\n'
