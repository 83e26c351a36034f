"""Draw a scene into a file: the one function that others call."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from libgraph.errors import BadFile, UsageError

from .dot import dot
from .html import html
from .scene import Scene
from .svg import svg

_FORMS: dict[str, Callable[[Scene], str]] = {".html": html, ".svg": svg, ".dot": dot}


def draw(scene: Scene, path: Path) -> None:
    """Write the picture of `scene` to `path`, whole or not at all.

    The suffix decides: ``.html`` a page to explore, ``.svg`` a picture to print, ``.dot`` the text
    for Graphviz. Needs the extra [draw], except for ``.dot``.

    Raises UsageError for another suffix, an empty scene, or a still picture of too many things;
    MissingExtra without Graphviz; BadFile where `path` cannot be written; ValueError where the
    scene is broken (two nodes with one id, an edge that ends outside).
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"cannot draw {path}: the name must end in .html, .svg or .dot")
    if not scene.nodes:
        raise UsageError("nothing to draw: no thing is left; ask for more, or filter less")
    _write(path, form(scene))


def _write(path: Path, text: str) -> None:
    """Into a file beside `path` first, so that nobody ever finds half a picture."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadFile(f"cannot write {path}: {error.strerror}; choose another place") from error


def _umask() -> int:
    """What the user lets new files be; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
