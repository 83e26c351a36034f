"""The small map: what it shows, what it leaves out, and that it stays within its paper."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from libgraph.drawing.map.clipping import bounds, clipped, rings
from libgraph.drawing.map.locator import Dot, Locator, locator
from libgraph.drawing.map.world import HEIGHT, WIDTH, world

SVG = "{http://www.w3.org/2000/svg}"
SEOUL, LONDON = Dot(126.98, 37.57, "Seoul"), Dot(-0.13, 51.51, "London", href="/id/london")


def drawn(*dots: Dot, lands: tuple[str, ...] = (), **more: float) -> ElementTree.Element:
    return ElementTree.fromstring(locator(Locator(dots, lands, "A <title>", **more)))


def places(path: str) -> list[tuple[float, float]]:
    """The corners of an outline: a place, then steps."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    found, x, y = [], 0.0, 0.0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_a_city_is_a_dot_with_its_name_in_its_country() -> None:
    picture = drawn(SEOUL, lands=("KR",))
    (circle,) = picture.iter(f"{SVG}circle")
    assert 0 < float(circle.get("cx", "")) < 440
    assert [text.text for text in picture.iter(f"{SVG}text")] == ["Seoul"]
    assert picture.get("role") == "img"
    meant = [path for path in picture.iter(f"{SVG}path") if path.get("fill") == "#cbdcc0"]
    assert len(meant) == 1


def test_a_country_without_a_dot_is_named_in_its_middle() -> None:
    picture = drawn(Dot(66.9, 48.0, "Kazakhstan", radius=0), lands=("KZ",))
    assert not list(picture.iter(f"{SVG}circle"))
    (name,) = picture.iter(f"{SVG}text")
    assert name.get("text-anchor") == "middle"


def test_links_are_there_to_be_followed() -> None:
    picture = drawn(SEOUL, LONDON)
    (link,) = picture.iter(f"{SVG}a")
    assert link.get("href") == "/id/london"
    assert picture.get("role") == "group"


@pytest.mark.parametrize("dots", [(SEOUL,), (SEOUL, LONDON), (Dot(179.9, -16, "Fiji"),), ()])
def test_outlines_stay_near_the_paper(dots: tuple[Dot, ...]) -> None:
    picture = drawn(*dots, width=400.0, height=300.0)
    high = float(picture.get("height", ""))
    assert high <= 300
    for path in list(picture.iter(f"{SVG}path"))[1:]:
        for outline in path.get("d", "").split("z")[:-1]:
            for x, y in places(outline.replace("M", " ").replace("l", " ")):
                assert -40 <= x <= 440
                assert -40 <= y <= high + 40


def test_the_world_is_no_larger_than_it_is() -> None:
    picture = drawn(Dot(-165, 60, "West"), Dot(170, -40, "East"), width=1000.0, height=900.0)
    assert float(picture.get("height", "")) == pytest.approx(1000 * HEIGHT / WIDTH, abs=1)


def test_what_is_cut_has_its_corners_in_the_window() -> None:
    box = bounds("RU")
    assert box is not None
    middle = (box[0] + box[2]) / 2
    window = (middle, box[1] - 5, box[2] + 5, box[3] + 5)
    cut = [point for ring in clipped("RU", window) for point in ring]
    assert 10 < len(cut) < sum(map(len, rings("RU")))
    assert min(x for x, _ in cut) == middle
    assert all(window[1] <= y <= window[3] for _, y in cut)
    whole = [list(ring) for ring in clipped("KZ", (0, 0, WIDTH, HEIGHT))]
    assert [len(set(ring)) for ring in whole] == [len(set(ring)) for ring in rings("KZ")]


def test_every_country_of_the_world_has_outlines() -> None:
    for code in world().lands:
        assert bounds(code), code
        assert any(one != other for ring in rings(code) for one, other in pairwise(ring))
    assert bounds("XX") is None
