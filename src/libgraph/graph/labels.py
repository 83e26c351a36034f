"""Names to show: in the asked language, else in English, else in any."""

from __future__ import annotations

from collections.abc import Iterable

from libgraph.graph.batches import batches
from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name

LANGUAGES = ("en", "ru", "kk")


def labels(graph: Graph, iris: Iterable[str], lang: str = "en") -> dict[str, str]:
    """A name for each IRI; the last part of the IRI where the graph has none."""
    wanted = set(iris)
    found: dict[str, tuple[tuple[int, str], str]] = {}
    for batch in batches(wanted):
        query = f"""SELECT ?thing ?name (LANG(?name) AS ?tag) {{
            VALUES ?thing {{ {batch} }} ?thing skos:prefLabel ?name }}"""
        for thing, name, tag in graph.texts(query):
            candidate = (_order(tag, lang), name)
            found[thing] = min(candidate, found.get(thing, candidate))
    return {iri: found[iri][1] if iri in found else local_name(iri) for iri in sorted(wanted)}


def _order(tag: str, lang: str) -> tuple[int, str]:
    base = tag.partition("-")[0]
    return (0 if base == lang else 1 if base == "en" else 2, tag)
