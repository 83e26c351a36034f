"""The ties of a graph with all that is known of their times, read once for any year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from libgraph.dates import NO_BOUNDS, Bounds, SourceDate, Span
from libgraph.errors import BadDate
from libgraph.graph import Graph
from libgraph.graph.holding import bounds_of, strongest
from libgraph.graph.labels import labels
from libgraph.network.projection import Projection, chosen
from libgraph.network.ties import Ends, Ground, Network, grounds_of, ties_of

_SOURCES = """SELECT DISTINCT ?source ?date {
    ?source a lg:Source ; dcterms:date ?date . FILTER EXISTS { ?r lg:saidIn ?source } }"""


@dataclass(frozen=True)
class History:
    """Ties, and for each relationship that they rest on the bounds of its best statements.

    `written` are the days between which the sources were written, as far as they are dated.
    """

    layers: tuple[Projection, ...]
    grounds: Mapping[Ends, set[Ground]]
    bounds: Mapping[str, list[Bounds]]
    names: Mapping[str, str]
    written: tuple[date, date] | None

    def network(self, year: int) -> Network:
        """The network at some time in a year."""
        span = Span.parse(f"{year:04}")
        answers = {iri: strongest(known, span) for iri, known in self.bounds.items()}
        ties = tuple(ties_of(self.grounds, answers))
        tied = {end for tie in ties for end in (tie.start, tie.end)}
        return Network(self.layers, span, ties, tuple(sorted(tied)), (), self.names)

    def undated(self) -> int:
        """How many ties rest, however they are shown, on something without any date."""
        return sum(
            all(any(map(self._no_date, way)) for way in ways) for ways in self.grounds.values()
        )

    def _no_date(self, iri: str) -> bool:
        return all(bounds == NO_BOUNDS for bounds in self.bounds.get(iri, ()))

    def years(self) -> tuple[int, int] | None:
        """The first and the last year that the dates speak of; None without any date."""
        known = [bounds for each in self.bounds.values() for bounds in each]
        sure = [day for b in known for day in (b.begins_latest, b.ends_earliest) if day]
        some = [day for b in known for day in (b.begins_earliest, b.ends_latest) if day]
        days = sure or some
        return (min(days).year, max(days).year) if days else None


def history(graph: Graph, layers: Sequence[str] = (), lang: str = "en") -> History:
    """Read the ties of some layers (with none, of all) and their times.

    Raises:
        UnknownName: a layer is no declared projection.
    """
    projections = chosen(layers)
    # in the order of ties, so that no year's ties need sorting
    grounds = dict(sorted(grounds_of(graph, projections).items()))
    resting = {iri for ways in grounds.values() for ground in ways for iri in ground}
    bounds: dict[str, list[Bounds]] = defaultdict(list)
    for iri, known in bounds_of(graph, resting):
        bounds[iri].append(known)
    named = {end for ends in grounds for end in ends[:3] if ":" in end}
    return History(projections, grounds, bounds, labels(graph, named, lang), _written(graph))


def _written(graph: Graph) -> tuple[date, date] | None:
    days: list[date] = []
    for _, text in graph.texts(_SOURCES):
        with suppress(BadDate):
            source = SourceDate.parse(text)
            days += [day for day in (source.earliest, source.latest) if day]
    return (min(days), max(days)) if days else None
