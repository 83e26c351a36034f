"""Write a map in the form that the name of its file asks for."""

from __future__ import annotations

from pathlib import Path

from libgraph.drawing.figure import plain
from libgraph.drawing.files import save
from libgraph.drawing.map.atlas import Atlas
from libgraph.drawing.map.page import html
from libgraph.drawing.map.svg import svg


def draw(atlas: Atlas, path: Path, *, first: int, certain: bool = False) -> None:
    """Write a map to `path`; on a page the slider begins at the year `first`.

    Raises:
        UsageError: no such form.
        MissingExtra, CannotRun: PNG or PDF cannot be made here.
        BadFile: the place cannot be written.
    """
    forms = {
        ".html": lambda: html(atlas, first, certain=certain),
        ".svg": lambda: plain(svg(atlas, certain=certain)),
    }
    save(path, forms)
