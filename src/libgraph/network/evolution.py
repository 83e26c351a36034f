"""How the network changed: a measure over years, for certain and for possible ties.

Each year is asked as that year, "at some time in it", as ``analyze summary --as-of YEAR`` asks.
All is read from the graph once: the ties, and between which days what they rest on held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from libgraph.dates import Holds, Span
from libgraph.errors import UnknownName, UsageError
from libgraph.graph import Graph
from libgraph.graph.labels import labels
from libgraph.network import caveats, explain, measures
from libgraph.network.ranking import CENTRALITY, cut
from libgraph.network.reading import Reading, readings
from libgraph.network.result import Column, Table, doubled
from libgraph.network.ties import Network
from libgraph.network.years import History, history

Row = tuple[object, ...]
Read = Callable[[Network], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Series:
    """A number that is taken of each year's network."""

    name: str
    explanation: str
    value: Callable[[Reading], float | None]


def _bodies(reading: Reading) -> float:
    return len(reading.tied())


def _density(reading: Reading) -> float | None:
    pairs = len(reading.graph) * (len(reading.graph) - 1) // 2
    return len(reading.graph.pairs) / pairs if pairs else None


def _groups(reading: Reading) -> list[list[int]]:
    return [group for group in measures.groups(reading.graph) if len(group) > 1]


SERIES: Mapping[str, tuple[Series, ...]] = {
    "size": (
        Series("bodies", "bodies with a tie", _bodies),
        Series("ties", "ties; what two bodies share counts once", lambda r: len(r.ties)),
        Series(
            "pairs",
            "pairs of bodies that are tied, in one way or several",
            lambda reading: len(reading.graph.pairs),
        ),
    ),
    "density": (
        Series(
            "density",
            "the share of tied pairs, of all that the year's bodies (also those with only a "
            "possible tie) can form",
            _density,
        ),
    ),
    "components": (
        Series(
            "components",
            "groups of two or more bodies, with no tie from one to another",
            lambda reading: len(_groups(reading)),
        ),
        Series(
            "largestComponent",
            "bodies in the largest group",
            lambda reading: max(map(len, _groups(reading)), default=0),
        ),
    ),
}
MEASURES = (*SERIES, "rank")


def evolution(
    graph: Graph,
    measure: Sequence[str] = (),
    *,
    of: Sequence[str] = (),
    by: str = "shared",
    first: int | None = None,
    last: int | None = None,
    step: int = 1,
    layers: Sequence[str] = (),
    certain: bool = False,
    lang: str = "en",
    engine: str = "auto",
) -> Table:
    """A table with a row for each year: numbers of the certain ties, and with the possible ones.

    `measure` are names of SERIES (with none, all), or "rank" alone: then a row for each year
    and each body of `of` (IRIs), with its place by one of the measures of centrality (`by`).
    Years go from `first` to `last`, by default those that dates speak of.

    Raises:
        UnknownName: there is no such measure or layer.
        UsageError: years in the wrong order; a rank of nobody; a rank next to other measures;
            an engine that is not installed.
    """
    _check(measure, of, by)
    known = history(graph, layers, lang)
    years = _years(known, first, last, step)
    counted: dict[int, int] = {}
    networks = _networks(known, years, counted, certain=certain)
    read = partial(readings, engine=engine)
    if of:
        columns, rows = _ranks(networks, read, of, by, labels(graph, of, lang), twice=not certain)
    else:
        series = [one for name in SERIES if name in (measure or SERIES) for one in SERIES[name]]
        columns, rows = _numbers(networks, read, series, twice=not certain)
    frame = _frame(known, years)
    title = f"{f'Rank by {by}' if of else 'Evolution'}: {explain.scope(frame)}"
    notes = [*caveats.meaning(ranks=bool(of), certain=certain)] if known.grounds and years else []
    notes += [
        *(caveats.standing(rows) if of else caveats.height(known, counted)),
        *caveats.reach(known, years),
    ]
    return Table(title, tuple(columns), tuple(rows), (*notes, *explain.left_out(frame)))


def _frame(known: History, years: range) -> Network:
    """An empty network over all of the years, for what is said of the layers."""
    span = Span(date(years[0], 1, 1), date(years[-1], 12, 31)) if years else None
    return Network(known.layers, span, (), (), (), {})


def _check(measure: Sequence[str], of: Sequence[str], by: str) -> None:
    for name in measure:
        if name not in MEASURES:
            raise UnknownName(f"no measure is called {name!r}: write {', '.join(MEASURES)}")
    if "rank" in measure and not of:
        raise UsageError("say whose rank: name one or several bodies with --of, such as --of nlrk")
    if of and set(measure) - {"rank"}:
        raise UsageError("a rank has a row for each body: ask for the other measures by themselves")
    if by not in CENTRALITY:
        raise UnknownName(f"no measure is called {by!r}: write one of {', '.join(CENTRALITY)}")


def _years(known: History, first: int | None, last: int | None, step: int) -> range:
    if first is not None and last is not None and first > last:
        raise UsageError(f"--from {first} is after --to {last}: write --from {last} --to {first}")
    ends = known.years()
    if ends is None and (first is None or last is None):
        return range(0)
    begin, end = ends or (0, 0)
    if last is None and first is not None and first > end:
        raise UsageError(f"--from {first} is after {end}, the last year with a date: give --to too")
    if first is None and last is not None and last < begin:
        raise UsageError(f"--to {last} is before {begin}, the first year with a date: give --from")
    return range(begin if first is None else first, (end if last is None else last) + 1, step)


# ── The rows ─────────────────────────────────────────────────────────────────────────────


def _networks(
    known: History, years: range, counted: dict[int, int], *, certain: bool
) -> Iterator[tuple[int, Network]]:
    """The networks year by year; `counted` gets the number of certain ties of each."""
    for year in years:
        network = known.network(year)
        counted[year] = sum(tie.holds is Holds.YES for tie in network.ties)
        yield year, network.certain() if certain else network


def _numbers(
    networks: Iterable[tuple[int, Network]], read: Read, series: Sequence[Series], *, twice: bool
) -> tuple[list[Column], list[Row]]:
    columns = [Column("year", "at some time in this year")]
    for one in series:
        columns += doubled(one.name, one.explanation, twice=twice)
    taken: dict[object, Row] = {}  # most years are like the year before
    rows: list[Row] = []
    for year, network in networks:
        values = taken.get(network.ties)
        if values is None:
            found = read(network)
            values = tuple(cut(one.value(reading) for one in series for reading in found))
            taken[network.ties] = values
        rows.append((year, *values))
    return columns, rows


def _ranks(
    networks: Iterable[tuple[int, Network]],
    read: Read,
    of: Sequence[str],
    by: str,
    names: Mapping[str, str],
    *,
    twice: bool,
) -> tuple[list[Column], list[Row]]:
    columns = [
        Column("year", "at some time in this year"),
        Column("body", "the body's IRI"),
        Column("bodyLabel", "the body's name"),
        *doubled("rank", f"its place by {by}; = where several share it", twice=twice),
        *doubled("ranked", "among so many bodies with a tie", twice=twice),
        *doubled(by, CENTRALITY[by].explanation, twice=twice),
    ]
    taken: dict[object, list[Row]] = {}
    rows: list[Row] = []
    for year, network in networks:
        if network.ties not in taken:
            taken[network.ties] = list(_places(read(network), of, by))
        placed = zip(of, taken[network.ties], strict=True)
        rows += [(year, body, names[body], *values) for body, values in placed]
    return columns, rows


def _places(found: Sequence[Reading], of: Sequence[str], by: str) -> Iterator[Row]:
    """For each body its rank, among how many, and the value behind it; None without a tie."""
    bodies, placed = found[0].network.bodies, [_placed(reading, by) for reading in found]
    for body in of:
        place = bodies.index(body) if body in bodies else None
        ranks = [None if place is None else ranks[place] for ranks, _, _ in placed]
        values = [0 if place is None else values[place] for _, values, _ in placed]
        yield *ranks, *(size for _, _, size in placed), *values


def _placed(reading: Reading, by: str) -> tuple[list[str | None], list[float | None], int]:
    values, tied = cut(CENTRALITY[by].values(reading)), set(reading.tied())
    ranks = measures.ranks(value if node in tied else None for node, value in enumerate(values))
    return ranks, values, len(tied)
