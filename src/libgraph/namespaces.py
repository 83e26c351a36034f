"""The names the project uses, and how IRIs are shortened for people to read."""

from __future__ import annotations

LG = "https://w3id.org/libgraph/ontology#"
ID = "https://w3id.org/libgraph/id/"
STATEMENT = ID + "statement/"
SOURCE = ID + "source/"
RELATIONSHIP = ID + "relationship/"
GENID = "https://w3id.org/libgraph/.well-known/genid/"
THINGS_GRAPH = "https://w3id.org/libgraph/graph/things"
ONTOLOGY_GRAPH = "https://w3id.org/libgraph/ontology"
CURATION_GRAPH = "https://w3id.org/libgraph/graph/curation"
DERIVED_GRAPH = "https://w3id.org/libgraph/graph/derived"
MERGED_GRAPH = "https://w3id.org/libgraph/graph/merged"
PUSHED_GRAPH = "https://w3id.org/libgraph/graph/pushed"
PUSHED_STATE = "https://schema.org/creativeWorkStatus"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"

PREFIXES = {
    "id": ID,
    "st": STATEMENT,
    "src": SOURCE,
    "rel": RELATIONSHIP,
    "lg": LG,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCTERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": XSD,
}

TYPE = RDF + "type"
LABEL = RDFS + "label"
SAME_AS = OWL + "sameAs"
DIFFERENT_FROM = OWL + "differentFrom"
PREF_LABEL = SKOS + "prefLabel"
QUOTED_FROM = PROV + "wasQuotedFrom"


def lg(term: str) -> str:
    """The IRI of a term of the vocabulary.

    >>> lg("Tenure")
    'https://w3id.org/libgraph/ontology#Tenure'
    """
    return LG + term


DATINGS = (lg("during"), lg("attested"), lg("announced"))
BOUNDS = (lg("beginsEarliest"), lg("beginsLatest"), lg("endsEarliest"), lg("endsLatest"))
RANKS = {lg("preferred"): 3, lg("normal"): 2, lg("weak"): 1, lg("deprecated"): 0}
NORMAL = RANKS[lg("normal")]


def shorten(iri: str) -> str:
    """The CURIE of an IRI under a known prefix, or the IRI itself.

    >>> shorten("https://w3id.org/libgraph/id/source/001")
    'src:001'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    known = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not known:
        return iri
    base, prefix = max(known, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(base) :]}"


def expand(curie: str) -> str | None:
    """The IRI of a CURIE with a known prefix, or None.

    >>> expand("lg:Library")
    'https://w3id.org/libgraph/ontology#Library'
    >>> expand("nothing") is None
    True
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return None
    return PREFIXES[prefix] + local


def local_name(iri: str) -> str:
    """What stands after the last '#' or '/'.

    >>> local_name("https://w3id.org/libgraph/ontology#full-member")
    'full-member'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
