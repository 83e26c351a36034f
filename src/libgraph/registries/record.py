"""One organization as a registry describes it, whatever the registry and its schema."""

from __future__ import annotations

from dataclasses import dataclass


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
