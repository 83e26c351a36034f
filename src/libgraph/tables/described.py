"""What rows of sources and bodies say of their thing beyond one property for one column."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from libgraph.namespaces import DCTERMS, PREFIXES, lg
from libgraph.tables.entry import Entry, Pair
from libgraph.tables.regions import Regions

_PLAIN_PUBLISHER = PREFIXES["dc"] + "publisher"


def source(entry: Entry) -> Iterator[Pair]:
    """When a source was written, and who published it: somebody who is known, or a plain name."""
    written = entry.text("date") or (f"[..{entry.text('read')}]" if entry.text("read") else "")
    if written:
        yield DCTERMS + "date", Literal(written)
    name = entry.text("publisher")
    if not name:
        return
    known = entry.desk.names.seek(name, (lg("Agent"), lg("Work"), lg("EventSeries")))
    if known:
        yield DCTERMS + "publisher", NamedNode(known)
    else:
        yield _PLAIN_PUBLISHER, Literal(name)


def served(entry: Entry, regions: Regions) -> Iterator[Pair]:
    """The region that a PAC centre serves."""
    if not entry.text("serves"):
        return
    region = regions.chosen.get(entry.key) or entry.thing("serves")
    if region:
        yield lg("serves"), NamedNode(region)
