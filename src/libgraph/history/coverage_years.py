"""Coverage over the years for people: a few sentences, then a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from libgraph.history.coverage_history import Counts, Period
from libgraph.history.coverage_story import Section


def history_story(periods: Sequence[Period], where: str) -> str:
    """How the counts changed, in a few sentences."""
    if not periods:
        return "No source dates any coverage in that time: there is nothing to tell over the years."
    first, last = periods[0], periods[-1]
    most = max(periods, key=lambda one: (one.counts.served[0], one.counts.served[1], -one.first))
    return (
        f"{where}, from {first.first} to {last.last}. Countries named as covered by a PAC centre: "
        f"{_countries(first.counts)} in {first.first}; {_countries(last.counts)} in {last.last}; "
        f"the most in {_years(most)}, {_countries(most.counts)}. "
        "A line stands for years in which nothing changed; of two numbers the first is certain, "
        "the second what is possible at most."
    )


def history_section(periods: Iterable[Period]) -> Section:
    """The counts as a table."""
    columns = (
        *("years", "countries covered", "by several", "only lies in", "no centre on record"),
        *("areas named", "centres at work"),
    )
    rows = tuple(
        (
            _years(one),
            _range(one.counts.served),
            _range(one.counts.several),
            _range(one.counts.seated),
            str(one.counts.none),
            _range(one.counts.areas),
            _range(one.counts.centres),
        )
        for one in periods
    )
    return Section("Over the years", columns, rows)


def _countries(counts: Counts) -> str:
    certain, possible = counts.served
    more = f", {possible - certain} more possibly" if possible > certain else ""
    return f"{certain} certainly{more}"


def _years(period: Period) -> str:
    first, last = period.first, period.last
    return str(first) if first == last else f"{first}–{last}"


def _range(pair: tuple[int, int]) -> str:
    certain, possible = pair
    return str(certain) if certain == possible else f"{certain}–{possible}"
