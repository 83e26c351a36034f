"""How well do names alone tell who is one? Precision and recall on labelled pairs.

match_pairs.tsv holds pairs of names of persons and bodies as real pages write them, half of
them of different people or bodies with alike names. The weights and thresholds of
libgraph.curation were set with the half marked "tuned" in view; "held" was not looked at
until they stood. Pairs of one person or body are in one half. In use, identifiers and context
(posts, events, places, what one source names side by side) are added to what is measured here.

    python benchmarks/match.py
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from libgraph.curation.names import persons
from libgraph.curation.proposals import LEAST
from libgraph.curation.titles import Rarity, bodies

PAIRS = Path(__file__).with_name("match_pairs.tsv")
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
HALVES = ("tuned", "held")


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are of one, and how alike they were found."""

    half: str
    kind: str
    same: bool
    one: str
    other: str
    why: str
    score: float


@dataclass(frozen=True)
class Measured:
    """What is proposed at a threshold: rightly, wrongly; and what is missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what is proposed that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that is proposed."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> str:
        """The three as percentages."""
        return f"{self.precision:>7.1%} {self.recall:>7.1%} {self.f1:>7.1%}"


def rows() -> list[dict[str, str]]:
    """The labelled file as it stands."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def scored() -> list[Pair]:
    """All pairs with their scores; words of bodies are weighed among the names of the file."""
    read = rows()
    titles = {row[side] for row in read if row["kind"] == "body" for side in ("one", "other")}
    rarity = Rarity.of(sorted(titles))
    return [
        Pair(
            row["half"], row["kind"], row["truth"] == "same", row["one"], row["other"], row["why"],
            (persons(row["one"], row["other"]) if row["kind"] == "person"
             else bodies(row["one"], row["other"], rarity)).score,
        )
        for row in read
    ]  # fmt: skip


def measured(pairs: list[Pair], threshold: float) -> Measured:
    """What is proposed at a threshold."""
    shown = [pair for pair in pairs if pair.score >= threshold]
    right = sum(pair.same for pair in shown)
    return Measured(right, len(shown) - right, sum(pair.same for pair in pairs) - right)


def table(pairs: list[Pair]) -> str:
    """Precision, recall and F1 at each threshold, by half."""
    lines = [f"{'score':>5}" + "".join(f"   {half:^23}" for half in HALVES)]
    lines.append(" " * 5 + f"   {'prec.':>7} {'recall':>7} {'F1':>7}" * len(HALVES))
    for threshold in THRESHOLDS:
        halves = [[pair for pair in pairs if pair.half == half] for half in HALVES]
        cells = "   ".join(measured(half, threshold).row() for half in halves)
        lines.append(f"{threshold:>5.2f}   {cells}")
    return "\n".join(line.rstrip() for line in lines)


def main() -> None:
    """Print the figures for persons, for bodies and for all, then every error."""
    pairs = scored()
    for kind in ("person", "body"):
        chosen = [pair for pair in pairs if pair.kind == kind]
        print(f"{kind}: {len(chosen)} pairs, {sum(p.same for p in chosen)} of one\n")
        print(table(chosen), "\n")
    print(f"all: {len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one\n")
    print(table(pairs), "\n")
    for same, title in ((False, "proposed, and wrong"), (True, "of one, and not proposed")):
        print(f"{title} at {LEAST['person']} (persons) or {LEAST['body']} (bodies):")
        for pair in sorted(pairs, key=lambda pair: -pair.score):
            if pair.same == same and (pair.score >= LEAST[pair.kind]) != same:
                print(f"  {pair.score:.2f} {pair.half:5} {pair.one} | {pair.other} ({pair.why})")


if __name__ == "__main__":
    main()
