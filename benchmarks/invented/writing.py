"""Nodes as lines: N-Triples, or Turtle with prefixes. Nothing is kept in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from libgraph.namespaces import DCTERMS, ID, LG, PROV, RDF, RDFS, SOURCE, STATEMENT, XSD

SCHEMA = "https://schema.org/"
PREFIXES = {
    "st": STATEMENT,
    "src": SOURCE,
    "id": ID,
    "lg": LG,
    "dcterms": DCTERMS,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "xsd": XSD,
}
Term = str  # as it is written: a CURIE, <IRI>, a literal
Pairs = Iterable[tuple[Term, Term]]


def text(words: str, language: str = "") -> Term:
    """A literal; words have neither quotation marks nor backslashes."""
    return f'"{words}"@{language}' if language else f'"{words}"'


def typed(value: object, datatype: str) -> Term:
    """A literal of a datatype of XML Schema."""
    return f'"{value}"^^xsd:{datatype}'


class Output:
    """One file that nodes are written to; `triples` counts them."""

    def __init__(self, file: TextIO, turtle: bool) -> None:
        self._file = file
        self.node = self._turtle if turtle else self._lines
        self.triples = 0
        self._whole: dict[Term, str] = {}
        if turtle:
            for prefix, base in PREFIXES.items():
                file.write(f"@prefix {prefix}: <{base}> .\n")

    def _lines(self, subject: Term, pairs: Pairs) -> None:
        """Write a node as N-Triples."""
        begin = _in_full(subject)
        known = self._whole
        lines = []
        for predicate, value in pairs:
            verb = known.get(predicate) or known.setdefault(predicate, _in_full(predicate))
            lines.append(f"{begin} {verb} {_in_full(value)} .\n")
        self.triples += len(lines)
        self._file.write("".join(lines))

    def _turtle(self, subject: Term, pairs: Pairs) -> None:
        """Write a node as Turtle."""
        said = [f"{predicate} {value}" for predicate, value in pairs]
        self.triples += len(said)
        listed = " ;\n    ".join(said)
        self._file.write(f"\n{subject} {listed} .\n")


def _in_full(term: Term) -> str:
    if term[0] == "<":
        return term
    if term[0] == '"':
        literal, typing, datatype = term.partition('"^^xsd:')
        return f'{literal}"^^<{XSD}{datatype}>' if typing else term
    prefix, _, local = term.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"
