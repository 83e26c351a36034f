"""How coverage went over the years, thing by thing: what a map with a slider is painted from.

`coverage_history` counts; here each centre, each place that it covers and each place where it
stands keeps its own years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from libgraph.dates import Holds, Span
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import accounts
from libgraph.history.coverage_history import years_of
from libgraph.history.coverage_reading import Record, Said, read


@dataclass(frozen=True, slots=True)
class Run:
    """Years, from the first to the last, in which the answer is the same: yes or possibly."""

    first: int
    last: int
    holds: Holds


@dataclass(frozen=True, slots=True)
class Course:
    """Whether something holds at the time asked about, and the years in which it does."""

    then: Holds
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """A centre covers a place (IRIs).

    `code` is the ISO code, '' for a country without one, None for what is no country.
    """

    centre: str
    place: str
    code: str | None
    course: Course
    relationships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A centre stands at a place (IRIs): as a source says (`said`), or because its host does."""

    centre: str
    place: str
    said: bool
    course: Course


@dataclass(frozen=True, slots=True)
class Courses:
    """All of it; `years` are those that sources speak of, empty where they date nothing."""

    years: tuple[int, ...]
    coverings: tuple[Covering, ...]
    sites: tuple[Site, ...]
    centres: dict[str, Course]


def courses(graph: Graph, span: Span) -> Courses:
    """How each centre, what it covers and where it stands went over the years and in `span`."""
    record = read(graph)
    years = tuple(years_of(record))
    held: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in record.said:
        held[said.claimant, said.place].append(said)
    coverings = (
        Covering(
            centre,
            place,
            record.codes[place],
            _course(record, every, years, span),
            tuple(sorted(said.account.relationship for said in every)),
        )
        for (centre, place), every in sorted(held.items())
    )
    centres = {
        iri: course(years, span, partial(record.at_work, iri)) for iri in sorted(record.centres)
    }
    return Courses(years, tuple(coverings), tuple(_sites(graph, record, years, span)), centres)


def course(years: Iterable[int], span: Span, holds: Callable[[Span], Holds]) -> Course:
    """The course of what `holds` judges."""
    answers = ((year, holds(Span(date(year, 1, 1), date(year, 12, 31)))) for year in years)
    runs = []
    for answer, group in groupby(answers, key=lambda pair: pair[1]):
        same = [year for year, _ in group]
        if answer:
            runs.append(Run(same[0], same[-1], answer))
    return Course(holds(span), tuple(runs))


def _course(record: Record, every: list[Said], years: tuple[int, ...], span: Span) -> Course:
    return course(years, span, lambda time: max(record.holds(said, time) for said in every))


def _sites(graph: Graph, record: Record, years: tuple[int, ...], span: Span) -> Iterable[Site]:
    rows = sorted(
        graph.texts("""SELECT DISTINCT ?r ?centre ?place ?host { ?centre a lg:PACCentre
            { ?r lg:of ?centre ; lg:kind lg:Lifespan ; lg:place ?place } UNION
            { ?r lg:hosted ?centre ; lg:kind lg:Hosting ; lg:host ?host .
              ?host lg:locatedIn ?place }
            ?r a lg:Relationship }""")
    )
    known = accounts(graph, {row[0] for row in rows})
    held: dict[tuple[str, str, bool], list[Said]] = defaultdict(list)
    for r, centre, place, host in rows:
        held[centre, place, not host].append(Said(centre, place, known[r]))
    for (centre, place, said), every in sorted(held.items()):
        yield Site(centre, place, said, _course(record, every, years, span))
