"""A fault: what code, not a shape, finds wrong, in words that say what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Literal, Node, URIRef

from libgraph.validation.places import Triple
from libgraph.validation.terms import SHAPES


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a focus node, and in which of its triples.

    `kind` names the internal property (``date`` is ``dateFault``) under which SHACL meets it.
    """

    kind: str
    focus: Node
    text: str
    path: Node | None = None
    value: Node | None = None

    @property
    def predicate(self) -> URIRef:
        """The property of the shapes' namespace that states such faults."""
        return SHAPES[f"{self.kind}Fault"]

    @property
    def triple(self) -> Triple:
        """The fault as a triple on the focus node."""
        return self.focus, self.predicate, Literal(self.text)
