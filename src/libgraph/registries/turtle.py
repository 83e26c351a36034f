"""Write the records of a registry as Turtle: streamed, whole or not at all, and counted.

A tie that both records tell is one statement. What a tie leads to outside the file is kept,
described by the name that the tie gives it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from libgraph.namespaces import (
    DCTERMS,
    ID,
    LABEL,
    PREFIXES,
    QUOTED_FROM,
    SKOS,
    SOURCE,
    STATEMENT,
    TYPE,
    XSD,
    lg,
)
from libgraph.registries.record import City, Name, Record, Tie
from libgraph.territories import countries
from libgraph.writing import writing

_UNKNOWN = "und"  # BCP 47: undetermined
_COUNTRY_LANGUAGES = ("en", "ru", "kk")
Said = tuple[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Registry:
    """What is the same for all records of a registry; `key_property` holds a record's key."""

    slug: str
    title: str
    publisher: str
    url: str
    language: str
    thing_slug: str
    key_property: str


ROR = Registry(
    "ror", "Research Organization Registry (ROR)", "Research Organization Registry",
    "https://ror.org/", "en", "ror-", "ror",
)  # fmt: skip
ISIL = Registry(
    "isil-wikidata", "ISIL of organizations in Wikidata", "Wikidata",
    "https://www.wikidata.org/wiki/Property:P791", "mul", "wikidata-", "wikidata",
)  # fmt: skip


@dataclass(slots=True)
class Counts:
    """What was read and written.

    `ties` counts what records say of each other; `doubled` those that repeat the inverse said
    by the other record, `one_sided` those inside the file whose inverse is missing, `dangling`
    those that lead out of the file.
    """

    records: int = 0
    organizations: int = 0
    names: int = 0
    ties: int = 0
    links: int = 0
    doubled: int = 0
    one_sided: int = 0
    dangling: int = 0
    outside: int = 0
    releases: int = 0


@dataclass(slots=True)
class _Seen:
    """What must be remembered while records stream by: keys and ties, no records.

    `told` has the links (from, relation, to) that are written, and whether both ends told them;
    `named` what ties call the records that they lead to, by key.
    """

    keys: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    releases: dict[str, None] = field(default_factory=dict)
    told: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


def write(registry: Registry, records: Iterable[Record], target: Path, read_on: str) -> Counts:
    """Write all records to `target`; `read_on` is the day on which the registry was read.

    Raises:
        BadFile: the records cannot be read to their end, or the file cannot be written; what
            stood there before stays.
    """
    counts = Counts()
    with writing(target) as file:
        serialize(
            _triples(registry, records, read_on, counts),
            output=file, format=RdfFormat.TURTLE, prefixes=PREFIXES,
        )  # fmt: skip
    return counts


def _triples(
    registry: Registry, records: Iterable[Record], read_on: str, counts: Counts
) -> Iterator[Triple]:
    seen = _Seen()
    for record in records:
        counts.records += 1
        seen.releases[record.release] = None
        yield from _record(registry, record, seen, counts)
    counts.organizations, counts.releases = len(seen.keys), len(seen.releases)
    for release in sorted(seen.releases):
        yield from _source(registry, release, read_on)
    yield from _outside(registry, seen, counts)


def _record(registry: Registry, record: Record, seen: _Seen, counts: Counts) -> Iterator[Triple]:
    thing = _thing(registry, record.key)
    yield from _about(thing, _described(record, fresh=record.key not in seen.keys))
    seen.keys.add(record.key)
    yield from _places(record, seen)
    for name in record.names:
        counts.names += 1
        said = (("of", NamedNode(thing)), ("form", _words(name)))
        yield from _statement(registry, record, "Naming", said, undated=True)
    if record.established is not None and record.status != "withdrawn":
        still = ".." if record.status == "active" else ""
        during = Literal(f"{record.established:04}/{still}")
        yield from _statement(
            registry, record, "Lifespan", (("of", NamedNode(thing)), ("during", during))
        )
    for tie in record.ties:
        yield from _tie(registry, record, tie, seen, counts)


def _described(record: Record, *, fresh: bool) -> Iterator[Said]:
    if fresh:
        kind = "PublicBody" if record.is_public_body else "Organization"
        yield TYPE, NamedNode(lg(kind))
        yield LABEL, _words(record.label)
    for scheme, value in record.identifiers:
        yield lg(scheme), Literal(value)
    if record.city:
        yield lg("seat"), NamedNode(_city(record.city))
    elif record.country in countries():
        yield lg("seat"), NamedNode(_country(record.country))
    if home := _address(record.website):
        yield PREFIXES["foaf"] + "homepage", home
    notes = record.notes if record.status == "active" else (*record.notes, record.status)
    for note in notes:
        yield SKOS + "note", Literal(note, language="en")


def _address(words: str) -> NamedNode | None:
    try:
        return NamedNode(words)
    except ValueError:  # none, or nothing that a browser could open
        return None


def _places(record: Record, seen: _Seen) -> Iterator[Triple]:
    known = countries()
    if record.country in known and record.country not in seen.places:
        seen.places.add(record.country)
        names = [Name(known[record.country].name(tag), tag) for tag in _COUNTRY_LANGUAGES]
        said: list[Said] = [
            (TYPE, NamedNode(lg("Country"))),
            (lg("isoCode"), Literal(record.country)),
        ]
        yield from _about(_country(record.country), [*said, *((LABEL, _words(n)) for n in names)])
    if record.city and _city(record.city) not in seen.places:
        seen.places.add(_city(record.city))
        said = [(TYPE, NamedNode(lg("City"))), (LABEL, Literal(record.city.name, language="en"))]
        if record.country in known:
            said.append((lg("within"), NamedNode(_country(record.country))))
        yield from _about(_city(record.city), said)


def _tie(
    registry: Registry, record: Record, tie: Tie, seen: _Seen, counts: Counts
) -> Iterator[Triple]:
    counts.ties += 1
    start, relation, end = _directed(record.key, tie)
    seen.named.setdefault(tie.other, tie.label)
    key = (start, relation, end)
    if key in seen.told:
        counts.doubled += 1
        seen.told[key] = True
        return
    seen.told[key] = False
    counts.links += 1
    said = (
        ("from", NamedNode(_thing(registry, start))),
        ("to", NamedNode(_thing(registry, end))),
        ("relation", NamedNode(lg(relation))),
    )
    yield from _statement(registry, record, "Link", said, undated=True)


def _directed(key: str, tie: Tie) -> tuple[str, str, str]:
    """The tie as the one link that it is, whichever of the two tells it."""
    match tie.kind:
        case "parent":
            return key, "partOf", tie.other
        case "child":
            return tie.other, "partOf", key
        case "predecessor":
            return key, "follows", tie.other
        case "successor":
            return tie.other, "follows", key
    first, second = sorted((key, tie.other))
    return first, "relatedTo", second


def _outside(registry: Registry, seen: _Seen, counts: Counts) -> Iterator[Triple]:
    """What ties lead to and the file does not describe; and how many ties are one-sided."""
    for (start, _, end), both in seen.told.items():
        if start in seen.keys and end in seen.keys:
            counts.one_sided += not both
        else:
            counts.dangling += 1
    for key in sorted(seen.named.keys() - seen.keys):
        counts.outside += 1
        said: list[Said] = [
            (TYPE, NamedNode(lg("Organization"))),
            (LABEL, Literal(seen.named[key], language=_UNKNOWN)),
            (lg(registry.key_property), Literal(key)),
            (SKOS + "note", Literal("named by another record, not in the file", language="en")),
        ]
        yield from _about(_thing(registry, key), said)


def _statement(
    registry: Registry, record: Record, kind: str,
    said: tuple[tuple[str, NamedNode | Literal], ...], *, undated: bool = False,
) -> Iterator[Triple]:  # fmt: skip
    content = "\n".join(f"{name} {value}" for name, value in said)
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    node = f"{STATEMENT}{registry.slug}-{record.key}-{kind.lower()}-{digest}"
    source = NamedNode(_source_iri(registry, record.release))
    about: list[Said] = [(TYPE, NamedNode(lg(kind))), *((lg(name), value) for name, value in said)]
    if undated:
        about.append((lg("undated"), Literal(True)))
    yield from _about(node, [*about, (QUOTED_FROM, source)])


def _source(registry: Registry, release: str, read_on: str) -> Iterator[Triple]:
    title = f"{registry.title}, release {release}" if release else registry.title
    published = release.partition("-")[2] or f"[..{read_on}]"
    yield from _about(
        _source_iri(registry, release),
        [
            (TYPE, NamedNode(lg("Source"))),
            (DCTERMS + "title", Literal(title, language="en")),
            (PREFIXES["dc"] + "publisher", Literal(registry.publisher)),
            (DCTERMS + "date", Literal(published)),
            (DCTERMS + "language", Literal(registry.language)),
            (PREFIXES["schema"] + "url", Literal(registry.url, datatype=NamedNode(XSD + "anyURI"))),
        ],
    )


def _about(subject: str, said: Iterable[Said]) -> Iterator[Triple]:
    node = NamedNode(subject)
    for predicate, value in said:
        yield Triple(node, NamedNode(predicate), value)


def _words(name: Name) -> Literal:
    try:
        return Literal(name.form, language=name.language or _UNKNOWN)
    except ValueError:  # not a language tag
        return Literal(name.form, language=_UNKNOWN)


def _thing(registry: Registry, key: str) -> str:
    return f"{ID}{registry.thing_slug}{key}"


def _source_iri(registry: Registry, release: str) -> str:
    return f"{SOURCE}{registry.slug}{f'-{release}' if release else ''}"


def _country(code: str) -> str:
    return f"{ID}country-{code.lower()}"


def _city(city: City) -> str:
    return f"{ID}geonames-{city.number}"
