"""What may be true together, as the ontology says: which matters have one value, and where.

A matter is what sources can disagree about: who holds a post, when a thing ended, which
countries a region has. Which posts have one holder, and what lives once, stands in
``ontology/libgraph.ttl``; this reads it, so that no code repeats it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from libgraph.graph import vocabulary
from libgraph.graph.vocabulary import SUBCLASS
from libgraph.namespaces import lg

DATING = lg("dating")
Pairs = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Rules:
    """What the ontology says on disagreement.

    `at_a_time` and `ever` give, by kind of statement or class of thing, the properties with one
    value (``lg:dating``: one time). `lists` gives, by kind, the property whose values form a
    list. `classes` gives, for each class of things, the classes above it that a rule names.
    """

    at_a_time: Pairs
    ever: Pairs
    lives_once: frozenset[str]
    lists: Pairs
    grounds: frozenset[str]
    carries_on: frozenset[str]
    shows_at_work: frozenset[str]
    named_in_parts: frozenset[str]
    tolerance: float
    ends: frozenset[str]
    carried: frozenset[str]
    classes: Pairs


@cache
def rules() -> Rules:
    """The rules in ``ontology/``, read once."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in vocabulary.quads():
        if isinstance(quad.subject, NamedNode):
            value = getattr(quad.object, "value", "")
            said[quad.predicate.value][quad.subject.value].add(value)
    words = vocabulary.vocabulary()

    def pairs(term: str) -> Pairs:
        return {iri: frozenset(values) for iri, values in said[lg(term)].items()}

    def marked(term: str) -> frozenset[str]:
        return frozenset(iri for iri, values in said[lg(term)].items() if "true" in values)

    named = {*pairs("oneAtATime"), *pairs("oneEver"), *marked("livesOnce"), *marked("namedInParts")}
    classes = {iri: frozenset(words.ancestors(iri) & named) for iri in (*said[SUBCLASS], *named)}
    return Rules(
        at_a_time=pairs("oneAtATime"),
        ever=pairs("oneEver"),
        lives_once=marked("livesOnce"),
        lists=pairs("lists"),
        grounds=marked("grounds"),
        carries_on=marked("carriesOn"),
        shows_at_work=marked("showsAtWork"),
        named_in_parts=marked("namedInParts"),
        tolerance=max(map(float, *said[lg("tolerance")].values()), default=0.0),
        ends=frozenset(iri for iri in words.carried if lg("end") in words.ancestors(iri)),
        carried=words.carried,
        classes={iri: above for iri, above in classes.items() if above},
    )
