"""Tables in, statements and things out; or all that is wrong with them, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from libgraph.namespaces import SKOS, lg
from libgraph.reading.parsing import quads
from libgraph.tables import agreements, described, events, table
from libgraph.tables.columns import Column, plain
from libgraph.tables.entry import Desk, Entry
from libgraph.tables.faults import BadTables, Fault
from libgraph.tables.lookup import Names
from libgraph.tables.posts import Posts
from libgraph.tables.quotes import Quotes
from libgraph.tables.regions import Regions
from libgraph.tables.rows import simple
from libgraph.tables.statements import Draft, Said, row_says, settled
from libgraph.tables.table import Table
from libgraph.tables.things import Things, creates

_SEVERAL: dict[str, Callable[[Entry, str], list[Draft | None]]] = {
    "agreements": agreements.agreement,
    "events": events.event,
    "corners": events.corner,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What tables say, triple by triple with its row, and what a reader should know about it."""

    said: tuple[Said, ...]
    notices: tuple[str, ...]


def told(
    tables: Sequence[Path],
    rdf: Iterable[Path],
    *,
    beside: Sequence[Path] = (),
    texts: Path | None = None,
    kind: str | None = None,
) -> Told:
    """Read tables against the names in themselves, in RDF files and in other tables.

    Args:
        tables: the files whose rows are told.
        rdf: RDF files that know things by name.
        beside: tables that know things by name, and are not told.
        texts: the folder of the sources' texts, for quotes.
        kind: what the tables are, where their names do not say it.

    Raises:
        BadTables: something is wrong; the error has all faults of all tables.
        BadFile: an RDF file cannot be read.
    """
    faults: list[Fault] = []
    read = [(one, True) for path in tables for one in table.read(path, faults, kind)]
    mine = {path.resolve() for path in tables}
    others = [path for path in beside if path.resolve() not in mine]
    read += [(one, False) for path in others for one in table.read(path, faults)]
    names = known(rdf)
    desk = Desk(names, Quotes(names, texts), faults)
    reading = _Reading(desk, [one for one, _ in read])
    drafts: list[Draft] = []
    said: list[Said] = []
    for one, wanted in read:
        for entry in reading.entries[id(one)]:
            said_of_things, statements = reading.row(entry)
            if wanted:
                said.extend(said_of_things)
                drafts.extend(statements)
    unknown = list(_unknown([one for one, wanted in read if wanted]))
    if faults:
        raise BadTables(faults, unknown)
    return Told((*said, *settled(drafts)), (*unknown, *desk.quotes.notices()))


def known(rdf: Iterable[Path]) -> Names:
    """The names of all things in RDF files."""
    names = Names()
    for path in rdf:
        names.learn(quads(path), str(path))
    names.settle()
    return names


class _Reading:
    """All rows, read in three rounds: what they create, what they need, what they say."""

    def __init__(self, desk: Desk, tables: list[Table]) -> None:
        self._desk = desk
        self._things, self._posts = Things(desk.names), Posts(desk.names)
        self._regions = Regions(desk.names)
        self.entries = {id(one): [Entry(desk, one, row) for row in one.rows] for one in tables}
        every = [entry for entries in self.entries.values() for entry in entries]
        for entry in every:
            self._things.declare(entry)
        self._things.publish()
        self._things.adopt(every)
        self._values(every)
        self._forms(self._of_kind(every, "names"))
        self._needs(every)

    @staticmethod
    def _of_kind(entries: Iterable[Entry], name: str) -> Iterator[Entry]:
        return (entry for entry in entries if entry.table.kind.name == name)

    def _forms(self, entries: Iterable[Entry]) -> None:
        """Names that rows give to things are names by which cells find them."""
        found = []
        for entry in entries:
            if thing := self._desk.names.seek(entry.text("thing"), (lg("Thing"),)):
                found.append((thing, entry.text("form")))
        for thing, form in found:
            self._desk.names.add_name(thing, form)

    def _values(self, every: Iterable[Entry]) -> None:
        """What is known of things besides their names: addresses, checksums, where posts are."""
        values = self._desk.names.values
        for entry in every:
            for column in entry.table.kind.columns.values() if creates(entry) else ():
                cell = entry.text(column.name)
                if not cell or column.property not in values or column.name == "serves":
                    continue
                if (one := self._things.subject(entry)) and (value := _value(entry, column, cell)):
                    values[column.property].setdefault(one, value)

    def _needs(self, every: list[Entry]) -> None:
        for entry in self._of_kind(every, "organizations"):
            if entry.text("serves") and (centre := self._things.subject(entry)):
                self._regions.prepare_served(entry, centre)
        self._regions.publish()
        self._regions.prepare(self._of_kind(every, "coverages"))
        self._posts.prepare(self._of_kind(every, "tenures"))
        self._regions.publish()
        self._posts.publish()

    def row(self, entry: Entry) -> tuple[list[Said], list[Draft]]:
        """What a row says of things, and its statements."""
        name = entry.table.kind.name
        triples: list[Triple] = []
        if creates(entry):
            one = self._things.subject(entry)
            if one is None:
                return [], []
            triples += self._about(entry, one)
            make = _SEVERAL.get(name)
            drafts = make(entry, one) if make else []
        elif name == "tenures":
            post = self._posts.post(entry)
            triples += self._posts.triples(post or "")
            drafts = simple(entry, {"post": post})
        elif name == "coverages":
            region = self._regions.region(entry)
            triples += self._regions.triples(region or "")
            drafts = simple(entry, {"region": region})
        else:
            drafts = simple(entry)
        said = [Said(triple, *entry.key) for triple in triples]
        return said, row_says(entry, drafts)

    def _about(self, entry: Entry, one: str) -> Iterator[Triple]:
        node = NamedNode(one)
        pairs = list(self._things.pairs(entry, one))
        if entry.table.kind.name == "sources":
            pairs += described.source(entry)
        elif entry.table.kind.name == "organizations":
            pairs += described.served(entry, self._regions)
            served = self._regions.chosen.get(entry.key, "")
            yield from self._regions.triples(served)
        if entry.table.kind.name not in _SEVERAL:  # else they stand on a statement
            pairs += [(SKOS + "note", Literal(f"{head}: {text}")) for head, text in entry.row.notes]
        for property_, value in pairs:
            yield Triple(node, NamedNode(property_), value)


def _value(entry: Entry, column: Column, cell: str) -> str | None:
    if column.datatype != "thing":
        return cell
    return entry.desk.names.seek(cell, column.classes)  # what is wrong is said later


def _unknown(tables: list[Table]) -> Iterator[str]:
    for one in tables:
        if one.unknown:
            heads = ", ".join(_asked_about(head, one.kind.columns) for head in one.unknown)
            what = "columns are" if len(one.unknown) > 1 else "column is"
            yield f"{one.name}: the {what} not known and kept as notes: {heads}"


def _asked_about(head: str, columns: Iterable[str]) -> str:
    """The head of a column that is not known, with the one that may be meant."""
    near = get_close_matches(plain(head), list(columns), n=1, cutoff=0.75)
    return f"{head!r} (is it {near[0]}?)" if near else repr(head)
