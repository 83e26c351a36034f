"""Lives, endings and timelines as tables: for reading, or in full for machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from libgraph.dates import Bounds
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph, Row, Term
from libgraph.history.accounts import Account
from libgraph.history.expiry import Ending
from libgraph.history.lives import Life, Status
from libgraph.history.phrases import LIFE, PASSIVE, phase, when
from libgraph.history.timeline import Moment, Timeline
from libgraph.query.answer import Answer, text
from libgraph.query.entities import Entity

# how far the sources leave it open: nothing outside these days, everything between the inner two
_BOUNDS = ("possibleFrom", "certainFrom", "certainUntil", "possibleUntil")
_LIVES = (
    "agreement",
    "agreementLabel",
    "parties",
    "partiesLabel",
    "begins",
    "ends",
    "seen",
    "status",
)
_LINKED = ("chain", "chainLabel")
_WHO = ("parties", "partiesLabel", "signers", "signersLabel")


def of_lives(lives: Iterable[Life], lang: str = "en", *, full: bool = False) -> Answer:
    """Agreements, one row each; `full` has dates as written, and the widest bounds, too."""
    rows = [_life(life, lang, full) for life in lives]
    extra = ("signed", *_BOUNDS) if full else ()
    found = Answer((*_LIVES, "holds", *_LINKED, "sources", *extra), rows)
    return found if full else _without_empty(found, ("seen", *_LINKED))


def of_endings(endings: Iterable[Ending], lang: str = "en", *, full: bool = False) -> Answer:
    """What ends soon, one row each."""
    rows: list[Row] = []
    for ending in endings:
        ends = "; ".join(ending.ends) if full else when(ending.ends, lang)
        row: Row = (
            NamedNode(ending.iri),
            Literal(ending.name),
            _words(ends),
            _words(_range(ending.days_left)),
            Literal(str(ending.certain)),
            *_entities(ending.parties),
            *_entities(ending.signers),
            _iris(ending.sources),
        )
        days = (_day(ending.first), _day(ending.last))
        rows.append((*row, Literal(ending.kind), *days) if full else row)
    left = "daysLeft" if full else "days left"
    extra = ("kind", "endsEarliest", "endsLatest") if full else ()
    columns = ("what", "whatLabel", "ends", left, "certain", *_WHO, "sources", *extra)
    found = Answer(columns, rows)
    return found if full else _without_empty(found, _WHO)


def of_timeline(found: Timeline, graph: Graph, lang: str = "en", *, full: bool = False) -> Answer:
    """Moments, one row each; a column `holds` where a time was asked for."""
    rows = [_moment(moment, found, lang) for moment in found.moments]
    columns = ["when", "phase", "what", *(["holds"] if found.span else []), "sources"]
    if not full:
        return _without_empty(Answer(tuple(columns), _together(rows)), ("phase",))
    kinds = labels(graph, {moment.kind for moment in found.moments}, lang)
    whole = [
        (
            _words("; ".join(moment.when)),
            Literal(str(moment.phase)),
            *row[2:],
            *_more(moment, kinds[moment.kind]),
        )
        for moment, row in zip(found.moments, rows, strict=True)
    ]
    return Answer((*columns, "first", "last", "more", "kind", "relationship", *_BOUNDS), whole)


def _moment(moment: Moment, found: Timeline, lang: str) -> Row:
    return (
        _words(when(moment.when, lang)),
        _words(phase(moment.phase, lang)),
        Literal(moment.sentence),
        *([Literal(str(moment.holds))] if found.span else []),
        _iris(moment.sources),
    )


def _together(rows: Iterable[Row]) -> list[Row]:
    """Rows that differ in their sources only, as one."""
    sources: dict[Row, set[str]] = defaultdict(set)
    for row in rows:
        sources[row[:-1]].update(text(row[-1]).split())
    return [(*row, _iris(sorted(found))) for row, found in sources.items()]


def _more(moment: Moment, kind: str) -> Row:
    return (
        _day(moment.first),
        _day(moment.last),
        _words(moment.more),
        Literal(kind),
        NamedNode(moment.relationship),
        *_bounds(moment.bounds),
    )


def _without_empty(found: Answer, columns: Sequence[str]) -> Answer:
    """An answer for reading, without those of `columns` that nothing stands in."""
    kept = [
        place
        for place, name in enumerate(found.columns)
        if name not in columns or any(row[place] is not None for row in found.rows)
    ]
    names = tuple(found.columns[place] for place in kept)
    return Answer(names, [tuple(row[place] for place in kept) for row in found.rows])


def _life(life: Life, lang: str, full: bool) -> Row:
    row: Row = (
        NamedNode(life.agreement.iri),
        Literal(life.agreement.label),
        *_entities(life.parties),
        _words("; ".join(life.begins) if full else _begins(life, lang)),
        _words("; ".join([*life.ends, *[".."][: life.open]]) if full else _ends(life, lang)),
        _words("; ".join(life.seen) if full else when(life.seen, lang)),
        Literal(str(life.status)),
        None if life.status is Status.UNKNOWN else Literal(str(life.in_force)),
        _iris([one.iri for one in life.chain]),
        _words(_chain(life, lang)),
        _iris(life.sources),
    )
    return (*row, _words("; ".join(life.signed)), *_bounds(_widest(life.accounts))) if full else row


def _begins(life: Life, lang: str) -> str:
    words = LIFE[lang]
    if life.begins or not life.signed:
        return when(life.begins, lang) or words["silent"]
    return words["signed"].format(when(life.signed, lang))


def _ends(life: Life, lang: str) -> str:
    words = LIFE[lang]
    told = [when(life.ends, lang)] if life.ends else []
    return "; ".join([*told, words["open"]] if life.open else told) or words["silent"]


def _chain(life: Life, lang: str) -> str:
    if not life.chain:
        return ""
    words = LIFE[lang]
    before = [words[relation].format(one.label) for relation, one in life.before]
    after = [words[PASSIVE[relation]].format(one.label) for relation, one in life.after]
    place = words["place"].format(life.chain.index(life.agreement) + 1, len(life.chain))
    return f"{place}: {'; '.join([*before, *after])}"


def _widest(known: Sequence[Account]) -> Bounds:
    """The widest bounds that any of the accounts allows."""
    windows = [account.window for account in known]
    return Bounds(
        _outermost([window.begins_earliest for window in windows], last=False),
        _outermost([window.begins_latest for window in windows], last=True),
        _outermost([window.ends_earliest for window in windows], last=False),
        _outermost([window.ends_latest for window in windows], last=True),
    )


def _outermost(days: list[date | None], *, last: bool) -> date | None:
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return None
    return max(known) if last else min(known)


def _bounds(bounds: Bounds) -> list[Term]:
    return [
        _day(bounds.begins_earliest),
        _day(bounds.begins_latest),
        _day(bounds.ends_earliest),
        _day(bounds.ends_latest),
    ]


def _range(days: tuple[int, int]) -> str:
    fewest, most = days
    return str(fewest) if fewest == most else f"{fewest}–{most}"


def _entities(entities: Sequence[Entity]) -> tuple[Term, Term]:
    names = "; ".join(entity.label for entity in entities)
    return _iris([entity.iri for entity in entities]), _words(names)


def _iris(iris: Sequence[str]) -> Term:
    return NamedNode(iris[0]) if len(iris) == 1 else _words(" ".join(iris))


def _words(words: str) -> Term:
    return Literal(words) if words else None


def _day(day: date | None) -> Term:
    return None if day is None else _words(day.isoformat())
