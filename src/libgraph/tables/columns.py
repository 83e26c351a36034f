"""The kinds of tables and their columns, as the CSVW metadata in ontology/tables declares them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from libgraph import resources
from libgraph.errors import UnknownName
from libgraph.namespaces import expand

ENDING = ".csv-metadata.json"
_OURS = "https://w3id.org/libgraph/tables#"  # explained in ontology/tables/README.md


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands in it, and what it becomes."""

    name: str
    titles: tuple[str, ...]  # other heads that are accepted
    description: str
    required: bool
    datatype: str
    several: bool  # values separated by ';'
    property: str  # the IRI that a cell becomes; '' where it is not one triple
    about: str  # what the triple is about: thing, statement, or the class of one among several
    classes: tuple[str, ...]  # IRIs that a thing or class cell may have or name; scheme of concepts
    examples: tuple[str, str]
    pattern: str = ""  # of an identifier, as a regular expression


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: what one row makes, and of which columns."""

    name: str
    title: str
    description: str
    makes: tuple[str, ...]  # IRIs of classes
    columns: dict[str, Column]  # in the order of the template


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of table by its name, things before statements."""
    found = [_kind(path) for path in sorted(folder().glob("*" + ENDING))]
    return {kind.name: kind for _, kind in sorted(found, key=lambda pair: pair[0])}


def named(name: str) -> Kind:
    """The kind of this name.

    Raises:
        UnknownName: there is none; the message lists the nearest.
    """
    found = kinds().get(name.strip().casefold())
    if found is None:
        from difflib import get_close_matches

        asked = name.strip().casefold()
        near = get_close_matches(asked, kinds(), cutoff=0.7) or _about(asked) or list(kinds())
        raise UnknownName(f"there is no kind of table {name!r}: try {', '.join(near)}")
    return found


def _about(word: str) -> list[str]:
    """The kinds whose description has a word that begins like this one."""
    begun = re.compile(rf"\b{re.escape(word[:5])}", re.IGNORECASE)
    return [kind.name for kind in kinds().values() if word and begun.search(kind.description)]


def folder() -> Path:
    """Where the metadata is."""
    return resources.folder("ontology") / "tables"


def kind_of(name: str) -> str | None:
    """The kind of a table by the name of its file or sheet.

    >>> kind_of("kazakhstan-agreements")
    'agreements'
    >>> kind_of("Tenures")
    'tenures'
    >>> kind_of("Sheet1") is None
    True
    """
    last = re.split(r"[-_ .]+", name.strip().casefold())[-1]
    return last if last in kinds() else None


def plain(head: str) -> str:
    """A head without what does not matter: case, blanks, underscores, hyphens and stars.

    >>> plain(" Rank_Reason * ")
    'rankreason'
    """
    return re.sub(r"[\s_*\-]+", "", head).casefold()


def by_head(kind: Kind) -> dict[str, Column]:
    """The columns of a kind by every head that they may have, made plain."""
    return {
        plain(head): column
        for column in kind.columns.values()
        for head in (column.name, *column.titles)
    }


def iri(name: str) -> str:
    """The IRI of a prefixed name of the metadata; an IRI stays itself.

    >>> iri("lg:Agent")
    'https://w3id.org/libgraph/ontology#Agent'
    """
    return expand(name) or name


def _kind(path: Path) -> tuple[int, Kind]:
    meta = json.loads(path.read_text("utf-8"))
    columns = [_column(column) for column in meta["tableSchema"]["columns"] if _written(column)]
    kind = Kind(
        name=path.name.removesuffix(ENDING),
        title=meta["dc:title"],
        description=meta["dc:description"],
        makes=tuple(map(iri, meta[_OURS + "makes"])),
        columns={column.name: column for column in columns},
    )
    return meta[_OURS + "order"], kind


def _written(meta: dict[str, Any]) -> bool:
    return not meta.get("virtual")


def _column(meta: dict[str, Any]) -> Column:
    name, datatype = meta["name"], meta["datatype"]
    titles = [title for words in meta["titles"].values() for title in _listed(words)]
    first, second = meta.get(_OURS + "example", ("", ""))
    text = meta[_OURS + "cell"] == "text" and isinstance(datatype, dict)
    return Column(
        name=name,
        titles=tuple(title for title in titles if title != name),
        description=meta["dc:description"],
        required=meta.get("required", False),
        datatype=meta[_OURS + "cell"],
        several="separator" in meta,
        property=iri(meta.get("propertyUrl", "")),
        about=meta[_OURS + "about"],
        classes=tuple(map(iri, meta.get(_OURS + "allowed", ()))),
        examples=(first, second),
        pattern=datatype["format"] if text else "",
    )


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
