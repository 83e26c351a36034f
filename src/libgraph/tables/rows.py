"""What a row says that makes one statement, or one for each of several values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from pyoxigraph import NamedNode

from libgraph.namespaces import lg
from libgraph.tables.columns import Column
from libgraph.tables.entry import Entry, Pair
from libgraph.tables.statements import Draft, draft
from libgraph.tables.terms import terms

# columns that are read for every row, whatever its kind
_COMMON = {
    "during", "attested", "announced", "source", "quote", "passage", "rank", "rank_reason", "note"
}  # fmt: skip


def simple(entry: Entry, known: dict[str, str | None] | None = None) -> list[Draft | None]:
    """The statements of a row whose kind makes statements of one class.

    `known` has the ends that were found in another way, by column; None is wrong already.
    """
    kind = statement_classes(entry)[0]
    refuse_attested(entry, kind)
    ends: list[list[Pair]] = []
    rest: list[Pair] = []
    for column in about(entry, "statement"):
        if known is not None and column.name in known:
            thing = known[column.name]
            ends.append([(column.property, NamedNode(thing))] if thing else [])
        elif terms().is_end(column.property):
            ends.append(entry.pairs(column.name))
        else:
            rest.extend(entry.pairs(column.name))
    return [draft(entry, kind, (*tied, *rest)) for tied in product(*ends)]


def statement_classes(entry: Entry) -> list[str]:
    """The classes of statements that a kind of rows makes."""
    return [one for one in entry.table.kind.makes if one in terms().statements]


def about(entry: Entry, what: str) -> Iterator[Column]:
    """The columns of a kind that say something about this, besides the common ones."""
    for column in entry.table.kind.columns.values():
        if column.about == what and column.property and column.name not in _COMMON:
            yield column


def details(entry: Entry, what: str) -> list[Pair]:
    """What the columns about this say."""
    return [pair for column in about(entry, what) for pair in entry.pairs(column.name)]


def links(entry: Entry, one: str, dating: Pair) -> Iterator[Draft | None]:
    """The links from the thing of a row: the property of a column is their relation."""
    for column in about(entry, "Link"):
        for other in entry.things(column.name):
            ends = (lg("from"), one), (lg("relation"), column.property), (lg("to"), other)
            yield draft(entry, lg("Link"), nodes(ends), dating)


def nodes(pairs: Iterable[tuple[str, str]]) -> list[Pair]:
    """Pairs whose values are IRIs."""
    return [(property_, NamedNode(value)) for property_, value in pairs]


def refuse_attested(entry: Entry, kind: str) -> None:
    """Happenings and events take place; a source does not see them hold."""
    day = entry.text("attested")
    if day and lg("Happening") in terms().ancestors([kind]):
        entry.wrong(
            "attested", day,
            "is a date on which something was seen to hold, and this took place once: write it "
            f"under during, as [..{day}] if it is only known to have been over by then",
        )  # fmt: skip
