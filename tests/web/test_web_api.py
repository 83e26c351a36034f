"""The JSON API: the named questions, profiles and search, and the description of all that."""

from __future__ import annotations

import csv
import io
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from conftest import DOCUMENTS
from libgraph.query.catalog import questions
from libgraph.web.app import application
from libgraph.web.openapi import document
from libgraph.web.settings import Settings

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
NAMES = [one.name for one in questions()]


EXPLORED = Settings(paths=tuple(map(str, DOCUMENTS)))


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The explorer over the three documents that the project began with."""
    return TestClient(application(EXPLORED), follow_redirects=False)


def told(client: TestClient, path: str, **words: str) -> Any:
    answer = client.get(path, params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_question_is_answered_with_dates_and_sources(client: TestClient) -> None:
    found = told(client, "/api/query/members", of="IFLA")
    (row,) = [row for row in found["rows"] if row["member"].endswith("/nlrk")]
    assert row["memberLabel"] == "National Library of the Republic of Kazakhstan"
    assert row["when"] == "1992/.."
    assert row["sources"] == ["https://w3id.org/libgraph/id/source/000"]
    assert set(found["columns"]) == set(row)
    assert found["next"] is None


def test_names_come_in_the_language_and_only_what_holds_at_the_time(client: TestClient) -> None:
    row = told(client, "/api/query/members", **{"of": "ifla", "lang": "ru", "as-of": "2000"})[
        "rows"
    ][0]
    assert row["memberLabel"] == "Национальная библиотека Республики Казахстан"
    assert row["holds"] == "yes"
    assert told(client, "/api/query/members", **{"of": "ifla", "as-of": "1980"})["rows"] == []
    assert told(client, "/api/query/members", **{"of": "ifla", "known-at": "2000"})["rows"] == []


def test_csv_has_the_same_rows(client: TestClient) -> None:
    rows = told(client, "/api/query/support", limit="5")["rows"]
    for asked in (
        {"params": {"format": "csv", "limit": "5"}},
        {"headers": {"accept": "text/csv"}, "params": {"limit": "5"}},
    ):
        answer = client.get("/api/query/support", **asked)
        assert answer.headers["content-type"].startswith("text/csv")
        read = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["supporter"] for row in read] == [row["supporter"] or "" for row in rows]
        assert [row["sources"].split() for row in read] == [row["sources"] for row in rows]


def test_pages_of_an_answer_make_up_the_whole(client: TestClient) -> None:
    whole = told(client, "/api/query/relationships", entity="nlrk")
    path, rows = "/api/query/relationships?entity=nlrk&limit=7", []
    while path:
        answer = client.get(path)
        part = answer.json()
        assert part["total"] == whole["total"] > 7
        assert answer.headers["x-total-count"] == str(whole["total"])
        rows += part["rows"]
        path = part["next"]
        assert (path is None) == ("link" not in answer.headers)
    assert rows == whole["rows"]


def test_show_and_find(client: TestClient) -> None:
    shown = told(client, "/api/show/nlrk")
    assert shown["entity"]["iri"] == "https://w3id.org/libgraph/id/nlrk"
    assert "Қазақстан Республикасының Ұлттық кітапханасы" in shown["names"]["kk"]
    assert any(tie["sources"] for ties in shown["ties"].values() for tie in ties)
    assert told(client, "/api/show/Национальная библиотека Кореи")["entity"]["iri"].endswith(
        "nl-korea"
    )
    found = told(client, "/api/find", q="корея", limit="1")
    assert found["total"] > len(found["found"]) == 1


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/query/members?nonsense=1", 400, "no parameter 'nonsense'"),
        ("/api/query/members?as-of=yesterday", 400, "not an EDTF date"),
        ("/api/query/members?limit=0", 400, "limit is a whole number"),
        ("/api/query/members?limit=10001", 400, "limit is a whole number"),
        ("/api/query/members?offset=-1", 400, "offset is a whole number"),
        ("/api/query/members?offset=" + "9" * 400, 400, "offset is a whole number"),
        ("/api/query/members?lang=xx", 400, "there is no language 'xx'"),
        ("/api/query/members?of=" + "a" * 501, 400, "too long"),
        ("/api/query/members?of=ksdjfhg", 404, "nothing is called"),
        ("/api/query/members?format=xlsx", 406, "there is no format"),
        ("/api/query/membres", 404, "members"),
        ("/api/query/..%2F..%2Fetc", 404, ""),
        ("/api/show/ksdjfhg", 404, "nothing is called"),
        ("/api/find", 400, "nothing to look for"),
        ("/api/find?q=%00", 400, "no letter"),
        ("/api/nothing", 404, ""),
    ],
)
def test_what_cannot_be_meant_is_said_in_json(
    client: TestClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path, headers={"accept": "*/*" if "api" in path else ""})
    assert answer.status_code == status
    assert said in answer.json()["error"]


def test_other_people_s_pages_may_read_answers_and_errors(client: TestClient) -> None:
    for path in ("/api/find?q=nlrk", "/api/find", "/api/openapi.json"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
    asked = client.options("/api/find", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert "GET" in asked.headers["access-control-allow-methods"]
    assert client.post("/api/find").status_code == 405


def test_the_description_has_every_question_and_parameter(client: TestClient) -> None:
    described = told(client, "/api/openapi.json")
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://testserver"}]
    assert len(NAMES) > 10
    for one in questions():
        operation = described["paths"][f"/api/query/{one.name}"]["get"]
        named = [parameter.get("name") for parameter in operation["parameters"]]
        assert named[: len(one.parameters)] == [parameter.name for parameter in one.parameters]
    assert [one["name"] for one in told(client, "/api/query")] == NAMES
    words = {
        lang: document("", lang)["paths"]["/api/find"]["get"]["summary"]
        for lang in ("en", "ru", "kk")
    }
    assert len(set(words.values())) == 3


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_as_described(client: TestClient, name: str) -> None:
    described = document("")
    content = described["paths"][f"/api/query/{name}"]["get"]["responses"]["200"]["content"]
    found = told(client, f"/api/query/{name}", limit="50")
    jsonschema.validate(found, content["application/json"]["schema"])
    assert found["rows"]


@pytest.fixture(scope="module")
def operations() -> list[Any]:
    """What the description describes, of an explorer that schemathesis ends as it likes."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application(EXPLORED))
    return [one.ok() for one in schema.get_all_operations()]


@given(data=st.data())
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_is_asked_is_answered_as_described(
    operations: list[Any], data: st.DataObject
) -> None:
    """schemathesis makes up requests, some of which no description allows."""
    operation = data.draw(st.sampled_from(operations), label="operation")
    mode = data.draw(st.sampled_from(list(schemathesis.GenerationMode)))
    case = data.draw(operation.as_strategy(generation_mode=mode))
    case.call_and_validate(checks=CHECKS, timeout=60)
