"""The vocabulary: its words in three languages, its terms, its alignments.

In tests/ontology/: its OWL profile, its consistency under reasoners, its JSON-LD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, ODRL2, SH

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent / "ontology"
STANDARDS = sorted((HERE / "ontology" / "axioms").glob("*.nt"))

LG = Namespace("https://w3id.org/libgraph/ontology#")
ENGLISH = ("libgraph.ttl", "concepts.ttl")
LANGUAGES = ("en", "ru", "kk")
ALPHABETS = {"ru": "а-яё", "kk": "а-яёәғқңөұүһі"}

SLOT = re.compile(r"\{(\w+)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / name)
    return graph


LOGIC = read(*ENGLISH)
WORDS = read(*ENGLISH, "libgraph.ru.ttl", "libgraph.kk.ttl")
AXIOMS = Graph()
for _file in STANDARDS:
    AXIOMS.parse(_file)

TERMS = sorted({s for s in LOGIC.subjects(RDFS.label) if s in LG})
SCHEMES = set(LOGIC.subjects(RDF.type, SKOS.ConceptScheme))
CLASSES = sorted({s for s in LOGIC.subjects(RDF.type, OWL.Class) if s in LG})
PROPERTIES = sorted({s for t in PROPERTY_TYPES for s in LOGIC.subjects(RDF.type, t)})
KINDS = sorted(set(LOGIC.subjects(LG.sentence)))


def said(term: URIRef, predicate: URIRef, language: str) -> list[str]:
    return [str(o) for o in WORDS.objects(term, predicate) if o.language == language]


def above(term: URIRef, path: URIRef) -> set[URIRef]:
    """The term and everything over it."""
    return set(LOGIC.transitive_objects(term, path))


# ── The words ────────────────────────────────────────────────────────────────────────────


def test_the_vocabulary_is_read_whole() -> None:
    assert len(CLASSES) >= 65
    assert len(PROPERTIES) >= 90
    assert len(KINDS) == 13


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.split("#")[1])
def test_every_term_is_named_and_defined_in_three_languages(term: URIRef) -> None:
    for language in LANGUAGES:
        assert len(said(term, RDFS.label, language)) == 1, language
        if term not in SCHEMES:
            assert len(said(term, SKOS.definition, language)) == 1, language
            assert said(term, SKOS.definition, language)[0].endswith(".")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_follow_the_order_of_the_vocabulary(language: str) -> None:
    def labelled(name: str) -> list[str]:
        triples = parse(path=ONTOLOGY / name, format=RdfFormat.TURTLE)
        return [t.subject.value for t in triples if t.predicate.value == str(RDFS.label)]

    assert labelled(f"libgraph.{language}.ttl") == [t for name in ENGLISH for t in labelled(name)]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_hold_words_and_nothing_else(language: str) -> None:
    for triple in parse(path=ONTOLOGY / f"libgraph.{language}.ttl", format=RdfFormat.TURTLE):
        assert isinstance(triple.object, Literal), triple
        assert triple.object.language == language, triple


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_word_mixes_two_alphabets(language: str) -> None:
    letters = ALPHABETS[language]
    for text in (o for o in WORDS.objects() if getattr(o, "language", None) == language):
        for word in re.findall(r"[^\W\d_]+", SLOT.sub(" ", str(text)).lower()):
            assert re.fullmatch(f"[a-z]+|[{letters}]+", word), f"{word!r} in {text!r}"


def test_kazakh_definitions_are_not_russian_ones() -> None:
    for term in set(TERMS) - SCHEMES:
        assert said(term, SKOS.definition, "kk") != said(term, SKOS.definition, "ru"), term


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.split("#")[1])
def test_sentences_have_the_same_slots_and_each_is_a_property_of_the_kind(kind: URIRef) -> None:
    sentences = {language: said(kind, LG.sentence, language) for language in LANGUAGES}
    slots = {language: slots_of(*texts) for language, texts in sentences.items()}
    assert slots["ru"] == slots["kk"] == slots["en"]
    for slot in slots["en"]:
        assert may_carry(kind, LG[slot]), f"{{{slot}}} is no property of {kind}"


def slots_of(sentence: str) -> dict[str, bool]:
    """The slots of a sentence, and whether each may fall away."""
    optional = [slot for part in OPTIONAL.findall(sentence) for slot in SLOT.findall(part)]
    plain = OPTIONAL.sub("", sentence)
    assert not set("[]{}") & set(SLOT.sub("", plain)), f"brackets do not match: {sentence}"
    return dict.fromkeys(optional, True) | dict.fromkeys(SLOT.findall(plain), False)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.split("#")[1])
def test_kinds_are_told_apart_by_their_own_properties(kind: URIRef) -> None:
    distinguishing = set(LOGIC.objects(kind, LG.distinguishedBy))
    assert distinguishing
    for term in distinguishing:
        assert may_carry(kind, term), f"{term} is no property of {kind}"


def may_carry(kind: URIRef, term: URIRef) -> bool:
    """Whether no domain says that the property belongs to another kind."""
    if term not in PROPERTIES:
        return False
    lineage = above(term, RDFS.subPropertyOf)
    domains = {d for p in lineage for d in LOGIC.objects(p, RDFS.domain)}
    return bool({LG.end, LG.qualifier, LG.detail} & lineage) and all(
        kind in {s for s in CLASSES if domain in above(s, RDFS.subClassOf)} for domain in domains
    )


# ── The terms ────────────────────────────────────────────────────────────────────────────


def test_every_term_that_is_used_is_declared() -> None:
    used = {t for triple in WORDS for t in triple if isinstance(t, URIRef) and t in LG}
    rules = "\n".join(rule.read_text("utf-8") for rule in (ONTOLOGY / "rules").glob("*.rq"))
    used |= {LG[name] for name in re.findall(r"\blg:([A-Za-z][\w-]*)", rules)}
    used |= set(terms_of_shapes())
    assert sorted(used - set(LOGIC.subjects(RDF.type))) == []


def terms_of_shapes() -> Iterator[URIRef]:
    """The classes and properties of ours that the shapes check."""
    pointers = (SH.path, SH.targetClass, SH["class"], SH.targetSubjectsOf, SH.targetObjectsOf)
    for file in (ONTOLOGY / "shapes").glob("*.ttl"):
        shapes = Graph().parse(file)
        yield from (o for p in pointers for o in shapes.objects(None, p) if o in LG)


def test_every_key_of_json_ld_names_a_term_and_every_term_has_one() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    named = {
        key: entry if isinstance(entry, str) else entry["@id"]
        for key, entry in context.items()
        if not key.startswith("@") and "@reverse" not in entry
    }
    ours = {key: iri[3:] for key, iri in named.items() if iri.startswith("lg:")}
    assert ours == {camel_case(term.split("#")[1]): term.split("#")[1] for term in TERMS}


def camel_case(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)


# ── The alignments ───────────────────────────────────────────────────────────────────────


def is_known(term: URIRef) -> bool:
    """Whether a term of another standard exists there."""
    if term.startswith(str(ODRL2)):
        return term in ODRL2
    for closed in (RDF, RDFS, OWL, XSD):
        if term.startswith(str(closed)):
            return term in closed
    return (term, RDF.type, None) in AXIOMS


def test_every_term_of_another_standard_exists_there() -> None:
    itself = {URIRef(str(LG).rstrip("#")), *LOGIC.objects(None, DCTERMS.license)}
    used = {t for triple in LOGIC for t in triple if isinstance(t, URIRef) and t not in LG}
    assert sorted(term for term in used - itself if not is_known(term)) == []


CLASS_TYPES = {OWL.Class, RDFS.Class}
SUPERPROPERTY_TYPES = {
    OWL.ObjectProperty: {OWL.ObjectProperty, RDF.Property},
    OWL.DatatypeProperty: {OWL.DatatypeProperty, RDF.Property},
}


def test_alignments_tie_like_to_like() -> None:
    both = LOGIC + AXIOMS
    for below, over in LOGIC.subject_objects(RDFS.subClassOf):
        assert CLASS_TYPES & set(both.objects(over, RDF.type)), (below, over)
    for below, over in LOGIC.subject_objects(RDFS.subPropertyOf):
        for kind in SUPERPROPERTY_TYPES.keys() & set(LOGIC.objects(below, RDF.type)):
            types = set(both.objects(over, RDF.type))
            assert SUPERPROPERTY_TYPES[kind] & types, (below, over)


def test_a_term_that_does_not_exist_is_noticed() -> None:
    for wrong in ("http://www.w3.org/ns/prov#Document", "http://schema.org/Library"):
        assert not is_known(URIRef(wrong))
    assert is_known(URIRef("https://schema.org/Library"))
