"""A coverage audit for people: a paragraph of plain sentences, then tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from libgraph.dates import Holds
from libgraph.history.coverage import Audit, Centre, Place, together
from libgraph.history.coverage_agreements import Ground
from libgraph.territories import Territory, territories

_HELD = {Holds.YES: "certainly", Holds.POSSIBLY: "possibly", Holds.NO: "no"}
_NAMED = 4


@dataclass(frozen=True)
class Section:
    """A titled table; or, where it has no columns, lines of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def story(audit: Audit, asked: str, known: str | None = None) -> str:
    """The audit in one paragraph; `asked` and `known` are the times as the reader wrote them."""
    sentences = [
        _served(audit, asked, known),
        _several(audit),
        _seated(audit),
        _none(audit),
        _areas(audit),
        _anywhere(audit),
        _centres(audit),
        _differing(audit),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def sections(audit: Audit) -> list[Section]:
    """The tables, without those that would be empty."""
    claimed = ("country", "centre", "covered", "as the sources say", "sources")
    several, one = _claims(audit.several), _claims(audit.one)
    seated = _claims(audit.seated, seats=True)
    found = [
        Section(f"Countries with several centres ({len(audit.several)})", claimed, several),
        Section(f"Countries with one centre ({len(audit.one)})", claimed, one),
        Section(
            f"Countries that a centre lies in, but none is said to cover ({len(audit.seated)})",
            ("country", "centre", "there", *claimed[3:]),
            seated,
        ),
        Section(
            f"Areas that sources name without listing countries ({len(audit.areas)})",
            ("area", *claimed[1:]),
            _claims(audit.areas),
        ),
        Section(
            f"Centres and the agreements they work by ({len(audit.centres)})",
            ("centre", "at work", "agreement", "which", "in force", "ends", "sources"),
            tuple(row for one in audit.centres for row in _behind(one)),
        ),
        Section(
            "Country lists that differ between sources",
            (),
            tuple((d.explanation,) for one in audit.centres for d in one.differences),
        ),
        Section(f"{_no_centre(audit)} ({len(audit.none)})", (), _missing(audit)),
    ]
    return [section for section in found if section.rows]


def where(audit_region: str | None) -> str:
    """The region in a sentence.

    >>> where("Central Asia"), where(None)
    ('Central Asia', 'The world')
    """
    return audit_region or "The world"


def _served(audit: Audit, asked: str, known: str | None) -> str:
    served = [one for one in audit.countries if one.possible]
    certain = sum(one.certain > 0 for one in served)
    by = f", by what had been written by {known}" if known else ""
    if audit.region and audit.region.is_country and len(audit.countries) == 1:
        return f"{_time(asked)}{by}, {_one_country(audit)}"
    region = where(audit.region.name("en") if audit.region else None)
    place = "the world" if region in ("The world", "world") else region
    total = f"the {_number(audit.countries, 'country', 'countries and territories')} of {place}"
    count = f"{_time(asked)}{by}, {len(served)} of {total} {_verb(served, 'is', 'are')}"
    if audit.certain:
        return (
            f"{count} named as covered by a PAC centre for certain; what is only possible is not "
            "counted."
        )
    if not served:
        return f"{count} named as covered by a PAC centre."
    return f"{count} named as covered by a PAC centre: {_split(certain, len(served))}."


def _one_country(audit: Audit) -> str:
    country = audit.countries[0]
    sure = " for certain; what is only possible is not counted" if audit.certain else ""
    if not country.possible:
        return f"no source on record names {country.label} as covered by a PAC centre{sure}."
    held = "" if audit.certain else ", certainly" if country.certain else ", possibly"
    return f"{country.label} is named as covered by a PAC centre{held}{sure}."


def _several(audit: Audit) -> str:
    if not audit.several:
        if audit.region and audit.region.is_country:
            return ""
        return (
            "No country is claimed by more than one." if any(map(_claimed, audit.countries)) else ""
        )
    certain = sum(one.certain > 1 for one in audit.several)
    split = "" if audit.certain else f" ({certain} certainly)"
    verb = _verb(audit.several, "is", "are")
    return f"{len(audit.several)} of them {verb} claimed by more than one centre{split}."


def _seated(audit: Audit) -> str:
    if not audit.seated:
        return ""
    if len(audit.seated) == 1:
        name = audit.seated[0].label
        return f"A centre lies in {name}; no source says by name that it covers {name}."
    more = "more " if any(map(_claimed, audit.countries)) else ""
    return (
        f"In {len(audit.seated)} {more}countries a centre lies that no source says to cover them "
        f"by name ({_listed(_labels(audit.seated))})."
    )


def _claimed(place: Place) -> bool:
    return place.possible > 0


def _labels(places: Iterable[Place]) -> list[str]:
    return [place.label for place in places]


def _none(audit: Audit) -> str:
    if not audit.none:
        return ""
    sure = "certain" if audit.certain else "on record"
    whole = audit.areas or audit.anywhere
    unnamed = ", and some may lie in an area that is named as a whole" if whole else ""
    if audit.region and audit.region.is_country:
        unnamed = ", and it may lie in an area that is named as a whole" if whole else ""
        return f"That does not mean that nobody serves it{unnamed}."
    return (
        f"For {_number(audit.none, 'country', 'countries')} no centre is {sure}: these sources "
        f"name none, which does not mean that nobody serves them{unnamed}."
    )


def _anywhere(audit: Audit) -> str:
    if not (audit.anywhere and audit.region and audit.none):
        return ""
    region, more = audit.region.name("en"), "more " if audit.areas else ""
    areas = _number(audit.anywhere, f"{more}area", f"{more}areas")
    names = sorted(_labels(audit.anywhere), key=partial(_distance, audit.region))
    return (
        f"Sources name {areas} without listing countries ({_listed(names)}), and do not say "
        f"what of {region} lies there:  libgraph coverage --table areas -f csv  lists all."
    )


def _distance(region: Territory, area: str) -> int:
    """How far an area seems to be, by its name: what is called like the region is the nearest."""
    around = (region, *(territories()[code] for code in reversed(region.within)))
    return next((n for n, one in enumerate(around) if one.name("en") in area), len(around))


def _areas(audit: Audit) -> str:
    if not audit.areas:
        return ""
    names = _listed(_labels(audit.areas))
    whose = "Of the centres there, sources" if audit.region else "Sources"
    return (
        f"{whose} also name {_number(audit.areas, 'area', 'areas')} without listing countries "
        f"({names}); the countries meant are not guessed, and not counted."
    )


def _centres(audit: Audit) -> str:
    if not audit.centres:
        there = f" that reaches {audit.region.name('en')}" if audit.region else ""
        return f"No PAC centre{there} is on record as at work then."
    certain = sum(one.at_work is Holds.YES for one in audit.centres)
    by = {held: [c for c in audit.centres if c.in_force is held] for held in Holds}
    lacking = _listed([one.centre.label for one in by[Holds.NO]])
    told = [
        f"{_number(audit.centres, 'centre', 'centres')} {_verb(audit.centres, 'is', 'are')} on "
        f"record as at work, {_split(certain, len(audit.centres))}",
    ]
    if len(by[Holds.NO]) == len(audit.centres):
        return f"{told[0]}; no agreement of theirs is on record as in force ({lacking})."
    told.append(
        f"an agreement of theirs is in force certainly for {len(by[Holds.YES]) or 'none'}, "
        f"possibly for {len(by[Holds.POSSIBLY]) or 'none'}"
    )
    if lacking:
        told.append(f"for {len(by[Holds.NO])} none is on record as in force ({lacking})")
    return "; ".join(told) + "."


def _differing(audit: Audit) -> str:
    then = [one.centre.label for one in audit.centres if one.differences]
    ever = [one for one in audit.centres if one.differs_ever and not one.differences]
    other = f"; for another time they do for {len(ever)} (libgraph conflicts)" if ever else ""
    if not then:
        return f"For this time no two sources list different countries of one centre{other}."
    return f"Sources list different countries for {_listed(then)}{other}."


def _claims(places: Iterable[Place], *, seats: bool = False) -> tuple[tuple[str, ...], ...]:
    """One row for each centre of each place, however many relationships stand behind it."""
    return tuple(
        (place.label, claim.centre.label, _HELD[claim.holds], claim.when, " ".join(claim.sources))
        for place in places
        for claim in together(place.seats if seats else place.claims)
    )


def _behind(one: Centre) -> tuple[tuple[str, ...], ...]:
    head = (one.centre.label, _HELD[one.at_work])
    return tuple((*head, *_ground(ground)) for ground in one.grounds) or (
        (*head, "none on record", "", "", "", ""),
    )


def _ground(ground: Ground) -> tuple[str, ...]:
    held = _HELD[ground.in_force]
    return ground.agreement.label, ground.why, held, ground.ends, " ".join(ground.sources)


def _no_centre(audit: Audit) -> str:
    return "No centre certain" if audit.certain else "No centre on record"


def _missing(audit: Audit) -> tuple[tuple[str, ...], ...]:
    """One line for each region of the United Nations."""
    everybody: dict[str, int] = defaultdict(int)
    missing: dict[str, list[str]] = defaultdict(list)
    for one in audit.countries:
        everybody[one.region] += 1
        if not one.possible and not one.seats:
            missing[one.region].append(one.label)
    return tuple(
        (f"{region or 'In no region'}, {len(names)} of {everybody[region]}: {'; '.join(names)}",)
        for region, names in sorted(missing.items())
    )


def _time(asked: str) -> str:
    return f"On {asked}" if len(asked) == 10 and "/" not in asked else f"In {asked}"


def _split(certain: int, all_of_them: int) -> str:
    """What is certain and what is only possible.

    >>> _split(4, 5), _split(2, 2)
    ('4 certainly, 1 only possibly', 'all certainly')
    """
    if all_of_them == 1:
        return "certainly" if certain else "possibly"
    if certain in (0, all_of_them):
        return "all certainly" if certain else "all only possibly"
    return f"{certain} certainly, {all_of_them - certain} only possibly"


def _verb(things: Sequence[object], one: str, many: str) -> str:
    return one if len(things) == 1 else many


def _number(things: Sequence[object], one: str, many: str) -> str:
    return f"{len(things)} {_verb(things, one, many)}"


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
