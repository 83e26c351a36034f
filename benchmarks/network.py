"""Measures of a network of 100,000 pairs: igraph and scipy against networkx, the same values.

Bodies meet at invented events, few of them at many. What follows every chain is taken from the
same sample of bodies in both, since networkx would take a quarter of an hour for all.

    python benchmarks/network.py [PAIRS] [--sample N]
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from invented.chance import Chance

from libgraph.network import measures, weighted
from libgraph.network.in_igraph import InIgraph
from libgraph.network.in_networkx import InNetworkx
from libgraph.network.weighted import Pairs, Values, Weighted

MEASURES: Sequence[Callable[[Weighted], Values]] = (
    measures.degree,
    measures.strength,
    measures.betweenness,
    measures.closeness,
    measures.core,
    measures.constraint,
    measures.effective_size,
)
WHOLE: Sequence[Callable[[Weighted], object]] = (
    measures.clustering,
    measures.groups,
    measures.parts,
)


def invented(pairs: int) -> tuple[int, Pairs]:
    """Bodies that meet at events of two to nine, until so many pairs have met."""
    chance, size = Chance(1), max(pairs // 10, 10)
    met: Counter[tuple[int, int]] = Counter()
    while len(met) < pairs:
        guests = sorted(chance.some(size, chance.between(2, 9)))
        met.update(combinations(guests, 2))
    rows = sorted((*ends, ties) for ends, ties in met.items())[:pairs]
    return size, Pairs(*zip(*rows, strict=True))


def timed(run: Callable[[Weighted], object], graph: Weighted) -> tuple[float, object]:
    """How long a measure takes, in processor time, and what it says."""
    begun = time.process_time()
    found = run(graph)
    return max(time.process_time() - begun, 1e-5), found


def same(one: object, other: object) -> bool:
    """Whether two results are the same: numbers to nine figures."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def rows(pairs: int, sample: int) -> list[tuple[str, float, float, str]]:
    """For each measure the seconds in networkx and in igraph, and how the values compare."""
    weighted.SAMPLE = sample
    size, columns = invented(pairs)
    slow, fast = (kind(size, columns, approximate=True) for kind in (InNetworkx, InIgraph))
    found = []
    for run in (*MEASURES, *WHOLE):
        (one, theirs), (other, ours) = timed(run, slow), timed(run, fast)
        equal = "the same values" if same(theirs, ours) else "OTHER VALUES"
        found.append((run.__name__, one, other, equal))
    (one, theirs), (other, ours) = timed(measures.divide, slow), timed(measures.divide, fast)
    quality = f"modularity {theirs.modularity:.4f} and {ours.modularity:.4f}"  # type: ignore[attr-defined]
    return [*found, ("communities", one, other, quality)]


def geometric_mean(ratios: Sequence[float]) -> float:
    """The geometric mean."""
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def table(found: Sequence[tuple[str, float, float, str]]) -> str:
    """The rows as a markdown table, with the geometric mean."""
    lines = [
        "| measure | networkx, s | igraph, s | times faster | values |",
        "|---|---|---|---|---|",
    ]
    for name, slow, fast, words in found:
        lines.append(f"| {name} | {slow:.3f} | {fast:.3f} | {slow / fast:.1f} | {words} |")
    mean = geometric_mean([slow / fast for _, slow, fast, _ in found])
    return "\n".join([*lines, f"| **geometric mean** | | | **{mean:.1f}** | |"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="?", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=64)
    asked = parser.parse_args()
    print(table(rows(asked.pairs, asked.sample)))


if __name__ == "__main__":
    main()
