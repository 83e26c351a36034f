"""How results show themselves in a notebook: small tables in HTML, without scripts.

Colours are those of the notebook, so that light and dark need nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SHOWN = 20
"""So many rows of a table are shown; of the others it says how many there are."""
LONG = 600
"""So many characters of a text are shown; of a longer one it says how many it has."""
_STYLE = (
    "<style>.libgraph table{border-collapse:collapse;margin:.3em 0}"
    ".libgraph th,.libgraph td{text-align:left!important;vertical-align:top;padding:.15em .8em "
    ".15em 0;border-bottom:1px solid rgba(128,128,128,.35);overflow-wrap:break-word}"
    ".libgraph p{margin:.2em 0}"
    ".libgraph ul{margin:.2em 0;padding-left:1.4em}"
    ".libgraph small{opacity:.8}</style>"
)


def block(*parts: str) -> str:
    """Pieces of HTML as one result."""
    return f'{_STYLE}<div class="libgraph">{"".join(parts)}</div>'


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], count: int | None = None) -> str:
    """A table, the first rows of it, and how many there are: `count`, where not all are given.

    >>> table(["n"], [["<1>"]])
    '<table><thead><tr><th>n</th></tr></thead><tbody><tr><td>&lt;1&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows[:SHOWN])
    every = len(rows) if count is None else count
    more = small(f"{SHOWN} of {every} rows") if every > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def heading(text: str) -> str:
    """What a result is about."""
    return f'<p><strong dir="auto">{_text(text)}</strong></p>'


def small(text: str) -> str:
    """Something said beside."""
    return f'<p><small dir="auto">{_text(text)}</small></p>'


def folded(title: str, lines: Iterable[tuple[str, str]], limit: int = SHOWN) -> str:
    """A list under a title that opens and closes; each line with something said beside."""
    every = list(lines)
    said = "".join(
        f'<li dir="auto">{_text(line)} <small>{_text(more)}</small></li>'
        for line, more in every[:limit]
    )
    rest = f"<li><small>… {len(every) - limit} more</small></li>" if len(every) > limit else ""
    summary = f"<summary>{escape(title)} ({len(every)})</summary>"
    return f"<details open>{summary}<ul>{said}{rest}</ul></details>"


def _cell(text: str) -> str:
    said = _text(text)
    return f"<td>{said}</td>" if text.isascii() else f'<td dir="auto">{said}</td>'


def _text(text: str) -> str:
    shown = text if len(text) <= LONG else f"{text[:LONG]}… ({len(text):,} characters)"
    return escape(shown)
