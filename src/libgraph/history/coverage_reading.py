"""What is on record about PAC centres: what they cover, where they are, when they were at work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from libgraph.dates import Holds, Span
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account, accounts


@dataclass(frozen=True)
class Said:
    """A relationship: `claimant` covers `place` (IRIs), or lies in the country `place` (ISO code).

    The claimant is the centre; the PAC region, where no centre on record serves it.
    """

    claimant: str
    place: str
    account: Account


@dataclass(frozen=True)
class Record:
    """All that coverage is judged by.

    `centres` are IRIs; `existence` holds the lifespans and hostings of each; `codes` gives for
    each covered place its ISO code, '' for a country without one, None for an area or any other
    place that is no country; `seats` tell in which countries centres or their hosts lie;
    `regions` the PAC region of each centre.
    """

    centres: frozenset[str]
    said: tuple[Said, ...]
    existence: dict[str, tuple[Account, ...]]
    codes: dict[str, str | None]
    seats: tuple[Said, ...]
    regions: dict[str, frozenset[str]]

    def holds(self, said: Said, span: Span) -> Holds:
        """Whether a coverage, or a seat, holds at some time in the span.

        What only possibly holds does not where all that is known of the claimant's life (its
        lifespans, and the hosts that it had) lies before or after.
        """
        answer = said.account.holds(span)
        life = self.existence.get(said.claimant, ())
        ended = bool(life) and not any(account.holds(span) for account in life)
        return Holds.NO if ended and answer is Holds.POSSIBLY else answer

    def at_work(self, centre: str, span: Span) -> Holds:
        """Whether a centre is at work at some time in the span; possibly, where no source dates it.

        It is where it exists, has a host, or covers something.
        """
        life = [account.holds(span) for account in self.existence.get(centre, ())]
        covering = [self.holds(said, span) for said in self.said if said.claimant == centre]
        return max([*life, *covering], default=Holds.POSSIBLY)

    def reaches(self, centre: str, countries: Collection[str]) -> bool:
        """Whether a centre ever covered, or lies in, one of these countries (ISO codes)."""
        covered = {self.codes[said.place] for said in self.said if said.claimant == centre}
        seated = {seat.place for seat in self.seats if seat.claimant == centre}
        return any(code in countries for code in covered | seated)


def read(graph: Graph) -> Record:
    """The record of a graph."""
    return graph.once("coverage", lambda: _read(graph))


def _read(graph: Graph) -> Record:
    # things have no date: by a day long ago, they are there and nobody had written of them
    of_it = "?tie a lg:Relationship ; lg:kind ?kind ; ?as ?centre FILTER(?kind != lg:Naming)"
    written = f"FILTER EXISTS {{ {of_it} }}" if graph.known_at else ""
    centres = frozenset(
        iri
        for (iri,) in graph.texts(f"""SELECT DISTINCT ?centre {{ ?centre a lg:PACCentre
            FILTER NOT EXISTS {{ ?centre owl:sameAs ?kept }} {written} }}""")
    )
    said = _said(graph)
    return Record(
        centres=centres | {one.claimant for one in said},
        said=said,
        existence=_existence(graph),
        codes=_codes(graph),
        seats=_seats(graph),
        regions=_grouped(graph, "SELECT ?centre ?region { ?centre lg:serves ?region }"),
    )


def _seats(graph: Graph) -> tuple[Said, ...]:
    """Where centres are said to be, and where the hosts that they had are."""
    rows = sorted(
        graph.texts("""SELECT DISTINCT ?r ?centre ?code { ?centre a lg:PACCentre
            { ?r lg:of ?centre ; lg:kind lg:Lifespan ; lg:place ?place } UNION
            { ?r lg:hosted ?centre ; lg:kind lg:Hosting ; lg:host/lg:locatedIn ?place }
            ?r a lg:Relationship .
            ?place lg:within* ?country . ?country lg:isoCode ?code }""")
    )
    known = accounts(graph, (r for r, _, _ in rows))
    return tuple(Said(centre, code.upper(), known[r]) for r, centre, code in rows)


def _said(graph: Graph) -> tuple[Said, ...]:
    rows = sorted(
        graph.texts("""SELECT ?r ?region ?centre ?place {
            ?r a lg:Relationship ; lg:kind lg:Coverage ; lg:region ?region ; lg:covers ?place
            FILTER NOT EXISTS { ?region owl:sameAs ?kept }
            FILTER NOT EXISTS { ?place owl:sameAs ?other }
            OPTIONAL { ?centre lg:serves ?region
                FILTER NOT EXISTS { ?centre owl:sameAs ?one } } }""")
    )
    known = accounts(graph, (row[0] for row in rows))
    return tuple(Said(centre or region, place, known[r]) for r, region, centre, place in rows)


def _existence(graph: Graph) -> dict[str, tuple[Account, ...]]:
    rows = sorted(
        graph.texts("""SELECT DISTINCT ?centre ?r { ?centre a lg:PACCentre
            { ?r lg:of ?centre ; lg:kind lg:Lifespan } UNION
            { ?r lg:hosted ?centre ; lg:kind lg:Hosting }
            ?r a lg:Relationship }""")
    )
    known = accounts(graph, (r for _, r in rows))
    found: dict[str, list[Account]] = defaultdict(list)
    for centre, r in rows:
        if known[r].dated:
            found[centre].append(known[r])
    return {centre: tuple(life) for centre, life in found.items()}


def _codes(graph: Graph) -> dict[str, str | None]:
    rows = graph.texts("""SELECT DISTINCT ?place ?code ?class {
        ?r lg:kind lg:Coverage ; lg:covers ?place
        OPTIONAL { ?place lg:isoCode ?code }
        OPTIONAL { ?place a ?class FILTER(?class = lg:Country) } }""")
    return {place: code.upper() if code or kind else None for place, code, kind in rows}


def _grouped(graph: Graph, query: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows: Iterable[tuple[str, ...]] = graph.texts(query)
    for one, other in rows:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}
