"""Draw a matrix into a file: the one function that others call."""

from __future__ import annotations

from pathlib import Path

from libgraph.drawing.figure import plain
from libgraph.drawing.files import save
from libgraph.drawing.matrix_model import Matrix
from libgraph.drawing.matrix_page import html
from libgraph.drawing.matrix_svg import svg
from libgraph.errors import UsageError

STILL = 120
"""More bodies than this cannot be read where nothing can be enlarged."""


def draw(matrix: Matrix, path: Path) -> None:
    """Write the matrix to `path`, whole or not at all: .html, .svg, .png or .pdf.

    Raises:
        UsageError: another suffix, or too many bodies for a still picture.
        MissingExtra, CannotRun: PNG or PDF cannot be made here.
        BadFile: `path` cannot be written.
    """
    save(path, {".html": lambda: html(matrix), ".svg": lambda: still(matrix)})


def still(matrix: Matrix) -> str:
    """The matrix as an SVG file, on white paper.

    Raises:
        UsageError: too many bodies to be read.
    """
    if len(matrix.bodies) > STILL:
        raise UsageError(
            f"{len(matrix.bodies)} bodies cannot be read in a still picture: draw .html, or "
            f"write --top {STILL} or less"
        )
    return plain(svg(matrix))
