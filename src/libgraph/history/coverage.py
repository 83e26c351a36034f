"""Which countries have a PAC centre at a time, which have none on record, and by whose account.

What is certain and what is possible are kept apart. An area that a source names ("Eastern
Europe") stays an area: what countries it means is not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from libgraph.dates import Holds, Span
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.history.conflict_found import COVERAGE
from libgraph.history.conflicts import Conflict, conflicts
from libgraph.history.coverage_agreements import Ground, grounds
from libgraph.history.coverage_reading import Record, Said, read
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling, tell
from libgraph.territories import WORLD, Territory, countries, territories


@dataclass(frozen=True)
class Claim:
    """A centre covers a place, by these sources (IRIs); `when` in words, as they write it."""

    centre: Entity
    holds: Holds
    when: str
    sources: tuple[str, ...]
    relationship: str


@dataclass(frozen=True)
class Place:
    """A country, or an area that a source names, with who claims it.

    `code` is the ISO code ('' without one); `iri` '' where the graph does not know the country;
    `region` the smallest UN region; `seats` are the centres that lie there, covering it or not.
    """

    iri: str
    label: str
    code: str
    region: str
    claims: tuple[Claim, ...]
    seats: tuple[Claim, ...] = ()

    @property
    def certain(self) -> int:
        """How many centres certainly cover it."""
        return len({one.centre.iri for one in self.claims if one.holds is Holds.YES})

    @property
    def possible(self) -> int:
        """How many centres cover it certainly or possibly."""
        return len({one.centre.iri for one in self.claims})


@dataclass(frozen=True)
class Centre:
    """A centre that is, or may be, at work, with the agreements behind it.

    `differences` are between lists of its countries that are of this time; `differs_ever` tells
    whether sources differ on its countries for any time.
    """

    centre: Entity
    at_work: Holds
    grounds: tuple[Ground, ...]
    differences: tuple[Conflict, ...]
    differs_ever: bool

    @property
    def in_force(self) -> Holds:
        """Whether any of its agreements is in force."""
        return max((one.in_force for one in self.grounds), default=Holds.NO)


@dataclass(frozen=True)
class Audit:
    """The coverage at a time: countries by name, areas, centres at work.

    With `certain` only what certainly holds was counted. `region` is None for the whole world;
    of a region, `anywhere` are the areas that may lie there or not: no source says which.
    """

    span: Span
    region: Territory | None
    certain: bool
    countries: tuple[Place, ...]
    areas: tuple[Place, ...]
    anywhere: tuple[Place, ...]
    centres: tuple[Centre, ...]

    @property
    def none(self) -> tuple[Place, ...]:
        """Countries without any centre on record: none covers them, none lies there."""
        return tuple(one for one in self.countries if not one.possible and not one.seats)

    @property
    def seated(self) -> tuple[Place, ...]:
        """Countries in which a centre lies that no source says to cover them."""
        return tuple(one for one in self.countries if not one.possible and one.seats)

    @property
    def one(self) -> tuple[Place, ...]:
        """Countries with one centre, certainly or possibly."""
        return tuple(one for one in self.countries if one.possible == 1)

    @property
    def several(self) -> tuple[Place, ...]:
        """Countries with several centres, certainly or possibly."""
        return tuple(one for one in self.countries if one.possible > 1)


def audit(
    graph: Graph,
    span: Span,
    *,
    region: Territory | None = None,
    certain: bool = False,
    lang: str = "en",
) -> Audit:
    """The coverage at some time in `span`, in the world or in one of its regions.

    No table says which region an area lies in: of a region, those are listed that its centres
    are said to cover.
    """
    record = read(graph)
    maker = _Maker(graph, record, span, Holds.YES if certain else Holds.POSSIBLY, lang)
    within = countries(region.code if region else WORLD)
    part = within if region and region.code != WORLD else None
    areas = maker.areas()
    reached = tuple(one for one in areas if maker.reached(one, part))
    return Audit(
        span,
        region,
        certain,
        maker.countries(within, everywhere=part is None),
        reached,
        tuple(one for one in areas if one not in reached),
        maker.centres(part, certain),
    )


class _Maker:
    """Knows the names of places and centres, and the claims on each place."""

    def __init__(self, graph: Graph, record: Record, span: Span, least: Holds, lang: str) -> None:
        self._graph, self._record, self._span = graph, record, span
        self._least, self._lang = least, lang
        self._names = labels(graph, record.centres | record.codes.keys(), lang)
        self._ours = _countries_by_code(graph, lang)
        every = (*record.said, *record.seats)
        self._told = tell(graph, (said.account.relationship for said in every), lang)
        self._claims, self._seats = self._held(record.said), self._held(record.seats)

    def _held(self, every: tuple[Said, ...]) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for said in every:
            holds = self._record.holds(said, self._span)
            if holds >= self._least:
                claim = self._claim(said, holds, self._told[said.account.relationship])
                found[said.place].append(claim)
        return found

    def _claim(self, said: Said, holds: Holds, telling: Telling) -> Claim:
        relationship = said.account.relationship
        return Claim(
            self._entity(said.claimant), holds, telling.when, telling.sources, relationship
        )

    def _entity(self, iri: str) -> Entity:
        return Entity(iri, self._names[iri])

    def countries(self, within: dict[str, Territory], *, everywhere: bool) -> tuple[Place, ...]:
        """The countries of the table; `everywhere` also what the table does not have."""
        by_code: dict[str, list[str]] = defaultdict(list)
        others = []
        for iri, code in sorted(self._record.codes.items()):
            if code in countries():
                by_code[code].append(iri)
            elif code is not None and everywhere:
                others.append(self._place([iri], self._names[iri], code, ""))
        known = (
            self._place(by_code[code], *self._named(code, one), code, _region(one, self._lang))
            for code, one in within.items()
        )
        return _by_name([*known, *others])

    def areas(self) -> tuple[Place, ...]:
        """What is claimed and is no country."""
        found = [iri for iri, code in self._record.codes.items() if code is None]
        made = (self._place([iri], self._names[iri], "", "") for iri in found)
        return _by_name(one for one in made if one.claims)

    def reached(self, area: Place, within: dict[str, Territory] | None) -> bool:
        """Whether one of the centres that claim an area reaches countries `within`."""
        return any(self._reaches(claim.centre.iri, within) for claim in area.claims)

    def _reaches(self, centre: str, within: dict[str, Territory] | None) -> bool:
        return within is None or self._record.reaches(centre, within)

    def _named(self, code: str, one: Territory) -> tuple[str]:
        return (self._ours[code].label if code in self._ours else one.name(self._lang),)

    def _place(self, iris: list[str], label: str, code: str, region: str) -> Place:
        claims = _ordered(claim for iri in iris for claim in self._claims[iri])
        seats = _ordered(self._seats.get(code, ()))
        ours = self._ours.get(code)
        iri = iris[0] if iris else ours.iri if ours else ""
        return Place(iri, label, code, region, claims, seats)

    def centres(self, within: dict[str, Territory] | None, certain: bool) -> tuple[Centre, ...]:
        """The centres at work; `within`: that ever covered a country there, or lie in one."""
        behind = grounds(self._graph, self._span, self._lang)
        ever = {one.about.iri for one in conflicts(self._graph, kinds=[COVERAGE])}
        then = conflicts(
            self._graph, kinds=[COVERAGE], span=self._span, certain=certain, lang=self._lang
        )
        found = [
            self._centre(iri, at_work, behind.get(iri, ()), then, ever)
            for iri in self._record.centres
            if (at_work := self._record.at_work(iri, self._span)) >= self._least
            and self._reaches(iri, within)
        ]
        return tuple(sorted(found, key=lambda one: (one.centre.label, one.centre.iri)))

    def _centre(
        self,
        iri: str,
        at_work: Holds,
        behind: tuple[Ground, ...],
        then: list[Conflict],
        ever: set[str],
    ) -> Centre:
        ours = {iri, *self._record.regions.get(iri, ())}
        differing = tuple(one for one in then if one.about.iri in ours)
        return Centre(self._entity(iri), at_work, behind, differing, bool(ours & ever))


def together(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each centre, however many relationships stand behind it.

    The strongest decides whether it holds; `relationship` is the first.
    """
    by_centre: dict[Entity, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_centre[claim.centre].append(claim)
    return tuple(_together(several) for several in by_centre.values())


def _together(several: list[Claim]) -> Claim:
    dates = (date for claim in several for date in claim.when.split("; "))
    return replace(
        several[0],
        holds=max(claim.holds for claim in several),
        when="; ".join(dict.fromkeys(dates)),
        sources=tuple(sorted({source for claim in several for source in claim.sources})),
    )


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    def order(one: Claim) -> tuple[int, str, str, str]:
        return -one.holds, one.centre.label, one.when, one.relationship

    return tuple(sorted(claims, key=order))


def _countries_by_code(graph: Graph, lang: str) -> dict[str, Entity]:
    rows = sorted(
        graph.texts("""SELECT ?code ?country { ?country lg:isoCode ?code
            FILTER NOT EXISTS { ?country owl:sameAs ?kept } }"""),
        reverse=True,
    )
    names = labels(graph, (iri for _, iri in rows), lang)
    return {code.upper(): Entity(iri, names[iri]) for code, iri in rows}


def _region(one: Territory, lang: str) -> str:
    """The smallest region that a country lies in; '' where that is the world."""
    return territories()[one.within[-1]].name(lang) if one.within[1:] else ""


def _by_name(places: Iterable[Place] | Iterator[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda one: (one.label.casefold(), one.code, one.iri)))
