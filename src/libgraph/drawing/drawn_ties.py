"""The ties of a picture: relationships between two things, or what a declared projection finds.

Relationships that say the same of the same two things become one tie with all their dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from libgraph.dates import Holds, Span
from libgraph.drawing.scene import Edge, Years
from libgraph.drawing.times import Times
from libgraph.drawing.words import words
from libgraph.graph.batches import batches
from libgraph.graph.holding import strongest
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import lg, local_name
from libgraph.network.tie import Tie as NetworkTie
from libgraph.network.ties import ties_of
from libgraph.network.years import History, history
from libgraph.query.telling import Telling, tell

# which two ends a kind ties, the term that reads between them ('' where the qualifier says it
# all), and the qualifier or end that says more
_TIES: dict[str, tuple[str, str, str, str]] = {
    "Membership": ("member", "body", "memberOf", "capacity"),
    "Tenure": ("holder", "post", "worksIn", "post"),
    "Party": ("party", "agreement", "partyTo", ""),
    "Signing": ("signer", "agreement", "signed", ""),
    "Hosting": ("host", "hosted", "hosts", ""),
    "Coverage": ("region", "covers", "coversCountry", ""),
    "Participation": ("participant", "event", "tookPartIn", "role"),
    "Support": ("supporter", "beneficiary", "supports", "supportKind"),
    "Link": ("from", "to", "", "relation"),
}
ENDS = {kind: ends[:2] for kind, ends in _TIES.items()}
"""The two ends that a kind ties, by the names of properties."""
KINDS = {kind.lower(): kind for kind in _TIES}
"""The kinds of ties by the words of the house: `membership`, `tenure` …"""
_FOLDS = "SELECT ?part ?whole { %s { ?part lg:postIn ?whole } UNION { ?whole lg:serves ?part } }"


def folded(graph: Graph, parts: Iterable[str] | None = None) -> dict[str, str]:
    """What stands for what, of `parts` or of all: its body for a post, its centre for a region."""
    limits = [""] if parts is None else [f"VALUES ?part {{ {one} }}" for one in batches(parts)]
    rows = {(part, whole) for limit in limits for part, whole in graph.texts(_FOLDS % limit)}
    return dict(sorted(rows, reverse=True))


def tied(telling: Telling, folds: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """The pairs of things that a relationship ties, with its verb and the word that says more."""
    ends = _TIES.get(local_name(telling.kind))
    if ends is None:
        return
    start, end, verb, word = ends
    said = telling.ends.get(word, ()) or ("",)
    for source in telling.ends.get(start, ()):
        for target in telling.ends.get(end, ()):
            one, other = folds.get(source, source), folds.get(target, target)
            if one != other:
                yield one, other, lg(verb) if verb else "", said[0]


def between(kind: str, verb: str, word: str, names: Mapping[str, str]) -> str:
    """What is read between two things: the verb and what says more; failing both, the kind."""
    if not verb:
        return names[word or kind]
    return f"{names[verb]} ({names[word]})" if word else names[verb]


@dataclass(slots=True)
class Tie:
    """An edge, and the sets of relationships any one of which shows it."""

    edge: Edge
    ways: Sequence[Sequence[str]]

    def at(self, times: Times, years: Years | None) -> Edge:
        """The edge with the years in which it holds."""
        return replace(self.edge, years=times.runs(self.ways, years)) if years else self.edge


@dataclass(slots=True)
class _Same:
    """The relationships between two things that say the same."""

    tellings: list[Telling] = field(default_factory=list)

    def tie(self, ends: tuple[str, str], label: str, layer: str, titles: Mapping[str, str]) -> Tie:
        holds = max((t.holds for t in self.tellings if t.holds is not None), default=None)
        edge = _edge(ends, label, layer, self.tellings, titles)
        edge = replace(edge, holds="" if holds is None else str(holds))
        return Tie(edge, [(telling.iri,) for telling in self.tellings])


def _edge(
    ends: tuple[str, str],
    label: str,
    layer: str,
    tellings: Iterable[Telling],
    titles: Mapping[str, str],
) -> Edge:
    tellings = list(tellings)
    when = "; ".join(dict.fromkeys(telling.when for telling in tellings))
    sources = sorted({titles[s] for telling in tellings for s in telling.sources})
    return Edge(*ends, label, when=when, sources=tuple(sources), layer=layer)


def told_ties(
    graph: Graph, told: Iterable[Telling], folds: dict[str, str], lang: str
) -> Iterator[Tie]:
    """The ties that relationships tell; what is folded into another thing is tied as that."""
    ties: dict[tuple[str, str, str, str, str], _Same] = defaultdict(_Same)
    for telling in sorted(told, key=lambda t: t.iri):
        for one, other, verb, word in tied(telling, folds):
            ties[one, other, verb, word, telling.kind].tellings.append(telling)
    terms = {term for key in ties for term in key[2:] if term}
    sources = {s for tie in ties.values() for telling in tie.tellings for s in telling.sources}
    names = labels(graph, terms | sources, lang)
    for (source, target, verb, word, kind), tie in sorted(ties.items()):
        label, layer = between(kind, verb, word, names), local_name(kind).lower()
        yield tie.tie((source, target), label, layer, names)


def layer_ties(
    graph: Graph, layers: Sequence[str], span: Span | None, certain: bool, lang: str
) -> Iterator[Tie]:
    """The ties between bodies that declared projections find.

    Raises:
        UnknownName: a layer is no declared projection.
    """
    found = history(graph, layers, lang)
    told = tell(graph, sorted(found.bounds), lang)
    titles = labels(graph, {source for it in told.values() for source in it.sources}, lang)
    directed = {projection.name: projection.directed for projection in found.layers}
    for tie in sorted(ties_of(found.grounds, _answers(found, span))):
        if certain and tie.holds is not Holds.YES:
            continue
        tellings = [told[iri] for iri in tie.relationships if iri in told]
        edge = _edge((tie.start, tie.end), _through(found, tie, lang), tie.layer, tellings, titles)
        holds = str(tie.holds) if span else ""
        ways = found.grounds[tie.start, tie.end, tie.via, tie.layer]
        yield Tie(replace(edge, holds=holds, directed=directed[tie.layer]), sorted(ways))


def _answers(found: History, span: Span | None) -> dict[str, Holds]:
    if span:
        return {iri: strongest(known, span) for iri, known in found.bounds.items()}
    return {iri: Holds.YES for ways in found.grounds.values() for way in ways for iri in way}


def _through(found: History, tie: NetworkTie, lang: str) -> str:
    """What a tie of a layer says: its verb, the thing that the two share, or both."""
    verb = words(lang).verb(tie.layer)
    shared = "" if tie.via == tie.end else found.names.get(tie.via) or local_name(tie.via)
    return f"{verb} ({shared})" if verb and shared else verb or shared


def layer_names(graph: Graph, edges: Iterable[Edge], lang: str) -> tuple[tuple[str, str], ...]:
    """The kinds of ties that are there, with their names in a language."""
    present = {edge.layer for edge in edges}
    names = labels(graph, {lg(kind) for kind in KINDS.values()}, lang)
    called = {key: names[lg(kind)] for key, kind in KINDS.items()}
    return tuple((key, called.get(key) or words(lang).layer(key)) for key in sorted(present))
