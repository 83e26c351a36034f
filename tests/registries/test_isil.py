"""ISILs from Wikidata: rows become organizations, odd values become notes, other tables are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from libgraph.errors import BadFile
from libgraph.registries import isil, turtle
from libgraph.registries.turtle import ISIL

SHARED = Path(__file__).parents[3] / "shared" / "registries" / "isil" / "wikidataLookup.tsv"
HEAD = "?item\t?itemLabel\t?isil\t?gndId\t?dbsId\n"
ITEM = "http://www.wikidata.org/entity/"


def imported(folder: Path, text: str) -> Store:
    (folder / "isil.tsv").write_text(text, encoding="utf-8")
    turtle.write(ISIL, isil.records(folder / "isil.tsv"), folder / "isil.ttl", "2026-11-21")
    store = Store()
    store.load(path=folder / "isil.ttl", format=RdfFormat.TURTLE)
    return store


def values(store: Store, property_: str) -> list[str]:
    query = f"""PREFIX lg: <https://w3id.org/libgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?v {{ <https://w3id.org/libgraph/id/wikidata-Q1> {property_} ?v }}"""
    return sorted(row[0].value for row in store.query(query))


def test_rows_of_one_item_are_one_organization(tmp_path: Path) -> None:
    rows = f"{ITEM}Q1\tLibrary\tDE-1\t5036103-X\t\n{ITEM}Q1\tLibrary\tDE-1a\t\tAF123\r\n"
    store = imported(tmp_path, HEAD + rows)
    assert values(store, "lg:isil") == ["DE-1", "DE-1a"]
    assert values(store, "lg:gnd") == ["5036103-X"]
    assert values(store, "rdfs:label") == ["Library"]
    assert values(store, "skos:note") == ["DBS: AF123"]


def test_a_value_of_another_form_is_a_note_and_no_identifier(tmp_path: Path) -> None:
    store = imported(tmp_path, HEAD + f"{ITEM}Q1\tLibrary\tDE 1\tLD157\n")
    assert values(store, "lg:isil") == values(store, "lg:gnd") == []
    assert values(store, "skos:note") == ["GND as given: LD157", "ISIL as given: DE 1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not the table of ISILs"),
        ("name,isil\n", "is not the table of ISILs"),
        (HEAD + "Q\tLibrary\tDE-1\n", "isil.tsv:2 is no row"),
        (HEAD + f"{ITEM}Q1\tLibrary\n", "isil.tsv:2 is no row"),
        (HEAD + f"{ITEM}Q1\tL\tDE-1\t\t\t\tmore\n", "isil.tsv:2 is no row"),
    ],
)
def test_another_table_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        imported(tmp_path, text)
    assert not (tmp_path / "isil.ttl").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="the table of ISILs is not on this machine")
def test_the_real_table_is_read_whole(tmp_path: Path) -> None:
    counts = turtle.write(ISIL, isil.records(SHARED), tmp_path / "isil.ttl", "2026-11-21")
    assert (counts.records, counts.organizations) == (41_766, 38_340)
