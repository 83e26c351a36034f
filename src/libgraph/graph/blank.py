"""Blank nodes of foreign data: addresses inside the store, and blank again outside.

A query can name only what has an address. So the store holds each blank node under an IRI made
from its RDFC-1.0 label (a "Skolem IRI", RDF 1.1 section 3.5), and gives blank nodes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import factorial
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from libgraph.errors import BadFile
from libgraph.namespaces import GENID

_WORK = 200_000
_FEW = 7


def named(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with blank nodes as IRIs that are the same on every run.

    Raises:
        BadFile: it would take ages to tell them apart.
    """
    dataset = Dataset(quads)
    _refuse_riddles(dataset)
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


# ── What takes ages ──────────────────────────────────────────────────────────────────────


def _refuse_riddles(quads: Iterable[Quad]) -> None:
    """Refuse blank nodes that look alike and hang together, as in a long list of one word.

    To label them, RDFC-1.0 tries every order of them: time and stack run out.
    """
    beside = _beside(quads)
    groups = [_together(node, beside) for node in list(beside) if node in beside]
    if sum(map(_work, groups)) > _WORK:
        count = sum(map(len, groups))
        raise BadFile(
            f"{count:,} blank nodes look alike and cannot be told apart: give them addresses, or "
            "leave out long lists of the same words"
        )


_Beside = dict[str, set[str]]


def _beside(quads: Iterable[Quad]) -> _Beside:
    """The blank nodes that look like another at first sight, each with those beside it."""
    looks: dict[str, list[str]] = defaultdict(list)
    ties: list[tuple[str, str]] = []
    for quad in quads:
        ends = [one.value for one in (quad.subject, quad.object) if isinstance(one, BlankNode)]
        for end in set(ends):
            looks[end].append(_look(quad, end))
        if len(set(ends)) == 2:
            ties.append((ends[0], ends[1]))
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, said in looks.items():
        alike[tuple(sorted(said))].append(node)
    found: _Beside = {node: set() for nodes in alike.values() if len(nodes) > 1 for node in nodes}
    for one, other in ties:
        if one in found and other in found:
            found[one].add(other)
            found[other].add(one)
    return found


def _look(quad: Quad, here: str) -> str:
    """What a quad says of one blank node, whatever the others are called."""

    def word(term: Any) -> str:
        return str(term) if not isinstance(term, BlankNode) else "_:" + "ah"[term.value == here]

    return " ".join(map(word, (quad.subject, quad.predicate, quad.object, quad.graph_name)))


def _together(start: str, beside: _Beside) -> list[int]:
    """How many neighbours each node has in the group of `start`, which is taken out."""
    waiting, degrees = [start], []
    while waiting:
        near = beside.pop(waiting.pop(), None)
        if near is not None:
            degrees.append(len(near))
            waiting.extend(near)
    return degrees


def _work(degrees: list[int]) -> int:
    """About how many steps a group takes: measured on chains, rings, trees and full graphs."""
    size = len(degrees)
    if size > _FEW and sum(degrees) > 2 * size:  # more than a ring or a tree
        return _WORK + 1
    return size**2 * factorial(min(max(degrees), 20))
