"""Blank nodes of foreign data: addresses inside the store, and blank again outside.

A query can name only what has an address. So the store holds each blank node under an IRI made
from its RDFC-1.0 label (a "Skolem IRI", RDF 1.1 section 3.5), and gives blank nodes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from libgraph.namespaces import GENID


def named(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with blank nodes as IRIs that are the same on every run."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [_changed(quad, _iri) for quad in dataset]


def blank(quad: Quad) -> Quad:
    """The quad with its blank nodes as they were."""
    return _changed(quad, _node) if GENID in f"{quad.subject}{quad.object}" else quad


def _changed(quad: Quad, change: Any) -> Quad:
    return Quad(change(quad.subject), quad.predicate, change(quad.object), quad.graph_name)


def _iri(term: Any) -> Any:
    return NamedNode(GENID + term.value) if isinstance(term, BlankNode) else term


def _node(term: Any) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith(GENID):
        return BlankNode(term.value.removeprefix(GENID))
    return term
