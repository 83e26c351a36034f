"""What a built store says of itself: what it was made from, by what, and how much is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph

from libgraph import __version__, resources
from libgraph.graph.folders import MANIFEST
from libgraph.graph.origins import mended
from libgraph.graph.sums import checksum

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was: its place, when it was changed, its size, its content's checksum."""

    path: str
    changed: int
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """The file as it is now.

        Raises:
            OSError: it cannot be read.
        """
        status = path.stat()
        return cls(str(path.absolute()), status.st_mtime_ns, status.st_size, checksum(path))

    def is_unchanged(self) -> bool:
        """Whether it is the same today; the content is read only where date or size differ."""
        try:
            status = Path(self.path).stat()
            if status.st_size != self.size:
                return False
            return status.st_mtime_ns == self.changed or checksum(Path(self.path)) == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store was made from, by what, and how much is in it.

    `paths` are the files and folders that were asked for (see :mod:`origins`), `files` what was
    found there; `quads` is how many each copy has.
    """

    making: str
    paths: list[str]
    files: list[Source]
    texts: str
    quads: dict[str, int]
    counts: dict[str, int]
    notices: list[str]
    has_blank_nodes: bool
    rules: str
    libgraph: str = __version__
    pyoxigraph: str = pyoxigraph.__version__
    format: int = field(default=FORMAT)

    def bytes(self) -> bytes:
        """The manifest as it is written."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()

    def by_the_same(self) -> bool:
        """Whether this version of libgraph, with these rules, would derive the same."""
        versions = (self.libgraph, self.pyoxigraph, self.rules)
        return versions == (__version__, pyoxigraph.__version__, rules())


def read(folder: Path) -> Manifest:
    """The manifest of a built store.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged, or of another format.
    """
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']}")
        files = [Source(**one) for one in told.pop("files")]
        made = Manifest(files=files, **told)
        _check(made)
        made.paths[:] = mended(made.paths, (one.path for one in files))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return made


def _check(made: Manifest) -> None:
    """Refuse a manifest with parts of other types than it has, or a making that lies elsewhere."""
    texts = [*made.paths, *made.notices, *(text for f in made.files for text in (f.path, f.sha256))]
    texts += [made.making, made.texts, made.rules, made.libgraph, made.pyoxigraph]
    numbers = [*made.quads.values(), *made.counts.values()]
    numbers += [number for file in made.files for number in (file.changed, file.size)]
    whole = all(map(_is_text, texts)) and all(type(number) is int for number in numbers)
    lists = isinstance(made.paths, list) and isinstance(made.notices, list)
    if not (whole and lists and isinstance(made.has_blank_nodes, bool)):
        raise ValueError("parts of other types")
    if Path(made.making).name != made.making:
        raise ValueError("what it is made of lies elsewhere")


def _is_text(part: object) -> bool:
    return isinstance(part, str) and "\0" not in part and bool(part.isascii() or part.encode())


def digest(files: Iterable[Path], *words: str) -> str:
    """A name for what is made from these files' contents and these words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in files:
        total.update(bytes.fromhex(checksum(path)))
        total.update(path.suffix.encode())
    return total.hexdigest()[:40]


def makers(*, tabular: bool) -> list[Path]:
    """The files that decide what is derived: ontology, rules, and the code of these rooms."""
    ontology, room = resources.folder("ontology"), Path(__file__).parent
    folders = [
        (ontology, "*.ttl"),
        (ontology / "rules", "*.rq"),
        (room, "*.py"),
        (room.parent / "reading", "*.py"),
        (room.parent, "*.py"),
    ]
    if tabular:
        folders += [(ontology / "tables", "*.json"), (room.parent / "tables", "*.py")]
    return [path for folder, pattern in folders for path in sorted(folder.glob(pattern))]


def rules() -> str:
    """A checksum of all that decides what is derived, whatever the files are."""
    return digest(makers(tabular=True))
