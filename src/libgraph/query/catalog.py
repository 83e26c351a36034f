"""The named questions in ``queries/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from libgraph import resources
from libgraph.errors import UnknownName
from libgraph.query.header import Question, read


@cache
def questions() -> tuple[Question, ...]:
    """All named questions, by name."""
    return tuple(read(path) for path in sorted(resources.folder("queries").glob("*.rq")))


def question(name: str) -> Question:
    """The question called `name`.

    Raises:
        UnknownName: there is none; the message names the nearest, or all.
    """
    path: Path = resources.folder("queries") / f"{name}.rq"
    if name.isidentifier() and path.is_file():
        return read(path)
    from difflib import get_close_matches

    names = [known.name for known in questions()]
    near = get_close_matches(name, names) or names
    raise UnknownName(
        f"there is no query {name!r}: try {', '.join(near)}; libgraph queries  lists all"
    )
