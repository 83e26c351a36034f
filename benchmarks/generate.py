"""Invented graphs of any size in libgraph's own vocabulary: as said triples, the same on every run.

    python benchmarks/generate.py 10k|100k|1m|10m|NUMBER -o FILE.nt|FILE.ttl
                                  [--violations N] [--parts K]

With --parts, FILE-1.nt to FILE-K.nt; a source stands in one of them. With --violations, N
statements have one known mistake each; how many of which kind is said on standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from invented.chance import Chance
from invented.chapters import Chapters
from invented.dating import day_of
from invented.faults import PLANTS
from invented.telling import Telling
from invented.world import World
from invented.writing import Output, text

SIZES = {"k": 1_000, "m": 1_000_000}


def generate(size: int, outputs: Sequence[Output], violations: int = 0) -> Counter[str]:
    """Write sources, one into each output in turn, until there are as many triples as asked.

    Returns how many mistakes of each kind were planted.
    """
    world = World(size)
    _countries(world, outputs[0])
    planted: Counter[str] = Counter()
    for telling in _tellings(Chapters(world), outputs, size):
        due = violations * sum(one.triples for one in outputs) // size
        while planted.total() < min(due, violations):
            _plant(telling, planted)
    while planted.total() < violations:
        _plant(telling, planted)
    return planted


def _countries(world: World, output: Output) -> None:
    for country in world.countries:
        labels = [("rdfs:label", text(country.names[one], one)) for one in ("en", "ru", "kk")]
        code = ("lg:isoCode", text(country.code))
        output.node(country.iri, [("rdf:type", "lg:Country"), *labels, code])


def _tellings(chapters: Chapters, outputs: Sequence[Output], size: int) -> Iterator[Telling]:
    number = 0
    while sum(one.triples for one in outputs) < size:
        chance = Chance(number)
        telling = Telling(outputs[number % len(outputs)], chance, number, day_of(chance))
        chapters.tell(telling)
        yield telling
        number += 1


def _plant(telling: Telling, planted: Counter[str]) -> None:
    plant = PLANTS[planted.total() % len(PLANTS)]
    plant(telling)
    planted[plant.__name__] += 1


def _size(words: str) -> int:
    unit = SIZES.get(words[-1].lower(), 1)
    return int(float(words.rstrip("kKmM")) * unit)


def _paths(path: Path, parts: int) -> list[Path]:
    if parts == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{turn + 1}{path.suffix}") for turn in range(parts)]


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", type=_size, help="10k, 100k, 1m, 10m, or a number of triples")
    parser.add_argument("-o", dest="path", type=Path, required=True, help="FILE.nt or FILE.ttl")
    parser.add_argument("--violations", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    asked = parser.parse_args()
    if asked.path.suffix not in (".nt", ".ttl"):
        parser.error(f"{asked.path} ends neither in .nt nor in .ttl")
    with ExitStack() as stack:
        files = [
            stack.enter_context(one.open("w", encoding="utf-8", newline="\n"))
            for one in _paths(asked.path, asked.parts)
        ]
        outputs = [Output(one, turtle=asked.path.suffix == ".ttl") for one in files]
        planted = generate(asked.size, outputs, asked.violations)
    total = sum(one.triples for one in outputs)
    kinds = "".join(f"\n  {count:6} {kind}" for kind, count in planted.items())
    print(f"{total} triples, {planted.total()} with a known mistake{kinds}", file=sys.stderr)


if __name__ == "__main__":
    main()
