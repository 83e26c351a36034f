"""Invented names of cities and people in three languages; each number has its own."""

from __future__ import annotations

from invented.chance import stirred

_SYLLABLES = (
    ("ba", "ба"), ("be", "бе"), ("da", "да"), ("do", "до"), ("ga", "га"), ("gu", "гу"),
    ("ka", "ка"), ("ko", "ко"), ("la", "ла"), ("li", "ли"), ("ma", "ма"), ("mi", "ми"),
    ("na", "на"), ("nu", "ну"), ("pa", "па"), ("ra", "ра"), ("ro", "ро"), ("sa", "са"),
    ("su", "су"), ("ta", "та"), ("ti", "ти"), ("to", "то"), ("va", "ва"), ("za", "за"),
)  # fmt: skip
_FIRST = (
    ("Anna", "Анна"), ("Aidar", "Айдар"), ("Boris", "Борис"), ("Dana", "Дана"), ("Elena", "Елена"),
    ("Marat", "Марат"), ("Maria", "Мария"), ("Olga", "Ольга"), ("Timur", "Тимур"),
    ("Victor", "Виктор"),
)  # fmt: skip
_CITY_ENDS = (("bad", "бад"), ("grad", "град"), ("kent", "кент"), ("stan", "стан"))
LANGUAGES = ("en", "ru", "kk")
Names = dict[str, str]  # by language


def city(number: int) -> Names:
    """The name of a city."""
    latin, cyrillic = _word(number)
    end, end_cyrillic = _CITY_ENDS[stirred(number, 1) % len(_CITY_ENDS)]
    russian = (cyrillic + end_cyrillic).capitalize()
    return {"en": (latin + end).capitalize(), "ru": russian, "kk": russian.replace("г", "ғ")}


def library(number: int, city_names: Names, national: str) -> Names:
    """The name of a library: of a nation, or of a city with a number."""
    if national:
        return {"en": f"National Library of {national}"}
    one = number + 1
    return {
        "en": f"Library No. {one} of {city_names['en']}",
        "ru": f"Библиотека № {one} города {city_names['ru']}",
        "kk": f"{city_names['kk']} қаласының № {one} кітапханасы",
    }


def person(number: int) -> Names:
    """The name of a person, family name first as in Kazakhstan."""
    latin, cyrillic = _word(number)
    given, given_cyrillic = _FIRST[stirred(number, 2) % len(_FIRST)]
    female = given_cyrillic[-1] == "а"
    russian = f"{cyrillic.capitalize()}{'нова' if female else 'нов'} {given_cyrillic}"
    english = f"{latin.capitalize()}{'nova' if female else 'nov'} {given}"
    return {"en": english, "ru": russian, "kk": russian.replace("и", "і")}


def _word(number: int) -> tuple[str, str]:
    """A word for a number, another for another: its digits to the base of the syllables."""
    latin = cyrillic = ""
    rest = number + len(_SYLLABLES) ** 2  # so that all have three syllables or more
    while rest:
        rest, digit = divmod(rest, len(_SYLLABLES))
        one, other = _SYLLABLES[digit]
        latin, cyrillic = latin + one, cyrillic + other
    return latin, cyrillic
