"""What every format is given: things, and bonds between them. Plain text, dates and tuples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from libgraph.desktop.days import Times, together

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it."""

    iri: str
    title: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: `kind` is a key of the drawing room's kinds, `called` that kind in words.

    `labels` are the preferred names by language, `names` all spellings (language, name). `edtf`
    are its lifespans as written, `when` the same in words; `point` is where it stands, y
    downwards, or None.
    """

    iri: str
    label: str
    kind: str
    called: str
    labels: Mapping[str, str]
    names: tuple[tuple[str, str], ...]
    edtf: str
    when: str
    times: Times | None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One relationship (or, in a layer, one tie) of those that make up a bond.

    `edtf` is the date as written, `when` the same in words (whether it was seen, or announced);
    `holds` is '' or the answer for the time that was asked about.
    """

    iris: tuple[str, ...]
    says: str
    edtf: str
    when: str
    holds: str
    times: Times
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """An edge: everything that says the same of the same two things."""

    source: str
    target: str
    kind: str
    label: str
    directed: bool
    parts: tuple[Part, ...]

    @property
    def weight(self) -> int:
        """How many relationships (or ties) stand behind it."""
        return len(self.parts)

    @property
    def times(self) -> Times:
        """When at least one of them was so."""
        return together(part.times for part in self.parts)

    @property
    def edtf(self) -> str:
        """All dates, as written."""
        return "; ".join(dict.fromkeys(part.edtf for part in self.parts if part.edtf))

    @property
    def when(self) -> str:
        """All dates, in words."""
        return "; ".join(dict.fromkeys(part.when for part in self.parts))

    @property
    def holds(self) -> str:
        """The strongest answer for the time that was asked about, '' for none."""
        return max((part.holds for part in self.parts), key=("", "possibly", "yes").index)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All who say it, each once."""
        every = {source.iri: source for part in self.parts for source in part.sources}
        return tuple(every[iri] for iri in sorted(every))


@dataclass(frozen=True, slots=True)
class Net:
    """A network to write: `about` says its time, scope and size; `left` what is not in it."""

    title: str
    about: str
    lang: str
    things: tuple[Thing, ...]
    bonds: tuple[Bond, ...]
    left: tuple[str, ...] = ()

    def placed(self, points: Mapping[str, Point]) -> Net:
        """The same, its things standing at these points."""
        things = tuple(replace(thing, point=points[thing.iri]) for thing in self.things)
        return replace(self, things=things)

    def degrees(self) -> Counter[str]:
        """How many bonds each thing has."""
        return Counter(end for bond in self.bonds for end in {bond.source, bond.target})


@dataclass(frozen=True, slots=True)
class Written:
    """A network in a format: the file, one beside it (nodes of an edge list), and what is lost.

    `losses` are sentences: what this format cannot hold, and where it can be had.
    """

    content: bytes
    nodes: bytes | None = None
    losses: tuple[str, ...] = ()
