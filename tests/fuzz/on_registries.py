"""What registries hand out: packed or not, whole or not, made into Turtle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import parse
from targets import Target

from libgraph.registries import isil, ror, turtle
from libgraph.registries.record import Record


def _reader(
    registry: turtle.Registry, records: Callable[[Path], Iterator[Record]], name: str
) -> Callable[[bytes, Path], None]:
    def read(data: bytes, at: Path) -> None:
        path, target = at / name, at / "out.ttl"
        path.write_bytes(data)
        target.unlink(missing_ok=True)
        try:
            counts = turtle.write(registry, records(path), target, "2026-11-22")
        except BaseException:
            assert not target.exists()  # whole, or not at all
            raise
        things = {quad.subject for quad in parse(path=target)}
        assert counts.organizations <= counts.records
        assert len(things) >= counts.organizations

    return read


TARGETS = [
    Target("ror", "the Research Organization Registry, JSON or packed",
           _reader(turtle.ROR, ror.records, "v1.50-2024-07-29-ror.json"),
           (b'"id":', b'"names":', b'"relationships":', b'"established":', b"null", b"\\ud800", b"[", b"PK\x03\x04")),
    Target("isil", "tables of ISILs", _reader(turtle.ISIL, isil.records, "isil.tsv"),
           (b"item\titemLabel\tisil", b"http://www.wikidata.org/entity/Q1", b"\t", b"XX-1", b"\r", b"\x00")),
]  # fmt: skip
