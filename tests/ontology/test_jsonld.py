"""The JSON-LD context carries every graph whole, and the frame makes one tree per library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ONTOLOGY = ROOT / "ontology"
CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
FRAME = json.loads((ONTOLOGY / "frame.jsonld").read_text("utf-8"))

LG = "https://w3id.org/libgraph/ontology#"
ID = "https://w3id.org/libgraph/id/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
VOCABULARY = [q for name in ("libgraph", "concepts") for q in parse(path=ONTOLOGY / f"{name}.ttl")]


def quads(*files: Path) -> list[Quad]:
    return [quad for file in files for quad in parse(path=file)]


SAMPLE = quads(HERE / "sample.trig")
SAMPLE_AND_DERIVED = [*SAMPLE, *quads(HERE / "sample-derived.trig")]
DATA = quads(*sorted((ROOT / "data").rglob("*.ttl")))


def expanded(said: Iterable[Quad]) -> list[dict[str, Any]]:
    """JSON-LD with no context, as PyLD wants it: pyoxigraph writes rdf:type for @type.

    PyLD's own reader of N-Quads takes time that grows with the square of their number.
    """
    ordered = sorted(said, key=lambda quad: [str(term) for term in (quad.graph_name, *quad.triple)])
    nodes = json.loads(serialize(ordered, format=RdfFormat.JSON_LD))
    for node in [*nodes, *(inner for outer in nodes for inner in outer.get("@graph", ()))]:
        if TYPE.value in node:
            node["@type"] = [kind["@id"] for kind in node.pop(TYPE.value)]
    return nodes


def compacted(said: Iterable[Quad]) -> Any:
    return jsonld.compact(expanded(said), CONTEXT)


def framed(said: Iterable[Quad]) -> dict[str, Any]:
    """The trees of the frame, by the library's IRI; the frame's context stands beside it."""
    document = expanded(Quad(q.subject, q.predicate, q.object) for q in said)
    trees = jsonld.frame(document, FRAME | {"@context": CONTEXT}, {"omitGraph": False})
    return {tree["@id"]: tree for tree in trees["@graph"]}


def read_back(document: Any) -> list[Quad]:
    return list(parse(json.dumps(document), format=RdfFormat.JSON_LD))


def canonical(said: Iterable[Quad]) -> set[Quad]:
    """Quads to compare: blank nodes by RDFC-1.0, language tags without case."""
    dataset = Dataset(
        Quad(q.subject, q.predicate, without_case(q.object), q.graph_name) for q in said
    )
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def without_case(term: Any) -> Any:
    if isinstance(term, Literal) and term.language:
        return Literal(term.value, language=term.language.lower())
    return term


# ── The context ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(SAMPLE, id="sample"),
        pytest.param(SAMPLE_AND_DERIVED, id="sample with what is derived"),
        pytest.param(DATA, id="the data of the project"),
        pytest.param(VOCABULARY, id="the vocabulary itself, with its blank nodes"),
    ],
)
def test_a_graph_in_json_ld_reads_back_the_same(said: list[Quad]) -> None:
    assert said
    document = compacted(said)
    assert canonical(read_back(document)) == canonical(said)
    again = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert canonical(parse(again, format=RdfFormat.N_QUADS)) == canonical(said)


def test_the_sample_holds_what_is_hard_to_carry() -> None:
    literals = [q.object for q in SAMPLE_AND_DERIVED if isinstance(q.object, Literal)]
    assert {"kk-cyrl", "kk-latn", "ru"} <= {(lit.language or "").lower() for lit in literals}
    datatypes = {lit.datatype.value.split("#")[1] for lit in literals}
    wanted = {"string", "langString", "integer", "decimal", "boolean", "date", "anyURI"}
    assert wanted <= datatypes
    assert len({q.graph_name for q in SAMPLE_AND_DERIVED}) == 5


def test_every_word_of_ours_is_a_readable_key() -> None:
    def keys(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield key
                yield from keys(value)
        elif isinstance(node, list):
            for item in node:
                yield from keys(item)

    found = set(keys(compacted(SAMPLE_AND_DERIVED)["@graph"]))
    assert not [key for key in found if key.startswith(("lg:", "http"))]
    assert {"member", "during", "wasQuotedFrom", "label", "partOf"} <= found


def test_concepts_and_relations_are_words() -> None:
    graphs = compacted(SAMPLE)["@graph"]
    said = {n["@id"]: n for g in graphs for n in g["@graph"] if "wasQuotedFrom" in n}
    assert said["st:participation"]["role"] == ["videoGreeting"]
    assert said["st:link"]["relation"] == "replaces"
    assert said["st:membership"]["@type"] == "Membership"
    assert said["st:lifespan"]["theme"] == {"en": ["A window"], "kk-cyrl": ["Терезе"]}
    assert said["st:figure"]["value"] == {"@type": "xsd:integer", "@value": "1680"}
    assert said["st:state"]["undated"] == "true"


def test_values_are_read_as_the_vocabulary_types_them() -> None:
    for term, types in types_of_properties().items():
        entry = CONTEXT[term]
        how = entry if isinstance(entry, dict) else {}
        if OWL + "ObjectProperty" in types:
            assert how["@type"] in ("@id", "@vocab"), term
            single = OWL + "FunctionalProperty" in types or term == "kind"
            assert ("@container" in how) != single, term
        elif how.get("@type"):
            assert how["@type"] == f"xsd:{range_of(term)}", term


def types_of_properties() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in VOCABULARY:
        if quad.predicate == TYPE and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject.value.removeprefix(LG), set()).add(quad.object.value)
    wanted = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    return {name: types for name, types in found.items() if types & wanted}


def range_of(term: str) -> str:
    ranges = (q for q in VOCABULARY if q.subject == NamedNode(LG + term))
    values = [q.object.value for q in ranges if q.predicate.value == RDFS + "range"]
    return values[0].split("#")[1] if values else "date"  # OWL 2 has no xsd:date to name as a range


def below(top: str, path: str) -> set[str]:
    """The local names of a term of ours and of everything under it."""
    over = [(q.subject.value, q.object.value) for q in VOCABULARY if q.predicate.value == path]
    found = {LG + top}
    while grown := {lower for lower, upper in over if upper in found} - found:
        found |= grown
    return {iri.removeprefix(LG) for iri in found}


def test_every_end_can_be_followed_backwards() -> None:
    reverse = [e["@reverse"] for e in CONTEXT.values() if isinstance(e, dict) and "@reverse" in e]
    assert len(reverse) == len(set(reverse))
    ends = below("end", RDFS + "subPropertyOf") - {"end"}
    assert {f"lg:{end}" for end in ends} <= set(reverse)


# ── The frame ────────────────────────────────────────────────────────────────────────────


def test_the_frame_names_every_class_of_library() -> None:
    assert set(FRAME["@type"]) == below("Library", RDFS + "subClassOf")


@pytest.mark.parametrize("said", [SAMPLE, SAMPLE_AND_DERIVED], ids=["said", "with derived"])
def test_there_is_one_tree_for_each_library(said: list[Quad]) -> None:
    libraries = {"Library", "NationalLibrary"}
    wanted = {
        q.subject.value.replace(ID, "id:")
        for q in said
        if q.predicate == TYPE and q.object.value.removeprefix(LG) in libraries
    }
    assert framed(said).keys() == wanted


def test_a_tree_says_who_is_tied_to_the_library_and_names_the_other_end() -> None:
    tree = framed(SAMPLE)["id:nl-karatau"]
    assert tree["label"]["kk"] == "Қаратау Ұлттық кітапханасы"
    [membership] = tree["memberships"]
    assert membership["during"] == "1992/.."
    assert membership["capacity"] == ["fullMember"]
    assert membership["wasQuotedFrom"] == ["src:news#char=0,131"]
    assert membership["body"]["label"] == {"en": "Federation of Libraries"}
    director = next(post for post in tree["posts"] if post["@type"] == "HeadPost")
    assert director["holders"][0]["holder"]["label"] == {"en": "Omarova"}
    bound = tree["agreements"][0]["agreement"]["partiesAndSigners"]
    assert [node["party"]["@id"] for node in bound if "party" in node] == ["id:consulate"]
    assert [node["signer"]["@id"] for node in bound if "signer" in node] == ["id:omarova"]


@pytest.mark.parametrize("said", [SAMPLE, SAMPLE_AND_DERIVED], ids=["said", "with derived"])
def test_a_tree_holds_every_statement_about_the_library(said: list[Quad]) -> None:
    library = NamedNode(ID + "nl-karatau")
    ends = {LG + name for name in below("end", RDFS + "subPropertyOf") | {"onBehalfOf"}}
    about = {
        q.subject.value.replace(ID + "statement/", "st:")
        for q in said
        if q.object == library and q.predicate.value in ends and "statement/" in q.subject.value
    }
    assert len(about) >= 7
    tree = json.dumps(framed(said)["id:nl-karatau"])
    assert not [statement for statement in about if f'"@id": "{statement}"' not in tree]


@pytest.mark.parametrize("said", [SAMPLE, SAMPLE_AND_DERIVED], ids=["said", "with derived"])
def test_trees_invent_nothing(said: list[Quad]) -> None:
    trees = {"@context": CONTEXT, "@graph": list(framed(said).values())}
    merged = {Quad(q.subject, q.predicate, q.object) for q in said}
    assert canonical(read_back(trees)) <= canonical(merged)


def test_trees_have_no_empty_branches() -> None:
    assert "null" not in json.dumps(framed(SAMPLE_AND_DERIVED))


def test_things_without_a_name_stay_in_the_tree() -> None:
    hosting = framed(SAMPLE)["id:nl-karatau"]["hostings"][0]
    assert hosting["hosted"]["@id"] == "id:corner"
    assert "label" not in hosting["hosted"]
