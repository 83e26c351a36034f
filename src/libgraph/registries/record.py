"""One organization as a registry describes it, whatever the registry and its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"[A-Za-z0-9._~-]+")  # makes an address
_LATEST = 9999


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; `language` is '' where the registry does not say."""

    form: str
    language: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What another record is to this one: parent, child, related, successor or predecessor."""

    kind: str
    other: str
    label: str


@dataclass(frozen=True, slots=True)
class City:
    """A city by its GeoNames number."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """A registry's entry.

    `key` is the local identifier, `label` the name it is shown by, `names` the others;
    `identifiers` are pairs of a property's local name (isil, ror, wikidata, isni, gnd) and a
    value; `country` is a code of two letters; `status` active, inactive or withdrawn;
    `release` the registry release that the entry comes from, '' where the file is one release.
    """

    key: str
    label: Name
    names: tuple[Name, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    is_public_body: bool = False
    country: str = ""
    city: City | None = None
    established: int | None = None
    status: str = "active"
    website: str = ""
    notes: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    release: str = ""


def check(record: Record) -> None:
    """Refuse what is of another sort than it is said to be, whatever the registry.

    Raises:
        ValueError: a text, a number or a key is none.
    """
    for text in _texts(record):
        if not isinstance(text, str) or not _is_written(text):
            raise ValueError(f"a text, for which it has {text!r}")
    for key in (record.key, *(tie.other for tie in record.ties)):
        if not _KEY.fullmatch(key):
            raise ValueError(f"an id, for which it has {key!r}")
    for number in [record.city.number] if record.city else []:
        if type(number) is not int:
            raise ValueError(f"a number, for which it has {number!r}")
    year = record.established
    if year is not None and not (type(year) is int and 0 < year <= _LATEST):
        raise ValueError(f"a year, for which it has {year!r}")


def _texts(record: Record) -> Iterator[object]:
    yield from (record.key, record.country, record.status, record.website, record.release)
    yield from record.notes
    for name in (record.label, *record.names):
        yield from (name.form, name.language)
    for identifier in record.identifiers:
        yield from identifier
    for tie in record.ties:
        yield from (tie.kind, tie.other, tie.label)
    if record.city:
        yield record.city.name


def _is_written(text: str) -> bool:
    """Whether it is whole characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
