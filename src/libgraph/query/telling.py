"""Tell relationships and statements in sentences, with dates, certainty and sources.

How a kind is read aloud stands in the ontology (``lg:sentence``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode

from libgraph.dates import Holds, Span
from libgraph.evidence import source_of
from libgraph.graph import vocabulary
from libgraph.graph.batches import batches
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.written import DATED
from libgraph.namespaces import DATINGS, QUOTED_FROM, TYPE, lg, local_name
from libgraph.query.wording import dated

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Telling:
    """A relationship or statement in words.

    `ends` are the IRIs of the things it ties, by property name; `sources` IRIs; `holds` is
    None where no time was asked for.
    """

    iri: str
    kind: str
    sentence: str
    more: str
    when: str
    sources: tuple[str, ...]
    holds: Holds | None
    ends: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Known:
    kind: str = ""
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: set[str] = field(default_factory=set)
    datings: set[tuple[str, str]] = field(default_factory=set)


def tell(
    graph: Graph,
    nodes: Iterable[str],
    lang: str = "en",
    span: Span | None = None,
    *,
    certain: bool = False,
) -> dict[str, Telling]:
    """What each of the relationships and statements (IRIs) says, by IRI.

    With `span`, those that do not hold at any time in it are left out, and with `certain`
    those that only possibly do.
    """
    least = Holds.YES if certain else Holds.POSSIBLY
    known = _read(graph, nodes)
    held = holding(graph, known, span) if span else {}
    if span:
        known = {iri: it for iri, it in known.items() if held.get(iri, Holds.NO) >= least}
    named = {
        v for it in known.values() for values in it.values.values() for v in values if "://" in v
    }
    terms = {predicate for it in known.values() for predicate in it.values}
    names = labels(graph, named | terms, lang)
    return {iri: _told(iri, it, names, lang, held.get(iri)) for iri, it in known.items()}


def _read(graph: Graph, nodes: Iterable[str]) -> dict[str, _Known]:
    words = vocabulary.vocabulary()
    known: dict[str, _Known] = defaultdict(_Known)
    for batch in batches(nodes):
        query = f"""SELECT ?node ?p ?o ?way ?text {{
            {{ VALUES ?node {{ {batch} }} ?node ?p ?o }} UNION
            {{ VALUES ?node {{ {batch} }} {DATED} }}
        }}"""
        for node, predicate, value, way, text in graph.texts(query):
            if way:
                known[node].datings.add((way, text))
            else:
                _note(known[node], predicate, value, words)
    return {iri: it for iri, it in known.items() if it.kind}


def _note(it: _Known, predicate: str, value: str, words: vocabulary.Vocabulary) -> None:
    if predicate == lg("kind") or (predicate == TYPE and value in words.kinds):
        it.kind = value
    elif predicate == lg("saidIn"):
        it.sources.add(value)
    elif predicate == QUOTED_FROM:
        it.sources.add(source_of(value))
    elif predicate in DATINGS:
        it.datings.add((predicate, value))
    elif predicate in words.carried:
        it.values[predicate].add(value)


def _told(iri: str, it: _Known, names: dict[str, str], lang: str, holds: Holds | None) -> Telling:
    said = spoken(it.values, names)
    template = templates(lang)[it.kind]
    named = set(slots(template))
    more = [
        f"{names[p]}: {said[local_name(p)]}"
        for p in sorted(it.values)
        if local_name(p) not in named
    ]
    when = "; ".join(dated(way, text, lang) for way, text in sorted(it.datings)) or dated(
        "", "", lang
    )
    ends = {
        local_name(p): tuple(sorted(v for v in vs if "://" in v))
        for p, vs in sorted(it.values.items())
    }
    sentence = filled(template, said)
    return Telling(
        iri, it.kind, sentence, "; ".join(more), when, tuple(sorted(it.sources)), holds, ends
    )


def slots(template: str) -> list[str]:
    """The properties that a sentence names, in order."""
    return _SLOT.findall(template)


def spoken(said: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> dict[str, str]:
    """What fills the slots of a sentence: the names of values, by the property's own name."""
    return {
        local_name(predicate): " / ".join(sorted(names.get(value, value) for value in found))
        for predicate, found in said.items()
    }


def filled(template: str, values: dict[str, str]) -> str:
    """A sentence from its template; a part in square brackets needs all its slots.

    >>> filled("{signer} signed {agreement}[ for {party}]", {"signer": "A", "agreement": "B"})
    'A signed B'
    """

    def part(match: re.Match[str]) -> str:
        return match[1] if all(slot in values for slot in slots(match[1])) else ""

    return _SLOT.sub(lambda m: values.get(m[1], "…"), _OPTIONAL.sub(part, template))


@cache
def templates(lang: str) -> dict[str, str]:
    """How each kind (a class IRI) is read aloud in a language, as the ontology says."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in vocabulary.quads():
        if quad.predicate.value == lg("sentence") and isinstance(quad.subject, NamedNode):
            found[quad.subject.value][quad.object.language or ""] = quad.object.value  # type: ignore[union-attr]
    return {kind: by.get(lang) or by["en"] for kind, by in found.items()}
