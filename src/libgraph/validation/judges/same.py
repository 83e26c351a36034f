"""Who is the same as whom, by owl:sameAs in either direction and over several steps."""

from __future__ import annotations

from collections import defaultdict

from rdflib import OWL
from rdflib.term import Node

from libgraph.validation.facts import Facts


class Same:
    """Picks one node to stand for all that are the same."""

    def __init__(self, facts: Facts) -> None:
        self._beside: defaultdict[Node, set[Node]] = defaultdict(set)
        for alias, kept in facts.subject_objects(OWL.sameAs):
            self._beside[alias].add(kept)
            self._beside[kept].add(alias)
        self._one: dict[Node, Node] = {}

    def one(self, node: Node) -> Node:
        """The node that stands for all that are the same as this one."""
        if node not in self._beside:
            return node
        if node not in self._one:
            group = self._group(node)
            self._one.update(dict.fromkeys(group, min(group, key=str)))
        return self._one[node]

    def _group(self, node: Node) -> set[Node]:
        group, rest = {node}, [node]
        while rest:
            new = self._beside[rest.pop()] - group
            group |= new
            rest.extend(new)
        return group
