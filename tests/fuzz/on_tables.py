"""Tables: CSV as bytes, workbooks as the parts of a zip."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

from on_words import SMALL
from pyoxigraph import RdfFormat, parse, serialize
from targets import Target, headed, text

from libgraph.tables.columns import kinds
from libgraph.tables.faults import Fault
from libgraph.tables.importing import imported
from libgraph.tables.table import Table, read

_PART = re.compile(rb"^== (\S+)\n", re.MULTILINE)


def _named(said: str) -> str:
    """The kind of table that an input says it is, or one of them."""
    known = sorted(kinds())
    return said if said in known else known[len(said) % len(known)]


def _csv(data: bytes, at: Path) -> None:
    said, content = headed(data)
    path = at / f"new-{_named(said)}.csv"
    path.write_bytes(content)
    try:
        _read(path)
        _import(path)
    finally:
        path.unlink()


def _xlsx(data: bytes, at: Path) -> None:
    said, parts = headed(data)
    path = at / f"new-{_named(said)}.xlsx"
    path.write_bytes(parts if parts.startswith(b"PK") else _zipped(parts))
    try:
        _read(path)
        _import(path)
    finally:
        path.unlink()


def _zipped(parts: bytes) -> bytes:
    """A zip of what stands between lines of the form  == NAME ."""
    made = io.BytesIO()
    _, *pieces = _PART.split(parts)
    with zipfile.ZipFile(made, "w") as archive:
        named = dict(zip(pieces[::2], pieces[1::2], strict=True))
        for name, content in named.items():
            # zipfile ends a name at a NUL, and writes none without a name
            archive.writestr(text(name).partition("\0")[0] or "-", content)
    return made.getvalue()


def _read(path: Path) -> None:
    faults: list[Fault] = []
    for table in read(path, faults):
        if not faults:
            _again(table, path.parent)
    assert all("\n" not in str(fault) for fault in faults)


def _again(table: Table, at: Path) -> None:
    """Written and read again, a table is the same."""
    heads = dict.fromkeys(name for row in table.rows for name in row.cells)
    if not heads:
        return
    path = at / f"again-{table.kind.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows([row.cells.get(name, "") for name in heads] for row in table.rows)
    faults: list[Fault] = []
    (again,) = read(path, faults)
    path.unlink()
    assert not faults, faults
    assert [row.cells for row in again.rows] == [row.cells for row in table.rows]


def _import(path: Path) -> None:
    """The triples that a table becomes can be written, and are read back."""
    found = imported([path], [SMALL])
    written = serialize(found.triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    assert {quad.triple for quad in parse(written, format=RdfFormat.N_TRIPLES)} == set(
        found.triples
    )
    assert len(set(found.triples)) == len(found.triples)


TARGETS = [
    Target("csv", "tables (CSV), read and made into statements", _csv,
           (b"id,label,type", b"\xef\xbb\xbf", b'"', b";", b"\t", b"label_ru", b"riverland", b"2004/..")),
    Target("xlsx", "workbooks (XLSX), the parts of the zip", _xlsx,
           (b"<c r=\"A1\" t=\"inlineStr\"><is><t>", b"</t></is></c>", b"<row r=\"1\">", b"</row>",
            b"== xl/worksheets/sheet1.xml\n", b"t=\"d\"", b"t=\"s\"", b"<v>1</v>", b"<f>A1</f>")),
]  # fmt: skip
