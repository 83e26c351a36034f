"""Things that rows need and nobody describes: the posts of tenures, the regions of centres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from libgraph.namespaces import LABEL, TYPE
from libgraph.tables.entry import Entry
from libgraph.tables.lookup import Names
from libgraph.tables.terms import terms


@dataclass(frozen=True, slots=True)
class Made:
    """A thing that a row creates; `written` where the row itself says its class."""

    iri: str
    type: str
    written: bool
    label: str
    about: tuple[tuple[str, str, NamedNode], ...]  # subject, property, value


class Maker:
    """Makes things of one sort, the same one for all rows that need it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.made: dict[str, tuple[Made, str]] = {}  # with the place of the row
        self.chosen: dict[tuple[str, int], str] = {}  # by the key of the row

    def make(self, entry: Entry, made: Made, column: str) -> None:
        """Make a thing, unless another row did; `column` is where its class is written."""
        before, place = self.made.setdefault(made.iri, (made, entry.place))
        if made.written and before.written and made.type != before.type:
            other = terms().label(before.type)
            why = f"is not what {place} says, {other!r}: keep one of the two"
            entry.wrong(column, entry.text(column), why)
        elif made.written and not before.written:
            self.made[made.iri] = made, entry.place

    def publish(self) -> None:
        """Let cells name what was made."""
        for made, place in self.made.values():
            self.names.add_type(made.iri, made.type, place)
            self.names.add_label(made.iri, "en", made.label)
            for subject, property_, value in made.about:
                self.names.values[property_][subject] = value.value

    def triples(self, iri: str) -> Iterator[Triple]:
        """The description of a thing that was made; nothing for one that was known."""
        if iri not in self.made:
            return
        made, _ = self.made[iri]
        node = NamedNode(iri)
        yield Triple(node, NamedNode(TYPE), NamedNode(made.type))
        yield Triple(node, NamedNode(LABEL), Literal(made.label, language="en"))
        for subject, property_, value in made.about:
            yield Triple(NamedNode(subject), NamedNode(property_), value)
