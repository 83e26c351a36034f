"""Curators' decisions that contradict each other: preferred names, and who is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import OWL, RDF
from rdflib.term import Literal, Node

from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges.same import Same
from libgraph.validation.names import Names, curie
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary


def names(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Different names of one thing that are preferred in one language."""
    preferred: defaultdict[tuple[Node, str], list[tuple[Node, Literal]]] = defaultdict(list)
    same, titles = Same(facts), Names(facts, vocabulary)
    for naming in facts.subjects(LG.rank, LG.preferred):
        for form in facts.objects(naming, LG.form):
            for thing in facts.objects(naming, LG.of):
                if isinstance(form, Literal):
                    key = same.one(thing), (form.language or "").lower()
                    preferred[key].append((naming, form))
    for (thing, language), chosen in preferred.items():
        forms = sorted({str(form) for _, form in chosen})
        if len(forms) > 1:
            text = (
                f"{titles.title(thing)} has {len(forms)} preferred names in {language or '?'}, "
                f"{' and '.join(map(repr, forms))}: leave lg:rank lg:preferred to one of them"
            )
            for naming, form in chosen:
                yield Fault("name", naming, text, LG.form, form)


def identities(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """What is said to be the same as itself, as two others, as another kind; or one and two."""
    kept: defaultdict[Node, set[Node]] = defaultdict(set)
    for alias, other in facts.subject_objects(OWL.sameAs):
        kept[alias].add(other)
    for alias, others in kept.items():
        for other in others:
            wrong = (
                _in_a_circle(kept, alias, other)
                or _one_of_several(alias, others)
                or _of_other_kind(facts, vocabulary, alias, other)
            )
            if wrong:
                yield Fault("identity", alias, wrong, OWL.sameAs, other)
    same = Same(facts)
    for one, other in facts.subject_objects(OWL.differentFrom):
        if same.one(one) == same.one(other):
            text = (
                f"{curie(one)} and {curie(other)} are held to be one and to be two: take out "
                "owl:differentFrom or owl:sameAs"
            )
            yield Fault("identity", one, text, OWL.differentFrom, other)


def _in_a_circle(kept: dict[Node, set[Node]], alias: Node, other: Node) -> str | None:
    reached, rest = {other}, [other]
    while rest:
        new = kept.get(rest.pop(), set()) - reached
        reached |= new
        rest.extend(new)
    if alias not in reached:
        return None
    return (
        f"owl:sameAs leads from {curie(alias)} back to itself: point from each spelling to "
        "the one that is kept, and from that one nowhere"
    )


def _one_of_several(alias: Node, others: set[Node]) -> str | None:
    ours = sorted(curie(other) for other in others if curie(other).startswith("id:"))
    if len(ours) < 2:
        return None
    return f"{curie(alias)} is said to be {' and '.join(ours)}: point at the one that is kept"


def _of_other_kind(facts: Facts, vocabulary: Vocabulary, alias: Node, other: Node) -> str | None:
    above = vocabulary.ancestors(
        one for node in (alias, other) for one in facts.objects(node, RDF.type)
    )
    for group in vocabulary.disjoint:
        clash = sorted(vocabulary.label(one) for one in group & above)
        if len(clash) > 1:
            return f"one is a {clash[0]}, the other a {clash[1]}: they cannot be the same"
    return None
