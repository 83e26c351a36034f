"""The persons and bodies in a file: RDF as `libgraph import ror` writes it, or a table.

RDF is streamed and never opened as a graph: a registry of a million triples takes seconds. Only
what tells who somebody is stays in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from libgraph.curation.candidates import BODY, PERSON, SCHEMES, Thing, kind_of
from libgraph.dates import SourceDate, during
from libgraph.errors import BadDate, BadFile, UsageError
from libgraph.folding import fold
from libgraph.namespaces import ID, LABEL, PREFIXES, SKOS, TYPE, lg
from libgraph.reading.files import FORMATS, is_table
from libgraph.reading.parsing import quads
from libgraph.tables import table
from libgraph.tables.faults import BadTables, Fault
from libgraph.tables.things import slug
from libgraph.territories import countries

_NAMES = {LABEL, SKOS + "prefLabel", SKOS + "altLabel"}
_NAMES |= {PREFIXES["schema"] + "name", PREFIXES["foaf"] + "name"}
_SCHEMES = {lg(name): name for name in SCHEMES}
_TIES = {lg(name): name for name in ("of", "form", "seat", "within", "isoCode", "during")}
_WANTED = frozenset({TYPE, *_NAMES, *_SCHEMES, *_TIES})
_NO_DATE = SourceDate(None, None)
_TABLES = {"people": PERSON, "organizations": BODY}


@dataclass(slots=True)
class _Read:
    """What was read so far, by IRI; names of statements wait for whom they are of."""

    kinds: dict[str, str] = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    identifiers: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, dict[str, str]] = field(
        default_factory=lambda: {name: {} for name in _TIES.values()}
    )

    def take(self, quad: Quad) -> None:
        """Keep what a quad says, if it helps to know somebody."""
        predicate, said = quad.predicate.value, quad.object
        if predicate not in _WANTED or not isinstance(said, NamedNode | Literal):
            return
        if not isinstance(subject := quad.subject, NamedNode):
            return
        if predicate == TYPE:
            self._type(subject.value, said.value)
        elif predicate in _NAMES:
            self.names[subject.value].append(said.value)
        elif predicate in _SCHEMES:
            self.identifiers[subject.value].append((_SCHEMES[predicate], said.value))
        else:
            self.said[_TIES[predicate]][subject.value] = said.value

    def _type(self, subject: str, type_: str) -> None:
        if kind := kind_of((type_,)):
            self.types[subject].add(type_)
            self.kinds[subject] = PERSON if PERSON in (kind, self.kinds.get(subject)) else BODY

    def things(self) -> dict[str, Thing]:
        """The persons and bodies, put together."""
        for statement, form in self.said["form"].items():
            self.names[self.said["of"].get(statement, "")].append(form)
        found = {iri: self._thing(iri, kind) for iri, kind in self.kinds.items()}
        for statement, when in self.said["during"].items():
            if (thing := found.get(self.said["of"].get(statement, ""))) is not None:
                with suppress(BadDate):
                    bounds = during(when, _NO_DATE)
                    thing.life = thing.life.meet(bounds) or thing.life
        return {iri: thing for iri, thing in found.items() if thing.names or thing.identifiers}

    def _thing(self, iri: str, kind: str) -> Thing:
        names = list(dict.fromkeys(self.names.get(iri, ())))
        thing = Thing(iri, kind, names[0] if names else iri, names, self.types[iri])
        for scheme, value in self.identifiers.get(iri, ()):
            thing.identify(scheme, value)
        place = self.said["seat"].get(iri, "")
        for name in self.names.get(place, ()) if place in self.said["within"] else ():
            thing.cities[fold(name)] = name
        self._country(thing, place)
        return thing

    def _country(self, thing: Thing, place: str) -> None:
        seen: set[str] = set()
        while place and place not in seen:
            seen.add(place)
            if code := self.said["isoCode"].get(place):
                thing.countries.add(code)
            place = self.said["within"].get(place, "")


def read(path: Path, watch: Callable[[int], None] = lambda number: None) -> dict[str, Thing]:
    """The persons and bodies of a file, by IRI; `watch` is told how many triples are read.

    Raises:
        BadFile: the file cannot be read, or is neither RDF nor a table.
        UsageError: there is no person and no body in it.
    """
    if not path.exists():
        raise BadFile(f"{path} does not exist: name a file of RDF or a table")
    if is_table(path):
        things = _rows(path)
    elif path.suffix in FORMATS:
        things = _streamed(path, watch)
    else:
        raise BadFile(f"{path} is neither RDF nor a table by its ending: name it .ttl or .csv")
    if not things:
        raise UsageError(
            f"{path} has no person and no body with a name: give a registry, as "
            "libgraph import ror  writes it, or a table of organizations or people"
        )
    return things


def _streamed(path: Path, watch: Callable[[int], None]) -> dict[str, Thing]:
    found = _Read()
    for number, quad in enumerate(quads(path)):
        found.take(quad)
        if not number % 100_000:
            watch(number)
    return found.things()


# ── Tables ───────────────────────────────────────────────────────────────────────────────


def _rows(path: Path) -> dict[str, Thing]:
    faults: list[Fault] = []
    tables = [one for one in table.read(path, faults) if one.kind.name in _TABLES]
    if faults:
        raise BadTables(faults)
    things: dict[str, Thing] = {}
    for one in tables:
        for row in one.rows:
            thing = _row(row.cells, _TABLES[one.kind.name])
            if things.setdefault(thing.iri, thing) is not thing:
                things[thing.iri].names.extend(thing.names)
    return things


def _row(cells: dict[str, str], kind: str) -> Thing:
    names = [text for head, text in cells.items() if head.startswith("label")]
    written = cells.get("id") or slug(cells["label"])
    thing = Thing(written if "://" in written else ID + written, kind, names[0], names)
    for scheme in SCHEMES:
        if value := cells.get(scheme):
            thing.identify(scheme, value)
    _seated(thing, cells.get("seat", ""))
    return thing


def _seated(thing: Thing, seat: str) -> None:
    """A cell names a country or a city, by its name or by its slug."""
    words = fold(seat.removeprefix("id:").removeprefix("country-"))
    if country := _countries().get(words):
        thing.countries.add(country)
    elif words:
        thing.cities[words] = seat


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by their folded names and codes."""
    found: dict[str, str] = {}
    for code, country in countries().items():
        for name in filter(None, (code, *country.names.values())):
            found.setdefault(fold(name), code)
    return found
