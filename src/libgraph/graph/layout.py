"""Where a triple belongs: what must be known of all files before the first can be placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from pyoxigraph import NamedNode

from libgraph.evidence import source_of
from libgraph.graph.lines import Terms, terms
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import (
    CURATION_GRAPH,
    DIFFERENT_FROM,
    QUOTED_FROM,
    SAME_AS,
    THINGS_GRAPH,
    TYPE,
    lg,
)

_THINGS, _CURATION = f"<{THINGS_GRAPH}>", f"<{CURATION_GRAPH}>"
_TYPE = f"<{TYPE}>"
_QUOTED_FROM, _SAME_AS = f"<{QUOTED_FROM}>", f"<{SAME_AS}>"
DECISIONS = {_SAME_AS, f"<{DIFFERENT_FROM}>"} | {
    f"<{lg(name)}>" for name in ("rank", "rankReason", "identityReason", "decidedBy", "decidedOn")
}


_T = TypeVar("_T")


@dataclass(slots=True)
class Layout:
    """Where triples belong; all nodes are texts.

    `sources` maps a statement to its source, `kept` an alias to the IRI that is kept; `quads`
    says how many triples each file has, by the name of its copy; `notices` is what a reader of
    tables should know about them.
    """

    sources: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    has_blank_nodes: bool = False
    quads: dict[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    _aliases: dict[str, list[NamedNode]] = field(default_factory=dict)
    _bare: set[str] = field(default_factory=set)
    _named: dict[str, str] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)

    def noting(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, while what they tell of the layout is noted."""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate == _QUOTED_FROM and rest[0] == "<":
                self._note_evidence(subject, rest[1:-4])
            elif predicate == _SAME_AS and rest[0] == "<":
                self._note_identity(subject, rest[:-3])
            elif predicate == _TYPE and rest[:-3] in _kinds() and subject not in self.sources:
                self._bare.add(subject)
            if subject[0] == "_" or rest[0] == "_":
                self.has_blank_nodes = True
            yield line

    def _note_evidence(self, statement: str, evidence: str) -> None:
        text = f"<{source_of(evidence)}>"
        source = self._named.setdefault(text, text)
        known = self.sources.setdefault(statement, source)
        self._bare.discard(statement)
        if source < known:
            self.sources[statement] = source

    def _note_identity(self, alias: str, kept: str) -> None:
        if kept != alias:
            self._same[alias] = min(kept, self._same.get(alias, kept))

    def settle(self) -> None:
        """Follow the decisions to their ends, when all have been noted."""
        self.kept = {alias: _end(alias, self._same) for alias in self._same}

    def is_statement(self, node: str) -> bool:
        """Whether a node is a statement: it has evidence, or is of a kind of statements."""
        return node in self.sources or node in self._bare

    def graph(self, subject: str, predicate: str) -> str:
        """The named graph of a triple."""
        return _CURATION if predicate in DECISIONS else self.sources.get(subject, _THINGS)

    def merged(self, line: str) -> str:
        """A line as the merge has it: with identities decided, but for the decisions."""
        return line if not self.kept else "{} {} {} .\n".format(*self.decided(terms(line)))

    def names(self, kept: _T) -> list[_T | NamedNode]:
        """A node, and all that was decided to be one with it."""
        if not self._aliases:
            for alias, one in self.kept.items():
                self._aliases.setdefault(one, []).append(NamedNode(alias[1:-1]))
        return [kept, *self._aliases.get(str(kept), ())]

    def decided(self, said: Terms) -> Terms:
        """What was said, with identities decided, but for the decisions themselves."""
        subject, predicate, what = said
        if predicate in DECISIONS and subject in self.kept:
            return said
        return self.kept.get(subject, subject), predicate, self.kept.get(what, what)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(f"<{kind}>" for kind in vocabulary().kinds)


def _end(alias: str, same: Mapping[str, str]) -> str:
    """The last IRI of a chain of decisions; of a circle, the first by name."""
    chain = [alias]
    while (following := same.get(chain[-1])) is not None:
        if following in chain:
            return min(chain[chain.index(following) :])
        chain.append(following)
    return chain[-1]
