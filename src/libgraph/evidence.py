"""Evidence is a passage: where in which source a statement stands, and the proof of it.

A passage is written ``<…/source/SOURCE#char=BEGIN,END>`` (RFC 5147): Unicode code points of
the source's text, BEGIN included, END excluded. The texts are not part of the project; a
reader who keeps them in a folder sees the words, and sees that the text is the same one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from libgraph.errors import BadFile, UsageError
from libgraph.namespaces import local_name

_PASSAGE = re.compile(r"([^#]+)#char=([0-9]{1,12}),([0-9]{1,12})")
_QUOTES = dict.fromkeys('"“”„«»″', "[\"“”„«»″']")
_APOSTROPHES = dict.fromkeys("'’‘ʼ`", "['’‘ʼ`]")
_DASHES = dict.fromkeys("-‐‑–—", "[-‐‑–—]")
_LIKE = _QUOTES | _APOSTROPHES | _DASHES


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Code points `begin` (included) to `end` (excluded) of the text of `source` (an IRI)."""

    source: str
    begin: int
    end: int

    def __str__(self) -> str:
        return f"{self.source}#char={self.begin},{self.end}"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a source, as code points, with the checksum of its bytes."""

    content: str
    sha256: str
    path: Path

    def __len__(self) -> int:
        return len(self.content)

    def words(self, passage: Passage) -> str:
        """The words of a passage, white space folded.

        Raises:
            UsageError: the passage reaches past the end of the text.
        """
        if passage.end > len(self.content):
            raise UsageError(
                f"{passage} reaches past the end of {self.path.name}, which has "
                f"{len(self.content)} characters: run  libgraph cite  again for these words"
            )
        return " ".join(self.content[passage.begin : passage.end].split())


def source_of(iri: str) -> str:
    """The source that an evidence IRI points into.

    >>> source_of("https://example.org/source/001#char=5,9")
    'https://example.org/source/001'
    """
    return iri.partition("#")[0]


def passage(iri: str) -> Passage | None:
    """The passage that an evidence IRI names; None where it names a whole source.

    >>> passage("https://example.org/source/001#char=5,9")
    Passage(source='https://example.org/source/001', begin=5, end=9)
    """
    match = _PASSAGE.fullmatch(iri)
    return Passage(match[1], int(match[2]), int(match[3])) if match else None


def fault(iri: str, length: int | None) -> str | None:
    """What is wrong with an evidence IRI, in one sentence, given its text's length if known.

    >>> fault("https://example.org/source/001#char=9,5", None).partition(":")[0]
    'the passage 9,5 ends before it begins'
    """
    found = passage(iri)
    if found is None:
        if "#" not in iri:
            return None
        return (
            f"#{iri.partition('#')[2]} is not a passage: write it as #char=BEGIN,END, "
            "as  libgraph cite  prints it"
        )
    where = f"the passage {found.begin},{found.end}"
    if found.begin >= found.end:
        return (
            f"{where} ends before it begins: write it as #char=BEGIN,END, "
            "as  libgraph cite  prints it"
        )
    if length is not None and found.end > length:
        return (
            f"{where} reaches past the end of its source, which has {length} characters: "
            "run  libgraph cite  again for these words"
        )
    return None


def read(path: Path) -> Text:
    """The text in a file, line ends as they are.

    Raises:
        BadFile: the file cannot be read, or is not UTF-8.
    """
    try:
        raw = path.read_bytes()
        return Text(raw.decode("utf-8"), hashlib.sha256(raw).hexdigest(), path)
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}") from None


def texts(folder: Path) -> dict[str, Text]:
    """The texts in a folder of sources, by checksum: file names do not matter.

    Raises:
        BadFile: there is no such folder.
    """
    if not folder.is_dir():
        raise BadFile(f"{folder} is not a folder: --sources names the folder that keeps the texts")
    found = {}
    for path in sorted(folder.rglob("*.txt")):
        with suppress(BadFile):  # what is not UTF-8 is no text that positions count in
            text = read(path)
            found[text.sha256] = text
    return found


class Library:
    """The texts of sources that a reader keeps, each proved by its checksum.

    `sums` maps a source (an IRI) to the checksum of the text that its passages count in.
    """

    def __init__(self, folder: Path | None, sums: Mapping[str, str]) -> None:
        self._texts = texts(folder) if folder else {}
        self._sums = sums

    def text(self, source: str) -> Text | None:
        """The text of a source; None where the reader does not keep it.

        Raises:
            BadFile: a file named like the source holds another text.
        """
        found = self._texts.get(self._sums.get(source, ""))
        if found is None and (other := self._called(local_name(source))):
            raise BadFile(self._complaint(source, other))
        return found

    def _called(self, name: str) -> Text | None:
        texts = self._texts.values()
        named = (t for t in texts if t.path.stem == name or t.path.stem.startswith(f"{name}_"))
        return next(named, None)

    def _complaint(self, source: str, text: Text) -> str:
        name = local_name(source)
        if source not in self._sums:
            return (
                f"the description of {name} does not say which text it counts in: if it is "
                f'{text.path}, add  lg:textLength {len(text)} ; lg:textSha256 "{text.sha256}"'
            )
        return (
            f"{text.path} is not the text that passages of {name} count in (its SHA-256 "
            "differs): put the original text there, or leave --sources out"
        )


def find(text: Text, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, as (begin, end) pairs, in order.

    Case, white space, line ends and the shape of quotation marks do not matter.

    >>> find(Text("A  full\\nmember.", "", Path("x")), "full member")
    [(3, 14)]
    """
    wanted = words.split()
    if not wanted:
        raise UsageError("no words to look for: write some words of the source in quotation marks")
    pattern = r"\s+".join("".join(_LIKE.get(c, re.escape(c)) for c in word) for word in wanted)
    return [match.span() for match in re.finditer(pattern, text.content, re.IGNORECASE)]
