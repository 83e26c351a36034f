"""What is told of things when they are pointed at, and the sentences below the map."""

from __future__ import annotations

from collections.abc import Iterable

from libgraph.dates import Holds
from libgraph.drawing.map.atlas import Atlas, Item
from libgraph.drawing.map.words import map_words
from libgraph.history.coverage_course import Course, Run

_NAMED = 6


def years(runs: Iterable[Run], holds: Holds) -> str:
    """The years with this answer, as in ``2008-2012, 2020``."""
    return ", ".join(
        str(run.first) if run.first == run.last else f"{run.first}–{run.last}"
        for run in runs
        if run.holds is holds
    )


class Tips:
    """Says things about an atlas in its language."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas, self.said = atlas, map_words(atlas.lang)

    def holds(self, course: Course) -> str:
        """Yes, possibly or no, at the time asked about."""
        return self.said[str(course.then)]

    def told(self, base: str, held: Iterable[Item]) -> str:
        """A name, and what holds of it then; the page's script says the same of other years."""
        lines = [f"{one.label}: {self.holds(one.course)}" for one in held if one.course.then]
        return "\n".join(filter(None, [base, *(lines or [self.said["none"]])]))

    def title(self) -> str:
        """What the map is called."""
        title = self.said["title"]
        return f"{title} · {self.said['agreements']}" if self._atlas.layers else title

    def counts(self) -> str:
        """What holds at the time asked about, in numbers."""
        atlas = self._atlas
        centres = [one.course.then for one in atlas.centres]
        areas = [max(claim.course.then for claim in area.claims) for area in atlas.areas]
        numbers = (atlas.covered(), _both(centres), _both(areas))
        told = self.said["caption"].format(atlas.time, *map(self._range, numbers))
        if not atlas.layers:
            return told
        deals = _both([deal.course.then for deal in atlas.deals])
        return f"{told} {self.said['dealt'].format(self._range(deals))}"

    def _range(self, pair: tuple[int, int]) -> str:
        sure, possible = pair
        more = self.said["range"].format(sure, possible - sure)
        return more if possible > sure else str(sure)

    def more(self, certain: bool) -> str:
        """The filter, the sources, and what is to be said of borders."""
        sources = self._sources()
        cited = self.said["cited"].format("; ".join(sources))
        if len(sources) > _NAMED:
            cited = self.said["many"].format(len(sources))
        parts = [self.said["sure"] if certain else "", cited if sources else ""]
        if not self._atlas.working() and self._atlas.centres:
            parts.insert(0, self.said["nothing"])
        return " ".join([*filter(None, parts), self.said["disclaimer"]])

    def _sources(self) -> list[str]:
        claims = [claim for land in self._atlas.lands for claim in land.claims]
        claims += [claim for area in self._atlas.areas for claim in area.claims]
        titles = {title for one in claims if one.course.then for title in one.sources}
        deals = (deal for deal in self._atlas.deals if deal.course.then)
        return sorted(titles.union(*(deal.sources for deal in deals)))


def _both(answers: list[Holds]) -> tuple[int, int]:
    return answers.count(Holds.YES), sum(answer > Holds.NO for answer in answers)
