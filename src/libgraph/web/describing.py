"""The dataset in the words of VoID and DCAT: what it is, how much, and where it is to be had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from pyoxigraph import Literal, NamedNode, Triple

from libgraph.graph.labels import LANGUAGES
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DCTERMS, ID, LG, ONTOLOGY_GRAPH, PREFIXES, TYPE
from libgraph.web.held import Edition
from libgraph.web.phrases import Phrases

DATASET = "https://w3id.org/libgraph/"
_VOID, _DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_SUBJECT = NamedNode(DATASET)
_FILES = {"/dump.nq": "application/n-quads", "/dump.nt": "application/n-triples"}
_SERVICES = {
    "/sparql": "https://www.w3.org/TR/sparql11-protocol/",
    "/api/openapi.json": "https://spec.openapis.org/oas/v3.1.0",
    "/reconcile": "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
}  # fmt: skip
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) {{ {} }}",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {} }}",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) {{ {} }}",
    "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {} FILTER(?p = rdf:type) }}",
}
_READ = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{ONTOLOGY_GRAPH}>)"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the dataset is served, without a slash at the end; whether it is the shipped one."""

    base: str
    shipped: bool


def void(edition: Edition, site: Site) -> Iterator[Triple]:
    """The dataset in the Vocabulary of Interlinked Datasets."""
    yield _link(TYPE, _VOID + "Dataset")
    for lang in LANGUAGES:
        say = Phrases(lang)
        yield _words(DCTERMS + "title", f"libgraph: {say('home_title')}", lang)
        yield _words(DCTERMS + "description", say("home_text"), lang)
    if site.shipped:  # what others serve is under a licence that only they can name
        yield _link(DCTERMS + "license", _CC0)
        yield _link(_VOID + "exampleResource", ID + "nlrk")
    yield _link(PREFIXES["foaf"] + "homepage", f"{site.base}/")
    yield _link(_VOID + "sparqlEndpoint", f"{site.base}/sparql")
    for path, media in _FILES.items():
        yield _link(_VOID + "dataDump", site.base + path)
        yield _link(_VOID + "feature", f"http://www.w3.org/ns/formats/{_format(media)}")
    yield Triple(_SUBJECT, NamedNode(_VOID + "uriSpace"), Literal(ID))
    for vocabulary in (LG, PREFIXES["prov"], PREFIXES["skos"], DCTERMS):
        yield _link(_VOID + "vocabulary", vocabulary)
    for name, number in edition.answers.get("void", lambda: _counts(edition.graph)).items():
        yield Triple(_SUBJECT, NamedNode(_VOID + name), Literal(number))


def _counts(graph: Graph) -> dict[str, int]:
    return {name: int(next(graph.texts(query.format(_READ)))[0]) for name, query in _COUNTS.items()}


def _format(media: str) -> str:
    return {"application/n-quads": "N-Quads", "application/n-triples": "N-Triples"}[media]


def dcat(site: Site) -> Iterator[Triple]:
    """What the Data Catalog Vocabulary adds: versions, files, and services."""
    yield _link(TYPE, _DCAT + "Dataset")
    yield _link(_DCAT + "landingPage", f"{site.base}/about")
    yield Triple(_SUBJECT, NamedNode(_DCAT + "version"), Literal(version("libgraph")))
    for lang in LANGUAGES:
        yield Triple(_SUBJECT, NamedNode(DCTERMS + "language"), Literal(lang))
    for path, media in _FILES.items():
        file = NamedNode(site.base + path)
        yield Triple(_SUBJECT, NamedNode(_DCAT + "distribution"), file)
        yield _link(TYPE, _DCAT + "Distribution", file)
        yield _link(_DCAT + "downloadURL", file.value, file)
        yield _link(_DCAT + "mediaType", _MEDIA + media, file)
        if site.shipped:
            yield _link(DCTERMS + "license", _CC0, file)
    for path, standard in _SERVICES.items():
        service = NamedNode(site.base + path)
        yield _link(TYPE, _DCAT + "DataService", service)
        yield _link(_DCAT + "servesDataset", DATASET, service)
        yield _link(_DCAT + "endpointURL", service.value, service)
        yield _link(DCTERMS + "conformsTo", standard, service)


def _link(predicate: str, target: str, subject: NamedNode = _SUBJECT) -> Triple:
    return Triple(subject, NamedNode(predicate), NamedNode(target))


def _words(predicate: str, words: str, lang: str) -> Triple:
    return Triple(_SUBJECT, NamedNode(predicate), Literal(words, language=lang))
