"""What a timeline shows: bars in lanes, each with what is certain of its time and what is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from libgraph.dates import NO_BOUNDS, Bounds


@dataclass(frozen=True, slots=True)
class Bar:
    """One relationship, agreement or event with one account of its time.

    `begins` and `ends` tell whether a source writes that end, `open` that one says it went on;
    `once` marks what takes place, `planned` what was only announced; `thing` is shared by
    accounts of one thing, `disputed` says how they contradict each other, or ''.
    """

    kind: str
    lane: str
    label: str
    thing: str
    bounds: Bounds
    written: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    begins: bool = True
    ends: bool = True
    open: bool = False
    once: bool = False
    planned: bool = False
    possible: bool = False
    disputed: str = ""
    seen: tuple[tuple[date | None, date | None], ...] = field(default=())

    @property
    def dated(self) -> bool:
        """It can be drawn: something bounds it, and what is written does not lack the year."""
        no_year = self.written and all("XXXX" in text for text in self.written)
        return not no_year and self.bounds != NO_BOUNDS

    @property
    def first(self) -> date:
        """The earliest day that it is known to touch or may begin."""
        known = self.bounds.begins_earliest if self.begins else None
        days = (
            known,
            self.bounds.begins_latest,
            self.bounds.ends_earliest,
            self.bounds.ends_latest,
        )
        return min((day for day in days if day), default=None) or self._any

    @property
    def last(self) -> date:
        """The latest day that it is known to touch or may end."""
        known = self.bounds.ends_latest if self.ends else None
        days = (
            known,
            self.bounds.ends_earliest,
            self.bounds.begins_latest,
            self.bounds.begins_earliest,
        )
        return max((day for day in days if day), default=None) or self._any

    @property
    def _any(self) -> date:
        """A day for a bar of which only a limit is known."""
        return self.bounds.begins_earliest or self.bounds.ends_latest or date.min


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline: title, caption, bars in the order of their lanes, and what has no date."""

    title: str
    caption: str
    bars: tuple[Bar, ...]
    undated: tuple[Bar, ...]
    lang: str = "en"
