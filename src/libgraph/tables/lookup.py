"""What a cell means: the one thing that a slug, CURIE, IRI, address or name stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from libgraph.folding import fold
from libgraph.namespaces import (
    DCTERMS,
    ID,
    LABEL,
    PREFIXES,
    SAME_AS,
    SOURCE,
    TYPE,
    expand,
    lg,
    local_name,
    shorten,
)
from libgraph.tables.faults import UNKNOWN, Wrong
from libgraph.tables.nearest import Nearest
from libgraph.tables.terms import terms

_SLUG = re.compile(r"[\w.-]+")
_TITLE, _URL = DCTERMS + "title", PREFIXES["schema"] + "url"
_LISTED = 4


class Unclear(Wrong):
    """A cell that does not name one thing; the message says what is wrong and what to do."""


class Names:
    """All things that cells may name, from RDF files and from rows, with what they are."""

    def __init__(self) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.where: dict[str, str] = {}  # the file or row that describes a thing
        self.values: dict[str, dict[str, str]] = {p: {} for p in _KEPT}
        self._same: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)  # name -> things
        self._folded: dict[str, set[str]] = defaultdict(set)  # folded name -> things
        self._unfolded: list[str] = []
        self._forms: list[tuple[str, str]] = []  # naming, form
        self._of: dict[str, str] = {}
        self._found: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._nearest: Nearest | None = None

    def learn(self, quads: Iterable[Quad], file: str) -> None:
        """Take in what an RDF file says about things."""
        statements = terms().statements
        for quad in quads:
            take = _TAKEN.get(quad.predicate.value)
            subject, value = quad.subject, quad.object
            if take is None or not hasattr(value, "value"):
                continue
            iri, text = subject.value, value.value  # type: ignore[union-attr]
            if take == "type":
                if text not in statements:
                    self.add_type(iri, text, file)
            elif take == "label":
                self.add_label(iri, getattr(value, "language", "") or "", text)
            elif take == "form":
                self._forms.append((iri, text))
            elif take == "of":
                self._of[iri] = text
            elif take == "same":
                self._same[iri] = min(text, self._same.get(iri, text))
            else:
                self.values[quad.predicate.value][iri] = text

    def settle(self) -> None:
        """Give the names in lg:Naming to their things: call it when all files are read."""
        for naming, form in self._forms:
            if naming in self._of:
                self.add_name(self._of[naming], form)
        self._forms, self._of = [], {}

    def add_type(self, iri: str, type_: str, where: str) -> None:
        """A thing is of a class."""
        self.types[iri].add(type_)
        self.where.setdefault(iri, where)

    def add_label(self, iri: str, language: str, text: str) -> None:
        """A thing has an editorial label."""
        self.labels[iri].setdefault(language, text)
        self.add_name(iri, text)

    def add_name(self, iri: str, text: str) -> None:
        """A thing is called so."""
        if iri not in self._names[text]:
            self._names[text].add(iri)
            self._unfolded.append(text)
            self._found.clear()

    def kept(self, iri: str) -> str:
        """The IRI that a curator keeps for this one."""
        seen = {iri}
        while (following := self._same.get(iri)) is not None and following not in seen:
            iri = following
            seen.add(iri)
        return iri

    def label(self, iri: str) -> str:
        """The English label of a thing, else another, else its slug."""
        found = self.labels.get(iri) or {}
        return found.get("en") or next(iter(sorted(found.values())), local_name(iri))

    def is_a(self, iri: str, classes: Iterable[str]) -> bool:
        """Whether a thing is of one of these classes; of any, if none is named."""
        wanted = set(classes)
        return not wanted or bool(terms().ancestors(self.types.get(iri, ())) & wanted)

    def exactly(self, text: str, classes: Iterable[str]) -> set[str]:
        """The things of these classes that are called so, letter for letter."""
        return {iri for iri in self._names.get(text, ()) if self.is_a(iri, classes)}

    def find(self, cell: str, classes: tuple[str, ...]) -> str:
        """The one thing of these classes that a cell names.

        Raises:
            Unclear: it names nothing, several things, or a thing of another class.
        """
        found = self.seek(cell, classes)
        if found is None:
            raise Unclear(self._complaint(cell, classes))
        return found

    def seek(self, cell: str, classes: tuple[str, ...]) -> str | None:
        """The one thing of these classes that a cell names, if there is one."""
        key = (cell, classes)
        if key not in self._found:
            addressed, others = self._candidates(cell, classes)
            clear = addressed[:1] or (others if len(others) == 1 else [])
            self._found[key] = clear[0] if clear else None
        return self._found[key]

    def _candidates(self, cell: str, classes: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """The things of these classes that a cell names by address; if none, by name."""
        addressed = self._fitting(self._by_address(cell, classes), classes)
        return addressed, [] if addressed else self._fitting(self._by_name(cell), classes)

    def _fitting(self, found: Iterable[str], classes: tuple[str, ...]) -> list[str]:
        kept = dict.fromkeys(map(self.kept, found))
        return [iri for iri in kept if self.is_a(iri, classes)]

    def _complaint(self, cell: str, classes: tuple[str, ...]) -> str:
        _, several = self._candidates(cell, classes)
        if several:
            return self._several(several)
        addressed, named = self._candidates(cell, ())
        if others := addressed or named:
            return self._another(others, classes)
        return f"{UNKNOWN} {wanted(classes)}{self.near(cell, classes)}"

    def _by_address(self, cell: str, classes: tuple[str, ...]) -> Iterator[str]:
        plain = cell.removeprefix("<").removesuffix(">")
        candidates = [plain, expand(plain)]
        if _SLUG.fullmatch(plain):
            bases = (SOURCE, ID) if lg("Source") in classes else (ID, SOURCE)
            candidates += [base + plain for base in bases]
        for iri in candidates:
            if iri and (iri in self.types or iri in self._same):
                yield iri
        if "://" in plain and lg("Source") in classes:
            addresses = self.values[_URL].items()
            yield from (source for source, url in addresses if _bare(url) == _bare(plain))

    def _by_name(self, cell: str) -> list[str]:
        for name in self._unfolded:
            self._folded[fold(name)] |= self._names[name]
        self._unfolded = []
        none: set[str] = set()
        folded = fold(cell)
        return sorted(self._names.get(cell) or (self._folded.get(folded, none) if folded else none))

    def _several(self, found: list[str]) -> str:
        listed = "; ".join(self.told(iri) for iri in found[:_LISTED])
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        return f"can mean {len(found)} things: {listed}{more}: write the slug of the one"

    def _another(self, found: list[str], classes: tuple[str, ...]) -> str:
        types = sorted(self.types.get(found[0], ()), key=terms().label)
        what = a(" and ".join(terms().label(one) for one in types)) if types else "something else"
        return f"is {what}, {self.told(found[0])}, and here stands {wanted(classes)}: correct it"

    def told(self, iri: str) -> str:
        """A thing for people: its label, and what to write for it."""
        slug = short(iri)
        return f"{self.label(iri)} ({slug if ':' not in slug else shorten(iri)})"

    def near(self, cell: str, classes: tuple[str, ...]) -> str:
        """What to do about a name that nothing has: the nearest ones, or how to add it."""
        if self._nearest is None:
            self._by_name("")
            self._nearest = Nearest(self._near_keys())
        found = self._nearest.of(fold(cell) or cell, lambda iri: self.is_a(iri, classes))
        listed = list(map(self.told, found))
        if not listed:
            return ": write a slug or name that is known, or describe it in a row of its own"
        return f": the nearest are {'; '.join(listed)}: write one of them, or describe a new one"

    def _near_keys(self) -> Iterator[tuple[str, str]]:
        for folded, things in self._folded.items():
            yield from ((folded, self.kept(iri)) for iri in things)
        for iri in self.types:
            yield fold(local_name(iri)), self.kept(iri)


def wanted(classes: tuple[str, ...]) -> str:
    """What a cell should name, in words.

    >>> wanted((lg("Agent"), lg("Post")))
    'an agent or a post'
    """
    return " or ".join(a(terms().label(one)) for one in classes) or "a thing"


def short(iri: str) -> str:
    """What a cell writes for a thing of ours."""
    return iri.removeprefix(SOURCE).removeprefix(ID)


def a(word: str) -> str:
    """The word with its article."""
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _bare(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/")


_TEXT_SHA, _TEXT_LENGTH = lg("textSha256"), lg("textLength")
_KEPT = (_URL, lg("serves"), lg("postIn"), _TEXT_SHA, _TEXT_LENGTH)
_TAKEN = {
    TYPE: "type",
    LABEL: "label",
    _TITLE: "label",
    lg("form"): "form",
    lg("of"): "of",
    SAME_AS: "same",
} | dict.fromkeys(_KEPT, "value")
