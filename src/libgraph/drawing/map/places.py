"""Where cities and countries lie: `static/cities.tsv` (GeoNames), and a point in each country.

The graph has no coordinates. A city is found by its country and English name; a building or
district by the city that it lies in; failing that, the country's own point stands for it, and
says so. What has neither is not placed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from libgraph.drawing.figure import static
from libgraph.drawing.map.world import Point, world
from libgraph.folding import fold
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph

_ABOVE = """SELECT DISTINCT ?place ?above { ?place lg:within ?above }"""
_CODES = """SELECT DISTINCT ?country ?code { ?country lg:isoCode ?code }"""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A point on the earth: degrees east and north, and the name of the city or country there.

    `exact` is False where a country's own point stands for a place in it.
    """

    name: str
    lon: float
    lat: float
    exact: bool = True


class Gazetteer:
    """Finds the spots of the places (IRIs) of a graph."""

    def __init__(self, graph: Graph, places: Iterable[str], lang: str) -> None:
        above: dict[str, set[str]] = defaultdict(set)
        for place, other in graph.texts(_ABOVE):
            above[place].add(other)
        self._codes = {iri: code.upper() for iri, code in graph.texts(_CODES)}
        self._chains = {place: _chain(place, above) for place in places}
        every = {one for chain in self._chains.values() for one in chain}
        self._english, self._names = labels(graph, every, "en"), labels(graph, every, lang)

    def spot(self, place: str) -> Spot | None:
        """Where a place lies; None where neither it nor its country is known."""
        chain = self._chains[place]
        codes = sorted({self._codes[one] for one in chain if one in self._codes})
        for one in chain:
            for code in codes:
                found = _cities().get((code, fold(self._english[one])))
                if found and one not in self._codes:
                    return Spot(self._names[one], *found)
        for one in chain:
            point = world().points.get(self._codes.get(one, ""))
            if point:
                return Spot(self._names[one], *point, exact=False)
        return None

    def country(self, place: str) -> str:
        """The code of the country that a place is, or lies in; '' where that is not known."""
        return next((self._codes[one] for one in self._chains[place] if one in self._codes), "")


def _chain(place: str, above: dict[str, set[str]]) -> list[str]:
    """The place, then all that it lies in, the nearest first."""
    chain, at = [place], 0
    while at < len(chain):
        chain += [one for one in sorted(above.get(chain[at], ())) if one not in chain]
        at += 1
    return chain


@cache
def _cities() -> dict[tuple[str, str], Point]:
    lines = static("cities.tsv").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {
        (code, fold(name)): (float(lon), float(lat))
        for code, name, lat, lon in rows
        if code != "country"
    }
