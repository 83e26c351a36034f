"""Which things a row of a spreadsheet may mean, how likely, and why: nothing is decided here.

A score of 100 is the very name or an identifier. What else a row says (country, kind, year,
identifiers) lowers the score of what it does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from libgraph.curation.blocking import met
from libgraph.curation.candidates import SCHEMES, Thing, normal
from libgraph.curation.spelling import near
from libgraph.dates import Span
from libgraph.errors import BadDate, UsageError
from libgraph.folding import fold
from libgraph.namespaces import local_name
from libgraph.query.find import no_ties, ranked
from libgraph.web.finding import spellings
from libgraph.web.held import Edition
from libgraph.web.records import SIDES, Record, Records, kind_iri, records

PROPERTIES = ("country", "kind", "year", *SCHEMES)
_PLAUSIBLE = 0.4
_SHORTEST, _COMPARED = 3, 300
_SPELT, _MISSPELT = 0.6, 90.0  # how near names must be, letter by letter; the most they reach
_MOST = 98.0  # what names that are not the same reach
_CONTAINED = 45.0  # at least so much for a name that has all the words
_FITS = {"country": 0.3, "kind": 0.1, "year": 0.05}  # how far it lifts a score towards 100
_DIFFERS = {"country": 0.5, "kind": 0.6, "year": 0.8}
_SAME_IDENTIFIER, _OTHER_IDENTIFIER = 1.0, 0.4
_UNKNOWN = 0.95
_SURE, _LEAD = 95.0, 5.0
_STRICT = ("any", "all", "should")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a spreadsheet says: a name, kinds (any, all, or rather), and properties."""

    name: str = ""
    kinds: tuple[str, ...] = ()
    strict: str = "any"
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant; `features` tell what the score is made of."""

    record: Record
    score: float
    match: bool
    features: Mapping[str, float | bool]


def candidates(edition: Edition, row: Row) -> list[Candidate]:
    """What a row may mean, the likeliest first.

    Raises:
        UsageError: a strictness or a year that there is not.
    """
    if row.strict not in _STRICT:
        raise UsageError(f"type_strict is {', '.join(_STRICT)}, not {row.strict!r}")
    known = records(edition)
    scored = [
        _weighed(record, likeness, row, known)
        for record, likeness in _likely(edition, known, row)
        if row.strict == "should" or _fits(record, row)
    ]
    if not row.name:
        scored = [one for one in scored if any(one.features.values())]
    scored.sort(key=lambda one: (-one.score, one.record.thing.label, one.record.id))
    return _decided(scored, row)[: row.limit]


def _likely(edition: Edition, known: Records, row: Row) -> Iterable[tuple[Record, float]]:
    """What its name or an identifier may mean, with how alike they are of 100."""
    if not row.name:
        return ((record, 100.0) for record in known.by_iri.values())
    exact = [*known.called(row.name), *known.identified(row.name)]
    for scheme, value in _identifiers(row):
        exact += known.identified(value, scheme)
    found = {record.known.iri: 100.0 for record in exact}
    asked = {
        side: Thing("", side, row.name, [row.name], countries=_codes(known, row)) for side in SIDES
    }
    for side in SIDES:
        sharing = known.sharing(side, row.name)
        for _, other, alike in met([asked[side]], sharing, known.lore, _PLAUSIBLE):
            if alike.score >= _PLAUSIBLE:
                found.setdefault(other.iri, round(_MOST * alike.score, 1))
    for rank, record in enumerate(_containing(edition, known, row.name)):
        alike = known.lore.likest(asked[record.thing.kind], record.thing)
        likeness = round(max(_CONTAINED - rank / _COMPARED, _MOST * alike.score), 1)
        found[record.known.iri] = max(found.get(record.known.iri, 0.0), likeness)
    if not found:
        found = _misspelt(edition, known, row.name)
    return ((known.by_iri[iri], likeness) for iri, likeness in found.items())


def _misspelt(edition: Edition, known: Records, name: str) -> dict[str, float]:
    """Those that share a word, by how near their names are letter by letter."""
    found: dict[str, float] = {}
    letters = fold(name).replace(" ", "")
    for word in fold(name).split():
        for record in _containing(edition, known, word):
            others = {fold(one).replace(" ", "") for one in record.thing.names} - {""}
            nearest = max((near(letters, one, _SPELT) for one in others), default=0.0)
            if nearest:
                found[record.known.iri] = round(_MISSPELT * nearest, 1)
    return found


def _containing(edition: Edition, known: Records, name: str) -> list[Record]:
    """Those with a name that has all the words, the closest first, however many ties they have."""
    if len(fold(name)) < _SHORTEST:
        return []
    found = (
        known.by_iri[one.iri]
        for one in ranked(name, spellings(edition), no_ties)
        if one.iri in known.by_iri
    )
    return list(islice(found, _COMPARED))


def _identifiers(row: Row) -> Iterable[tuple[str, str]]:
    return (
        (scheme, value) for scheme in SCHEMES for value in row.properties.get(scheme, ()) if value
    )


def _codes(known: Records, row: Row) -> set[str]:
    by_iri = {iri: code for code, iri in known.codes.items()}
    places = map(known.country, row.properties.get("country", ()))
    return {by_iri[place] for place in places if place in by_iri}


def _fits(record: Record, row: Row) -> bool:
    """Whether it is of a kind that is asked for."""
    having = [kind_iri(kind) in record.thing.types for kind in row.kinds]
    return not having or (all(having) if row.strict == "all" else any(having))


def _weighed(record: Record, likeness: float, row: Row, known: Records) -> Candidate:
    score, features = likeness, dict[str, float | bool]()
    if row.name:
        features["name"] = likeness
    if row.kinds and not _fits(record, row):
        score *= _DIFFERS["kind"]
    for name, values in row.properties.items():
        fits = _property(record, name, values, known)
        if fits is None:
            score *= _UNKNOWN
            continue
        features[name] = fits
        lift = (100 - score) * _FITS.get(name, _SAME_IDENTIFIER)
        score = score + lift if fits else score * _DIFFERS.get(name, _OTHER_IDENTIFIER)
    return Candidate(record, round(score, 1), False, features)


def _property(record: Record, name: str, values: Sequence[str], known: Records) -> bool | None:
    """Whether one of the values is true of a thing; None where that is not known."""
    if name == "country":
        places = {place for place in map(known.country, values) if place}
        return bool(places & record.known.countries) if record.known.countries else None
    if name == "kind":
        return any(kind_iri(value) in record.thing.types for value in values)
    if name == "year":
        spans = [_years(value) for value in values]
        ties = record.known.years
        return (
            any(a <= last and first <= b for (first, last), (a, b) in product(spans, ties))
            if ties
            else None
        )
    having = record.thing.identifiers.get(name)
    return any(normal(name, value) in having for value in values) if having else None


def _years(words: str) -> tuple[int, int]:
    try:
        span = Span.parse(words)
    except BadDate as error:
        raise UsageError(str(error)) from None
    return span.first.year, span.last.year


def _decided(scored: list[Candidate], row: Row) -> list[Candidate]:
    """The same, with a match where the first is sure, alone, and nothing speaks against it."""
    if not scored or not (row.name or any(True for _ in _identifiers(row))):
        return scored
    first, second = scored[0], scored[1].score if len(scored) > 1 else 0.0
    speaks = [fits for name, fits in first.features.items() if name != "name"]
    alone = first.score - second >= _LEAD
    match = first.score >= _SURE and alone and all(speaks)
    return [Candidate(first.record, first.score, match, first.features), *scored[1:]]


def description(record: Record, names: Mapping[str, str]) -> str:
    """A line that tells it from others of its name: its kind, and its countries."""
    countries = sorted(names[iri] for iri in record.known.countries if iri != record.known.iri)
    kind = names[kind_iri(local_name(record.known.kinds[0]))]
    return ", ".join([kind, *countries])
