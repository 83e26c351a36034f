"""Small files that grow without end, or fell the parser: refused before it reads them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from pyoxigraph import RdfFormat

from libgraph.errors import BadFile

GROWN, _TIMES = 8 * 2**20, 10
"""What entities add may be so many bytes, or so many times the file."""
DEEPEST = 1_000
"""Triples in triples; the parser falls at some ten thousand."""
_ENTITY = re.compile(rb"<!ENTITY\s*+%?\s*+([^\s<\"]++)\s++\"([^\"]*+)\"")
_REFERENCE = re.compile(rb"&([^\s;&<]++);")
_PLAIN = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_TRIPLE = re.compile(rb"parseType\s*=\s*[\"']Triple")
_OPAQUE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\n]|\\.)*+"|<[^<>\s]*+>|#[^\n]*+'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''|'(?:[^'\\\n]|\\.)*+'",
    re.DOTALL,
)
_BRACKETS = re.compile(rb"<<|>>")


def refuse(path: Path, format_: RdfFormat) -> None:
    """Let a file through that is what it seems.

    Raises:
        BadFile: it is not.
        OSError: it cannot be read.
    """
    if format_ == RdfFormat.RDF_XML:
        _refuse_xml(path, path.read_bytes())
    elif format_ != RdfFormat.JSON_LD and _may_be_deep(path):
        _refuse_deep(path, _depth(path.read_bytes()))


def _refuse_xml(path: Path, content: bytes) -> None:
    _refuse_deep(path, len(_TRIPLE.findall(content)))
    if b"<!ENTITY" not in content:
        return
    entities = {found[1]: found[2] for found in _ENTITY.finditer(content)}
    if any(set(_REFERENCE.findall(text)) - _PLAIN for text in entities.values()):
        raise BadFile(f"{path} has XML entities made of entities: write them out")
    used = Counter(_REFERENCE.findall(content))
    grown = sum(len(text) * used[name] for name, text in entities.items())
    if grown > max(GROWN, _TIMES * len(content)):
        raise BadFile(
            f"{path} has XML entities that make {grown >> 20:,} MB of {len(content) >> 10:,} kB: "
            "write them out"
        )


def _may_be_deep(path: Path) -> bool:
    count, last = 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(2**20):
            count += (last + piece).count(b"<<")
            last = piece[-1:]
    return count > DEEPEST


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(_OPAQUE.sub(b" ", content)):
        depth += 1 if bracket == b"<<" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse_deep(path: Path, depth: int) -> None:
    if depth > DEEPEST:
        raise BadFile(f"{path} nests {depth:,} triples one in another: write it in plain RDF 1.1")
