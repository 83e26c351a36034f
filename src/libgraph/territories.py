"""Countries and the regions of the United Nations, from one generated table.

The table serves audits: which countries there are, and which lie in a region. Names in the graph
stay the graph's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from libgraph.errors import UnknownName
from libgraph.folding import fold

TABLE = Path(__file__).with_name("countries.tsv")  # tools/countries/build.py writes it
WORLD = "001"
_CODES = ("code", "alpha2", "alpha3", "region", "subregion", "intermediate")


@dataclass(frozen=True)
class Territory:
    """A country or territory of ISO 3166-1, or a region of UN M49 (then without letters).

    `code` has three digits; `within` are the codes of the regions it lies in, the largest first;
    `names` by language, and under `un` as the United Nations write it in English.
    """

    code: str
    alpha2: str
    alpha3: str
    within: tuple[str, ...]
    names: dict[str, str]

    @property
    def is_country(self) -> bool:
        """Whether it is a country or territory, not a region."""
        return bool(self.alpha2)

    def name(self, lang: str) -> str:
        """The name in a language of the table."""
        return self.names.get(lang) or self.names["en"]


@cache
def territories() -> dict[str, Territory]:
    """All of the table, by code, in order of codes."""
    lines = TABLE.read_text("utf-8").splitlines()
    head, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: _territory(dict(zip(head, row, strict=True))) for row in rows}


def _territory(cells: dict[str, str]) -> Territory:
    code, alpha2, alpha3, *above = (cells.pop(name) for name in _CODES)
    within = (WORLD, *filter(None, above)) if code != WORLD else ()
    return Territory(code, alpha2, alpha3, within, cells)


@cache
def countries(region: str = WORLD) -> dict[str, Territory]:
    """The countries and territories in a region (its code), by their two letters."""
    return {
        one.alpha2: one
        for one in territories().values()
        if one.is_country and region in (*one.within, one.code)
    }


def territory(words: str) -> Territory:
    """The region or country that is meant: by UN M49 code, ISO code, or name in any language.

    A name that a region and a country share is the region's.

    Raises:
        UnknownName: there is none; the message lists the nearest.
    """
    plain = words.strip()
    found = territories().get(plain.zfill(3)) if plain.isascii() and plain.isdigit() else None
    found = found or _by_name().get(fold(plain)) or _by_letters().get(plain.upper())
    if found:
        return found
    near = get_close_matches(fold(plain), _by_name(), n=4)
    names = dict.fromkeys((_by_name()[key].name("en"), _by_name()[key].code) for key in near)
    listed = "; ".join(f"{name} ({code})" for name, code in names)
    advice = f"the nearest are {listed}" if near else "try a code, as in 143, or Central Asia"
    raise UnknownName(f"no region or country of the United Nations is called {words!r}: {advice}")


@cache
def _by_name() -> dict[str, Territory]:
    ordered = sorted(territories().values(), key=lambda one: one.is_country)
    found: dict[str, Territory] = {}
    for one in ordered:
        for name in one.names.values():
            if name:
                found.setdefault(fold(name), one)
    return found


@cache
def _by_letters() -> dict[str, Territory]:
    found = [one for one in territories().values() if one.is_country]
    return {code: one for one in found for code in (one.alpha2, one.alpha3)}
