"""Write a drawing in the form that the name of its file asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from libgraph.drawing.raster import pdf, png
from libgraph.errors import UsageError
from libgraph.writing import write

Form = Callable[[], str]


def save(path: Path, forms: Mapping[str, Form]) -> None:
    """Write a drawing to `path`, whole or not at all.

    `forms` maps a suffix (``.svg``, ``.html``, ``.dot``) to what makes the text of that form;
    where there is an SVG, there are PNG and PDF too.

    Raises:
        UsageError: no such form.
        MissingExtra, CannotRun: PNG or PDF cannot be made here.
        BadFile: the place cannot be written.
    """
    suffix = path.suffix.lower()
    raster = {".png": png, ".pdf": pdf} if ".svg" in forms else {}
    if suffix in forms:
        content = forms[suffix]().encode()
    elif suffix in raster:
        content = raster[suffix](forms[".svg"]())
    else:
        *most, last = (*forms, *raster)
        raise UsageError(f"cannot draw {path}: the name must end in {', '.join(most)} or {last}")
    write(path, content)
