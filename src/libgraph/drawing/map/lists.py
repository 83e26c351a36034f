"""What stands in words below the map: the legend, the centres, the areas that are not painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from libgraph.dates import Holds
from libgraph.drawing.text import one_line, width, wrapped

SIZE, STEP = 11.0, 16.5
_GAP = 28.0
_HEAD = 13.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: circles with numbers before it (and how sure each is), and its words.

    A mark is a centre's number, whether it holds then, and its row.
    """

    text: str
    marks: tuple[tuple[int, Holds, int], ...]
    tip: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of SVG, and how high they are."""

    lines: tuple[str, ...]
    height: float


def text(words: str) -> str:
    """Words as they stand in SVG."""
    return escape(one_line(words))


def attribute(words: str) -> str:
    """An attribute's value in quotes; line ends stay."""
    lines = (one_line(line) for line in words.split("\n"))
    return quoteattr("\n".join(lines)).replace("\n", "&#10;")


def mark(number: int, holds: Holds, x: float, y: float, fill: str, more: str = "") -> str:
    """A circle with a centre's number, of a colour ('' for none); dashed where only possible."""
    kind = "mark coloured" if fill else "mark"
    paint = fill or "var(--paper, #ffffff)"
    return (
        f'<g class="{kind} {holds}"{more}><circle cx="{x:.1f}" cy="{y:.1f}" r="7.2" '
        f'fill="{paint}"/><text x="{x:.1f}" y="{y + 3.4:.1f}">{number}</text></g>'
    )


def listed(
    title: str, entries: Iterable[Entry], fills: dict[int, str], left: float, top: float,
    wide: float, columns: int,
) -> Block:  # fmt: skip
    """A list in columns of about the same height, under its title."""
    every = list(entries)
    one = (wide - _GAP * (columns - 1)) / columns
    broken = [(entry, _rows(entry, one)) for entry in every]
    total = sum(len(rows) for _, rows in broken)
    heads = wrapped(title, _HEAD, wide, 2)
    lines = [_head(row, left, top + at * 16) for at, row in enumerate(heads)]
    first = top + len(heads) * 16 + 4
    column = used = tallest = 0
    for entry, rows in broken:
        if used and used + len(rows) / 2 > total / columns and column < columns - 1:
            column, used = column + 1, 0
        x, y = left + column * (one + _GAP), first + used * STEP
        # the space keeps the words apart for who hears them
        lines.append(" ".join(_entry(entry, rows, fills, x, y)))
        used += len(rows)
        tallest = max(tallest, used)
    return Block(tuple(lines), first - top + tallest * STEP)


def _rows(entry: Entry, wide: float) -> list[str]:
    return wrapped(entry.text, SIZE, wide - _before(entry), 3)


def _before(entry: Entry) -> float:
    return 18.0 * len(entry.marks) + 4


def _head(words: str, x: float, y: float) -> str:
    look = f'font-size="{_HEAD:g}" font-weight="bold"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{text(words)}</text>'


def _entry(
    entry: Entry, rows: list[str], fills: dict[int, str], x: float, y: float
) -> Iterator[str]:
    row = " ".join(str(item) for _, _, item in entry.marks)
    best = max((holds for _, holds, _ in entry.marks), default=Holds.NO)
    yield (
        f'<g class="entry {best}" data-items="{row}" data-row="{row}" '
        f"data-base={attribute(entry.base)} data-tip={attribute(entry.tip)}>"
    )
    for at, (number, holds, item) in enumerate(entry.marks):
        fill = fills.get(number, "")
        yield mark(number, holds, x + 8 + 18 * at, y - 3.6, fill, f' data-items="{item}"')
    for at, words in enumerate(rows):
        yield f'<text x="{x + _before(entry):.1f}" y="{y + at * STEP:.1f}">{text(words)}</text>'
    yield "</g>"


def legend(entries: Iterable[tuple[str, str]], left: float, top: float, wide: float) -> Block:
    """Samples with their words, in rows; a sample is 26 wide and 12 high around its middle."""
    lines, x, row = [], 0.0, 0
    for sample, words in entries:
        takes = 32 + width(words, SIZE) + 14
        if x and x + takes > wide:
            x, row = 0.0, row + 1
        y = top + row * 20
        lines.append(f'<g transform="translate({left + x:.1f} {y:.1f})">{sample}</g>')
        lines.append(f'<text x="{left + x + 32:.1f}" y="{y + 4:.1f}">{text(words)}</text>')
        x += takes
    return Block(tuple(lines), (row + 1) * 20.0)
