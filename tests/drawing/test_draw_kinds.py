"""Kinds are told apart by shape and by colour, and can be read."""

from __future__ import annotations

from itertools import combinations
from math import atan2, pi

import pytest

from libgraph.drawing.kinds import KINDS, PAPER, TEXT, contrast, kind_of, kinds_present
from libgraph.drawing.outlines import SHAPES, glyph, outline
from libgraph.drawing.words import LANGUAGES, words

COMING = [
    "library",
    "organization",
    "programme",
    "centre",
    "region",
    "corner",
    "school",
    "person",
    "post",
    "agreement",
    "event",
    "work",
    "place",
    "country",
    "area",
    "mission",
    "ensemble",
    "source",
]


def test_every_kind_that_will_come_is_known() -> None:
    assert set(COMING) == set(KINDS) - {"other"}
    assert kind_of("something new").key == "other"


@pytest.mark.parametrize(
    "what", ["shape", "fill", "dot", "glyph"], ids=["shape", "fill", "Graphviz", "glyph"]
)
def test_no_two_kinds_share(what: str) -> None:
    looks = [
        glyph(kind.shape) if what == "glyph" else getattr(kind, what) for kind in KINDS.values()
    ]
    assert len(set(looks)) == len(KINDS)


@pytest.mark.parametrize("key", KINDS)
def test_names_can_be_read_and_shapes_be_seen(key: str) -> None:
    kind = KINDS[key]
    assert contrast(TEXT, kind.fill) >= 6, "text in the box; WCAG AA asks for 4.5"
    assert contrast(kind.line, PAPER) >= 3, "the outline on white paper"
    assert contrast(kind.fill, "#14181d") >= 3, "the filling on the page in the dark"


def seen_by(colour: str, matrix: tuple[tuple[float, float, float], ...]) -> tuple[float, ...]:
    """The colour as people see it who lack one kind of cones (Machado 2009, full strength)."""
    linear = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    mixed = (sum(part * one for part, one in zip(row, linear, strict=True)) for row in matrix)
    return tuple(max(0.0, min(1.0, one)) ** (1 / 2.2) * 255 for one in mixed)


BLINDNESS = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


@pytest.mark.parametrize("kind_of_blindness", BLINDNESS)
def test_the_commonest_kinds_stay_apart_for_the_colour_blind(kind_of_blindness: str) -> None:
    common = ("library", "person", "agreement", "event", "centre", "corner", "work")
    seen = [seen_by(KINDS[key].fill, BLINDNESS[kind_of_blindness]) for key in common]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 15


@pytest.mark.parametrize("shape", SHAPES)
def test_glyphs_are_stars(shape: str) -> None:
    """The page draws them by direction from the middle: each direction once, all the way round."""
    angles = [atan2(y, x) for x, y in glyph(shape)]
    steps = [(b - a) % (2 * pi) for a, b in zip(angles, angles[1:] + angles[:1], strict=True)]
    assert sum(steps) == pytest.approx(2 * pi), f"{shape} turns back"


@pytest.mark.parametrize("shape", SHAPES)
def test_outlines_fill_their_box(shape: str) -> None:
    corners = outline(shape, 120, 42, 8)
    assert max(x for x, _ in corners) == 60 == -min(x for x, _ in corners)
    assert max(y for _, y in corners) == 21 == -min(y for _, y in corners)


def test_the_legend_lists_what_is_there_in_one_order() -> None:
    found = [kind.key for kind in kinds_present(["person", "library", "person", "?", "library"])]
    assert found == ["library", "person", "other"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_there_in_three_languages(language: str) -> None:
    said = words(language)
    assert len({said.kind(key) for key in KINDS}) == len(KINDS)
    assert all(said.page().values())
    assert said.kind("Lighthouse") == "Lighthouse", "an unknown kind is called what it is called"


def test_other_languages_get_english() -> None:
    assert words("fr").language == "en"
    assert words("kk-Latn").language == "kk"
