"""Words that names of bodies share across languages: kinds of houses, and countries.

"Library", "biblioteka" and "kitapkhana" are one word here, and so are "Kazakhstan", "Kazakhstani"
and "Казахстанский". For comparing names only: nothing is translated for show.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from libgraph.folding import fold
from libgraph.territories import countries

_SMALL = """of the and for in on at to by a an de la le les du des del di da do dos das el los las
    und der die fur et y e i v na po pri im imeni men jane atindagi van het en von zu s d l"""
IGNORED = frozenset(_SMALL.split())
_STEMS = {  # how the folded words begin, in English, Russian, Kazakh, French, German, Turkish …
    "library": "librar bibliot bibliat kitapkan kitapxan kutufan kitabxan knijn",
    "national": "nation natsional nacional nazional ulttik mili natsianal",
    "academic": "akademich akademial",
    "academy": "akademi academ",
    "university": "universi",
    "institute": "institu",
    "archive": "arkiv archiv arxiv murajai muragat",
    "centre": "center centre centro tsentr zentrum ortalig merkez",
    "museum": "muse muzei muzeum",
    "ministry": "ministr ministe",
    "embassy": "embass ambass posolstv elshilig buiukelchilig botschaft",
    "consulate": "consul konsul",
    "state": "state gosudarstv memleket stat",
    "republic": "republi respubli",
    "association": "asocia asotsia kauimdasti verband",
    "federation": "federa",
    "international": "internation mejdunarodn kalikarali",
    "regional": "regional aimakti",
    "council": "council soviet sovet kenes",
    "union": "union soiuz odag",
    "society": "societ obschestv gesellschaft koga",
    "scientific": "scientif nauchn gilimi",
    "culture": "cultur kultur madenet",
    "foundation": "fond foundation fundacao fundacion stiftung kor",
    "presidential": "president prezident",
    "children": "children detsk",
    "congress": "congress kongres",
}
_WHOLE = {"fond", "kor", "mili", "stat", "state", "union"}  # only as whole words
_OF_A_HOUSE = """department otdel service section branch facult division unit representation
    secretariat depositar committe office laborator fakultet sluzhb upravlen group school college"""
_PARTS = tuple(map(fold, _OF_A_HOUSE.split()))
_SHORTEST = 3
_NO_COUNTRY = frozenset(map(fold, ("Georgia", "Jersey", "Indiana", "Indianapolis")))
_ADJECTIVES = {  # and other forms whose beginning is not that of the name
    "AE": "emirat",
    "BR": "brasil",
    "CN": "kitai",
    "CZ": "czech cheshs cheski",
    "DE": "german nemets deutsch",
    "FR": "french frants franca",
    "GB": "britis britan",
    "GR": "greek greche",
    "IT": "italia",
    "KR": "korea korei koreis",
    "LT": "litov litvi",
    "LV": "latvia latvii",
    "NL": "dutch netherl nederl",
    "PL": "polish polsk",
    "RU": "rosis rosia rosi rusian",
    "ES": "spanis",
    "SE": "swedis",
    "TR": "turki turts turke",
    "US": "states usa sha",
}


@lru_cache(maxsize=1 << 17)
def meaning(word: str) -> str:
    """What a folded word of a body's name stands for: a kind of house, a country, or itself.

    >>> meaning("bibliotek") == meaning("librari")
    True
    >>> meaning(fold("Казахстанский")) == meaning(fold("Kazakh"))
    True
    >>> meaning("rudomino")
    'rudomino'
    """
    for length in range(min(len(word), 12), 2, -1):
        found = _kinds().get(word[:length])
        if found and (length == len(word) or word[:length] not in _WHOLE):
            return found
    if len(word) >= _SHORTEST and word not in _NO_COUNTRY:
        for length in (len(word), 7, 6, 5, 4):
            if country := _countries().get((word[:length], length == len(word))):
                return f"@{country}"
    return word


@lru_cache(maxsize=1 << 16)
def is_part(word: str) -> bool:
    """Whether a folded word names a part of a house.

    >>> is_part(fold("Departments")), is_part(fold("Library"))
    (True, False)
    """
    return word.startswith(_PARTS)


@cache
def _kinds() -> dict[str, str]:
    return {fold(stem): f"#{kind}" for kind, stems in _STEMS.items() for stem in stems.split()}


@cache
def _countries() -> dict[tuple[str, bool], str]:
    """Countries by their name, and by how it begins, where that tells only one.

    Of names in one word; the key says whether it is the whole word.
    """
    meant: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for country in countries().values():
        for word in map(fold, country.names.values()):
            if len(word) < _SHORTEST or " " in word or word in _NO_COUNTRY:
                continue
            meant[word, True].add(country.alpha2)
            for length in (6, 5):
                if len(word) >= length:
                    meant[word[:length], False].add(country.alpha2)
    for code, words in _ADJECTIVES.items():
        for word in words.split():
            meant[word, False] = meant[word, True] = {code}
    return {key: next(iter(codes)) for key, codes in meant.items() if len(codes) == 1}
