"""Folders of tables by hand, over an invented world that Turtle describes."""

from __future__ import annotations

from pathlib import Path

from libgraph.namespaces import shorten
from libgraph.reading.files import discover, is_table
from libgraph.tables.build import Told, told

HERE = Path(__file__).parent / "fixtures"
WORLD = HERE / "world.ttl"
TEXTS = HERE / "texts"


def folder(place: Path, **tables: str) -> Path:
    """A folder with the world in Turtle, and CSV tables by their kinds."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "world.ttl").write_text(WORLD.read_text("utf-8"), "utf-8")
    for kind, rows in tables.items():
        (place / f"{kind}.csv").write_text(rows.strip() + "\n", "utf-8")
    return place


def read(place: Path, texts: Path | None = None) -> Told:
    """What the tables of a folder say."""
    found = discover([place])
    tables = [path for path in found if is_table(path)]
    return told(tables, [path for path in found if not is_table(path)], texts=texts)


def lines(found: Told) -> list[str]:
    """What was said, a line for each thing and statement; digests of statements as `#`."""
    nodes: dict[str, list[str]] = {}
    for said in found.said:
        subject, predicate, value = said.triple
        text = f"{_short(predicate)} {_short(value)}"
        nodes.setdefault(_short(subject), []).append(text)
    return sorted(
        f"{_anonymous(node)}: {'; '.join(sorted(set(about)))}" for node, about in nodes.items()
    )


def _short(term: object) -> str:
    iri = getattr(term, "value", "")
    if str(term).startswith("<"):
        return shorten(iri)
    return str(term).partition("^^")[0]


def _anonymous(node: str) -> str:
    return f"{node[:-9]}-#" if node.startswith("st:") else node
