"""Would the proposals have found the agreements that are there? Leave one out, and look.

For each pair of bodies tied by an agreement, all agreements between the two are hidden, with
everything that is said of them (parties, signings); then each side is asked for likely
partners. A hit at k: the other is among the first k; level with others it counts by its
chance. "Random" is a random order of all bodies that could be proposed. What was signed at an
event, or founded by the agreement, is not hidden, which flatters.

    python benchmarks/recommend.py [GRAPH ...]
"""

from __future__ import annotations

import sys

from libgraph import open_graph
from libgraph.network.recommend_evidence import Evidence, evidence
from libgraph.network.recommend_score import Try, leave_one_out
from libgraph.network.recommend_words import FEW, PLACES


def line(known: Evidence, one: Try) -> str:
    """One try: where the partner came back."""
    place = "not found"
    if one.before is not None and one.level is not None:
        last = one.before + one.level
        place = f"{last}" if one.level == 1 else f"{one.before + 1} to {last}"
    names = f"{known.names[one.asked]} → {known.names[one.partner]}"
    return f"{place:>9} of {one.among:<5} {names}"


def main(paths: list[str]) -> None:
    """Print each try, then the hit rates beside a random order."""
    known = evidence(open_graph(paths))
    tries = leave_one_out(known)
    pairs = len(tries) // 2
    print(f"{pairs} pairs tied by an agreement, {len(tries)} tries, {len(known.bodies)} bodies\n")
    for one in tries:
        print(line(known, one))
    if not tries:
        return
    print(f"\n{'hits at':>9} {'found':>7} {'random':>7}")
    for first in PLACES:
        hits = sum(one.hit(first) for one in tries) / len(tries)
        chance = sum(one.by_chance(first) for one in tries) / len(tries)
        print(f"{first:>9} {hits:>7.1%} {chance:>7.1%}")
    if pairs < FEW:
        print(f"\n{pairs} pairs are too few for this to mean much.")


if __name__ == "__main__":
    main(sys.argv[1:])
