"""The regions that PAC centres serve: those that are known, and those that rows create."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from libgraph.namespaces import ID, lg
from libgraph.tables.entry import Entry
from libgraph.tables.lookup import short
from libgraph.tables.made import Made, Maker

_REGION, _CENTRE, _SERVES = lg("PACRegion"), lg("PACCentre"), lg("serves")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


class Regions(Maker):
    """Finds or makes the region of each centre."""

    def prepare_served(self, entry: Entry, centre: str) -> None:
        """Find or make the region that a row of organizations says its centre serves."""
        cell = entry.text("serves")
        region = self.names.seek(cell, (_REGION,))
        if region is None:
            if not _SLUG.fullmatch(cell) or ID + cell in self.names.types:
                return  # said when the row is read
            region = ID + cell
            self._make(entry, region, centre)
        self.chosen[entry.key] = region
        self.names.values[_SERVES].setdefault(centre, region)

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Find or make the regions of the centres that rows of coverages name."""
        for entry in entries:
            if not entry.text("centre") or entry.text("region"):
                continue
            centre = self.names.seek(entry.text("centre"), (_CENTRE,))
            if centre is None:
                continue  # said when the row is read
            region = self.names.values[_SERVES].get(centre)
            if region is None:
                region = ID + f"{short(centre)}-region"
                self._make(entry, region, centre)
            self.chosen[entry.key] = region

    def _make(self, entry: Entry, region: str, centre: str) -> None:
        label = f"Region of {self.names.label(centre)}"
        pairs = ((centre, _SERVES, NamedNode(region)),)
        self.make(entry, Made(region, _REGION, False, label, pairs), "centre")

    def region(self, entry: Entry) -> str | None:
        """The region of a row of coverages; what is wrong is noted."""
        if entry.text("region") and entry.text("centre"):
            why = "stands beside a centre, which has its region: keep one of the two"
            entry.wrong("region", entry.text("region"), why)
        if entry.text("region"):
            return entry.thing("region")
        if not entry.text("centre"):
            entry.wrong("centre", "", "is empty, and so is region: write the centre")
        centre = entry.thing("centre")
        return self.chosen.get(entry.key) if centre else None
