"""What a picture shows: the seam between those who ask the graph and those who draw.

Nothing here knows RDF, SPARQL or any picture format; a scene is plain text and tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Run = tuple[int, int, bool]
"""The first and the last year of a run of years, and whether it surely holds in them."""


class Years(NamedTuple):
    """The years that one can ask about; an `open` first year stands for all before it too."""

    first: int
    last: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One line among a node's details, such as ``Detail("Director", "A. Sarin, seen in 2010")``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its IRI, the name to show, its kind, every spelling (searched), its details.

    `kind` is a key of `libgraph.drawing.kinds.KINDS` or any other text, drawn as "other".
    `languages` are the tags of `names`, in their order, where they are known. `group` is the
    key of one of the scene's groups, `size` a share of the largest (0 to 1), where the scene
    has groups or sizes.
    """

    id: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    languages: tuple[str, ...] = ()
    group: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie: the ids of its ends, what it says in words, its date and who says it.

    `when` is the EDTF as written or empty; `holds` is ``''``, ``'yes'`` or ``'possibly'``;
    `sources` are titles. An undirected edge (`directed=False`) has no arrowhead. `layer` is the
    key of its kind among the scene's layers; `years` are the runs of years in which it holds.
    """

    source: str
    target: str
    label: str
    when: str = ""
    holds: str = ""
    sources: tuple[str, ...] = ()
    directed: bool = True
    layer: str = ""
    years: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one colour: a short key that stands on each of them, and what it means."""

    key: str
    label: str
    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the sizes of things tell: a measure, its smallest and its largest value in words."""

    measure: str
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything one picture shows; `caption` states its date, filter and sources.

    `layers` are the kinds of ties, key and label; `years` the first and the last year that one
    can ask about; `groups` and `sizes` are there where colours and sizes tell more than the
    kind, and `coloured` then says what the colours tell; `centre` is the thing all is around.
    """

    title: str
    caption: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lang: str = "en"
    layers: tuple[tuple[str, str], ...] = ()
    years: Years | None = None
    groups: tuple[Group, ...] = ()
    coloured: str = ""
    sizes: Sizes | None = None
    centre: str = ""
