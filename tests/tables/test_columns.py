"""The columns: what the metadata declares is valid, known to the vocabularies, and clear."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from libgraph import resources
from libgraph.errors import UnknownName
from libgraph.namespaces import LG
from libgraph.tables.columns import ENDING, by_head, folder, iri, kind_of, kinds, named, plain
from libgraph.tables.template import as_csv

NAMES = [
    "organizations",
    "people",
    "places",
    "things",
    "sources",
    "agreements",
    "tenures",
    "memberships",
    "hostings",
    "coverages",
    "events",
    "participations",
    "support",
    "corners",
    "names",
    "contacts",
    "figures",
    "links",
    "lifespans",
]
COMMON = (
    "during", "attested", "announced", "source", "quote", "passage", "rank", "rank_reason", "note",
)  # fmt: skip
FILES = sorted(folder().glob("*" + ENDING))
CELLS = [
    "text",
    "edtf",
    "integer",
    "number",
    "boolean",
    "iri",
    "slug",
    "thing",
    "concept",
    "class",
    "signers",
    "passage",
    "language",
]

# what CSVW (https://www.w3.org/TR/tabular-metadata/) lets stand where, as far as we write it
INHERITED = {
    "aboutUrl": str, "datatype": (str, dict), "default": str, "lang": str, "null": (str, list),
    "ordered": bool, "propertyUrl": str, "required": bool, "separator": str,
    "textDirection": str, "valueUrl": str,
}  # fmt: skip
TABLE = {
    "@context": list, "@type": str, "@id": str, "url": str, "dialect": dict, "notes": list,
    "suppressOutput": bool, "tableDirection": str, "tableSchema": dict, "transformations": list,
} | INHERITED  # fmt: skip
SCHEMA = {
    "@type": str, "@id": str, "columns": list, "foreignKeys": list, "primaryKey": (str, list),
    "rowTitles": (str, list),
} | INHERITED  # fmt: skip
COLUMN = {
    "@type": str, "@id": str, "name": str, "suppressOutput": bool, "titles": dict, "virtual": bool,
} | INHERITED  # fmt: skip
DIALECT = {
    "encoding", "commentPrefix", "delimiter", "header", "skipBlankRows", "trim", "quoteChar",
}  # fmt: skip
BUILT_IN = {"string", "boolean", "integer", "decimal", "anyURI", "language", "date"}
PREFIXES = {"dc", "rdf", "rdfs", "skos", "prov", "foaf", "dcterms"}  # known to every CSVW reader
OURS = "https://w3id.org/libgraph/tables#"
ELSEWHERE = {  # the terms of other vocabularies that a column may become
    "rdf:type", "rdfs:label", "skos:note", "prov:wasQuotedFrom", "foaf:homepage",
    "dcterms:title", "dcterms:language", "dcterms:publisher", "dcterms:date",
    "dcterms:identifier",
}  # fmt: skip


def meta(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    graph = Graph()
    for path in resources.folder("ontology").glob("*.ttl"):
        graph.parse(path)
    return {str(subject) for subject in graph.subjects()}


def test_every_kind_is_declared_and_in_order() -> None:
    assert list(kinds()) == NAMES
    assert len(FILES) == len(NAMES)


def allowed(found: dict[str, Any], known: dict[str, Any], where: str) -> None:
    """Each property is CSVW's, or a common property of a name that any reader can expand."""
    for name, value in found.items():
        if name in known:
            assert isinstance(value, known[name]), f"{where}: {name}"
        else:
            prefix = name.split(":")[0]
            assert prefix in PREFIXES or name.startswith(OURS), f"{where}: {name} is no property"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(ENDING))
def test_the_metadata_is_csvw(path: Path) -> None:
    table = meta(path)
    allowed(table, TABLE, path.name)
    assert table["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert table["url"] == path.name.removesuffix(ENDING) + ".csv"
    assert (path.parent / table["url"]).is_file()
    assert table["dialect"].keys() <= DIALECT
    schema = table["tableSchema"]
    allowed(schema, SCHEMA, path.name)
    names = [column["name"] for column in schema["columns"]]
    assert len(set(names)) == len(names)
    virtual = [column.get("virtual", False) for column in schema["columns"]]
    assert virtual == sorted(virtual), "virtual columns stand last"
    used = re.findall(r"\{([a-z]\w*)\}", json.dumps(schema))
    assert set(used) <= set(names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(ENDING))
def test_each_column_is_csvw(path: Path) -> None:
    for column in meta(path)["tableSchema"]["columns"]:
        where = f"{path.name}, {column['name']}"
        allowed(column, COLUMN, where)
        assert re.fullmatch("[a-z][a-z_0-9]*", column["name"])
        if column.get("virtual"):
            assert {"propertyUrl", "valueUrl"} <= column.keys()
            continue
        # a reader compares the first row of a file with these
        assert column["name"] in column["titles"]["en"]
        assert set(column["titles"]) <= {"en", "ru", "kk"}
        datatype = column["datatype"]
        base = datatype if isinstance(datatype, str) else datatype["base"]
        assert base in BUILT_IN
        if base == "string" and isinstance(datatype, dict):
            re.compile(datatype["format"])
        assert ("propertyUrl" in column) or column.get("suppressOutput"), where
        for name in ("propertyUrl", "valueUrl", "aboutUrl"):
            value = column.get(name, "https://")
            assert value.startswith("https://") or value in ELSEWHERE, where


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_the_vocabularies_know_what_columns_become(kind: Any, vocabulary: set[str]) -> None:
    assert set(kind.makes) <= vocabulary
    elsewhere = {iri(name) for name in ELSEWHERE} | {"https://schema.org/url"}
    for column in kind.columns.values():
        assert column.datatype in CELLS
        assert not column.property or column.property in vocabulary | elsewhere, column.name
        assert set(column.classes) <= vocabulary, column.name
        assert bool(column.classes) == (
            column.datatype in ("thing", "concept", "class", "signers")
        ), column.name
        assert column.about in ("thing", "statement") or LG + column.about in vocabulary
        assert column.description.endswith((".", "…"))


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_a_head_means_one_column(kind: Any) -> None:
    heads = [
        plain(head)
        for column in kind.columns.values()
        for head in {plain(head): head for head in (column.name, *column.titles)}
    ]
    assert len(set(heads)) == len(heads)
    assert set(by_head(kind)) == set(heads)


def test_statements_have_the_same_common_columns() -> None:
    shared: dict[str, tuple[object, ...]] = {}
    for name in NAMES[5:]:
        columns = kinds()[name].columns
        assert tuple(columns)[-len(COMMON) :] == COMMON
        for common in COMMON:
            column = columns[common]
            said = (column.titles, column.required, column.property)
            assert shared.setdefault(common, said) == said
            if (name, common) != ("agreements", "during"):  # a day alone is mistaken for a start
                words = (column.description,)
                assert shared.setdefault(f"{common} in words", words) == words


def test_heads_are_known_in_three_languages() -> None:
    heads = by_head(kinds()["agreements"])
    assert heads[plain("Стороны")].name == heads[plain("ТАРАПТАР")].name == "parties"
    assert heads[plain("Rank Reason *")].name == "rank_reason"


def test_names_of_files_and_sheets_say_the_kind() -> None:
    assert kind_of("kazakhstan-agreements") == kind_of("Agreements") == "agreements"
    assert kind_of("korea_Events ") == "events"
    assert kind_of("agreements-2020") is kind_of("Sheet1") is kind_of("") is None


def test_an_unknown_kind_names_the_nearest() -> None:
    assert named(" Tenures").name == "tenures"
    with pytest.raises(UnknownName, match=r"no kind of table 'tenure': try tenures"):
        named("tenure")
    with pytest.raises(UnknownName, match=r"try organizations, people"):
        named("xyzzy")


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_the_published_template_is_that_of_the_metadata(kind: Any) -> None:
    published = (folder() / f"{kind.name}.csv").read_bytes().decode()
    assert published == as_csv(kind), f"write it anew with  libgraph import template {kind.name}"
