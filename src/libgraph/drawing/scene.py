"""What a picture shows: the seam between those who ask the graph and those who draw.

Nothing here knows RDF, SPARQL or any picture format; a scene is plain text and tuples.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """One line among a node's details, such as ``Detail("Director", "A. Sarin, seen in 2010")``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its IRI, the name to show, its kind, every spelling (searched), its details.

    `kind` is a key of `libgraph.drawing.kinds.KINDS` or any other text, drawn as "other".
    """

    id: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie: the ids of its ends, what it says in words, its date and who says it.

    `when` is the EDTF as written or empty; `holds` is ``''``, ``'yes'`` or ``'possibly'``;
    `sources` are titles. An undirected edge (`directed=False`) has no arrowhead.
    """

    source: str
    target: str
    label: str
    when: str = ""
    holds: str = ""
    sources: tuple[str, ...] = ()
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything one picture shows; `caption` states its date, filter and sources."""

    title: str
    caption: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lang: str = "en"
