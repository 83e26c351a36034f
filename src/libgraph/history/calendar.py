"""What belongs in a librarian's calendar: known ends, and what is announced.

The ends of agreements, and of memberships, tenures and hostings: what has to be renewed or
filled again. Announced are events, signings and whatever else has an announced lifespan, such as
a report that is due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from libgraph.dates import Holds, SourceDate, Span
from libgraph.errors import BadDate
from libgraph.export.ics import Entry
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account, accounts, in_time, of_kinds
from libgraph.history.lives import Life, lives
from libgraph.history.phrases import CALENDAR, when
from libgraph.namespaces import lg, local_name
from libgraph.query.telling import tell

_ENDING = tuple(map(lg, ("Membership", "Tenure", "Hosting")))
_ANNOUNCED = tuple(map(lg, ("Lifespan", "Signing")))
_ALL_TIMES = Span(date.min, date.max)
_NO_STAMP = date(1970, 1, 1)
_Days = tuple[date | None, date | None]
_Made = tuple[Entry, list[Account]]


def entries(
    graph: Graph, lang: str = "en", *, span: Span | None = None, certain: bool = False
) -> list[Entry]:
    """The entries of a graph's calendar; with `span` only of what holds at some time in it.

    The UID of an agreement's end is made from the agreement's IRI (``#end``; ``#end-2`` where
    sources know another), that of all else from the relationship's; so a corrected date updates
    its entry. SEQUENCE counts the statements behind an entry after the first.
    """
    ending = accounts(graph, of_kinds(graph, _ENDING))
    lasting = [account for account in ending.values() if account.known_ends and not account.planned]
    planned = [
        account
        for account in accounts(graph, of_kinds(graph, _ANNOUNCED)).values()
        if account.planned
    ]
    maker = _Maker(graph, lang, [*lasting, *planned])
    ends = {
        life.agreement.iri: list(maker.of_agreement(life))
        for life in lives(graph, _ALL_TIMES, lang=lang)
    }
    agreed = {iri for iri, made in ends.items() if made}
    made = [
        *(pair for several in ends.values() for pair in several),
        *(pair for account in lasting for pair in maker.end(account)),
        *(pair for account in planned for pair in maker.plan(account, agreed)),
    ]
    least = Holds.YES if certain else Holds.POSSIBLY
    return [
        entry
        for entry, known in made
        if span is None or any(account.holds(span) >= least for account in known)
    ]


class _Maker:
    """Knows the sentences, and the titles, addresses and dates of sources."""

    def __init__(self, graph: Graph, lang: str, told: list[Account]) -> None:
        self._words, self._lang = CALENDAR[lang], lang
        self._told = tell(graph, (account.relationship for account in told), lang)
        self._stamps, self._cited = _sources(graph, lang)

    def of_agreement(self, life: Life) -> Iterator[_Made]:
        """The ends of an agreement, one for each that sources know."""
        by_days: dict[_Days, list[Account]] = defaultdict(list)
        for account in life.accounts:
            if account.known_ends and any(account.ending):
                by_days[account.ending].append(account)
        parties = "; ".join(party.label for party in life.parties)
        for number, days in enumerate(sorted(by_days, key=_order), start=1):
            uid = f"{life.agreement.iri}#end{f'-{number}' if number > 1 else ''}"
            more = [f"{self._words['parties']}: {parties}"] if parties else []
            yield self._end(by_days[days], days, uid, life.agreement.label, "agreement", more)

    def end(self, account: Account) -> Iterator[_Made]:
        """The end of a relationship."""
        if any(account.ending):
            sentence = self._told[account.relationship].sentence
            uid, category = f"{account.relationship}#end", local_name(account.kind).lower()
            yield self._end([account], account.ending, uid, sentence, category, [])

    def plan(self, account: Account, agreed: set[str]) -> Iterator[_Made]:
        """What is announced; the end of an announced agreement stands there already."""
        telling = self._told[account.relationship]
        days = account.window.begins_earliest, account.window.ends_latest
        if not any(days) or set(telling.ends.get("of", ())) & agreed:
            return
        texts = in_time(dating.text for dating in account.datings)
        yield self._entry(
            [account],
            days,
            uid=f"{account.relationship}#planned",
            summary=f"{self._words['planned']} ({when(texts, self._lang)}): {telling.sentence}",
            lines=[telling.sentence, f"{self._words['time']}: {'; '.join(texts)}"],
            category="announced",
        )

    def _end(
        self,
        known: list[Account],
        days: _Days,
        uid: str,
        name: str,
        category: str,
        more: list[str],
    ) -> _Made:
        ends = in_time(end for account in known for end in account.known_ends)
        texts = in_time(dating.text for account in known for dating in account.datings)
        written = f"{self._words['end']}: {'; '.join(ends)} ({'; '.join(texts)})"
        summary = f"{self._words['ends']} ({when(ends, self._lang)}): {name}"
        lines = [name, *more, written]
        return self._entry(known, days, uid=uid, summary=summary, lines=lines, category=category)

    def _entry(
        self,
        known: list[Account],
        days: _Days,
        *,
        uid: str,
        summary: str,
        lines: list[str],
        category: str,
    ) -> _Made:
        first, last = days
        sources = sorted({source for account in known for source in account.sources})
        lines += [f"{self._words['source']}: {self._cited.get(one, one)}" for one in sources]
        some = first or last or date.max
        entry = Entry(
            uid=uid,
            summary=summary,
            description="\n".join(lines),
            first=some,
            last=last or some,
            stamp=max((self._stamps.get(one, _NO_STAMP) for one in sources), default=_NO_STAMP),
            sequence=sum(len(account.said) for account in known) - 1,
            certain=bool(first and last) and not any(account.planned for account in known),
            category=category,
        )
        return entry, known


def _order(days: _Days) -> tuple[date, date]:
    first, last = days
    return first or date.min, last or date.max


def _sources(graph: Graph, lang: str) -> tuple[dict[str, date], dict[str, str]]:
    """The last day on which each source can have been written, and how it is cited."""
    stamps: dict[str, date] = {}
    addresses: dict[str, str] = {}
    rows = list(
        graph.texts("""SELECT ?source ?date ?address { ?source a lg:Source
            OPTIONAL { ?source dcterms:date ?date } OPTIONAL { ?source schema:url ?address } }
            ORDER BY ?source ?date ?address""")
    )
    for source, written, address in rows:
        stamps[source] = max(_stamp(written), stamps.get(source, _NO_STAMP))
        addresses.setdefault(source, address)
    return stamps, _citations(labels(graph, addresses, lang), addresses)


def _citations(names: dict[str, str], addresses: dict[str, str]) -> dict[str, str]:
    return {source: f"{names[source]} {address}".strip() for source, address in addresses.items()}


def _stamp(written: str) -> date:
    try:
        days = SourceDate.parse(written)
    except BadDate:
        return _NO_STAMP
    return days.latest or days.earliest or _NO_STAMP


def titled(lang: str) -> str:
    """The name of the calendar."""
    return CALENDAR[lang]["name"]
