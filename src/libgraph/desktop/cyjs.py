"""Cytoscape.js JSON (.cyjs), as Cytoscape's desktop program reads it."""

from __future__ import annotations

import json
from typing import Any

from libgraph.desktop.columns import BONDS, THINGS
from libgraph.desktop.losses import merged
from libgraph.desktop.model import Bond, Net, Thing, Written

APART = 6.0
"""Labelled nodes need so many times the room of the layout's points."""


def written(net: Net) -> Written:
    """The network as Cytoscape.js JSON."""
    document = {
        "format_version": "1.0",
        "generated_by": "libgraph",
        "target_cytoscapejs_version": "~2.1",
        "data": {
            "name": net.title,
            "shared_name": net.title,
            "about": net.about,
            "selected": True,
        },
        "elements": {
            "nodes": [_node(thing) for thing in net.things],
            "edges": [_edge(at, bond) for at, bond in enumerate(net.bonds)],
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return Written(text.encode(), losses=(_LOSSES, *merged(net)))


_LOSSES = (
    "Cytoscape keeps looks apart from networks and has no time: colour and dates are columns; for "
    "the colours map Fill Color to the column colour (passthrough)"
)


def _node(thing: Thing) -> dict[str, Any]:
    data: dict[str, Any] = {"id": thing.iri, "name": thing.label, "shared_name": thing.label}
    data |= {column.name: column.value(thing) for column in THINGS}
    data["names"] = [f"{name} @{tag}" if tag else name for tag, name in thing.names]
    node: dict[str, Any] = {"data": data}
    if thing.point:
        x, y = thing.point
        node["position"] = {"x": round(x * APART, 2), "y": round(y * APART, 2)}
    return node | {"selected": False}


def _edge(at: int, bond: Bond) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": f"e{at}",
        "source": bond.source,
        "target": bond.target,
        "name": bond.label,
        "shared_name": bond.label,
        "interaction": bond.label,
        "shared_interaction": bond.label,
        "directed": bond.directed,
        "weight": bond.weight,
    }
    data |= {column.name: column.value(bond) for column in BONDS}
    data["sources"] = [source.title for source in bond.sources]
    data["source_iris"] = [source.iri for source in bond.sources]
    return {"data": data, "selected": False}
