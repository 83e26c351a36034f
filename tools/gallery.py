"""Draw the pictures of docs/gallery.md anew: each by the command that stands under it.

make gallery                                     all of them
python tools/gallery.py pac-2012 matrix          only these
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
LARGEST, LARGEST_ALL = 300_000, 2_500_000
"""So many bytes a picture, and all of them together, may have in the repository."""
_SHOWN = re.compile(r"!\[([^\]]+)\]\((gallery/[^)]+)\)\s+```sh\n(libgraph [^\n]+)\n```")


@dataclass(frozen=True)
class Picture:
    """What the page shows: a file, what it says to who cannot see it, and how it is drawn."""

    path: Path
    alt: str
    words: tuple[str, ...]


def pictures(page: Path = PAGE) -> list[Picture]:
    """The pictures of the page, in order."""
    found = _SHOWN.findall(page.read_text("utf-8"))
    return [
        Picture(page.parent / path, alt, tuple(shlex.split(command)[1:]))
        for alt, path, command in found
    ]


def main(names: list[str]) -> int:
    """Draw the pictures of these names (all, with none); 1 if one cannot be drawn or is large."""
    from libgraph.cli.main import outcome

    os.chdir(ROOT)
    chosen = [picture for picture in pictures() if not names or picture.path.stem in names]
    if not chosen:
        print(f"no picture is called {' or '.join(names)}", file=sys.stderr)
        return 2
    bad = 0
    for picture in chosen:
        begun = time.perf_counter()
        picture.path.parent.mkdir(exist_ok=True)
        code = outcome(list(picture.words))
        size = picture.path.stat().st_size if not code else 0
        bad += bool(code) or size > LARGEST
        seconds = time.perf_counter() - begun
        print(f"{picture.path.name}: {size:,} bytes, {seconds:.1f} s")
    total = sum(picture.path.stat().st_size for picture in pictures() if picture.path.exists())
    print(f"all: {total:,} bytes")
    return int(bad > 0 or total > LARGEST_ALL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
