"""Ask the graph for what a map shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from libgraph.dates import Holds, Span
from libgraph.drawing.captions import written_by
from libgraph.drawing.map.atlas import Area, Atlas, Centre, Claim, Deal, Land
from libgraph.drawing.map.places import Gazetteer, Spot
from libgraph.drawing.map.words import map_words
from libgraph.drawing.map.world import world
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.history.coverage_course import Course, Courses, Covering, Run, course, courses
from libgraph.history.lives import Life, lives
from libgraph.query.telling import Telling, tell
from libgraph.territories import countries

LAYERS = ("agreements",)
"""What can lie over the coverage."""
_SEATS = """SELECT DISTINCT ?party ?place ?own {
    { ?r a lg:Relationship ; lg:kind lg:Party ; lg:party ?party }
    ?party lg:locatedIn ?place BIND(EXISTS { ?party lg:seat ?place } AS ?own) }"""


def survey(
    graph: Graph,
    span: Span,
    *,
    time: str,
    layers: Collection[str] = (),
    certain: bool = False,
    lang: str = "en",
) -> Atlas:
    """The atlas of a graph at some time in `span`, which is called `time`.

    With `certain` only what certainly holds is in it.
    """
    return _Surveyor(graph, span, certain, lang).atlas(time, layers)


class _Surveyor:
    """Knows the names of things, and where places lie."""

    def __init__(self, graph: Graph, span: Span, certain: bool, lang: str) -> None:
        self._graph, self._span, self._certain, self._lang = graph, span, certain, lang
        self._said = map_words(lang)
        self._found: Courses = courses(graph, span)
        self._seats = sorted(
            graph.texts(_SEATS), key=lambda row: (row[0], row[2] != "true", row[1])
        )
        placed = {site.place for site in self._found.sites} | {row[1] for row in self._seats}
        self._gazetteer = Gazetteer(graph, sorted(placed), lang)
        about = {one.place for one in self._found.coverings} | self._found.centres.keys()
        self._names = labels(graph, about | placed, lang)
        known = {iri for one in self._found.coverings for iri in one.relationships}
        self._told = tell(graph, sorted(known), lang)
        english = labels(graph, self._found.centres, "en")  # so that numbers are those of any map
        ordered = sorted(self._found.centres, key=lambda iri: (english[iri], iri))
        self._numbers = {iri: at for at, iri in enumerate(ordered, 1)}

    def atlas(self, time: str, layers: Collection[str]) -> Atlas:
        every = lives(self._graph, self._span, lang=self._lang) if "agreements" in layers else []
        years = self._years(every)
        deals = tuple(self._deal(life, course(years, self._span, life.holds)) for life in every)
        centres = tuple(self._centre(iri) for iri in self._numbers)
        lands = tuple(self._lands())
        return Atlas(
            time=time + written_by(self._graph.known_at, self._lang),
            lang=self._lang,
            years=years,
            centres=centres,
            lands=lands,
            areas=tuple(self._areas()),
            deals=deals,
            names=self._countries(lands),
            notes=tuple(self._notes(centres, lands, deals)),
            layers=tuple(sorted(layers)),
        )

    def _years(self, every: Iterable[Life]) -> tuple[int, ...]:
        """From the first year that a source speaks of to the last; never beyond this one."""
        bounds = [one for life in every for account in life.accounts for one in account.said]
        days = [day for one in bounds for day in (one.begins_latest, one.ends_earliest) if day]
        this = date.today().year
        years = [*self._found.years, *(day.year for day in days if day.year <= this)]
        return tuple(range(min(years), max(years) + 1)) if years else ()

    def _sure(self, one: Course) -> Course:
        if not self._certain:
            return one
        runs = tuple(run for run in one.runs if run.holds is Holds.YES)
        return Course(one.then if one.then is Holds.YES else Holds.NO, runs)

    def _centre(self, iri: str) -> Centre:
        sites = [one for one in self._found.sites if one.centre == iri]
        best = [one for one in sites if one.said] or sites  # what a source says beats its host's
        spots: dict[Spot, Course] = {}
        for site in best:
            spot = self._gazetteer.spot(site.place)
            if spot and (spot not in spots or site.course.then > spots[spot].then):
                spots[spot] = site.course
        exact = {spot: one for spot, one in spots.items() if spot.exact} or spots
        # where only one place is known, the centre is there as surely as it is at work
        stay = _as_ever if len(exact) == 1 else self._sure
        return Centre(
            self._numbers[iri],
            self._names[iri],
            self._sure(self._found.centres[iri]),
            tuple((spot, stay(exact[spot])) for spot in sorted(exact)),
        )

    def _claim(self, one: Covering) -> Claim:
        told = [self._told[iri] for iri in one.relationships]
        return Claim(
            self._numbers[one.centre], self._sure(one.course), _when(told), self._titles(told)
        )

    def _titles(self, told: Iterable[Telling]) -> tuple[str, ...]:
        sources = {source for telling in told for source in telling.sources}
        return tuple(sorted(labels(self._graph, sources, self._lang).values()))

    def _lands(self) -> Iterable[Land]:
        held: dict[tuple[str, str], list[Covering]] = {}
        for one in self._found.coverings:
            if one.code is not None:
                held.setdefault((one.code, one.code or one.place), []).append(one)
        made = (
            Land(code, self._names[every[0].place], tuple(self._claim(one) for one in every))
            for (code, _), every in held.items()
        )
        return sorted(made, key=lambda land: (land.name.casefold(), land.code))

    def _areas(self) -> Iterable[Area]:
        held: dict[str, list[Covering]] = {}
        for one in self._found.coverings:
            if one.code is None:
                held.setdefault(one.place, []).append(one)
        made = (
            Area(self._names[place], tuple(self._claim(one) for one in every))
            for place, every in held.items()
        )
        return sorted(made, key=lambda area: area.name.casefold())

    def _countries(self, lands: Iterable[Land]) -> dict[str, str]:
        """The names of all countries by code; those that the graph has as it has them."""
        table = {code: one.name(self._lang) for code, one in countries().items()}
        return {**table, **{land.code: land.name for land in lands if land.code}}

    def _deal(self, life: Life, through: Course) -> Deal:
        seats = [(party.label, self._seat(party.iri)) for party in life.parties]
        told = dict.fromkeys(dating.text for account in life.accounts for dating in account.datings)
        return Deal(
            name=life.agreement.label,
            parties=tuple(party.label for party in life.parties),
            seats=tuple((party, spot) for party, spot in seats if spot),
            unplaced=tuple(party for party, spot in seats if not spot),
            course=self._sure(through),
            when="; ".join(told),
            sources=tuple(sorted(labels(self._graph, life.sources, self._lang).values())),
        )

    def _seat(self, party: str) -> Spot | None:
        """The seat of a party, a city rather than a country."""
        spots = [self._gazetteer.spot(place) for one, place, _ in self._seats if one == party]
        known = [spot for spot in spots if spot]
        return next((spot for spot in known if spot.exact), known[0] if known else None)

    def _notes(
        self, centres: Iterable[Centre], lands: Iterable[Land], deals: Iterable[Deal]
    ) -> Iterable[str]:
        """What cannot be drawn, and what stands elsewhere than where it is."""
        said = self._said
        if not self._numbers:
            yield said["nocentre"]
        for one in centres:
            if not one.sites:
                yield said["nowhere"].format(f"{one.number} {one.name}")
            for spot, _ in one.sites:
                if not spot.exact:
                    yield said["somewhere"].format(f"{one.number} {one.name}", spot.name)
        for land in lands:
            if land.code not in world().points:
                yield said["nocode" if not land.code else "noborders"].format(land.name, land.code)
        lost = sorted({party for deal in deals for party in deal.unplaced})
        if lost:
            yield said["noseat"].format("; ".join(lost))
        for party, spot in sorted({seat for deal in deals for seat in deal.seats}):
            if not spot.exact:
                yield said["somewhere"].format(party, spot.name)


def _when(told: Iterable[Telling]) -> str:
    return "; ".join(dict.fromkeys(telling.when for telling in told if telling.when))


def _as_ever(one: Course) -> Course:
    """The same times, each of them certain."""
    runs = tuple(Run(run.first, run.last, Holds.YES) for run in one.runs)
    return Course(Holds.YES if one.then else Holds.NO, runs)
