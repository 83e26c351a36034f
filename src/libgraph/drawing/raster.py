"""An SVG picture as PNG or PDF: vl-convert draws it, without a browser and without a network."""

from __future__ import annotations

import struct
import zlib
from types import ModuleType

from libgraph.errors import CannotRun, MissingExtra


def png(svg: str, scale: float = 2.0) -> bytes:
    """The picture as PNG; `scale` is the number of pixels for a unit of the SVG.

    Raises:
        MissingExtra: vl-convert is not there.
        CannotRun: it could not draw the picture.
    """
    try:
        return _packed(bytes(_converter().svg_to_png(svg, scale=scale)))
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


def _packed(picture: bytes) -> bytes:
    """The same PNG in half the bytes: vl-convert packs its pixels in haste."""
    head, pixels, at = picture[:8], b"", 8
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        if kind == b"IDAT":
            pixels += content
        elif kind == b"IEND":
            head += _chunk(b"IDAT", zlib.compress(zlib.decompress(pixels), 6))
        head += b"" if kind == b"IDAT" else picture[at : at + size + 12]
        at += size + 12
    return head


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("PNG and PDF pictures", "draw") from None
    return vl_convert
