"""Triples as lines of N-Triples: what the build works on, for it never looks inside most terms.

A term is its own text (``<iri>``, ``"text"@en``); the texts of equal terms are equal, as the
engine writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

# more at once is a little faster, and takes a kilobyte and a half for each
_AT_ONCE = 200_000
# fewer are not worth a file of their own
_FEW = 2_000
Terms = tuple[str, str, str]


def terms(line: str) -> Terms:
    """Subject, predicate and object of a line.

    >>> terms('<a:s> <a:p> "some words"@en .\\n')
    ('<a:s>', '<a:p>', '"some words"@en')
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[:-3]


def lines(triples: Iterable[Triple]) -> Iterator[str]:
    """Triples as lines, with numbers and days as the store writes them."""
    rest = iter(triples)
    while chunk := list(islice(rest, 10_000)):
        text = (serialize(chunk, format=RdfFormat.N_TRIPLES) or b"").decode()
        for line in text.split("\n")[:-1]:
            yield (_canonical(line) if line.endswith("> .") and '"^^<' in line else line) + "\n"


def _canonical(line: str) -> str:
    subject, predicate, rest = line.split(" ", 2)
    return f"{subject} {predicate} {kept_as(rest[:-2])} ."


@lru_cache(maxsize=1 << 16)
def kept_as(literal: str) -> str:
    """A typed literal as the store gives it back.

    >>> kept_as('"05"^^<http://www.w3.org/2001/XMLSchema#integer>')
    '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if literal.startswith("<"):
        return literal
    store = Store()
    store.load(f"<a:s> <a:p> {literal} .".encode(), format=RdfFormat.N_TRIPLES)
    return str(next(iter(store)).object)


def value(term: str) -> str:
    """The IRI or the words of a term.

    >>> value("<https://example.org/a>"), value('"1987/2003"'), value('"a \\\\"word\\\\""@en')
    ('https://example.org/a', '1987/2003', 'a "word"')
    """
    if term.startswith("<"):
        return term[1:-1]
    words = term[1 : term.rindex('"')]
    return _unescaped(term) if "\\" in words else words


def _unescaped(literal: str) -> str:
    (quad,) = parse(f"<a:s> <a:p> {literal} .", format=RdfFormat.N_TRIPLES)
    return str(quad.object.value)


def of(quads: Iterable[Quad]) -> Iterator[Terms]:
    """The terms of quads that come out of a store."""
    for quad in quads:
        yield str(quad.subject), str(quad.predicate), str(quad.object)


def about(store: Store, node: str) -> Iterator[Terms]:
    """All that the merged graph says about a node (a text)."""
    return of(store.quads_for_pattern(NamedNode(node[1:-1]), None, None, DefaultGraph()))


def by_subject(triples: Iterable[Terms]) -> Iterator[tuple[str, list[Terms]]]:
    """Runs of triples with the same subject."""
    for subject, run in groupby(triples, key=itemgetter(0)):
        yield subject, list(run)


def add(store: Store, found: Iterable[str]) -> int:
    """Add lines (of N-Triples or N-Quads) to a store as they come; returns how many they were."""
    number, rest = 0, iter(found)
    while chunk := list(islice(rest, _AT_ONCE)):
        text = "".join(chunk).encode()
        load = store.load if len(chunk) < _FEW else store.bulk_load
        load(text, format=RdfFormat.N_QUADS, lenient=True)
        number += len(chunk)
    return number


def quads(found: Iterable[str]) -> Iterator[Quad]:
    """Lines as quads."""
    return parse("".join(found), format=RdfFormat.N_QUADS, lenient=True)


def remove(store: Store, found: Iterable[str]) -> None:
    """Take lines out of a store."""
    for quad in quads(found):
        store.remove(quad)


def literal(words: str) -> str:
    """Words as the text of a literal."""
    return str(Literal(words))
