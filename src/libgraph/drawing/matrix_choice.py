"""Choose what a matrix shows: the bodies, in the order of their communities, and their pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from libgraph.dates import Holds, Span
from libgraph.drawing.captions import written_by
from libgraph.drawing.matrix_model import Body, Matrix, Pair, Shared
from libgraph.drawing.matrix_words import MatrixWords, matrix_words
from libgraph.errors import UsageError
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.network.projection import projections
from libgraph.network.tie import Tie, weights
from libgraph.network.ties import Network, network
from libgraph.query.entities import Entity
from libgraph.query.telling import tell

READABLE = 60
"""So many bodies can be read on one page."""
_NAMED = 8  # sources that a caption names; more are counted


def matrix(
    graph: Graph,
    *,
    layers: Sequence[str] = (),
    around: Entity | None = None,
    span: Span | None = None,
    as_of: str = "",
    certain: bool = False,
    lang: str = "en",
    top: int = READABLE,
) -> Matrix:
    """The matrix of the bodies that are most tied among themselves, at most `top` of them.

    With `around`, of one body and those it is tied with.

    Raises:
        UnknownName: a layer is no declared projection.
        UsageError: nothing is left to draw, or `around` is no body with a tie.
    """
    found = network(graph, layers, span, lang)
    found = found.certain() if certain else found
    near = _around(found, around) if around else found
    shown = _within(near, kept(weights(near.ties), top, around.iri if around else ""))
    if not shown.ties:
        raise UsageError(
            "nothing to draw: no two bodies are tied so; choose another --layer or --as-of, "
            "or leave out --certain"
        )
    words = matrix_words(lang)
    communities = _communities(shown, around.iri if around else "")
    order = list(communities)
    pairs = _pairs(graph, shown, order, lang)
    time = words("then", as_of) if as_of else words("ever")
    time = (f"{time}, {words('sure')}" if certain else time) + written_by(
        graph.known_at, words.lang
    )
    return Matrix(
        title=words("of", around.label) if around else words("title"),
        caption=" ".join(_caption(words, near, shown, pairs, time)),
        bodies=tuple(_bodies(shown, communities)),
        pairs=pairs,
        lang=words.lang,
    )


def kept(weights: dict[tuple[str, str], int], most: int, always: str = "") -> set[str]:
    """At most `most` bodies that have many ties among themselves: the least tied go first.

    `always` stays whatever its ties; who has no tie to another that stays goes too.

    >>> sorted(kept({("a", "b"): 1, ("b", "c"): 2, ("c", "d"): 1, ("b", "d"): 1}, 3))
    ['b', 'c', 'd']
    """
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), weight in weights.items():
        ties[one][other] += weight
        ties[other][one] += weight
    strength = {body: sum(others.values()) for body, others in ties.items()}
    queue = [(ties_, body) for body, ties_ in strength.items() if body != always]
    heapify(queue)
    while len(strength) > most and queue:
        known, body = heappop(queue)
        if strength.get(body) != known:
            continue
        del strength[body]
        for other in ties[body]:
            if other in strength:
                strength[other] -= ties[body][other]
                if other != always:
                    heappush(queue, (strength[other], other))
    return {body for body, ties_ in strength.items() if ties_}


def _around(found: Network, centre: Entity) -> Network:
    ends = [(tie.start, tie.end) for tie in found.ties]
    near = {end for pair in ends if centre.iri in pair for end in pair}
    if not near:
        raise UsageError(
            f"nothing to draw: {centre.label} has no tie to another body here; name a library or "
            "another body with --around, or choose another --layer or --as-of"
        )
    return _within(found, near)


def _within(found: Network, bodies: set[str]) -> Network:
    ties = tuple(tie for tie in found.ties if tie.start in bodies and tie.end in bodies)
    return replace(found, ties=ties, bodies=tuple(sorted(bodies)))


def _communities(shown: Network, centre: str) -> dict[str, int]:
    """The bodies with the numbers of their communities, the most central of each first.

    Everybody is tied to `centre`: it stands first, and the communities are those of the others.
    """
    from libgraph.network import measures
    from libgraph.network.reading import Reading

    others = _within(shown, {body for body in shown.bodies if body != centre})
    graph = measures.weighted(others.bodies, weights(others.ties))
    names = tuple(map(shown.name, others.bodies))
    reading = Reading("", others, others.ties, graph, names)
    found = {centre: 0} if centre else {}
    for number, group in enumerate(measures.divide(graph).communities, start=1):
        found |= {others.bodies[node]: number for node in reading.central(group)}
    alone = sorted((shown.name(body), body) for body in others.bodies if body not in found)
    return found | {body: 0 for _, body in alone}


def _bodies(shown: Network, communities: dict[str, int]) -> Iterable[Body]:
    ties: Counter[str] = Counter()
    partners: dict[str, set[str]] = defaultdict(set)
    for tie in shown.ties:
        for end, other in ((tie.start, tie.end), (tie.end, tie.start)):
            ties[end] += 1
            partners[end].add(other)
    for iri, community in communities.items():
        yield Body(iri, shown.name(iri), community, ties[iri], len(partners[iri]))


def _pairs(graph: Graph, shown: Network, order: Sequence[str], lang: str) -> tuple[Pair, ...]:
    place = {iri: at for at, iri in enumerate(order)}
    told = tell(graph, {iri for tie in shown.ties for iri in tie.relationships}, lang)
    titles = labels(
        graph, {source for telling in told.values() for source in telling.sources}, lang
    )
    directed = {layer.name for layer in shown.layers if layer.directed}
    together: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for tie in shown.ties:
        start, end = place[tie.start], place[tie.end]
        way = (1 if start < end else -1) if tie.layer in directed else 0
        tellings = [told[iri] for iri in tie.relationships if iri in told]
        together[min(start, end), max(start, end)].append(
            Shared(
                tie.layer,
                _what(shown, tie),
                "; ".join(dict.fromkeys(telling.when for telling in tellings)),
                tie.holds is not Holds.YES,
                way,
                tuple(sorted({titles[s] for telling in tellings for s in telling.sources})),
            )
        )
    return tuple(Pair(*ends, tuple(shared)) for ends, shared in sorted(together.items()))


def _what(shown: Network, tie: Tie) -> str:
    """The third thing that a tie goes through, where there is one with a name."""
    return shown.name(tie.via) if ":" in tie.via and tie.via not in (tie.start, tie.end) else ""


def _caption(
    words: MatrixWords, near: Network, shown: Network, pairs: tuple[Pair, ...], time: str
) -> Iterator[str]:
    """Time and layers, how much is shown and left out, what outlines mean, and the sources."""
    kinds = ", ".join(words.layer(layer.name).lower() for layer in shown.layers)
    if len(shown.layers) == len(projections()):
        kinds = words("every")
    counts = words("counts", len(shown.bodies), len(pairs), len(shown.ties))
    yield f"{time}; {kinds}; {counts}."
    if left := len(near.bodies) - len(shown.bodies):
        yield words("left", left, len(near.ties) - len(shown.ties))
    yield words("blocks")
    sources = sorted({s for pair in pairs for tie in pair.shared for s in tie.sources})
    if len(sources) > _NAMED:
        yield words("many", len(sources))
    elif sources:
        yield words("sources", "; ".join(sources))
