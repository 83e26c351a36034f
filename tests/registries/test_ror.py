"""The Research Organization Registry: both schemas, every packing, each tie once, nothing half-written."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from libgraph.errors import BadFile
from libgraph.registries import opening, ror, turtle
from libgraph.registries.turtle import ROR, Counts

SHARED = Path(__file__).parents[3] / "shared" / "registries" / "ror" / "ror_latest.jsonl.gz"
ASK = """PREFIX id: <https://w3id.org/libgraph/id/> PREFIX lg: <https://w3id.org/libgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX src: <https://w3id.org/libgraph/id/source/> """


def two(key: str, *ties: tuple[str, str], **more: object) -> dict[str, object]:
    """A record of schema version 2."""
    return {
        "id": f"https://ror.org/{key}",
        "names": [
            {"lang": None, "types": ["acronym"], "value": key.upper()},
            {"lang": "en", "types": ["ror_display", "label"], "value": f"Institute {key}"},
        ],
        "types": ["funder", "government"],
        "established": 1979,
        "status": "active",
        "external_ids": [
            {"type": "isni", "all": ["0000 0004 7754 4970"], "preferred": None},
            {"type": "grid", "all": ["grid.1"], "preferred": None},
        ],
        "links": [{"type": "website", "value": "https://example.org/"}],
        "locations": [
            {
                "geonames_id": 4140963,
                "geonames_details": {"country_code": "US", "name": "Washington"},
            }
        ],
        "relationships": [
            {"type": kind, "id": f"https://ror.org/{other}", "label": f"Institute {other}"}
            for kind, other in ties
        ],
    } | more


def one(key: str, *ties: tuple[str, str], **more: object) -> dict[str, object]:
    """A record of schema version 1."""
    return {
        "id": f"https://ror.org/{key}",
        "name": f"Institute {key}",
        "aliases": ["The Institute"],
        "acronyms": [],
        "labels": [{"label": "Институт", "iso639": "ru"}],
        "types": ["Education"],
        "established": None,
        "status": "inactive",
        "external_ids": {"Wikidata": {"preferred": None, "all": ["Q1"]}, "GRID": {"all": "grid.1"}},
        "links": [],
        "country": {"country_name": "Germany", "country_code": "DE"},
        "addresses": [{"geonames_city": {"id": 2862118, "city": "Norden"}}],
        "relationships": [
            {"type": kind.title(), "id": f"https://ror.org/{other}", "label": f"Institute {other}"}
            for kind, other in ties
        ],
    } | more


def packed(folder: Path, name: str, records: list[dict[str, object]]) -> Path:
    path = folder / name
    array, lines = json.dumps(records, indent=1), "".join(json.dumps(r) + "\n" for r in records)
    content = (lines if "jsonl" in name else array).encode()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("v1.50-2024-07-29-ror-data.json", json.dumps([one("000000001")]))
            archive.writestr("v1.50-2024-07-29-ror-data_schema_v2.json", content)
            archive.writestr("v1.50-2024-07-29-ror-data.csv", "id\n")
    else:
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def imported(
    folder: Path, records: list[dict[str, object]], name: str = "ror.json"
) -> tuple[Counts, Store]:
    target = folder / "out.ttl"
    counts = turtle.write(ROR, ror.records(packed(folder, name, records)), target, "2026-11-21")
    store = Store()
    store.load(path=target, format=RdfFormat.TURTLE)
    return counts, store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(term.value for term in row) for row in store.query(ASK + query))


@pytest.mark.parametrize(
    "name",
    ["ror.json", "ror.jsonl", "ror.json.gz", "ror.jsonl.gz", "v1.50-2024-07-29-ror-data.zip"],
)
def test_every_packing_gives_the_same_records(tmp_path: Path, name: str) -> None:
    records = [two("012345601", ("parent", "012345602")), two("012345602")]
    counts, _ = imported(tmp_path, records, name)
    assert (counts.records, counts.links) == (2, 1)


def test_both_schemas_say_what_a_library_needs_to_know(tmp_path: Path) -> None:
    _, store = imported(tmp_path, [two("012345601"), one("012345602")])
    assert rows(store, "SELECT ?t ?l (LANG(?l) AS ?tag) { ?t lg:ror ?r ; rdfs:label ?l }") == [
        ("https://w3id.org/libgraph/id/ror-012345601", "Institute 012345601", "en"),
        ("https://w3id.org/libgraph/id/ror-012345602", "Institute 012345602", "und"),
    ]
    assert rows(
        store, "SELECT ?p ?v { id:ror-012345601 ?p ?v FILTER(?p IN (lg:isni, lg:wikidata)) }"
    ) == [("https://w3id.org/libgraph/ontology#isni", "0000000477544970")]
    assert rows(store, "SELECT ?v { id:ror-012345602 lg:wikidata ?v }") == [("Q1",)]
    assert rows(store, "SELECT ?f (LANG(?f) AS ?tag) { ?n a lg:Naming ; lg:of id:ror-012345602 ; lg:form ?f }") == [
        ("The Institute", "und"), ("Институт", "ru"),
    ]  # fmt: skip
    assert rows(
        store, "SELECT ?w { ?n a lg:Lifespan ; lg:of id:ror-012345601 ; lg:during ?w }"
    ) == [("1979/..",)]
    assert rows(store, "SELECT ?c { id:ror-012345602 lg:seat/lg:within/lg:isoCode ?c }") == [
        ("DE",)
    ]
    assert rows(store, "SELECT ?n { id:ror-012345602 skos:note ?n }") == [("inactive",)]


def test_the_release_of_each_record_is_its_source(tmp_path: Path) -> None:
    records = [two("012345601", _release="v1.3"), two("012345602")]
    _, store = imported(tmp_path, records, "v1.50-2024-07-29-ror-data.json")
    said = rows(
        store,
        "SELECT ?s ?d { ?n a lg:Lifespan ; prov:wasQuotedFrom ?s . ?s <http://purl.org/dc/terms/date> ?d }",
    )
    assert said == [
        ("https://w3id.org/libgraph/id/source/ror-v1.3", "[..2026-11-21]"),
        ("https://w3id.org/libgraph/id/source/ror-v1.50-2024-07-29", "2024-07-29"),
    ]


def test_a_tie_told_by_both_sides_is_one_link(tmp_path: Path) -> None:
    records = [
        two(
            "012345601",
            ("child", "012345602"),
            ("related", "012345602"),
            ("successor", "012345602"),
        ),
        one(
            "012345602",
            ("parent", "012345601"),
            ("related", "012345601"),
            ("predecessor", "012345601"),
        ),
    ]
    counts, store = imported(tmp_path, records)
    assert (counts.ties, counts.links, counts.doubled, counts.one_sided) == (6, 3, 3, 0)
    said = rows(store, "SELECT ?f ?r ?t { ?n a lg:Link ; lg:from ?f ; lg:relation ?r ; lg:to ?t }")
    assert [tuple(term.rpartition("/")[2] for term in row) for row in said] == [
        ("ror-012345601", "ontology#relatedTo", "ror-012345602"),
        ("ror-012345602", "ontology#follows", "ror-012345601"),
        ("ror-012345602", "ontology#partOf", "ror-012345601"),
    ]


def test_what_leads_out_of_the_file_is_kept_by_name_and_counted(tmp_path: Path) -> None:
    records = [
        two("012345601", ("parent", "099999901"), ("related", "099999901"), ("child", "012345602")),
        two("012345602"),
    ]
    counts, store = imported(tmp_path, records)
    assert (counts.dangling, counts.outside, counts.one_sided) == (2, 1, 1)
    assert rows(store, "SELECT ?l { id:ror-099999901 rdfs:label ?l }") == [("Institute 099999901",)]


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    records = [two("012345601", ("child", "012345602")), one("012345602")]
    imported(tmp_path, records)
    first = (tmp_path / "out.ttl").read_bytes()
    imported(tmp_path, records)
    assert (tmp_path / "out.ttl").read_bytes() == first


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is broken at its beginning"),
        (b"[]", "is broken at its beginning"),
        (b"<html>", "is broken at its beginning"),
        (json.dumps([two("012345601"), two("012345602")]).encode()[:-40], "is broken after 1 records"),
        (gzip.compress(json.dumps([two("012345601")]).encode() * 9)[:-20], "ends too early or is damaged"),
        (b"PK\x03\x04 and no more", "is broken at its beginning"),
        (json.dumps([{"id": "https://ror.org/x"}]).encode(), "https://ror.org/x lacks or misplaces"),
        (json.dumps([two("012345601") | {"names": "x"}]).encode(), "https://ror.org/012345601 lacks or misplaces"),
        ('[{"id": "Нет"}]'.encode("cp1251"), "is not UTF-8"),
        (b'{"id": ' * 100_000, "is broken at its beginning"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_leaves_the_old_file(
    tmp_path: Path, content: bytes, words: str
) -> None:
    target = tmp_path / "out.ttl"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "in.json").write_bytes(content)
    with pytest.raises(BadFile, match=words):
        turtle.write(ROR, ror.records(tmp_path / "in.json"), target, "2026-11-21")
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(tmp_path)) == ["in.json", "out.ttl"]  # noqa: PTH208


def test_a_missing_file_and_a_zip_without_json_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        list(ror.records(tmp_path / "nowhere.json"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(BadFile, match="holds no JSON"):
        list(ror.records(tmp_path / "a.zip"))


def test_what_unpacks_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGEST", 2**20)
    bomb = tmp_path / "bomb.json.gz"
    bomb.write_bytes(gzip.compress(b"[" + b" " * 2**22))
    with pytest.raises(BadFile, match="unpacks to more than"):
        list(ror.records(bomb))


@pytest.mark.skipif(
    not SHARED.exists(), reason="the extract of the registry is not on this machine"
)
def test_a_real_extract_gives_the_counts_that_its_notes_state(tmp_path: Path) -> None:
    counts = turtle.write(ROR, ror.records(SHARED), tmp_path / "ror.ttl", "2026-11-21")
    assert (counts.records, counts.organizations, counts.ties) == (51_370, 51_370, 51_824)
    assert (counts.dangling, counts.one_sided) == (7_969, 2_183)
    assert counts.links + counts.doubled == counts.ties
    assert (
        sum(1 for t in parse(path=tmp_path / "ror.ttl") if t.predicate.value.endswith("#ror"))
        == 51_370 + counts.outside
    )
