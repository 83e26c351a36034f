"""What things are called when people read about them."""

from __future__ import annotations

import re

from rdflib import DCTERMS, RDF, RDFS
from rdflib.term import BNode, Literal, Node

from libgraph.namespaces import shorten
from libgraph.validation.facts import Facts
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def curie(node: Node) -> str:
    """How a node is written for people; blank nodes have labels that mean nothing."""
    return "a blank node" if isinstance(node, BNode) else shorten(str(node))


class Names:
    """Names nodes: things by their label, statements by their sentence."""

    def __init__(self, facts: Facts, vocabulary: Vocabulary) -> None:
        self._facts = facts
        self._vocabulary = vocabulary

    def name(self, node: Node) -> str:
        """The label of a thing, or its CURIE; the text of a literal."""
        if isinstance(node, BNode):
            return "a blank node"
        if isinstance(node, Literal):
            return _plain(str(node))
        return self._label(node) or self._term(node) or curie(node)

    def title(self, node: Node) -> str:
        """The name with what tells it apart: a thing's CURIE, a statement's kind and sentence."""
        if isinstance(node, BNode):
            return "a blank node"
        kinds = set(self._facts.objects(node, RDF.type)) & self._vocabulary.kinds
        if kinds:
            kind = min(kinds, key=str)
            sentence = self._sentence(node, kind)
            title = f"{self._vocabulary.label(kind)} {curie(node)}"
            return f"{title} ({sentence})" if sentence else title
        label = self._label(node)
        return f"{label} ({curie(node)})" if label else curie(node)

    def _label(self, node: Node) -> str | None:
        for predicate in (RDFS.label, DCTERMS.title):
            found = [o for o in self._facts.objects(node, predicate) if isinstance(o, Literal)]
            if found:
                return _plain(str(min(found, key=_english_first)))
        return None

    def _term(self, node: Node) -> str | None:
        return self._vocabulary.label(node) if node in self._vocabulary.terms else None

    def _sentence(self, node: Node, kind: Node) -> str | None:
        """The sentence of a statement, unless something that it names is missing."""
        pieces = _OPTIONAL.split(self._vocabulary.sentence(kind) or "")
        told = [self._filled(node, piece) for piece in pieces]
        if None in told[::2]:  # what stands in brackets has odd places, and may be missing
            return None
        return "".join(filter(None, told))

    def _filled(self, node: Node, template: str) -> str | None:
        """A piece of a sentence with the names put in; None where one is missing."""
        named = {
            word: sorted(self.name(value) for value in self._facts.objects(node, LG[word]))
            for word in _PLACEHOLDER.findall(template)
        }
        if not all(named.values()):
            return None
        return _PLACEHOLDER.sub(lambda found: " and ".join(named[found[1]]), template)


def _plain(text: str) -> str:
    """On one line, without signs that would steer a terminal."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _english_first(label: Literal) -> tuple[bool, str, str]:
    language = label.language or ""
    return language != "en", language, str(label)
