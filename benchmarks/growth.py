"""How costs grow with the size of the graph: measured, kept as a table, and drawn.

    python benchmarks/growth.py 10k 100k 1m [10m] [--keep FOLDER]    measure, add to docs/growth.csv
    python benchmarks/growth.py                                      draw docs/growth.svg anew

Seconds are the processor's; opening and answering is a whole process.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from collections.abc import Iterable
from math import isnan, nan
from pathlib import Path
from statistics import median

from chart import Curve, drawn
from costs import cost
from rows import LIBGRAPH, LOOKUP, Place, task

DOCS = Path(__file__).parent.parent / "docs"
TABLE, CHART = DOCS / "growth.csv", DOCS / "growth.svg"
HEAD = ("triples", "what", "seconds", "megabytes")
Row = tuple[int, str, float, float]


def measured(place: Place) -> Iterable[Row]:
    """The costs at one size."""
    with Path(place.data()).open("rb") as file:
        triples = sum(1 for _ in file)
    store = place.folder / f"{place.size}.store"
    built = cost(task("build", place.data(), *([] if store.exists() else [str(store)])))
    yield triples, "reading and placing", built.seconds, built.megabytes
    yield triples, "deriving", built.said["deriving"], built.megabytes
    asked = [LIBGRAPH, "-g", str(store), "query", "-e", LOOKUP]
    opened = [cost(asked) for _ in range(place.runs)]
    seconds = median(one.seconds for one in opened)
    yield triples, "opening and answering", seconds, max(one.megabytes for one in opened)
    analyze = ["analyze", "centrality", "--approximate", "--top", "10"]
    central = cost([LIBGRAPH, "-g", str(store), *analyze])
    yield triples, " ".join(analyze[:3]), central.seconds, central.megabytes
    checked = cost([LIBGRAPH, "validate", place.data()])
    yield triples, "validating", checked.seconds, checked.megabytes


def known() -> dict[tuple[int, str], Row]:
    """What was measured before."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    found = ((int(size), what, float(secs), float(mb or nan)) for size, what, secs, mb in rows)
    return {row[:2]: row for row in found}


def write(rows: Iterable[Row]) -> None:
    """Keep what was measured, in order."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEAD)
        for size, what, seconds, megabytes in sorted(rows, key=lambda row: (row[1], row[0])):
            memory = "" if isnan(megabytes) else f"{megabytes:.0f}"  # nobody looked
            out.writerow((size, what, f"{seconds:.3f}", memory))


def main() -> None:
    """Measure what is asked for, and draw all that is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*")
    parser.add_argument("--keep", type=Path, help="a folder for data and stores")
    asked = parser.parse_args()
    rows = known()
    with tempfile.TemporaryDirectory() as spare:
        os.environ["LIBGRAPH_CACHE"] = spare + "/graphs"
        folder = asked.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        for size in asked.sizes:
            for row in measured(Place(folder, size, 5)):
                print(*row, flush=True)
                rows[row[:2]] = row
    write(rows.values())
    curves: dict[str, Curve] = {}
    for size, what, seconds, _ in sorted(rows.values(), key=lambda row: (row[1], row[0])):
        curves.setdefault(what, []).append((size, seconds))
    CHART.write_text(drawn(curves, "triples", "seconds of the processor"), "utf-8")


if __name__ == "__main__":
    main()
