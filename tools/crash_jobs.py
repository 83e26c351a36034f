"""The commands that write, each with a folder to work in and what must be whole in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from libgraph.curation import journal, turtle
from libgraph.curation.decision import Decision
from libgraph.curation.decisions import Decided, decide
from libgraph.graph import builder, folders, open_graph
from libgraph.namespaces import DIFFERENT_FROM, ID, SAME_AS

SMALL = Path(__file__).resolve().parent.parent / "tests" / "small" / "data.ttl"
MORE = """
id:aigul a lg:Person ; rdfs:label "Aigul Serikova"@en .
id:berg a lg:Person ; rdfs:label "Anna Berg"@en .
"""
TABLE = "id,label,type,isil\nlow-library,Low Library,library,XL-1\nlow-hall,Low Hall,library,\n"
ISIL = "?item\t?itemLabel\t?isil\t?gndId\t?dbsId\n" + "".join(
    f"http://www.wikidata.org/entity/Q{n}\tLibrary {n}\tXX-{n}\t\t\n" for n in range(1, 301)
)
CURATOR = ("--by", "B. Librarian")
Parts = list[object]


class Broken(Exception):
    """Something is half-written, lost or left."""


def ror() -> str:
    """A registry of some organizations."""
    record = {
        "names": [{"lang": "en", "types": ["ror_display", "label"], "value": "Institute"}],
        "types": ["education"], "established": 1979, "status": "active", "external_ids": [],
        "links": [], "relationships": [],
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": "US", "name": "W"}}],
    }  # fmt: skip
    lines = (record | {"id": f"https://ror.org/{n:09}"} for n in range(300))
    return "".join(json.dumps(line) + "\n" for line in lines)


@dataclass(frozen=True)
class Job:
    """A command (`words`, run in a folder) that is killed; `before` fills the folder.

    `parts` are what must be whole: each must be as it was before, or as the whole command leaves
    it. With `once`, a second run is refused where the first one came to its end.
    """

    name: str
    words: tuple[str, ...]
    before: Callable[[Path], None]
    parts: Callable[[Path], Parts]
    once: bool = False
    cached: bool = True


def jobs() -> list[Job]:
    """All of them."""
    g = ("-g", "data")
    return [*_writing(g), *_deciding((*g, "match")), *_building(g)]


def _writing(g: tuple[str, ...]) -> list[Job]:
    return [
        _file("query -o", (*g, "query", "members", "-f", "csv", "-o", "out.csv"), "out.csv"),
        _file("timeline -o", (*g, "timeline", "riverland", "-f", "json", "-o", "t.json"), "t.json"),
        _file("export -o FILE", (*g, "export", "-f", "trig", "-o", "out.trig"), "out.trig"),
        _file(
            "export -o, two files", (*g, "export", "-f", "csv-edges", "-o", "net.csv"),
            "net.csv", "net-nodes.csv",
        ),
        Job(
            "export -o FOLDER", (*g, "export", "-f", "parquet", "-o", "net.parquet"),
            _folder("net.parquet", "libgraph-projection.json"),
            lambda at: [_hash(at / "net.parquet")],
        ),
        _file("draw", (*g, "draw", "network", "-o", "net.svg"), "net.svg"),
        _file(
            "import template", ("import", "template", "people", "--force", "-o", "people.csv"),
            "people.csv",
        ),
        _file(
            "import table",
            ("import", "table", "new-organizations.csv", *g, "-o", "out.ttl"), "out.ttl",
        ),
        _file(
            "import ror", ("import", "ror", "ror.jsonl", "--read", "2026-11-22", "-o", "ror.ttl"),
            "ror.ttl",
        ),
        _file(
            "import isil", ("import", "isil", "isil.tsv", "--read", "2026-11-22", "-o", "isil.ttl"),
            "isil.ttl",
        ),
    ]  # fmt: skip


def _deciding(market: tuple[str, ...]) -> list[Job]:
    accept = (*market, "--accept", "aigul", "serikova", *CURATOR)
    return [
        Job("match --accept", accept, _filled, decided),
        Job(
            "match --reject",
            (*market, "--reject", "aigul", "berg", "--reason", "Two.", *CURATOR), _decided, decided,
        ),
        Job("match --undo", (*market, "--undo", "2", *CURATOR), _decided, decided, once=True),
    ]  # fmt: skip


def _building(g: tuple[str, ...]) -> list[Job]:
    return [
        Job(
            "build", ("build", "data", "-o", "my.store"), _built,
            lambda at: [stored(at / "my.store")],
        ),
        Job(
            "build --update", ("build", "--update", "-o", "my.store"), _built,
            lambda at: [stored(at / "my.store")],
        ),
        Job(
            "what is kept", (*g, "query", "members", "-f", "csv", "-o", "out.csv"), _filled,
            lambda at: [_hash(at / "out.csv"), *kept(at / "cache")], cached=False,
        ),
        Job(
            "site", (*g, "site", "site", "--lang", "en"), _folder("site", "libgraph-site.json"),
            lambda at: [_hash(at / "site")],
        ),
    ]  # fmt: skip


# ── Folders to work in ───────────────────────────────────────────────────────────────────


def _filled(at: Path) -> None:
    (at / "data").mkdir(parents=True)
    (at / "data" / "data.ttl").write_text(SMALL.read_text("utf-8") + MORE, "utf-8")
    (at / "new-organizations.csv").write_text(TABLE, "utf-8")
    (at / "ror.jsonl").write_text(ror(), "utf-8")
    (at / "isil.tsv").write_text(ISIL, "utf-8")


def _file(name: str, words: tuple[str, ...], *outputs: str) -> Job:
    def before(at: Path) -> None:
        _filled(at)
        for output in outputs:
            (at / output).write_text("what stood there before\n" * 2000, "utf-8")

    return Job(name, words, before, lambda at: [_hash(at / output) for output in outputs])


def _folder(name: str, mark: str) -> Callable[[Path], None]:
    def before(at: Path) -> None:
        _filled(at)
        (at / name).mkdir()
        (at / name / mark).write_text("{}\n", "utf-8")
        (at / name / "old.txt").write_text("what stood there before\n", "utf-8")

    return before


def _decided(at: Path) -> None:
    _filled(at)
    for other in ("federation", "hill"):
        pair = ID + "riverland", ID + other
        found = Decision(*pair, False, "Two.", "B. Librarian", date(2026, 11, 22))
        decide(at / "data" / "curation.ttl", found, Decided())


def _built(at: Path) -> None:
    _filled(at)
    builder.build(at / "my.store", [at / "data"])
    file = at / "data" / "data.ttl"
    file.write_text(file.read_text("utf-8").replace("Hill Library", "Dale Library"), "utf-8")


# ── What must be whole ───────────────────────────────────────────────────────────────────


def _hash(path: Path) -> str:
    """The content of a file, or of a folder with all that is in it."""
    if not path.exists():
        return "nothing"
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.relative_to(path.parent)}\0".encode() + file.read_bytes() + b"\0")
    return total.hexdigest()


def stored(store: Path) -> object:
    """What a store answers."""
    query = "SELECT ?name { id:hill rdfs:label ?name }"
    return sorted(open_graph([store]).texts(query))


def kept(cache: Path) -> Iterator[object]:
    """How many stores are kept; each must answer."""
    whole = [place for place in cache.glob("*") if folders.is_store(place)]
    for place in whole:
        if stored(place) != [("Hill Library",)]:
            raise Broken(f"{place} does not answer as it should")
    yield len(whole)


def decided(at: Path) -> Parts:
    """The decisions that hold, if the journal has the same ones."""
    path = at / "data" / "curation.ttl"
    said = turtle.parsed(turtle.content(path), path)
    pairs = {
        (predicate, *pair)
        for predicate in (SAME_AS, DIFFERENT_FROM)
        for pair in turtle.pairs(said, predicate)
    }
    found = journal.read(path)
    open_, standing = found.open(), {_key(entry) for entry in found.standing()}
    touched = {_key(entry) for entry in open_}
    if pairs - touched != standing - touched or len(open_) > 1:
        raise Broken(f"the file holds {pairs}, and the journal {standing} with {touched} open")
    if [entry.number for entry in found.entries] != list(range(1, len(found.entries) + 1)):
        raise Broken("the journal has lost an entry")
    return [sorted(pairs)]


def _key(entry: journal.Entry) -> tuple[str, str, str]:
    return (SAME_AS if entry.same else DIFFERENT_FROM, entry.one, entry.other)


def listing(at: Path) -> list[str]:
    """What there is in a folder, with makings of stores under one name."""
    names = (str(path.relative_to(at)) for path in at.rglob("*"))
    found = {re.sub(r"/made-[0-9a-f]+(/.*)?", "/made-…", name) for name in names}
    return sorted(found | {f"{n} makings" for n in [len(list(at.rglob("made-*")))] if n})
