"""The words that a row quotes, found in the text of its source where the reader keeps it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from libgraph import evidence
from libgraph.errors import BadFile
from libgraph.evidence import Passage, Text
from libgraph.namespaces import lg, local_name
from libgraph.tables import delimited
from libgraph.tables.columns import by_head, kinds, plain
from libgraph.tables.faults import Wrong
from libgraph.tables.lookup import Names

_LEFT_OUT = re.compile(r"\s*(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?\s*")


class Quotes:
    """Turns quotes into passages; counts those that it cannot, for want of the text."""

    def __init__(self, names: Names, folder: Path | None) -> None:
        self._texts = evidence.Library(folder, names.values[lg("textSha256")])
        self._lengths = names.values[lg("textLength")]
        self._known: dict[str, Text | None] = {}
        self._folder = folder
        self._unproved: Counter[str] = Counter()

    def saying(self, source: str, words: str, file: str) -> list[str]:
        """The passages that these words are; the source itself where its text is not at hand.

        Words left out are marked by ``…``: what stands around them are passages of their own.

        Raises:
            Wrong: the text does not say so, or says it several times.
        """
        text = self._text(source)
        if text is None:
            self._unproved[file] += 1
            return [source]
        parts = [words]
        if not evidence.find(text, words) and _LEFT_OUT.search(words):
            parts = [part for part in _LEFT_OUT.split(words) if part]
        return [str(self._passage(source, text, part)) for part in parts]

    def _passage(self, source: str, text: Text, words: str) -> Passage:
        found = evidence.find(text, words)
        name = local_name(source)
        if not found:
            raise Wrong(
                f"is not what the text of {name} says: copy the words, and mark what is left "
                "out by …"
            )
        if len(found) > 1:
            raise Wrong(f"stands {len(found)} times in the text of {name}: quote more words")
        return Passage(source, *found[0])

    def _text(self, source: str) -> Text | None:
        if source not in self._known:
            try:
                self._known[source] = self._texts.text(source)
            except BadFile as error:
                raise Wrong(
                    f"cannot be looked up: {error} (in a table: text_length, text_sha256)"
                ) from None
        return self._known[source]

    def at(self, source: str, places: Iterable[str]) -> list[str]:
        """The passages at these places, each a checked cell: ``0,131``.

        Raises:
            Wrong: a place lies outside of the text.
        """
        found = []
        length = self._lengths.get(source)
        for place in places:
            begin, end = map(int, place.split(","))
            iri = str(Passage(source, begin, end))
            if wrong := evidence.fault(iri, int(length) if length else None):
                raise Wrong(f"is no passage of the text: {wrong}")
            found.append(iri)
        return found

    def notices(self) -> list[str]:
        """What to say about quotes that were left as they are."""
        remedy = "put it there" if self._folder else "name the folder of texts with --sources"
        return [
            f"{file}: {count} {'quotes stand' if count > 1 else 'quote stands'} for the whole "
            f"source, because the text is not at hand: {remedy}"
            for file, count in sorted(self._unproved.items())
        ]


def quoted(tables: Iterable[Path]) -> bool:
    """Whether any of these tables may quote its sources.

    Only the heads of a CSV file are looked at; a workbook is not opened for this.
    """
    wanted = {
        head
        for kind in kinds().values()
        for head, column in by_head(kind).items()
        if column.name == "quote"
    }
    return any(not _is_plain(path) or wanted & _heads(path) for path in tables)


def _is_plain(path: Path) -> bool:
    return path.suffix.lower() in (".csv", ".tsv")


def _heads(path: Path) -> set[str]:
    """The heads of a CSV file, by whatever sign they are divided, made plain."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            lines = list(islice(file, 1000))
    except OSError:
        return set()  # whoever reads the rows says so
    return {plain(head) for sign in delimited.DELIMITERS for head in delimited.heads(lines, sign)}
