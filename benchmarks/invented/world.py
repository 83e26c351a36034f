"""What the invented world is like. A fact follows from a number, so that none has to be kept:
two sources that speak of library 17 agree about it without knowing of each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from invented.chance import stirred
from invented.naming import Names, city, library
from libgraph.territories import countries

LAST_YEAR = 2025
HEADS = 4  # persons who headed a library one after the other, at the most


@dataclass(frozen=True, slots=True)
class Country:
    """A country, with its code and names."""

    code: str
    names: Names

    @property
    def iri(self) -> str:
        """Its address."""
        return f"id:country-{self.code.lower()}"


@dataclass(frozen=True, slots=True)
class Head:
    """Who headed a library, and the years."""

    person: int
    first: int
    last: int | None  # None: still


class World:
    """Countries are given; libraries, cities and people follow from their numbers."""

    def __init__(self, size: int) -> None:
        self.countries = all_countries()[: max(12, min(size // 500, 240))]

    def country_of(self, city_number: int) -> Country:
        """The country that a city lies in."""
        if city_number < len(self.countries):
            return self.countries[city_number]  # each country's capital
        return self.countries[stirred(city_number, 3) % len(self.countries)]

    def city_of(self, number: int) -> int:
        """The city that a library stands in: two in most of them."""
        capitals = len(self.countries)
        return number if number < capitals else capitals + (number - capitals) // 2

    def library_names(self, number: int) -> Names:
        """What a library is called."""
        national = self.countries[number].names["en"] if self.is_national(number) else ""
        return library(number, city(self.city_of(number)), national)

    def is_national(self, number: int) -> bool:
        """Whether a library is its country's national one."""
        return number < len(self.countries)

    def founded(self, number: int) -> int:
        """The year in which a library was founded."""
        return 1800 + stirred(number, 4) % 190

    def heads(self, number: int) -> list[Head]:
        """Who headed a library since about 1990."""
        found, year = [], 1988 + stirred(number, 5) % 10
        for turn in range(HEADS):
            last = year + 4 + stirred(number * HEADS + turn, 6) % 14
            still = turn == HEADS - 1 or last >= LAST_YEAR
            found.append(Head(number * HEADS + turn, year, None if still else last))
            if still:
                break
            year = last
        return found

    def head(self, number: int, year: int) -> Head:
        """Who headed a library in a year; the first one known where it is earlier."""
        heads = self.heads(number)
        return next((one for one in reversed(heads) if one.first <= year), heads[0])


def all_countries() -> list[Country]:
    """All countries that have a code, the first one of them Kazakhstan."""
    found = [Country(one.alpha2, one.names) for one in countries().values()]
    return sorted(found, key=lambda one: (one.code != "KZ", one.code))
