"""Things: whether what is named is described, as what, and with properties that fit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache, partial

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS
from rdflib.term import BNode, Node, URIRef

from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges.nearest import Nearest
from libgraph.validation.names import curie
from libgraph.validation.terms import ID, LG
from libgraph.validation.vocabulary import Vocabulary

_ABSTRACT = (LG.Account, LG.Statement, LG.State, LG.Happening)
_ABOUT_OTHERS = frozenset(
    (
        *(LG.rank, LG.rankReason, OWL.sameAs, OWL.differentFrom),
        *(LG.identityReason, LG.decidedBy, LG.decidedOn),
    )
)  # said in data/curation.ttl of what is described elsewhere


def undescribed(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Ends and other references to something of which nothing is said."""
    described = facts.described()
    hint = Nearest(node for node in described if str(node).startswith(ID)).hint
    for predicate in sorted({*vocabulary.references, DCTERMS.publisher, OWL.sameAs}):
        unknown = partial(_is_unknown, described, predicate)
        for node, value in facts.column(predicate).where(unknown):
            yield Fault("described", node, _nowhere(value, hint(str(value))), predicate, value)


def _is_unknown(described: Container[Node], predicate: Node, value: Node) -> bool:
    """Not a term of the vocabulary; and who is the same may live in somebody else's data."""
    if value in described or not isinstance(value, URIRef) or value.startswith(LG):
        return False
    return predicate != OWL.sameAs or value.startswith(ID)


def _nowhere(value: Node, hint: str) -> str:
    remedy = f': write what it is, {curie(value)} a lg:… ; rdfs:label "…"@en'
    return f"{curie(value)} is not described anywhere{hint or remedy}"


def misplaced(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Nodes without a type, and properties on a node of a type that does not have them."""
    types = _Types(facts, vocabulary)
    untyped: dict[Node, set[URIRef]] = {}
    ours = sorted(vocabulary.properties - vocabulary.derived)
    for predicate in (*ours, RDFS.label, PROV.wasQuotedFrom):
        column, owners = facts.column(predicate), vocabulary.owners.get(predicate)
        for node in types.not_under(owners, column.first):
            if node not in types.typed:
                untyped.setdefault(node, set()).add(predicate)
            elif owners and types.known(node):
                for value in column.values(node):
                    yield _of_another(predicate, owners, node, value)
    hint = Nearest(types.typed).hint
    for node, used in untyped.items():
        if not isinstance(node, BNode):
            yield _typeless(vocabulary, node, used, hint(str(node)))


class _Types:
    """What each node is, with everything above it."""

    def __init__(self, facts: Facts, vocabulary: Vocabulary) -> None:
        self._facts, self._vocabulary = facts, vocabulary
        self._column = facts.column(RDF.type)
        self._under = cache(self._all_under)

    @property
    def typed(self) -> dict[Node, Node]:
        """The nodes that have a type."""
        return self._column.first

    def not_under(self, owners: frozenset[URIRef] | None, nodes: Iterable[Node]) -> list[Node]:
        """The nodes that are of none of these classes, nor of one below; None is any class."""
        fine = self.typed if owners is None else self._under(owners)
        return [node for node in nodes if node not in fine]

    def _all_under(self, owners: frozenset[URIRef]) -> dict[Node, None]:
        every, above = self._column.distinct().values(), self._vocabulary.ancestors
        kinds = {kind for kind in every if owners & above([kind])}
        return dict.fromkeys(node for kind in kinds for node in self._column.subjects(kind))

    def of(self, node: Node) -> set[Node]:
        """The types of a node and all above them."""
        return self._vocabulary.ancestors(self._column.values(node))

    def known(self, node: Node) -> bool:
        """Whether none of its types is misspelt, which is reported elsewhere."""
        ours = (one for one in self._column.values(node) if str(one).startswith(LG))
        return all(one in self._vocabulary.classes for one in ours)

    def several(self) -> Iterator[tuple[Node, frozenset[Node], set[Node]]]:
        """The nodes with more than one type, each with its types and all above them."""
        for node in self._column.further:
            yield node, frozenset(self._column.values(node)), self.of(node)


def _of_another(predicate: URIRef, owners: frozenset[URIRef], node: Node, value: Node) -> Fault:
    listed = " or ".join(curie(owner) for owner in sorted(owners))
    text = (
        f"{curie(predicate)} belongs to a {listed}, and this is something else: correct its type, "
        "or write the property that fits"
    )
    return Fault("misplaced", node, text, predicate, value)


def _typeless(vocabulary: Vocabulary, node: Node, used: set[URIRef], hint: str) -> Fault:
    name = curie(node)
    if used <= _ABOUT_OTHERS:
        return Fault(
            "described",
            node,
            f"{name} is not described anywhere{hint or ': describe it, or take this out'}",
            min(used),
        )
    fitting = _fitting(vocabulary, used)
    example = curie(fitting[0]) if len(fitting) == 1 else "lg:…"
    return Fault("type", node, f"{name} has no type: write {name} a {example}")


def _fitting(vocabulary: Vocabulary, used: set[URIRef]) -> list[URIRef]:
    """The types that have all of these properties."""
    owners = [vocabulary.owners[predicate] for predicate in used if predicate in vocabulary.owners]
    candidates = vocabulary.kinds.union(*owners)
    above = {one: vocabulary.ancestors([one]) for one in candidates}
    return [one for one in candidates if all(group & above[one] for group in owners)]


def contradictory(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Nodes that are two things at once, and statements of no kind."""
    for one in _ABSTRACT:
        for node in facts.subjects(RDF.type, one):
            kinds = vocabulary.kinds & set(facts.objects(node, RDF.type))
            if not kinds:
                text = f"{curie(one)} is no kind of statement: write which, as in a lg:Tenure"
                yield Fault("type", node, text, RDF.type, one)
    for node, types, above in _Types(facts, vocabulary).several():
        clashes = [group & above for group in vocabulary.disjoint if len(group & above) > 1]
        if clashes:
            clash = min(clashes, key=lambda group: (-len(group & types), sorted(group)))
            both = " and ".join(map(curie, sorted(clash)))
            yield Fault("type", node, f"nothing is both {both}: keep one type, or make two nodes")
