"""The project's own cases of the SPARQL 1.1 Protocol, its result formats and its refusals.

The W3C's suite names its cases of the protocol without their requests; those that are about
queries are all here, with what the recommendation asks of the answer.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from own_sparql import PREFIXES
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
UPDATE = "application/sparql-update"
THINGS = "https://w3id.org/libgraph/graph/things"
NOTHING = "https://example.org/nothing"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
VAN = PREFIXES + "SELECT ?x { ?x a ex:Van }"
VAN_IN = PREFIXES + "SELECT ?x { GRAPH ?g { ?x a ex:Van } }"
IS_VAN = PREFIXES + "ASK { ex:van a ex:Van }"
BUILD = PREFIXES + "CONSTRUCT { ?x a ex:Van } { ?x a ex:Van }"
DESCRIBE = PREFIXES + "DESCRIBE ex:van"
EVERY = (
    PREFIXES
    + "SELECT * { { ex:south ex:note ?text ; ex:rating ?n ; a ?type } UNION { ex:north ex:name ?name } }"
)


@dataclass(frozen=True)
class Case:
    """A request, and what its answer must be."""

    what: str
    method: str
    status: int = 200
    media: str = ""
    rows: int | None = None
    more: dict[str, Any] = field(default_factory=dict)
    holds: Callable[[bytes], bool] | None = None

    @property
    def name(self) -> str:
        return f"own protocol: {self.what}"


def _get(
    what: str,
    query: str,
    status: int = 200,
    media: str = "",
    rows: int | None = None,
    accept: str = "*/*",
    holds: Callable[[bytes], bool] | None = None,
    **dataset: Any,
) -> Case:
    more = {"params": {"query": query, **_dashed(dataset)}, "headers": {"accept": accept}}
    return Case(what, "GET", status, media, rows, more, holds)


def _form(what: str, told: Any, status: int = 200, rows: int | None = None, **more: Any) -> Case:
    return Case(what, "POST", status, "", rows, {"data": told, **more})


def _direct(
    what: str,
    content: str | bytes,
    kind: str | None,
    status: int = 200,
    rows: int | None = None,
    **dataset: Any,
) -> Case:
    headers = {} if kind is None else {"content-type": kind}
    more = {"content": content, "headers": headers, "params": _dashed(dataset)}
    return Case(what, "POST", status, "", rows, more)


def _dashed(dataset: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}-graph-uri": value for name, value in dataset.items()}


def described(content: bytes) -> bool:
    return b"https://example.org/town/van" in content


# ── Results, as their own recommendations have them ──────────────────────────────────────


def rows_in_json(content: bytes) -> bool:
    said = json.loads(content)
    rows = said["results"]["bindings"]
    cells = {
        (name, cell["type"], cell.get("xml:lang"), cell["value"])
        for row in rows
        for name, cell in row.items()
    }
    return (
        set(said["head"]["vars"]) == {"text", "n", "type", "name"}
        and ("name", "literal", "kk", "Солтүстік") in cells
        and ("type", "uri", None, "https://example.org/town/Branch") in cells
        and ("text", "literal", None, 'closed, for "repairs"') in cells
        and any("name" not in row for row in rows)
    )


def rows_in_xml(content: bytes) -> bool:
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ElementTree.fromstring(content)
    names = [one.get("name") for one in root.iter(f"{space}variable")]
    texts = {
        (one.text, one.get("{http://www.w3.org/XML/1998/namespace}lang"))
        for one in root.iter(f"{space}literal")
    }
    return (
        root.tag == f"{space}sparql"
        and set(names) == {"text", "n", "type", "name"}
        and {("Солтүстік", "kk"), ('closed, for "repairs"', None)} <= texts
    )


def rows_in_csv(content: bytes) -> bool:
    head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    return (
        set(head) == {"text", "n", "type", "name"}
        and b"\r\n" in content
        and any(c["text"] == 'closed, for "repairs"' and c["name"] == "" for c in cells)
        and any(c["name"] == "Солтүстік" for c in cells)
    )


def rows_in_tsv(content: bytes) -> bool:
    head, *rows = content.decode("utf-8").removesuffix("\n").split("\n")
    cells = {cell for row in rows for cell in row.split("\t")}
    return set(head.split("\t")) == {"?text", "?n", "?type", "?name"} and {
        '"Солтүстік"@kk', "<https://example.org/town/Branch>", "2.5", '"closed, for \\"repairs\\""', "",
    } <= cells  # fmt: skip


def yes(content: bytes) -> bool:
    return json.loads(content)["boolean"] is True and "results" not in json.loads(content)


def yes_in_xml(content: bytes) -> bool:
    return ElementTree.fromstring(content).findtext("{*}boolean") == "true"


def one_triple_in(format_: RdfFormat) -> Callable[[bytes], bool]:
    return lambda content: len(list(parse(content, format_))) == 1


_UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
CASES = [
    _get("query by GET", VAN, rows=1),
    _form("query by POST as a form", {"query": VAN}, rows=1),
    _direct("query by POST, directly", VAN, QUERY, rows=1),
    _direct("a type with a parameter", VAN, f"{QUERY}; charset=UTF-8", rows=1),
    _get("default graph by GET", VAN, rows=1, default=THINGS),
    _get("a default graph with nothing in it", VAN, rows=0, default=NOTHING),
    _get("several default graphs by GET", VAN, rows=1, default=[NOTHING, THINGS]),
    _form("several default graphs by POST", {"query": VAN, "default-graph-uri": [NOTHING, THINGS]}, rows=1),
    _direct("a default graph beside a direct query", VAN, QUERY, rows=0, default=NOTHING),
    _get("named graphs by GET", VAN_IN, rows=1, named=[NOTHING, THINGS]),
    _form("named graphs by POST", {"query": VAN_IN, "named-graph-uri": [NOTHING, THINGS]}, rows=1),
    _get("named graphs leave the default graph empty", VAN, rows=0, named=THINGS),
    _get("default and named graphs", VAN_IN, rows=1, default=NOTHING, named=THINGS),
    _get("the protocol's data set goes before the query's", VAN.replace("{", f"FROM <{THINGS}> {{", 1), rows=0, default=NOTHING),
    _get("any type will do: rows come as JSON", VAN, media=JSON, rows=1),
    _get("rows as JSON", EVERY, media=JSON, accept=JSON, holds=rows_in_json),
    _get("rows as XML", EVERY, media=XML, accept=XML, holds=rows_in_xml),
    _get("rows as CSV", EVERY, media="text/csv", accept="text/csv", holds=rows_in_csv),
    _get("rows as TSV", EVERY, media="text/tab-separated-values", accept="text/tab-separated-values", holds=rows_in_tsv),
    _get("yes or no as JSON", IS_VAN, media=JSON, accept=JSON, holds=yes),
    _get("yes or no as XML", IS_VAN, media=XML, accept=XML, holds=yes_in_xml),
    _get("a graph as Turtle", BUILD, media="text/turtle", accept="text/turtle", holds=one_triple_in(RdfFormat.TURTLE)),
    _get("a graph as N-Triples", BUILD, media="application/n-triples", accept="application/n-triples", holds=one_triple_in(RdfFormat.N_TRIPLES)),
    _get("a graph as RDF/XML", BUILD, media="application/rdf+xml", accept="application/rdf+xml", holds=one_triple_in(RdfFormat.RDF_XML)),
    _get("a graph as JSON-LD", BUILD, media="application/ld+json", accept="application/ld+json", holds=one_triple_in(RdfFormat.JSON_LD)),
    _get("a description, in a format for graphs", DESCRIBE, media="text/turtle", holds=described),
    _get("the heaviest of several types", VAN, media=XML, accept=f"text/csv;q=0.2, {XML};q=0.9, image/png"),
    _get("a range of types", VAN, media="text/csv", accept="text/*"),
    _get("no type that can be had", VAN, 406, accept="image/png"),
    _get("rows cannot be Turtle", VAN, 406, accept="text/turtle"),
    Case("a method other than GET and POST", "PUT", 405, more={"params": {"query": VAN}}),
    Case("a method that would delete", "DELETE", 405, more={"params": {"query": VAN}}),
    Case("the head alone", "HEAD", more={"params": {"query": VAN}}),
    Case("several queries", "GET", 400, more={"params": [("query", VAN), ("query", VAN)]}),
    _form("no query in a form", {"other": "1"}, 400),
    _get("broken syntax", "SELECT ?x { ?x a }", 400),
    _form("broken syntax by POST", {"query": "SELECT"}, 400),
    _direct("a type that is none of a query", VAN, "text/plain", 415),
    _direct("no type", VAN, None, 415),
    _direct("a form without its type", f"query={VAN}", None, 415),
    _direct("not UTF-8", VAN.encode("utf-16"), QUERY, 400),
    _get("an update as a query", _UPDATE, 400),
    _form("an update as a form", {"update": _UPDATE}, 403),
    _direct("an update, directly", _UPDATE, UPDATE, 403),
    Case("an update by GET", "GET", 403, more={"params": {"update": _UPDATE}}),
    _get("a data set that is no address", VAN, 400, default="no address"),
    _get("SERVICE", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
    _get("a function that nobody has", "SELECT (<urn:f>(1) AS ?x) {}", 400),
]  # fmt: skip


def wrong(case: Case, client: TestClient) -> str:
    """In what the answer to a request is wrong; '' where it is right."""
    answer = client.request(case.method, "/sparql", **case.more)
    if answer.status_code != case.status:
        return f"{case.what}: {answer.status_code}, expected {case.status}: {answer.text[:200]}"
    if case.media and answer.headers["content-type"].partition(";")[0] != case.media:
        return f"{case.what}: {answer.headers['content-type']}, expected {case.media}"
    if case.rows is not None and len(answer.json()["results"]["bindings"]) != case.rows:
        return f"{case.what}: {answer.json()}, expected {case.rows} rows"
    if case.status == 405 and not {"GET", "POST"} <= set(answer.headers["allow"].split(", ")):
        return f"{case.what}: Allow names no way to ask: {answer.headers['allow']}"
    holds = case.holds is None or case.holds(answer.content)
    return "" if holds else f"{case.what}: {answer.text[:300]}"
