"""Dates as sources write them, of every kind that EDTF has and libgraph reads."""

from __future__ import annotations

from datetime import date, timedelta

from invented.chance import Chance
from invented.writing import Pairs, Term, text

FIRST, LAST = date(1990, 1, 1), date(2025, 12, 31)
SOURCES = ("{day}", "{month}", "[{day}..{month}]", "[..{day}]", "{month}~", "{year}")
HAPPENED = ("{day}", "{day}", "{day}", "{month}", "{year}", "[..{day}]", "{month}~", "{year}?")
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_of(chance: Chance) -> date:
    """A day on which a source was written."""
    return FIRST + timedelta(days=chance.below((LAST - FIRST).days))


def written(chance: Chance, day: date) -> Term:
    """The date of a source."""
    return text(_fill(chance.one(SOURCES), day))


def happened(chance: Chance, day: date) -> Pairs:
    """When something took place that was over on a day."""
    return (("lg:during", text(_fill(chance.one(HAPPENED), day))),)


def held(chance: Chance, first: int, last: int | None, seen: date) -> Pairs:
    """When a state lasted from one year to another (None: it still did), as seen on a day."""
    if last is None or last >= seen.year:
        return _lasting(chance.share(), first, seen)
    return _over(chance.share(), first, last)


def _lasting(share: float, first: int, seen: date) -> Pairs:
    if share < 0.45:
        return (("lg:during", f'"{first}/.."'),)
    if share < 0.6:
        return (("lg:during", f'"{first}/"'),)
    if share < 0.85:
        return (("lg:attested", f'"{seen.year}"'),)
    if share < 0.9:
        return (("lg:attested", f'"[..{seen}]"'),)
    if share < 0.95:
        return (("lg:during", f'"{first}~/.."'),)
    return (("lg:undated", '"true"^^xsd:boolean'),)


def _over(share: float, first: int, last: int) -> Pairs:
    if share < 0.7:
        return (("lg:during", f'"{first}/{last}"'),)
    if share < 0.8:
        return (("lg:during", f'"/{last}"'),)
    if share < 0.85:
        return (("lg:during", f'"{first}~/{last}?"'),)
    if share < 0.9:
        return (("lg:attested", f'"{first // 10}X"'),)
    if share < 0.95:
        return (("lg:attested", f'"{last}"'),)
    return (("lg:undated", '"true"^^xsd:boolean'),)


def in_force(chance: Chance, signed: date, years: int) -> Pairs:
    """How long an agreement lasts that is signed on a day."""
    share, end = chance.share(), signed + timedelta(days=365 * years)
    if share < 0.4:
        return (("lg:during", f'"{signed}/{end}"'),)
    if share < 0.6:
        return (("lg:during", f'"{signed.year}/{end.year}"'),)
    if share < 0.75:
        return (("lg:during", f'"{signed}/.."'),)
    if share < 0.85:
        return (("lg:during", f'"{signed:%Y-%m}/"'),)
    if share < 0.9:
        return (("lg:during", f'"/{end}"'),)
    return (("lg:attested", f'"{signed.year}"'),)


def yearly(day: date) -> Pairs:
    """A day of the year, in no year: a holiday."""
    return (("lg:during", f'"XXXX-{day:%m-%d}"'),)


def _fill(pattern: str, day: date) -> str:
    return pattern.format(day=day, month=f"{day:%Y-%m}", year=day.year)
