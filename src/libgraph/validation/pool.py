"""Terms in rdflib's classes, each of them one object: what is the same is the same object."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal as OurLiteral
from rdflib import Literal, URIRef
from rdflib.term import BNode, Node

from libgraph.namespaces import XSD

_TEXT = f"{XSD}string"


class Pool:
    """The one object for each term.

    IRIs, and texts in each language, are found by their characters: rdflib's own way of comparing
    terms costs many times as much.
    """

    def __init__(self) -> None:
        self.iris: dict[str, URIRef] = {}
        self._texts: defaultdict[str, dict[str, Literal]] = defaultdict(dict)  # by language
        self._typed: defaultdict[str, dict[str, Literal]] = defaultdict(dict)  # as written
        self._others: dict[Node, Node] = {}

    def same(self, term: Node) -> Node:
        """The one object for a term of rdflib's."""
        if isinstance(term, URIRef):
            return self.iris.setdefault(str(term), term)
        if isinstance(term, Literal) and term.datatype is None:
            return self._texts[(term.language or "").lower()].setdefault(str(term), term)
        return self._others.setdefault(term, term)

    def literal(self, literal: OurLiteral) -> Literal:
        """The one object for a literal of the parser's; to rdflib "a"^^xsd:string is no "a"."""
        language, text = literal.language, literal.value
        datatype = _TEXT if language else literal.datatype.value
        if datatype != _TEXT:
            return self._of_type(text, datatype)
        known = self._texts[language or ""]
        return known.get(text) or known.setdefault(text, Literal(text, lang=language))

    def _of_type(self, text: str, datatype: str) -> Literal:
        known = self._typed[datatype]
        if text not in known:  # rdflib reads 01 as 1
            made = Literal(text, datatype=URIRef(datatype))
            known[text] = self._others.setdefault(made, made)  # type: ignore[assignment]
        return known[text]

    def has_blank_nodes(self) -> bool:
        """Whether a node has no name."""
        return any(isinstance(term, BNode) for term in self._others)
