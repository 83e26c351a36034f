"""The things that rows create or describe: their IRIs, and that nobody defines one differently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode

from libgraph.folding import ascii_words
from libgraph.namespaces import DCTERMS, ID, LABEL, SOURCE, TYPE, lg
from libgraph.tables.cells import TAG
from libgraph.tables.columns import kinds
from libgraph.tables.entry import Entry, Pair
from libgraph.tables.lookup import Names, a, short
from libgraph.tables.terms import terms

_LABEL = re.compile(rf"label(?:_({TAG}))?")
# columns that are read here in ways of their own
_OWN = {"id", "type", "title", "publisher", "date", "read", "serves"}
_SOURCE = lg("Source")


def slug(label: str) -> str:
    """A readable name for an address, in ASCII.

    >>> slug("Меморандум НБРК и Библиотеки Лейка, 2021")
    'memorandum-nbrk-i-biblioteki-leyka-2021'
    """
    return "-".join(ascii_words(label))


def creates(entry: Entry) -> tuple[str, ...]:
    """The classes of the things that rows of this kind create by id and label, if they do."""
    return _created(entry.table.kind.name)


@cache
def _created(kind: str) -> tuple[str, ...]:
    declared = kinds()[kind]
    made = (one for one in declared.makes if one not in terms().statements)
    return tuple(made) if "id" in declared.columns else ()


def labels(entry: Entry) -> dict[str, str]:
    """The labels of a row, by language."""
    if _SOURCE in creates(entry):
        language = entry.text("title_language") or entry.text("language") or "en"
        return {language: entry.text("title")} if entry.text("title") else {}
    found = {}
    for head, text in entry.row.cells.items():
        if match := _LABEL.fullmatch(head):
            found[match[1] or "en"] = text
    return found


class Things:
    """Every thing that rows define, with the place of each part of its definition."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._subjects: dict[tuple[str, int], str] = {}
        self._types: dict[str, tuple[str, str]] = {}  # thing: type, place
        self._labels: dict[tuple[str, str], tuple[str, str]] = {}  # thing, language: label, place
        self._from_label: dict[str, tuple[str, str]] = {}  # thing: label, place
        self._defaults: dict[str, str] = {}

    def declare(self, entry: Entry) -> None:
        """Take in a row that may create a thing: what it is called, and what it is."""
        classes = creates(entry)
        called = labels(entry)
        if not classes or not called:
            return
        iri = self._iri(entry, classes, called)
        self._subjects[entry.key] = iri
        if self._is_taken(entry, iri, called):
            return
        self._say_type(entry, iri, classes)
        for language, label in called.items():
            self._say_label(entry, iri, language, label)

    def _iri(self, entry: Entry, classes: tuple[str, ...], called: dict[str, str]) -> str:
        written = entry.text("id") or slug(_made_of(called))
        if not written:
            entry.wrong("label", _made_of(called), "gives no id: write one in the column id")
        base = SOURCE if _SOURCE in classes else ID
        return self._names.kept(written if "://" in written else base + written)

    def _is_taken(self, entry: Entry, iri: str, called: dict[str, str]) -> bool:
        """Whether another label gives the same id, which is noted."""
        label = _made_of(called)
        if entry.text("id"):
            return False
        before, place = self._from_label.setdefault(iri, (label, entry.place))
        if before != label:
            entry.wrong(
                "label", label, f"gives the id {short(iri)}, which {before!r} has already "
                f"({place}): write an id of its own in one of the two",
            )  # fmt: skip
        return before != label

    def adopt(self, entries: list[Entry]) -> None:
        """Let rows without an id be about the thing that has their label, if one was defined."""
        for entry in entries:
            if entry.text("id") or entry.key not in self._subjects:
                continue
            label = labels(entry).get("en") or ""
            others = self._names.exactly(label, creates(entry)) - {self._subjects[entry.key]}
            if len(others) == 1:
                self._subjects[entry.key] = others.pop()

    def _say_type(self, entry: Entry, iri: str, classes: tuple[str, ...]) -> None:
        type_ = entry.term("type") if entry.text("type") else None
        if type_ is None:
            self._defaults.setdefault(iri, classes[0])
            return
        mine = self._types.get(iri)
        known = {mine[0]} if mine else self._names.types.get(iri, set())
        if known and type_ not in known:
            where = mine[1] if mine else self._names.where.get(iri, "")
            what = a(" and ".join(terms().label(one) for one in sorted(known)))
            entry.wrong(
                "type", entry.text("type"),
                f"is not what {short(iri)} is in {where}, {what}: keep one of the two",
            )  # fmt: skip
        self._types.setdefault(iri, (type_, entry.place))

    def _say_label(self, entry: Entry, iri: str, language: str, label: str) -> None:
        known = self._names.labels.get(iri, {}).get(language)
        mine = self._labels.setdefault((iri, language), (label, entry.place))
        text, where = (known, self._names.where.get(iri, "")) if known else mine
        if _same(text) != _same(label):
            entry.wrong(
                _head(iri, language), label,
                f"is another label of {short(iri)} than {text!r} in {where}: keep one, and write "
                "the other as a row of names",
            )  # fmt: skip

    def publish(self) -> None:
        """Let cells name what was declared."""
        for iri, (type_, place) in self._types.items():
            self._names.add_type(iri, type_, place)
        for iri, type_ in self._defaults.items():
            if iri not in self._names.types:
                self._names.add_type(iri, type_, "")
        for (iri, language), (label, _) in self._labels.items():
            self._names.add_label(iri, language, label)

    def subject(self, entry: Entry) -> str | None:
        """The thing that a row is about: the one that it defines, or names by its id."""
        known = self._subjects.get(entry.key)
        if known:
            return known
        if not entry.text("id"):
            what = terms().label(creates(entry)[0])
            entry.wrong(
                "id",
                "",
                f"the row says not of which {what}: write its id, or a label for a new one",
            )
            return None
        return entry.named("id", entry.text("id"), creates(entry))

    def pairs(self, entry: Entry, iri: str) -> Iterator[Pair]:
        """What a row says of its thing itself: type, labels, and what nobody disputes."""
        if entry.key in self._subjects:
            if type_ := self._types.get(iri, (None,))[0] or self._default(iri):
                yield TYPE, NamedNode(type_)
            for language, label in labels(entry).items():
                property_ = DCTERMS + "title" if iri.startswith(SOURCE) else LABEL
                yield property_, Literal(label, language=language)
        for column in entry.table.kind.columns.values():
            own = column.name in _OWN or _LABEL.fullmatch(column.name)
            if column.about == "thing" and entry.text(column.name) and not own:
                yield from entry.pairs(column.name)

    def _default(self, iri: str) -> str | None:
        """The type that a kind of rows gives to what has none."""
        return None if self._names.where.get(iri) else self._defaults.get(iri)


def _made_of(called: dict[str, str]) -> str:
    """The label that an id is made from."""
    return called.get("en") or next(iter(called.values()))


def _head(iri: str, language: str) -> str:
    if iri.startswith(SOURCE):
        return "title"
    return "label" if language == "en" else f"label_{language}"


def _same(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).split())
