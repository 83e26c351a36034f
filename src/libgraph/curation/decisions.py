"""What curators decided about identity: read from a graph, and written to the curation file.

A decision is added at the end of the file; all that stands there stays as it is. Each is noted in
the journal (see :mod:`journal`), and can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad

from libgraph.curation import journal, turtle
from libgraph.curation.decision import Decision
from libgraph.curation.journal import Entry
from libgraph.errors import UsageError
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DIFFERENT_FROM, SAME_AS, shorten
from libgraph.writing import write

FILE = "curation.ttl"


@dataclass(slots=True)
class Decided:
    """Which things are held to be one, and which are held to be different."""

    _kept: dict[str, str] = field(default_factory=dict)
    _different: list[tuple[str, str]] = field(default_factory=list)

    def learn(self, same: Iterable[tuple[str, ...]], different: Iterable[tuple[str, ...]]) -> None:
        """Add pairs of IRIs."""
        for one, other in same:
            first, second = self.one(one), self.one(other)
            if first != second:
                self._kept[first] = second
        self._different += [(one, other) for one, other in different]

    def take(self, quads: Iterable[Quad]) -> None:
        """Add what a curation file says."""
        read = set(quads)
        self.learn(turtle.pairs(read, SAME_AS), turtle.pairs(read, DIFFERENT_FROM))

    def one(self, iri: str) -> str:
        """What stands for all that are held to be one with this."""
        while (kept := self._kept.get(iri)) is not None:
            iri = kept
        return iri

    def same(self, one: str, other: str) -> bool:
        """Whether the two are held to be one."""
        return self.one(one) == self.one(other)

    def different(self, one: str, other: str) -> bool:
        """Whether the two are held to be different."""
        pair = {self.one(one), self.one(other)}
        return any({self.one(a), self.one(b)} == pair for a, b in self._different)

    def about(self, one: str, other: str) -> bool:
        """Whether it is decided what the two are to each other."""
        return self.same(one, other) or self.different(one, other)


def decided(graph: Graph, path: Path | None = None) -> Decided:
    """The decisions in a graph, and in a curation file beside it.

    Raises:
        BadFile: the file cannot be read.
    """
    found = Decided()
    found.learn(
        graph.texts("SELECT ?a ?b { ?a owl:sameAs ?b }"),
        graph.texts("SELECT ?a ?b { ?a owl:differentFrom ?b }"),
    )
    if path and path.exists():
        found.take(turtle.parsed(turtle.content(path), path))
    return found


def file_for(graph: Sequence[str], given: Path | None = None) -> Path:
    """The file that decisions about a graph (what -g names) go to.

    Raises:
        UsageError: there is no folder that decisions could be written into.
    """
    if given:
        if given.suffix != ".ttl":
            raise UsageError(f"{given} is not Turtle by its ending: name it {given.stem}.ttl")
        return given
    folder = next((Path(path) for path in graph if Path(path).is_dir()), None)
    if folder is None:
        raise UsageError(
            f"decisions go to {FILE} in the folder of a graph, and no folder is named: add  "
            "-g FOLDER, or  --curation FILE"
        )
    return folder / FILE


def decide(
    path: Path, decision: Decision, known: Decided, names: tuple[str, str] = ("", "")
) -> bool:
    """Write a decision to the end of a curation file; False where it is decided so already.

    `names` are what the journal calls the two. Others may decide at the same time.

    Raises:
        UsageError: it contradicts a decision, or says who or why to nobody.
        BadFile: the file is no Turtle, or cannot be written; it stays as it was.
    """
    _check(decision, known)
    if known.about(decision.one, decision.other):
        return False
    with journal.held(path) as pen:
        old = turtle.content(path)
        said = turtle.parsed(old, path)
        pen.settle(said)
        known.take(said)  # somebody may have decided meanwhile
        _check(decision, known)
        if known.about(decision.one, decision.other):
            return False
        new, text = turtle.added(old, decision, path)
        entry = Entry(
            pen.next(), journal.now(), decision.by, decision.one, decision.other,
            decision.same, names, decision.reason, text,
        )  # fmt: skip
        pen.do(entry, lambda: write(path, new, journal.ELSEWHERE))
        return True


def _check(decision: Decision, known: Decided) -> None:
    names = " and ".join(map(shorten, (decision.one, decision.other)))
    if decision.one == decision.other:
        raise UsageError(f"{shorten(decision.one)} is named twice: name two things")
    if not decision.reason.strip():
        raise UsageError(f'nothing says why {names} are one or two: add  --reason "…"')
    if not decision.by.strip():
        raise UsageError("a decision says who made it: add  --by NAME, or set LIBGRAPH_CURATOR")
    if decision.same and known.different(decision.one, decision.other):
        raise UsageError(
            f"{names} are held to be different: undo that first, or take owl:differentFrom out of "
            "the curation file"
        )
    kept = known.one(decision.one)
    if decision.same and kept != decision.one and not known.same(decision.one, decision.other):
        raise UsageError(
            f"{shorten(decision.one)} is held to be {shorten(kept)} already: decide about that one"
        )
    if not decision.same and known.same(decision.one, decision.other):
        raise UsageError(
            f"{names} are held to be one: undo that first, or take owl:sameAs out of the curation "
            "file"
        )
