"""The numbers: what an engine, and a few lines of our own, say about a weighted graph.

Load this module when a measure runs. Nodes are 0, 1, 2 … in the order of the bodies. Chains count
steps, not weights; undefined values are None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from libgraph.network.engines import measured
from libgraph.network.tallies import by_place
from libgraph.network.weighted import Values, Weighted

__all__ = ["Values", "Weighted"]
_STARTS, _LARGE = 10, 5000


def weighted(
    bodies: Sequence[str], weights: Mapping[tuple[str, str], int], engine: str = "auto"
) -> Weighted:
    """The graph of the bodies' places, from the weights of pairs of bodies."""
    return measured(len(bodies), by_place(bodies, weights), engine)


def degree(graph: Weighted) -> Values:
    """To how many others each is tied."""
    return [*graph.degree()]


def strength(graph: Weighted) -> Values:
    """How many ties each has."""
    return [*graph.strength()]


def betweenness(graph: Weighted) -> Values:
    """For which share of all pairs of others the shortest chain runs through each.

    Equal chains share; undefined where there are no pairs. From a sample, an estimate.
    """
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    if not len(graph) or not pairs:
        return [None] * len(graph)
    whole = len(graph) / len(graph.sources)
    return [round(through * whole, 9) / pairs for through in graph.chains_through()]


def closeness(graph: Weighted) -> Values:
    """The average of 1/steps to every other (harmonic closeness); undefined for one alone."""
    others, inside = len(graph.sources), set(graph.sources)
    return [
        near / (others - (node in inside)) if others > 1 else None
        for node, near in enumerate(graph.nearness())
    ]


def core(graph: Weighted) -> Values:
    """The largest k so that each belongs to a circle where all are tied to k others of it."""
    return [*graph.core()]


def constraint(graph: Weighted) -> Values:
    """Burt's constraint, over the partners and with weights; undefined without partners."""
    return graph.constraint()


def effective_size(graph: Weighted) -> Values:
    """Partners, less the average number of ties among them (Borgatti); undefined without."""
    both = zip(graph.degree(), graph.triangles(), strict=True)
    return [partners - 2 * tied / partners if partners else None for partners, tied in both]


def clustering(graph: Weighted) -> float | None:
    """Of all pairs with a common partner, the share that are tied; None without such pairs."""
    common = any(neighbours > 1 for neighbours in graph.degree())
    return graph.transitivity() if common else None


def groups(graph: Weighted) -> list[list[int]]:
    """The components, the largest first; within and among equals in the order of the nodes."""
    return _ordered(graph.components())


# ── Without whom a group falls apart ─────────────────────────────────────────────────────


def parts(graph: Weighted) -> dict[int, list[int]]:
    """For each cut point, the sizes of the parts its group falls into without it, largest first.

    The blocks and the cut points between them form trees; one walk over each adds up what hangs
    below, so that this takes as long as reading the graph, not as long as trying each cut point.
    """
    blocks = [sorted(block) for block in graph.blocks()]
    inside: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for node in block:
            inside[node].append(number)
    cuts = {node for node, found in inside.items() if len(found) > 1}
    found: dict[int, list[int]] = {node: [] for node in sorted(cuts)}
    seen: set[int] = set()
    for root in range(len(blocks)):
        if root not in seen:
            _weigh(_walk(root, blocks, inside, cuts, seen), blocks, cuts, found)
    return {node: sorted(sizes, reverse=True) for node, sizes in found.items()}


_Step = tuple[
    int, int | None, int | None
]  # a block, the cut point and block that it was reached by


def _walk(
    root: int,
    blocks: Sequence[Sequence[int]],
    inside: Mapping[int, Sequence[int]],
    cuts: set[int],
    seen: set[int],
) -> list[_Step]:
    """The blocks of one group, each after the one that it hangs on."""
    seen.add(root)
    steps: list[_Step] = [(root, None, None)]
    for block, _, _ in steps:
        for node in blocks[block]:
            for other in inside[node] if node in cuts else ():
                if other not in seen:
                    seen.add(other)
                    steps.append((other, node, block))
    return steps


def _weigh(
    steps: Sequence[_Step],
    blocks: Sequence[Sequence[int]],
    cuts: set[int],
    found: dict[int, list[int]],
) -> None:
    """Add what hangs on each cut point, leaves first; what is left is on its other side."""
    size = {block: len(blocks[block]) - (by is not None) for block, by, _ in steps}
    for block, by, above in reversed(steps):
        if by is not None and above is not None:
            found[by].append(size[block])
            size[above] += size[block]
    whole = size[steps[0][0]]
    for node in {node for block, _, _ in steps for node in blocks[block]} & cuts:
        found[node].append(whole - 1 - sum(found[node]))


def parts_without(graph: Weighted, cut: int) -> list[list[int]]:
    """The parts that the group of a cut point falls into without it, the largest first."""
    found: list[set[int]] = []
    for start in graph.neighbours(cut):
        if not any(start in part for part in found):
            found.append(_reached(graph, start, cut))
    return _ordered(found)


def _reached(graph: Weighted, start: int, cut: int) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        new = [node for node in graph.neighbours(todo.pop()) if node != cut and node not in found]
        found.update(new)
        todo.extend(new)
    return found


# ── Communities ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Division:
    """The bodies with a tie, divided into communities.

    `modularity` is None without ties; `alike` of `starts` searches found these communities.
    """

    communities: list[list[int]]
    modularity: float | None
    alike: int
    starts: int


def divide(graph: Weighted) -> Division:
    """Search for communities (Louvain, Leiden), from several fixed starts; the best is taken."""
    if not len(graph.pairs):
        return Division([], None, 0, 0)
    starts = _STARTS if graph.seeded and len(graph.pairs) <= _LARGE else 1
    found = [_ordered(graph.communities(seed)) for seed in range(starts)]
    worth = [round(graph.modularity(division), 9) for division in found]
    best, division = max(zip(worth, found, strict=True), key=lambda pair: pair[0])
    return Division(division, best, found.count(division), starts)


def _ordered(found: Iterable[Iterable[int]]) -> list[list[int]]:
    return sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))


def ranks(values: Iterable[float | None]) -> list[str | None]:
    """The place of each value, the greatest first; '2=' where several share it.

    >>> ranks([5, 3, 3, 1, None])
    ['1', '2=', '2=', '4', None]
    """
    values = list(values)
    counted = Counter(value for value in values if value is not None)
    places: dict[float, str] = {}
    place = 1
    for value in sorted(counted, reverse=True):
        places[value] = f"{place}=" if counted[value] > 1 else f"{place}"
        place += counted[value]
    return [None if value is None else places[value] for value in values]
