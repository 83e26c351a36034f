"""Tables that rank bodies: a number for each body and measure, and a place by one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from libgraph.network import explain, measures
from libgraph.network.measures import Values
from libgraph.network.reading import Measured, Reading, told
from libgraph.network.result import Column, Table, doubled
from libgraph.network.ties import Network

Sentence = Callable[[Measured], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number for each body: what it tells, how it is taken, and who stands out by it."""

    explanation: str
    values: Callable[[Reading], Values]
    sentence: Sentence | None = None


def _parts(reading: Reading) -> Values:
    found = measures.parts(reading.graph)
    ties = enumerate(reading.graph.degree())
    return [len(found.get(node, [0])) if others else None for node, others in ties]


_BETWEENNESS = Measure(
    "the share of pairs of other bodies whose shortest chain runs through it: 0 none, 1 all",
    lambda reading: measures.betweenness(reading.graph),
    explain.by_betweenness,
)
CENTRALITY: Mapping[str, Measure] = {
    "shared": Measure(
        "through how many things it is tied; one event counts once, however many took part",
        lambda reading: [*reading.tallies.shared(reading.network.bodies)],
        explain.by_shared,
    ),
    "degree": Measure(
        "to how many other bodies it is tied",
        lambda reading: measures.degree(reading.graph),
        explain.by_degree,
    ),
    "strength": Measure(
        "how many ties it has: everything shared with another body counts",
        lambda reading: measures.strength(reading.graph),
        explain.by_strength,
    ),
    "betweenness": _BETWEENNESS,
    "closeness": Measure(
        "how near the others are: the average of 1/steps; 1 tied to all, 0 to none",
        lambda reading: measures.closeness(reading.graph),
        explain.by_closeness,
    ),
    "core": Measure(
        "the closest circle it is in: there, everybody is tied to at least so many of the others",
        lambda reading: measures.core(reading.graph),
        explain.by_core,
    ),
}
BROKERAGE: Mapping[str, Measure] = {
    "betweenness": _BETWEENNESS,
    "constraint": Measure(
        "how far it depends on one partner or circle (Burt): low is free, 1 and more is bound",
        lambda reading: measures.constraint(reading.graph),
        explain.by_constraint,
    ),
    "effectiveSize": Measure(
        "how many partners it has that are not tied to one another: each tie among them takes off",
        lambda reading: measures.effective_size(reading.graph),
    ),
    "parts": Measure(
        "into how many parts its group falls without it; 1: it stays whole",
        _parts,
    ),
}


def ranking(
    title: str, found: Sequence[Reading], asked: Mapping[str, Measure], by: str, *more: Sentence
) -> Table:
    """The bodies with the measures that are asked, ranked by one of them."""
    network = found[0].network
    measured = [_measured(reading, asked) for reading in found]
    places = [measures.ranks(_of_tied(each, by)) for each in measured]
    rows = [_row(network, node, measured, places) for node in _order(network, measured, by)]
    notes = told(measured, explain.alike, *map(_where_unlike, asked.values()), *more)
    if len(places) == 2:
        notes += explain.moved(network, *places)
    return explain.table(title, found, _columns(measured, asked, by), rows, notes)


def _measured(reading: Reading, asked: Mapping[str, Measure]) -> Measured:
    found = {name: cut(measure.values(reading), 12) for name, measure in asked.items()}
    return Measured(reading, found)


def _of_tied(measured: Measured, by: str) -> Values:
    """The values of bodies with a tie: the others have no place."""
    tied = set(measured.reading.tied())
    return [value if n in tied else None for n, value in enumerate(measured.values[by])]


def _order(network: Network, measured: Sequence[Measured], by: str) -> list[int]:
    """The nodes by place, those without one last; then by name."""
    columns = [_of_tied(each, by) for each in measured]

    def key(node: int) -> tuple[object, ...]:
        placed = [(column[node] is None, -(column[node] or 0.0)) for column in columns]
        return (*placed, network.name(network.bodies[node]), node)

    return sorted(range(len(network.bodies)), key=key)


def _columns(measured: Sequence[Measured], asked: Mapping[str, Measure], by: str) -> list[Column]:
    twice = len(measured) > 1
    numbers = (doubled(name, m.explanation, twice=twice) for name, m in asked.items())
    return [
        *doubled("rank", f"its place by {by}; = where several share it", twice=twice),
        Column("body", "the body's IRI"),
        Column("bodyLabel", "the body's name"),
        *(column for pair in numbers for column in pair),
    ]


def _row(
    network: Network,
    node: int,
    measured: Sequence[Measured],
    places: Sequence[Sequence[str | None]],
) -> tuple[object, ...]:
    iri = network.bodies[node]
    pairs = zip(*(each.values.values() for each in measured), strict=True)
    numbers = cut(values[node] for pair in pairs for values in pair)
    return (*(place[node] for place in places), iri, network.name(iri), *numbers)


def _where_unlike(measure: Measure) -> Sentence:
    """The sentence about the first, where there is a first."""

    def sentence(measured: Measured) -> Iterable[str]:
        if measure.sentence is None or any(explain.alike(measured)):
            return ()
        return measure.sentence(measured)

    return sentence


def cut(values: Iterable[float | None], figures: int = 6) -> Values:
    """Values to so many figures, that equal ones are equal, whatever was summed first."""
    return [float(f"{v:.{figures}g}") if isinstance(v, float) else v for v in values]
