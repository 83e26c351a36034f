"""The Research Organization Registry (https://ror.org/): records of schema versions 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from libgraph.errors import BadFile
from libgraph.registries.opening import objects, opened, texts
from libgraph.registries.record import City, Name, Record, Tie, check

PREFIX = "https://ror.org/"
_RELEASE = re.compile(r"v\d+(?:\.\d+)+(?:-\d{4}-\d\d-\d\d)?")
_KINDS = {"parent", "child", "related", "successor", "predecessor"}


def records(path: Path) -> Iterator[Record]:
    """The records of a release: JSON, JSON lines, either gzipped, or the official zip.

    Raises:
        BadFile: the file cannot be read, is cut off, or holds something else.
    """
    named = _RELEASE.search(path.name)
    with opened(path, _member) as stream:
        for found in objects(texts(stream, path), path):
            try:
                yield _record(found, named[0] if named else "")
            except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
                about = found.get("id") or "a record without an id"
                raise BadFile(
                    f"{path} is not the Research Organization Registry as it is known here: "
                    f"{about} lacks or misplaces {error}"
                ) from None


def _member(names: list[str]) -> str | None:
    """The JSON in an archive, the newer schema where it has both."""
    found = [name for name in names if name.endswith(".json")]
    return max(found, key=lambda name: ("schema_v2" in name, name), default=None)


def _record(found: dict[str, Any], release: str) -> Record:
    read = _version_2 if "names" in found else _version_1
    key = _key(found["id"])
    record = read(found, key, found.get("_release") or release)
    check(record)
    return record


def _key(address: str) -> str:
    return address.removeprefix(PREFIX)


def _version_2(found: dict[str, Any], key: str, release: str) -> Record:
    names = [
        (Name(one["value"], one.get("lang") or ""), "ror_display" in one["types"])
        for one in found["names"]
    ]
    label = next((name for name, shown in names if shown), names[0][0])
    place: dict[str, Any] = next((one["geonames_details"] | one for one in found["locations"]), {})
    links = {one["type"]: one["value"] for one in reversed(found["links"])}
    return Record(
        key=key,
        label=label,
        names=tuple(name for name, _ in names if name != label),
        identifiers=_identifiers(key, ((one["type"], one["all"]) for one in found["external_ids"])),
        is_public_body="government" in found["types"],
        country=place.get("country_code", ""),
        city=City(place["geonames_id"], place["name"]) if place.get("name") else None,
        established=found["established"],
        status=found["status"],
        website=links.get("website", ""),
        ties=_ties(found["relationships"]),
        release=release,
    )


def _version_1(found: dict[str, Any], key: str, release: str) -> Record:
    cities = [one["geonames_city"] for one in found["addresses"] if one.get("geonames_city")]
    label = Name(found["name"], "")
    others = [Name(form, "") for form in (*found["aliases"], *found["acronyms"])]
    others += [Name(one["label"], one["iso639"] or "") for one in found["labels"]]
    known = found["external_ids"]
    return Record(
        key=key,
        label=label,
        names=tuple(dict.fromkeys(name for name in others if name != label)),
        identifiers=_identifiers(key, ((kind, one["all"]) for kind, one in known.items())),
        is_public_body="Government" in found["types"],
        country=found["country"]["country_code"],
        city=City(cities[0]["id"], cities[0]["city"]) if cities and cities[0]["city"] else None,
        established=found["established"],
        status=found["status"],
        website=next(iter(found["links"]), ""),
        ties=_ties(found["relationships"]),
        release=release,
    )


def _identifiers(key: str, known: Iterator[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    found = [("ror", key)]
    for kind, values in known:
        if kind.lower() in ("isni", "wikidata"):
            listed = [values] if isinstance(values, str) else values
            found += [(kind.lower(), value.replace(" ", "")) for value in listed]
    return tuple(dict.fromkeys(found))


def _ties(relationships: list[dict[str, str]]) -> tuple[Tie, ...]:
    ties = (Tie(one["type"].lower(), _key(one["id"]), one["label"]) for one in relationships)
    return tuple(tie for tie in ties if tie.kind in _KINDS)
