"""The world on paper: the projection, the borders and their traps, where cities lie."""

from __future__ import annotations

import hashlib
import json
import re
from math import hypot
from pathlib import Path

import pytest

import libgraph.drawing
from libgraph.drawing.map.labels import Room, apart
from libgraph.drawing.map.places import _cities
from libgraph.drawing.map.projection import equal_earth, turned
from libgraph.drawing.map.world import FINE, HEIGHT, WIDTH, placed, world
from libgraph.territories import countries

STATIC = Path(libgraph.drawing.__file__).parent / "static"
LOCK = Path(__file__).parents[2] / "tools" / "world" / "package-lock.json"
Box = tuple[float, float, float, float]


def boxes(path: str) -> list[Box]:
    """Left, top, right, bottom of each ring of an outline, in units."""
    found = []
    for ring in re.findall(r"M([-\d ]+)l([-\d ]*)z", path):
        x, y = map(int, ring[0].split())
        xs, ys = [x], [y]
        steps = list(map(int, ring[1].split()))
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
        found.append((min(xs) / FINE, min(ys) / FINE, max(xs) / FINE, max(ys) / FINE))
    return found


def over(box: Box, lon: float, lat: float) -> bool:
    x, y = placed(lon, lat)
    return box[0] - 1 < x < box[2] + 1 and box[1] - 1 < y < box[3] + 1


# what PROJ 9 gives for +proj=eqearth +R=1
KNOWN = {
    (180, 0): (2.706630, 0.0),
    (0, 90): (0.0, 1.317363),
    (90, 45): (1.159854, 0.860231),
    (-120, -30): (-1.687801, -0.592935),
    (45, -60): (0.509765, -1.088301),
    (170, 80): (1.577484, 1.288211),
}


@pytest.mark.parametrize(("place", "paper"), KNOWN.items())
def test_the_projection_is_equal_earth(
    place: tuple[float, float], paper: tuple[float, float]
) -> None:
    assert equal_earth(*place) == pytest.approx(paper, abs=1e-6)


def test_longitudes_turn_around_the_middle_of_the_map() -> None:
    assert [turned(lon) for lon in (11, 190, 192, -168, -170)] == [0, 179, -179, -179, 179]


def test_every_country_is_there_and_what_is_not_is_known() -> None:
    without = set(countries()) - world().lands.keys()
    assert {"GI", "TK", "TV", "AQ", "BV", "UM"} <= without
    assert without - {"AQ", "BV", "UM"} <= world().small, "no outline, so a circle"
    assert set(countries()) - world().points.keys() == {"AQ", "BV", "UM"}
    assert world().lands.keys() - set(countries()) == {"XK"}


def test_what_has_no_code_is_land_of_its_own() -> None:
    assert set(world().others) == {"N. Cyprus", "Siachen Glacier", "Somaliland"}
    somalia = boxes(world().lands["SO"])
    assert not any(over(box, 44, 9.6) and box[2] - box[0] < 20 for box in somalia)


def test_australia_is_not_ashmore_and_cartier() -> None:
    lon, lat = world().points["AU"]
    assert 130 < lon < 138
    assert -28 < lat < -20
    assert not any(over(box, 123.1, -12.25) for box in boxes(world().lands["AU"])[1:])


def test_overseas_parts_have_their_own_code() -> None:
    cayenne, reunion, bonaire, svalbard = (-53, 4), (55.5, -21.1), (-68.3, 12.2), (16, 78.5)
    for whole, part, place in (
        ("FR", "GF", cayenne),
        ("FR", "RE", reunion),
        ("NL", "BQ", bonaire),
        ("NO", "SJ", svalbard),
    ):
        assert not any(over(box, *place) for box in boxes(world().lands[whole])), part
        assert any(over(box, *place) for box in boxes(world().lands[part])), part
    assert any(over(box, 25.8, 71.1) for box in boxes(world().lands["NO"])), "the North Cape"
    assert any(over(box, 9, 42) for box in boxes(world().lands["FR"])), "Corsica"


@pytest.mark.parametrize("code", ["RU", "FJ", "US", "NZ", "KI"])
def test_no_outline_runs_across_the_map(code: str) -> None:
    for left, top, right, bottom in boxes(world().lands[code]):
        assert right - left < WIDTH * 0.45
        assert left > -3
        assert right < WIDTH + 3
        assert top > -3
        assert bottom < HEIGHT + 3


def test_chukotka_lies_beside_siberia() -> None:
    largest = max(boxes(world().lands["RU"]), key=lambda box: box[2] - box[0])
    assert over(largest, -172, 66)


def test_small_states_are_marked() -> None:
    assert {"SG", "MT", "BB", "MU", "TV", "VA", "MC"} <= world().small
    assert not {"KZ", "FR", "LK", "KR", "NL"} & world().small
    assert all(code in world().points for code in world().small)


@pytest.mark.parametrize("code", ["KZ", "FR", "RU", "US", "NO", "JP", "SG", "TT", "FJ"])
def test_a_country_s_point_lies_in_it(code: str) -> None:
    assert any(over(box, *world().points[code]) for box in boxes(world().lands[code]))


@pytest.mark.parametrize(
    ("country", "name", "lon", "lat"),
    [
        ("KZ", "almaty", 76.95, 43.25),
        ("KZ", "astana", 71.43, 51.13),
        ("US", "washington", -77.04, 38.9),
        ("FR", "sable-sur-sarthe", -0.33, 47.84),
        ("BJ", "porto-novo", 2.61, 6.5),
        ("TT", "port of spain", -61.51, 10.66),
        ("RU", "st petersburg", 30.31, 59.94),
        ("UZ", "termez", 67.28, 37.22),
    ],
)
def test_cities_lie_where_they_are(country: str, name: str, lon: float, lat: float) -> None:
    from libgraph.folding import fold

    assert (
        hypot(*(a - b for a, b in zip(_cities()[country, fold(name)], (lon, lat), strict=True)))
        < 0.15
    )


def test_what_is_vendored_is_what_was_recorded() -> None:
    record = json.loads((STATIC / "world-vendored.json").read_text("utf-8"))
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
    licences = (STATIC / "world-vendored-licences.txt").read_text("utf-8")
    for package in record["packages"]:
        assert f"{package['name']} {package['version']} ({package['licence']})" in licences
        assert package["credit"] in licences
    assert (STATIC / "world.json").stat().st_size < 250_000


@pytest.mark.skipif(not LOCK.exists(), reason="the build script is not in the sdist")
def test_the_build_script_pins_what_is_vendored() -> None:
    record = json.loads((STATIC / "world-vendored.json").read_text("utf-8"))
    lock = json.loads(LOCK.read_text("utf-8"))["packages"]
    for package in record["packages"]:
        assert lock[f"node_modules/{package['name']}"]["version"] == package["version"]


def test_circles_are_pushed_apart_as_little_as_needed() -> None:
    found = apart([(100, 100), (100, 100), (104, 100), (300, 300)], 17.5)
    pairs = [(a, b) for at, a in enumerate(found) for b in found[at + 1 :]]
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 17.4 for a, b in pairs)
    assert hypot(found[3][0] - 300, found[3][1] - 300) < 0.1
    assert found == apart([(100, 100), (100, 100), (104, 100), (300, 300)], 17.5)


def test_a_name_that_finds_no_room_is_left_out() -> None:
    room = Room()
    names = [room.name("Almaty", (500, 300), 4, 10) for _ in range(12)]
    assert names[0] is not None
    assert names[-1] is None
    other = room.name("Astana", (500, 300), 4, 10, frozenset({1990}))
    assert other is not None, "it is never there at the same time"
