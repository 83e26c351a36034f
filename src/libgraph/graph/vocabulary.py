"""What the ontology says about statements: ends, kinds, and what bounds them.

The rules of the domain stand in ``ontology/``; this reads them, so that no code repeats them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, parse

from libgraph import resources
from libgraph.namespaces import LG, RDFS, SKOS, TYPE, lg

SUBCLASS = RDFS + "subClassOf"
SUBPROPERTY = RDFS + "subPropertyOf"
BROADER = SKOS + "broader"


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of statements.

    `distinguished_by` are the properties that tell its relationships apart, sorted;
    `also_tells` what its statements may say besides, though another kind owns it;
    `longest_years` the longest plausible length, or None.
    """

    iri: str
    distinguished_by: tuple[str, ...]
    also_tells: tuple[str, ...]
    longest_years: float | None


@dataclass(frozen=True)
class Vocabulary:
    """The parts of the ontology that the build follows."""

    kinds: dict[str, Kind]
    carried: frozenset[str]
    never_precedes: frozenset[str]
    never_outlasts: frozenset[str]
    thing_years: dict[str, float]
    lives_within: dict[str, str]
    broader: dict[str, str]
    derived: frozenset[str]
    _supers: dict[str, set[str]] = field(repr=False)

    def ancestors(self, iri: str) -> set[str]:
        """A class with all classes above it, or a property with all above it."""
        found, todo = {iri}, [iri]
        while todo:
            above = self._supers.get(todo.pop(), set()) - found
            found |= above
            todo.extend(above)
        return found

    @cached_property
    def clipping(self) -> tuple[str, ...]:
        """The properties whose values a statement never outlasts, always in one order."""
        return tuple(sorted(self.never_outlasts))

    def years_of(self, types: Iterable[str]) -> float | None:
        """The longest plausible life of a thing of these classes; None where they tell none."""
        above = {cls for name in types for cls in self.ancestors(name)}
        return min((self.thing_years[cls] for cls in above & self.thing_years.keys()), default=None)

    def root(self, concept: str) -> str:
        """The broadest concept above a concept: of a full member, the member."""
        seen = set()
        while concept in self.broader and concept not in seen:
            seen.add(concept)
            concept = self.broader[concept]
        return concept


def files() -> list[Path]:
    """The ontology's files: vocabulary, concepts, translations."""
    return sorted(resources.folder("ontology").glob("*.ttl"))


def quads() -> Iterator[Quad]:
    """All quads of the ontology."""
    for path in files():
        yield from parse(path=str(path))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary in ``ontology/``, read once."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads():
        if isinstance(quad.subject, NamedNode):
            value = getattr(quad.object, "value", "")
            said[quad.predicate.value][quad.subject.value].add(value)
    supers: dict[str, set[str]] = defaultdict(set)
    for predicate in (SUBCLASS, SUBPROPERTY):
        for below, above in said[predicate].items():
            supers[below] |= above
    bare = Vocabulary({}, frozenset(), frozenset(), frozenset(), {}, {}, {}, frozenset(), supers)
    years = {iri: float(min(values)) for iri, values in said[lg("longestYears")].items()}
    return Vocabulary(
        kinds={
            iri: Kind(iri, _sorted(keys), _sorted(said[lg("alsoTells")][iri]), years.get(iri))
            for iri, keys in sorted(said[lg("distinguishedBy")].items())
        },
        carried=_below(bare, said[TYPE], ("end", "qualifier", "detail")),
        never_precedes=frozenset(said[lg("neverPrecedes")]),
        never_outlasts=frozenset(said[lg("neverOutlasts")]),
        thing_years={k: v for k, v in years.items() if lg("Thing") in bare.ancestors(k)},
        lives_within={cls: min(relations) for cls, relations in said[lg("livesWithin")].items()},
        broader={narrow: min(broad) for narrow, broad in said[BROADER].items()},
        derived=frozenset(said[lg("derived")])
        | {iri for iri, types in said[TYPE].items() if lg("LinkRelation") in types},
        _supers=supers,
    )


def _sorted(iris: set[str]) -> tuple[str, ...]:
    return tuple(sorted(iris))


def _below(
    bare: Vocabulary, types: dict[str, set[str]], parents: tuple[str, ...]
) -> frozenset[str]:
    roots = {lg(parent) for parent in parents}
    return frozenset(iri for iri in types if iri.startswith(LG) and bare.ancestors(iri) & roots)
