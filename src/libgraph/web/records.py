"""The things of a graph as a spreadsheet is matched with them. Read once an edition.

A record has the names of a thing in every language, its kinds, its countries, its identifiers:
what tells it from others of the same name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from libgraph.curation.blocking import Lore
from libgraph.curation.candidates import BODY, PERSON, SCHEMES, Thing, normal
from libgraph.curation.names import keys
from libgraph.curation.titles import title
from libgraph.folding import fold
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import ID, LG, lg, local_name
from libgraph.web import catalogue
from libgraph.web.held import Edition

SIDES = (PERSON, BODY)
"""Persons are compared by the rules for their names, everything else by those for bodies."""
_FEW, _MANY = 600, 3000
_NAMES = "SELECT DISTINCT ?t ?n { ?t skos:prefLabel|skos:altLabel|skos:hiddenLabel ?n }"


@dataclass(frozen=True)
class Record:
    """A thing: what the catalogue knows of it, and what curation compares."""

    known: catalogue.Thing
    thing: Thing

    @property
    def id(self) -> str:
        """How a spreadsheet names it: its slug, or its address where that is elsewhere."""
        return self.known.iri.removeprefix(ID)


@dataclass(frozen=True)
class Records:
    """All records by address; names of countries and kinds in all languages, folded."""

    by_iri: dict[str, Record]
    countries: dict[str, str]
    codes: dict[str, str]
    _called: dict[str, list[Record]] = field(repr=False)
    _identified: dict[tuple[str, str], list[Record]] = field(repr=False)

    @cached_property
    def lore(self) -> Lore:
        """How much the words of names tell."""
        return Lore.of(record.thing for record in self.by_iri.values())

    @cached_property
    def _sharing(self) -> dict[tuple[str, str], list[Thing]]:
        """Things by the words of their names, as curation looks them up."""
        found: dict[tuple[str, str], dict[str, Thing]] = defaultdict(dict)
        for record in self.by_iri.values():
            for name in record.thing.names:
                for word in _words(record.thing.kind, name):
                    found[record.thing.kind, word][record.known.iri] = record.thing
        return {key: list(things.values()) for key, things in found.items()}

    def sharing(self, side: str, name: str) -> list[Thing]:
        """Those of a side with a word of this name: all of its rarest, then as many as are few."""
        lists = sorted((self._sharing.get((side, w), []) for w in _words(side, name)), key=len)
        found: dict[str, Thing] = {}
        for things in filter(None, lists):
            if found and len(found) + len(things) > _FEW:
                break
            found |= {thing.iri: thing for thing in things[:_MANY]}
        return list(found.values())

    def called(self, name: str) -> list[Record]:
        """Those with this very name, in any script."""
        return self._called.get(fold(name), []) if fold(name) else []

    def identified(self, value: str, scheme: str = "") -> list[Record]:
        """Those with this id, address or identifier."""
        if not scheme and (record := self.by_id(value)):
            return [record]
        schemes = [scheme] if scheme else list(SCHEMES)
        return [one for s in schemes for one in self._identified.get((s, normal(s, value)), ())]

    def by_id(self, id_: str) -> Record | None:
        """The one that a spreadsheet names so."""
        return self.by_iri.get(id_) or self.by_iri.get(ID + id_.removeprefix("id:"))

    def country(self, words: str) -> str:
        """The address of a country by its name in any language, code, or id; '' for none."""
        plain = words.strip()
        known = self.codes.get(plain.upper()) or self.countries.get(fold(plain))
        record = None if known else self.by_id(plain)
        return known or (record.known.iri if record else "")


def _words(side: str, name: str) -> set[str]:
    return keys(name) if side == PERSON else set(title(name).words)


def records(edition: Edition) -> Records:
    """The records of an edition."""
    return edition.answers.get("records", lambda: _read(edition))


def kind_iri(words: str) -> str:
    """The address of a class as a spreadsheet names it: by its name, CURIE or address."""
    return words if words.startswith(LG) else lg(words.removeprefix("lg:"))


def _read(edition: Edition) -> Records:
    graph = edition.graph
    every = {one.iri: one for one in catalogue.catalogue(edition)}
    names = labels(graph, every)
    things = {iri: Thing(iri, _side(one), names[iri]) for iri, one in every.items()}
    for iri, name in sorted(graph.texts(_NAMES)):
        if iri in things and name not in things[iri].names:
            things[iri].names.append(name)
    codes = _codes(graph)
    for iri, thing in things.items():
        thing.types = {lg(kind) for kind in every[iri].kinds}
        thing.countries = {codes[place] for place in every[iri].countries if place in codes}
    for scheme in SCHEMES:
        for iri, value in graph.texts(f"SELECT ?t ?value {{ ?t lg:{scheme} ?value }}"):
            if iri in things:
                things[iri].identify(scheme, value)
    return _indexed({iri: Record(every[iri], thing) for iri, thing in things.items()}, codes)


def _side(one: catalogue.Thing) -> str:
    """Whose names it is compared by: those of persons, or those of everything else."""
    person = any(lg("Person") in vocabulary().ancestors(lg(kind)) for kind in one.kinds)
    return PERSON if person else BODY


def _codes(graph: Graph) -> dict[str, str]:
    rows = graph.texts("SELECT ?place ?code { ?place a lg:Country ; lg:isoCode ?code }")
    return {row[0]: row[1] for row in rows}


def _indexed(found: dict[str, Record], codes: dict[str, str]) -> Records:
    called: dict[str, list[Record]] = defaultdict(list)
    identified: dict[tuple[str, str], list[Record]] = defaultdict(list)
    countries: dict[str, str] = {}
    for iri, record in found.items():
        folded = {fold(name) for name in record.thing.names} - {""}
        for name in sorted(folded):
            called[name].append(record)
        for scheme, values in record.thing.identifiers.items():
            for value in values:
                identified[scheme, value].append(record)
        if "Country" in map(local_name, record.known.kinds):
            countries |= dict.fromkeys(folded, iri)
    by_code = {code: iri for iri, code in codes.items()}
    return Records(found, countries, by_code, dict(called), dict(identified))
