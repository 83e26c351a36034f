"""What a reader must know before using numbers over years, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from libgraph.network import facts
from libgraph.network.reading import readings
from libgraph.network.words import count, listed
from libgraph.network.years import History


def meaning(*, ranks: bool, certain: bool) -> Iterator[str]:
    """What certain and possible mean, and what lies between."""
    yield (
        "A tie is certain in a year when its sources leave no doubt that it held on some day of "
        "it, and possible when they do not rule it out: begun or ended at an unknown or imprecise "
        "date, or only planned."
    )
    if certain:
        yield "Possible ties are not counted."
    elif ranks:
        yield "Where only some of the possible ties held, a rank can also lie outside the two."
    else:
        yield (
            "As far as these sources know, the true number of bodies, ties and pairs lies between "
            "the two; density and components can lie outside."
        )


def standing(rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Who has no place at all."""
    placed: dict[object, bool] = {}
    for _, _, name, *values in rows:
        ranks = values[: 1 + (len(values) > 3)]
        placed[name] = placed.get(name, False) or any(ranks)
    for name, found in placed.items():
        if not found:
            yield f"{name} has no tie in any of these years."


def height(known: History, counted: Mapping[int, int]) -> Iterator[str]:
    """The year with most certain ties, and whether one thing makes most of them."""
    most = max(counted.values(), default=0)
    years = [year for year, ties in counted.items() if ties == most]
    if not most:
        if counted:
            yield "No tie is certain in any of these years."
        return
    yield f"Most certain ties: {most}, in {listed(map(str, years))}."
    if len(years) == 1:
        (reading,) = readings(known.network(years[0]).certain())
        yield from facts.one_thing(reading)


def reach(known: History, years: range) -> Iterator[str]:
    """What the years and the ties rest on, and what no source can know."""
    ties, undated, ends = len(known.grounds), known.undated(), known.years()
    if not ties:
        yield "No bodies are tied: there is nothing to measure."
        return
    if not ends:
        choose = "" if years else ": choose years with --from and --to"
        yield f"Nothing that the {count(ties, 'tie')} rest on has a date{choose}."
        return
    yield f"Dates speak of {ends[0]} to {ends[1]}; --from and --to show other years."
    if undated:
        yield (
            f"{undated} of the {count(ties, 'tie')} rest on something that no source dates: never "
            "certain, and possible whenever nothing else excludes it."
        )
    else:
        yield f"Of the {count(ties, 'tie')}, each has some date."
    if years.step > 1:
        yield f"One year in {years.step} is shown, each for itself."
    yield from _sources(known)


def _sources(known: History) -> Iterator[str]:
    if known.written:
        first, last = (day.year for day in known.written)
        when = f"in {first}" if first == last else f"from {first} to {last}"
        yield (
            f"The sources were written {when}: what still went on in one is certain until then, "
            "and possible after."
        )
    yield "What no source speaks of is missing, so a rise or fall can be one of the sources alone."
