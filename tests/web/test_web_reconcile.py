"""The reconciliation API: what version 0.2 asks of a service, and rows matched in any script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from conftest import DOCUMENTS
from libgraph.curation.candidates import SCHEMES
from libgraph.web import extending, matches
from libgraph.web.app import application
from libgraph.web.settings import Settings

TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
WITH_ID = {"type": "string", "pattern": r"\{\{id\}\}"}
SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": {"pattern": "^http"}, "service_path": {"pattern": "^/"}},
}
MANIFEST = {
    "type": "object",
    "required": [
        "versions",
        "name",
        "identifierSpace",
        "schemaSpace",
        "view",
        "preview",
        "suggest",
        "extend",
    ],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"pattern": "^https?://"},
        "schemaSpace": {"pattern": "^https?://"},
        "documentation": {"pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True, "minItems": 1},
        "view": {"type": "object", "required": ["url"], "properties": {"url": WITH_ID}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {
                "url": WITH_ID,
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {"required": ["entity", "type", "property"], "additionalProperties": SERVICE},
        "extend": {"required": ["propose_properties"], "additionalProperties": SERVICE},
        "batchSize": {"type": "integer", "minimum": 1},
    },
}
FEATURE = {
    "type": "object",
    "required": ["id", "value"],
    "properties": {"id": TEXT, "value": {"type": ["boolean", "number"]}},
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": NAMED, "minItems": 1},
        "features": {"type": "array", "items": FEATURE},
    },
    "additionalProperties": False,
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                **NAMED,
                "properties": {**NAMED["properties"], "notable": {"type": "array", "items": NAMED}},
            },
        }
    },
}
VALUE = {
    "oneOf": [
        {
            "type": "object",
            "required": ["id", "name"],
            "properties": {"id": TEXT, "name": TEXT},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["str"],
            "properties": {"str": TEXT},
            "additionalProperties": False,
        },
    ]
}
EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "additionalProperties": {"additionalProperties": {"type": "array", "items": VALUE}}
        },
    },
}
DATA = """
@prefix id: <https://w3id.org/libgraph/id/> . @prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:country-xa a lg:Country ; rdfs:label "Alphaland"@en , "Альфаландия"@ru ; lg:isoCode "XA" .
id:country-xb a lg:Country ; rdfs:label "Betaland"@en ; lg:isoCode "XB" .
id:one a lg:Library ; rdfs:label "City Library"@en ; lg:seat id:country-xa ; lg:isil "XA-1" .
id:two a lg:Library ; rdfs:label "City Library"@en ; lg:seat id:country-xb ; lg:isil "XB-2" .
id:three a lg:Association ; rdfs:label "Friends of Books"@en , "책의 벗"@ko , "Друзья книги"@ru ; lg:seat id:country-xb .
<https://example.org/four> a lg:Library ; rdfs:label "Harbour Library"@en .
"""


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The explorer over the three documents that the project began with."""
    paths = tuple(map(str, DOCUMENTS))
    return TestClient(application(Settings(paths=paths)), follow_redirects=False)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The explorer over a few things of one name."""
    place: Path = tmp_path_factory.mktemp("data") / "data.ttl"
    place.write_text(DATA, "utf-8")
    return TestClient(application(Settings(paths=(str(place),))), follow_redirects=False)


def matched(client: TestClient, lang: str = "en", **queries: Any) -> dict[str, list[Any]]:
    """The candidates of each query, sent as the API says."""
    answer = client.post("/reconcile", params={"lang": lang}, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), RESULTS)
    found = {key: one["result"] for key, one in answer.json().items()}
    for ranked in found.values():
        scores = [one["score"] for one in ranked]
        assert scores == sorted(scores, reverse=True)
    assert found.keys() == queries.keys()
    return found


def first(client: TestClient, **query: Any) -> tuple[str, bool]:
    best = matched(client, q=query)["q"][0]
    return best["id"], best["match"]


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_the_manifest_is_as_the_specification_says(client: TestClient, lang: str) -> None:
    manifest = client.get("/reconcile", params={"lang": lang}).json()
    jsonschema.validate(manifest, MANIFEST)
    for what in manifest["suggest"].values():
        address = what["service_url"] + what["service_path"]
        answer = client.get(address.removeprefix("http://testserver"), params={"prefix": "l"})
        jsonschema.validate(answer.json(), SUGGESTED)
    types = client.get("/reconcile/suggest/type").json()
    assert types["result"]


@pytest.mark.parametrize(
    "name",
    ["National Library of Korea", "Национальная библиотека Кореи",      "NATIONAL LIBRARY OF KOREA ", "nl-korea", "https://w3id.org/libgraph/id/nl-korea"],
)  # fmt: skip
def test_a_library_is_matched_by_any_name_script_or_id(client: TestClient, name: str) -> None:
    assert first(client, query=name) == ("nl-korea", True)


def test_a_script_of_its_own_is_matched_too(invented: TestClient) -> None:
    assert first(invented, query="책의 벗") == ("three", True)
    assert first(invented, query="друзья книги")[0] == "three"


def test_names_that_are_nearly_right_are_offered_and_not_matched(client: TestClient) -> None:
    ranked = matched(client, q={"query": "Natl. Libary of Korea"})["q"]
    assert "nl-korea" in [one["id"] for one in ranked]
    assert not any(one["match"] for one in ranked)
    assert first(client, query="Issakhov") == ("issakhov-o-i", False)


def test_persons_are_matched_across_scripts_and_order(client: TestClient) -> None:
    assert first(client, query="О. И. Исахов") == ("issakhov-o-i", True)


def test_get_answers_as_post_does(client: TestClient) -> None:
    queries = {"q0": {"query": "IFLA", "limit": 2}, "q1": {"query": "Korea", "type": "Country"}}
    answer = client.get("/reconcile", params={"queries": json.dumps(queries)})
    assert answer.json() == client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert len(answer.json()["q0"]["result"]) == 2


def test_types_narrow(client: TestClient) -> None:
    for type_ in ("Country", ["Country"], "https://w3id.org/libgraph/ontology#Country"):
        ranked = matched(client, q={"query": "Korea", "type": type_})["q"]
        assert {one["id"] for one in ranked} == {"country-kr"}
    both = {"query": "Korea", "type": ["Country", "Library"]}
    found = matched(
        client,
        any=both,
        all={**both, "type_strict": "all"},
        should={**both, "type_strict": "should"},
    )
    assert found["all"] == []
    assert len(found["should"]) > len(found["any"]) > 1


def test_properties_tell_namesakes_apart(invented: TestClient) -> None:
    def of(*properties: tuple[str, Any]) -> tuple[str, bool]:
        given = [{"pid": pid, "v": value} for pid, value in properties]
        return first(invented, query="City Library", properties=given)

    assert not of()[1]  # two have the name
    assert of(("country", "XB")) == ("two", True)
    assert of(("country", "Альфаландия")) == ("one", True)
    assert of(("country", {"id": "country-xb", "name": "Betaland"})) == ("two", True)
    assert of(("country", ["nowhere", "Betaland"])) == ("two", True)
    assert of(("isil", "xb-2")) == ("two", True)
    assert of(("isil", "XA-1"), ("country", "XB"))[1] is False  # one speaks against the other
    assert first(
        invented, query="Friends of Books", properties=[{"pid": "kind", "v": "Library"}]
    ) == ("three", False)


def test_an_identifier_finds_what_is_called_otherwise(invented: TestClient) -> None:
    assert first(invented, properties=[{"pid": "isil", "v": "XB-2"}]) == ("two", True)
    assert (
        first(invented, query="Stadtbibliothek", properties=[{"pid": "isil", "v": "XB-2"}])[0]
        == "two"
    )
    assert first(invented, query="XA-1") == ("one", True)
    in_country = matched(invented, q={"properties": [{"pid": "country", "v": "XB"}]})["q"]
    assert [one["id"] for one in in_country if one["score"] == 100] == [
        "country-xb",
        "two",
        "three",
    ]
    assert not any(one["match"] for one in in_country)


def test_the_year_counts(client: TestClient) -> None:
    def year(words: str) -> Any:
        given = [{"pid": "year", "v": words}]
        ranked = matched(client, q={"query": "pac-central-asia", "properties": given})["q"]
        return ranked[0]["features"][1]["value"]

    assert year("2010") is True
    assert year("2190") is False


def test_what_lies_elsewhere_is_known_by_its_address(invented: TestClient) -> None:
    assert first(invented, query="Harbour Library") == ("https://example.org/four", True)
    seen = invented.get("/reconcile/view", params={"id": "https://example.org/four"})
    assert seen.headers["location"] == "/thing?iri=https%3A%2F%2Fexample.org%2Ffour"
    assert invented.get("/reconcile/view", params={"id": "one"}).headers["location"] == "/id/one"


@pytest.mark.parametrize(
    ("queries", "status", "said"),
    [
        ("[", 400, "not JSON"),
        ("[]", 400, "no object"),
        ('{"q": 1}', 400, "'q' is no object"),
        ('{"q": {}}', 400, "neither a query nor properties"),
        ('{"q": {"query": "  "}}', 400, "neither a query nor properties"),
        ('{"q": {"query": 3}}', 400, "no text"),
        ('{"q": {"query": "a", "limit": 0}}', 400, "limit"),
        ('{"q": {"query": "a", "limit": true}}', 400, "limit"),
        ('{"q": {"query": "a", "limit": NaN}}', 400, "not JSON"),
        ('{"q": {"query": "a", "type": {"id": "Library"}}}', 400, "type"),
        ('{"q": {"query": "a", "type_strict": "maybe"}}', 400, "type_strict"),
        ('{"q": {"query": "a", "properties": {}}}', 400, "no list"),
        ('{"q": {"query": "a", "properties": [{"pid": "country"}]}}', 400, '"pid" and "v"'),
        ('{"q": {"query": "a", "properties": [{"pid": "colour", "v": "red"}]}}', 400, "'colour'"),
        ('{"q": {"query": "nlrk", "properties": [{"pid": "year", "v": "soon"}]}}', 400, "EDTF"),
        ('{"q": {"query": "\\ud800"}}', 400, "not JSON"),
        ('{"q": {"query": "%s"}}' % ("a" * 501), 400, "at most 500"),
        (json.dumps({str(n): {"query": "a"} for n in range(51)}), 413, "50 at a time"),
        ("[" * 50_000, 400, "not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused(
    client: TestClient, queries: str, status: int, said: str
) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert answer.status_code == status, answer.text
    assert said in answer.json()["error"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_other_bodies_and_methods_are_refused(client: TestClient) -> None:
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert client.post("/reconcile", data={"other": "x"}).status_code == 400
    assert client.delete("/reconcile").status_code == 405
    assert client.options("/reconcile").headers["access-control-allow-origin"] == "*"
    assert matched(client) == {}


def test_suggestions_come_by_name_and_by_id_and_go_on(client: TestClient) -> None:
    def suggested(what: str, **words: str) -> list[Any]:
        answer = client.get(f"/reconcile/suggest/{what}", params=words)
        jsonschema.validate(answer.json(), SUGGESTED)
        return answer.json()["result"]

    assert suggested("entity", prefix="nl-korea")[0]["id"] == "nl-korea"
    assert suggested("entity", prefix="кореи")[0]["notable"]
    everything, rest = (
        suggested("entity", prefix="library"),
        suggested("entity", prefix="library", cursor="4"),
    )
    assert everything[4:] == rest[: len(everything) - 4]
    assert suggested("entity", prefix="") == suggested("entity", prefix="?!") == []
    assert {one["id"] for one in suggested("type", prefix="библ", lang="ru")} >= {"Library"}
    assert suggested("type", prefix="Library", lang="ru")[0]["name"] == "библиотека"
    assert [one["id"] for one in suggested("property", prefix="страна")] == ["country"]
    pages = [one["id"] for cursor in ("0", "10") for one in suggested("property", cursor=cursor)]
    assert pages == [*dict.fromkeys((*matches.PROPERTIES, *extending.PROPERTIES))]
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=x").status_code == 400


def test_a_preview_may_stand_in_a_frame_and_runs_nothing(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": "nl-korea", "lang": "ru"})
    assert "Национальная библиотека Кореи" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "<script" not in answer.text
    missing = client.get(
        "/reconcile/preview", params={"id": "<b>"}, headers={"accept": "text/html"}
    )
    assert missing.status_code == 404
    assert client.get("/about").headers["x-frame-options"] == "DENY"


def test_values_are_fetched_for_what_was_matched(client: TestClient) -> None:
    proposed = client.get("/reconcile/properties", params={"type": "Library", "limit": "9"}).json()
    assert (proposed["type"], proposed["limit"], len(proposed["properties"])) == ("Library", 9, 9)
    wanted = {"ids": ["nlrk", "none"], "properties": [{"id": pid} for pid in extending.PROPERTIES]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    jsonschema.validate(answer, EXTENDED)
    row = answer["rows"]["nlrk"]
    assert row["name-ru"] == [{"str": "Национальная библиотека Республики Казахстан"}]
    assert row["country"] == [{"id": "country-kz", "name": "Kazakhstan"}]
    assert row["seat"] == [{"id": "almaty", "name": "Almaty"}]
    assert row["kind"] == [{"str": "national library"}]
    assert set(answer["rows"]["none"]) == set(extending.PROPERTIES)
    assert not any(answer["rows"]["none"].values())
    assert [one["name"] for one in answer["meta"]][-len(SCHEMES) :] == list(SCHEMES.values())


def test_identifiers_are_fetched(invented: TestClient) -> None:
    wanted = {"ids": ["one"], "properties": [{"id": "isil"}]}
    answer = invented.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert answer["rows"] == {"one": {"isil": [{"str": "XA-1"}]}}


@pytest.mark.parametrize(
    ("wanted", "status"),
    [({"ids": "nlrk", "properties": []}, 400), ({"ids": ["nlrk"]}, 400), ({"ids": [1], "properties": []}, 400),
     ({"ids": ["nlrk"], "properties": [{"id": "colour"}]}, 400), ({"ids": ["nlrk"], "properties": ["isil"]}, 400),
     ({"ids": ["x"] * 1001, "properties": []}, 413)],
)  # fmt: skip
def test_what_cannot_be_fetched_is_refused(client: TestClient, wanted: Any, status: int) -> None:
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)})
    assert answer.status_code == status
    assert answer.json()["error"]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("Natoinal Library of Swedn", "nl-sweden"), ("Natinal Library of Estnia", "nl-estonia")],
)
def test_what_has_many_ties_is_not_likelier_for_that(misspelt: str, meant: str) -> None:
    shipped = TestClient(application(Settings()))
    answer = shipped.get("/reconcile", params={"queries": json.dumps({"a": {"query": misspelt}})})
    assert answer.json()["a"]["result"][0]["id"] == meant
