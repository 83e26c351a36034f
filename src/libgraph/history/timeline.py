"""The events of one thing, or of the whole graph, in order of time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from libgraph.dates import Bounds, Holds, SourceDate, Span
from libgraph.errors import BadDate
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.history.accounts import Account, accounts, in_time, kind_iris, of_kinds
from libgraph.namespaces import lg
from libgraph.query.profile import about
from libgraph.query.telling import Telling, tell

_ASIDE = tuple(map(lg, ("Naming", "Contact", "Figure")))  # only where they are asked for
_DURING = lg("during")


class Phase(StrEnum):
    """What happens at a moment.

    begins, ends: of something that lasts. at: it takes place, or holds over just this time.
    seen: a source saw it hold, and nobody tells beginning or end. planned: it was announced.
    """

    BEGINS = "begins"
    ENDS = "ends"
    AT = "at"
    SEEN = "seen"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens between two days (None: no limit; never both).

    `when` are its dates as written; `relationship` and `kind` IRIs, `bounds` those of the whole
    relationship; `ends` the things it ties, by property name; `holds` is None where no time was
    asked for.
    """

    phase: Phase
    first: date | None
    last: date | None
    when: tuple[str, ...]
    sentence: str
    more: str
    relationship: str
    kind: str
    bounds: Bounds
    ends: dict[str, tuple[str, ...]]
    sources: tuple[str, ...]
    holds: Holds | None

    @property
    def order(self) -> tuple[date, date, str, str, str]:
        """Sorts by the first day, or the last where no first is known."""
        first, last = self.first or self.last or date.max, self.last or date.max
        return first, last, self.phase, self.sentence, self.relationship


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in order, for all time or for the time `span` that was asked about.

    `undated` says how many relationships have no date that could place them.
    """

    moments: tuple[Moment, ...]
    undated: int
    span: Span | None


def timeline(
    graph: Graph,
    entity: str | None = None,
    *,
    kinds: Collection[str] = (),
    span: Span | None = None,
    certain: bool = False,
    reach: Span | None = None,
    lang: str = "en",
) -> Timeline:
    """The timeline of a thing (an IRI), or of everything.

    `kinds` are kinds of statements such as "tenure"; without them all but names, contacts and
    figures. With `span` only what holds at some time in it (with `certain`, surely); with
    `reach` only the moments that fall, or may fall, into it.

    Raises:
        UsageError: there is no such kind.
    """
    wanted = kind_iris(kinds) or tuple(k for k in sorted(vocabulary().kinds) if k not in _ASIDE)
    nodes = of_kinds(graph, wanted)
    if entity is not None:
        nodes = sorted(set(nodes) & set(about(graph, entity)))
    told = tell(graph, nodes, lang, span)
    if certain and span:
        told = {iri: telling for iri, telling in told.items() if telling.holds is Holds.YES}
    happenings = _happenings(graph)
    found: list[Moment] = []
    undated = 0
    for iri, account in accounts(graph, told).items():
        moments = list(_moments(account, told[iri], happenings))
        undated += not moments
        found += [moment for moment in moments if reach is None or _reaches(moment, reach)]
    return Timeline(tuple(sorted(found, key=lambda moment: moment.order)), undated, span)


def reach(first: str | None, last: str | None) -> Span | None:
    """The days from one date to another (EDTF; None: no limit); None where both are.

    Raises:
        BadDate: one is no date, or they are the wrong way round.
    """
    if first is None and last is None:
        return None
    begins = Span.parse(first).first if first is not None else date.min
    ends = Span.parse(last).last if last is not None else date.max
    if begins > ends:
        raise BadDate(f"{first} is after {last}: write the earlier date first")
    return Span(begins, ends)


def _happenings(graph: Graph) -> frozenset[str]:
    """The kinds of statements that something takes place, and the events themselves."""
    words = vocabulary()
    kinds = {kind for kind in words.kinds if lg("Happening") in words.ancestors(kind)}
    events = graph.texts("SELECT ?event { ?event a/rdfs:subClassOf* lg:Event }")
    return frozenset(kinds | {event for (event,) in events})


def _moments(account: Account, telling: Telling, happenings: frozenset[str]) -> Iterator[Moment]:
    subject = telling.ends.get("of", ("",))[0]
    once = account.kind in happenings or subject in happenings
    for phase, first, last, when, sources in _phases(account, once):
        if first or last:
            yield Moment(
                phase,
                first,
                last,
                when,
                telling.sentence,
                telling.more,
                account.relationship,
                account.kind,
                account.window,
                telling.ends,
                sources,
                telling.holds,
            )


_Phase = tuple[Phase, date | None, date | None, tuple[str, ...], tuple[str, ...]]


def _phases(account: Account, once: bool) -> Iterator[_Phase]:
    window, sources = account.window, account.sources
    during = [dating.text for dating in account.datings if dating.way == _DURING]
    written = in_time(during or (dating.text for dating in account.datings))
    if account.planned:
        yield Phase.PLANNED, window.begins_earliest, window.ends_latest, written, sources
    elif during and (once or not any("/" in text for text in during)):
        yield Phase.AT, window.begins_earliest, window.ends_latest, written, sources
    elif during:
        begins, ends = account.begins, account.ends
        if begins:
            yield Phase.BEGINS, window.begins_earliest, window.begins_latest, begins, sources
        if ends:
            yield Phase.ENDS, window.ends_earliest, window.ends_latest, ends, sources
    else:
        yield from _seen(account)


def _seen(account: Account) -> Iterator[_Phase]:
    """Each time that it was seen, with the sources that saw it then."""
    for dating, sources in account.dated_in.items():
        if dating.way == lg("attested"):
            with suppress(BadDate):
                days = SourceDate.parse(dating.text)
                yield Phase.SEEN, days.earliest, days.latest, (dating.text,), sources


def _reaches(moment: Moment, reach: Span) -> bool:
    return (moment.first or date.min) <= reach.last and (moment.last or date.max) >= reach.first
