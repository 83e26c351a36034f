"""What two things share, and what speaks against their being one, each told in words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from libgraph.curation.candidates import BODY, PERSON, SCHEMES, Known, Shared, Thing, Tie
from libgraph.dates import NO_BOUNDS
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import lg, local_name
from libgraph.territories import countries

_WEIGHTS = {  # how much it says for one, by kind of statement and what it ties to
    ("Tenure", "post"): 0.45,
    ("Tenure", "postIn"): 0.35,
    ("Signing", "agreement"): 0.4,
    ("Party", "agreement"): 0.35,
    ("Participation", "event"): 0.35,
    ("Participation", "contribution"): 0.35,
    ("Hosting", "hosted"): 0.35,
    ("Support", "beneficiary"): 0.3,
    ("Membership", "body"): 0.2,
}
_ANY_TIE, _SAME_COUNTRY, _SAME_CITY = 0.2, 0.15, 0.25
_PHRASES = {
    ("Tenure", "post"): "both hold the post {0}",
    ("Tenure", "postIn"): "both work in {0}",
    ("Signing", "agreement"): "both sign {0}",
    ("Party", "agreement"): "both are parties to {0}",
    ("Participation", "event"): "both take part in {0}",
    ("Hosting", "hosted"): "both house {0}",
    ("Hosting", "host"): "both are in the house of {0}",
    ("Support", "beneficiary"): "both help {0}",
    ("Support", "supporter"): "both are helped by {0}",
    ("Membership", "body"): "both belong to {0}",
}
_AGAINST_SIDE_BY_SIDE, _AGAINST_COUNTRY, _AGAINST_CITY = 0.6, 0.6, 0.2
_AGAINST_KIND, _AGAINST_LIFE, _AGAINST_FOUNDED = 0.25, 0.8, 0.15
_AGAINST_IDENTIFIER, _AGAINST_TWO_HEADS = 0.75, 0.2
_ONE_ONLY = ("ror", "wikidata", "isni", "orcid")  # a body may have several of the others
_SEVERAL_IDENTIFIERS = 0.4
_SHOWN = 4
_GENERIC = {lg("Agent"), lg("Organization"), lg("PublicBody")}
_Ties = dict[Shared, list[Tie]]
_LONGEST = 75  # years between the first and the last that a person does


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for or against: how much of what is left it takes, and the words.

    `about` is what both are tied to, an IRI, or ''.
    """

    weight: float
    words: str
    about: str = ""


def identified(one: Thing, other: Thing) -> tuple[str, ...]:
    """The identifiers that both have, in words."""
    return tuple(
        f"the same {SCHEMES[scheme]} {other.identifiers[scheme][value]}"
        for scheme in SCHEMES
        for value in sorted(_values(one, scheme).keys() & _values(other, scheme).keys())
    )


def _values(thing: Thing, scheme: str) -> dict[str, str]:
    return thing.identifiers.get(scheme, {})


def compare(one: Thing, other: Thing, known: Known) -> tuple[list[Point], list[Point]]:
    """What speaks for and what against, the weightiest first."""
    mine, theirs = _by_shared(one), _by_shared(other)
    beside = _side_by_side(mine, theirs)
    pro = [*_ties(mine, theirs, known, beside), *_same_place(one, other)]
    con = [
        *_tied_together(one, other),
        *_told_apart(beside, known),
        *_identifiers(one, other),
        *_places(one, other),
        *_classes(one, other),
        *_lives(one, other),
        *_heads(one, other, known),
    ]
    return _each_once(_ordered(pro))[:_SHOWN], _ordered(con)


def _each_once(points: list[Point]) -> list[Point]:
    """Without those that tell once more what both share with the same thing."""
    told: dict[str, Point] = {}
    for point in points:
        told.setdefault(point.about or point.words, point)
    return list(told.values())


def _ordered(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (-point.weight, point.words))


# ── What both share ──────────────────────────────────────────────────────────────────────


def _by_shared(thing: Thing) -> _Ties:
    found: _Ties = defaultdict(list)
    for tie in thing.ties:
        found[tie.shared].append(tie)
    return found


def _side_by_side(mine: _Ties, theirs: _Ties) -> dict[str, Tie]:
    """Where one source names both in the same part of two statements of one matter, by source."""
    return {
        tie.source: tie
        for shared in sorted(mine.keys() & theirs.keys())
        for tie in mine[shared]
        for again in theirs[shared]
        if tie.source and tie.source == again.source and tie.statement != again.statement
    }


def _ties(mine: _Ties, theirs: _Ties, known: Known, beside: dict[str, Tie]) -> Iterator[Point]:
    apart = {tie.shared for tie in beside.values()}
    posts = {key for key in mine.keys() & theirs.keys() if key[2] == "post"}
    for key in sorted(mine.keys() & theirs.keys() - apart):
        if key[2] == "postIn" and posts:
            continue  # the post says it already
        kind, _, what, iri = key
        weight = _WEIGHTS.get((kind, what), _ANY_TIE)
        met = any(a.bounds.meet(b.bounds) for a in mine[key] for b in theirs[key])
        if what == "post" and not met:
            weight /= 3  # one after the other: two people, or one for long
        if what == "post" and met and iri in known.single_posts:
            weight += 0.15
        weight /= 1 + math.log2(max(1, known.sharing.get(key, 2) - 1)) / 2
        name = known.names.get(iri, iri)
        yield Point(weight, _phrase(kind, what, name, mine[key], theirs[key]), iri)


def _phrase(kind: str, what: str, name: str, mine: list[Tie], theirs: list[Tie]) -> str:
    words = _PHRASES.get((kind, what), "both are tied to {0}").format(name)
    dates = [next((tie.when for tie in ties if tie.when), "") for ties in (mine, theirs)]
    if not all(dates):
        return words
    return f"{words} ({dates[0]})" if dates[0] == dates[1] else f"{words} ({' and '.join(dates)})"


def _same_place(one: Thing, other: Thing) -> Iterator[Point]:
    if one.kind != BODY:
        return
    if city := _same_city(one, other):
        yield Point(_SAME_CITY, f"both are in {city}")
    elif shared := one.countries & other.countries:
        yield Point(_SAME_COUNTRY, f"both are in {_country(min(shared))}")


def _same_city(one: Thing, other: Thing) -> str:
    """The name of the city that both are in; Luxembourg and Luxembourg (city) are one."""
    found = [
        min(one.cities[mine], other.cities[theirs], key=len)
        for mine in sorted(one.cities)
        for theirs in sorted(other.cities)
        if set(mine.split()) <= set(theirs.split()) or set(theirs.split()) <= set(mine.split())
    ]
    return min(found, default="")


def _country(code: str) -> str:
    found = countries().get(code)
    return found.name("en") if found else code


# ── What speaks against ──────────────────────────────────────────────────────────────────


def _tied_together(one: Thing, other: Thing) -> Iterator[Point]:
    """A source that ties the two to each other holds them for two."""
    tie = next((tie for tie in one.ties if tie.other == other.iri), None)
    if tie:
        words = f"a source ties the two to each other, by a {tie.kind.lower()}"
        yield Point(_AGAINST_SIDE_BY_SIDE, f"{words} [{local_name(tie.source)}]")


def _told_apart(beside: dict[str, Tie], known: Known) -> Iterator[Point]:
    if not beside:
        return
    source, tie = min(beside.items())
    matter = known.names.get(tie.other, local_name(tie.other))
    words = f"one source names both side by side, about {matter} [{local_name(source)}]"
    more = f", and {len(beside) - 1} more do so" if len(beside) > 1 else ""
    yield Point(_AGAINST_SIDE_BY_SIDE, words + more)


def _identifiers(one: Thing, other: Thing) -> Iterator[Point]:
    for scheme in SCHEMES:
        mine, theirs = _values(one, scheme), _values(other, scheme)
        if mine and theirs and not mine.keys() & theirs.keys():
            weight = _AGAINST_IDENTIFIER if scheme in _ONE_ONLY else _SEVERAL_IDENTIFIERS
            yield Point(
                weight,
                f"different {SCHEMES[scheme]}: {min(mine.values())} and {min(theirs.values())}",
            )


def _places(one: Thing, other: Thing) -> Iterator[Point]:
    what = "both are bodies of" if one.kind == BODY else "they work in"
    if one.countries and other.countries and not one.countries & other.countries:
        places = sorted({_country(min(one.countries)), _country(min(other.countries))})
        words = f"{what} different countries: {' and '.join(places)}"
        yield Point(_AGAINST_COUNTRY if one.kind == BODY else _AGAINST_COUNTRY / 2, words)
    elif one.cities and other.cities and not _same_city(one, other):
        cities = sorted((min(one.cities.values()), min(other.cities.values())))
        yield Point(_AGAINST_CITY, f"in different cities: {' and '.join(cities)}")


def _classes(one: Thing, other: Thing) -> Iterator[Point]:
    if one.kind == PERSON:
        return
    mine, theirs = one.types - _GENERIC, other.types - _GENERIC
    above = vocabulary().ancestors
    if mine and theirs and not any(a in above(b) or b in above(a) for a in mine for b in theirs):
        names = sorted((local_name(min(mine)), local_name(min(theirs))))
        yield Point(_AGAINST_KIND, f"of different kinds: {' and '.join(names)}")


def _lives(one: Thing, other: Thing) -> Iterator[Point]:
    """Lives that cannot be one: dates of birth or founding, and what is done outside a life."""
    mine, theirs = one.life, other.life
    if mine != NO_BOUNDS and theirs != NO_BOUNDS and mine.meet(theirs) is None:
        years = [
            str(begun.year)
            for begun in (mine.begins_earliest, theirs.begins_earliest)
            if begun is not None
        ]
        weight = _AGAINST_LIFE if one.kind == PERSON else _AGAINST_FOUNDED
        what = "born" if one.kind == PERSON else "founded"
        begun = f": {what} in {' and '.join(sorted(years))}" if len(set(years)) == 2 else ""
        yield Point(weight, f"the dates of the two cannot be true of one{begun}")
    if one.kind == PERSON:
        yield from _too_long(one, other)


def _too_long(one: Thing, other: Thing) -> Iterator[Point]:
    first = [tie.bounds.begins_latest for tie in one.ties + other.ties if tie.bounds.begins_latest]
    last = [tie.bounds.ends_earliest for tie in one.ties + other.ties if tie.bounds.ends_earliest]
    if first and last and max(last).year - min(first).year > _LONGEST:
        words = f"active from {min(first).year} to {max(last).year}, longer than a working life"
        yield Point(_AGAINST_LIFE, words)


def _heads(one: Thing, other: Thing, known: Known) -> Iterator[Point]:
    """Two posts in two houses that each have one holder, certainly at one time."""
    heads = [
        [tie for tie in thing.ties if tie.beside == "post" and tie.other in known.single_posts]
        for thing in (one, other)
    ]
    posts = [{tie.other for tie in ties} for ties in heads]
    if posts[0] & posts[1]:
        return
    for mine in heads[0]:
        for theirs in heads[1]:
            if _certainly_together(mine, theirs):
                names = sorted((known.names[mine.other], known.names[theirs.other]))
                words = f"at one time they hold two posts: {names[0]}, and {names[1]}"
                yield Point(_AGAINST_TWO_HEADS, words)
                return


def _certainly_together(one: Tie, other: Tie) -> bool:
    a, b = one.bounds, other.bounds
    begun = [day for day in (a.begins_latest, b.begins_latest) if day]
    ended = [day for day in (a.ends_earliest, b.ends_earliest) if day]
    return len(begun) == len(ended) == 2 and max(begun) <= min(ended)
