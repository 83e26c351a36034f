"""What several formats cannot hold, or their readers cannot read, said in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from libgraph.desktop.model import Net


def merged(net: Net) -> Iterator[str]:
    """Where one edge stands for several relationships, which date goes with which is not told."""
    many = sum(bond.weight > 1 for bond in net.bonds)
    if many:
        edges = "1 edge stands" if many == 1 else f"{many} edges stand"
        yield (
            f"{edges} for several relationships and hold their dates and sources together: for a "
            "row each take -f csv-edges"
        )


def mixed(net: Net) -> Iterator[str]:
    """Where some edges have a direction and others none, not every program reads them."""
    if len({bond.directed for bond in net.bonds}) > 1:
        yield (
            "networkx reads no file with directed and undirected edges, igraph takes all of a "
            "GraphML file for directed: for them choose layers of one sort"
        )


def usual_way(net: Net) -> str:
    """What most edges are taken for: undirected only where all are."""
    directed = any(bond.directed for bond in net.bonds) or not net.bonds
    return "directed" if directed else "undirected"
