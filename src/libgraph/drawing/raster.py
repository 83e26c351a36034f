"""An SVG picture as PNG or PDF: vl-convert draws it, without a browser and without a network."""

from __future__ import annotations

from types import ModuleType

from libgraph.errors import CannotRun, MissingExtra


def png(svg: str, scale: float = 2.0) -> bytes:
    """The picture as PNG; `scale` is the number of pixels for a unit of the SVG.

    Raises:
        MissingExtra: vl-convert is not there.
        CannotRun: it could not draw the picture.
    """
    try:
        return bytes(_converter().svg_to_png(svg, scale=scale))
    except ValueError as error:
        raise CannotRun(f"the picture could not become PNG ({error}): draw .svg") from None


def pdf(svg: str) -> bytes:
    """The picture as PDF, its lines and letters as such.

    Raises:
        MissingExtra: vl-convert is not there.
        CannotRun: it could not draw the picture.
    """
    try:
        return bytes(_converter().svg_to_pdf(svg))
    except ValueError as error:
        raise CannotRun(f"the picture could not become PDF ({error}): draw .svg") from None


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("PNG and PDF pictures", "draw") from None
    return vl_convert
