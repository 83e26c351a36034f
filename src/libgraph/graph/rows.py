"""Statements as the build works on them: rows of texts, out of copies or out of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import SpooledTemporaryFile

from pyoxigraph import Store

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.evidence import source_of
from libgraph.graph.layout import Layout
from libgraph.graph.lines import Terms, about, by_subject, terms, value
from libgraph.namespaces import DATINGS, NORMAL, QUOTED_FROM, RANKS, TYPE, lg

_TYPE = f"<{TYPE}>"
_RANK = lg("rank")
_IN_MEMORY = 1 << 22  # a larger pile of rows waits on disk


@dataclass(slots=True)
class Row:
    """One statement: its node, what it says (terms by the IRI of the predicate), its bounds.

    `node` and all terms are texts as in N-Triples.
    """

    node: str
    said: dict[str, list[str]]
    bounds: Bounds = NO_BOUNDS

    @property
    def rank(self) -> int:
        """3 preferred, 2 normal, 1 weak, 0 deprecated."""
        return RANKS.get(self.value(_RANK), NORMAL) if _RANK in self.said else NORMAL

    @property
    def source(self) -> str:
        """The IRI of its source, '' if it names none."""
        evidence = self.said.get(QUOTED_FROM)
        return min(source_of(value(passage)) for passage in evidence) if evidence else ""

    @property
    def dating(self) -> tuple[str, str]:
        """The dating property and the date as written; both '' where it is undated."""
        for way in DATINGS:
            if way in self.said:
                return way, self.value(way)
        return "", ""

    def value(self, predicate: str) -> str:
        """The text of the first value of `predicate`, '' if it has none."""
        values = self.said.get(predicate)
        if not values:
            return ""
        return value(values[0]) if len(values) == 1 else min(map(value, values))


@lru_cache(maxsize=4096)
def _iri(term: str) -> str:
    return term[1:-1]


def row(node: str, triples: Iterable[Terms]) -> Row:
    """A statement from all that is said about its node."""
    return Row(node, _into({}, triples))


def _into(said: dict[str, list[str]], triples: Iterable[Terms]) -> dict[str, list[str]]:
    for _, predicate, what in triples:
        known = said.get(name := _iri(predicate))
        if known is None:
            said[name] = [what]
        elif what not in known:
            known.append(what)
    return said


class Piles:
    """All statements of a build, in a pile for each kind, which is taken up when it is its turn.

    What belongs to a statement and stands apart from it (a rank in another file) waits in
    memory.
    """

    def __init__(self, kinds: Iterable[str], place: Path | None = None) -> None:
        self._kinds = {f"<{kind}>": kind for kind in kinds}
        self._piles = {
            kind: SpooledTemporaryFile(  # noqa: SIM115 (closed when it is taken up)
                _IN_MEMORY, "w+", encoding="utf-8", newline="\n", dir=str(place) if place else None
            )
            for kind in self._kinds.values()
        }
        self._apart: dict[str, list[Terms]] = defaultdict(list)

    def sort(self, said: Iterable[str], layout: Layout) -> Iterator[str]:
        """The lines, while the statements among them go to their piles."""
        run: list[str] = []
        subject = ""
        for line in said:
            node = line.split(" ", 1)[0]
            if node != subject:
                self._put(subject, run, layout)
                subject, run = node, []
            run.append(line)
            yield line
        self._put(subject, run, layout)

    def _put(self, subject: str, run: list[str], layout: Layout) -> None:
        if not layout.is_statement(subject):
            return
        merged = list(map(layout.merged, run))
        said = list(map(terms, merged))
        kinds = {what for _, predicate, what in said if predicate == _TYPE}
        for kind in sorted(kinds & self._kinds.keys()):
            self._piles[self._kinds[kind]].write("".join(merged))
        if not kinds & self._kinds.keys():
            for one in said:
                self.also(one)

    def also(self, said: Terms) -> None:
        """Something more about a statement."""
        self._apart[said[0]].append(said)

    def take(self, kind: str) -> list[Row]:
        """The statements of a kind (a class IRI)."""
        found: dict[str, dict[str, list[str]]] = {}
        with self._piles.pop(kind) as pile:
            pile.seek(0)
            for node, run in by_subject(map(terms, pile)):
                _into(found.setdefault(node, {}), run)
        for node in found.keys() & self._apart.keys():
            _into(found[node], self._apart[node])
        return [Row(node, said) for node, said in found.items()]


def kept(store: Store, nodes: Iterable[str]) -> Iterator[Row]:
    """Statements as the merged graph of a store has them."""
    for node in nodes:
        yield row(node, about(store, node))
