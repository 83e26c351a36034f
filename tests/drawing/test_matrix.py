"""The matrix: who stands in it, in which order, what its cells, legend and tables say."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import matrices
import pytest

from libgraph.dates import Span
from libgraph.drawing.kinds import contrast
from libgraph.drawing.matrix import STILL, draw, still
from libgraph.drawing.matrix_choice import kept, matrix
from libgraph.drawing.matrix_model import Matrix, Pair
from libgraph.drawing.matrix_page import bodies, html, pairs
from libgraph.drawing.matrix_shades import DARK_SHADES, SHADES, ink, steps
from libgraph.drawing.matrix_svg import svg
from libgraph.drawing.matrix_words import _LAYERS, _SAID, LANGUAGES, matrix_words
from libgraph.errors import BadFile, MissingExtra, UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.network import projections
from libgraph.query.entities import resolve

NETWORK = Path(__file__).parent.parent / "network" / "small.ttl"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def world() -> Graph:
    return open_graph([NETWORK], keep=False)


def named(found: Matrix) -> dict[tuple[str, str], Pair]:
    return {(found.bodies[p.one].label, found.bodies[p.other].label): p for p in found.pairs}


def texts(picture: str) -> Iterator[str]:
    for element in ElementTree.fromstring(picture).iter(f"{SVG}text"):
        yield element.text or ""


# ── Who stands in it ─────────────────────────────────────────────────────────────────────


def test_a_pair_counts_what_two_bodies_share(world: Graph) -> None:
    found = matrix(world, layers=["agreements"])
    counted = {
        frozenset(ends): (pair.certain, pair.possible) for ends, pair in named(found).items()
    }
    assert counted[frozenset({"Library A", "Library B"})] == (2, 0)
    assert counted[frozenset({"Library A", "Библиотека Б"})] == (1, 0)


def test_at_a_time_ties_are_certain_or_possible(world: Graph) -> None:
    found = matrix(world, layers=["agreements"], span=Span.parse("2012"), as_of="2012")
    pair = named(found)["Library A", "Library B"]
    assert (pair.certain, pair.possible) == (0, 1)
    assert found.caption.startswith("As of 2012; agreements; bodies: 2")
    with pytest.raises(UsageError, match="nothing to draw"):
        matrix(world, layers=["agreements"], span=Span.parse("2012"), certain=True)


def test_what_two_share_is_named_with_dates_and_sources(world: Graph) -> None:
    found = matrix(world, layers=["events"])
    by_event = [
        tie
        for tie in named(found)["Library A", "Library B"].shared
        if tie.what == "Great Conference"
    ]
    assert len(by_event) == 1
    assert by_event[0].when == "2001"
    assert by_event[0].sources == ("one",)


def test_a_direction_is_kept(world: Graph) -> None:
    found = matrix(world, layers=["memberships"])
    names = [body.label for body in found.bodies]
    for pair in found.pairs:
        expected = -1 if names[pair.one] == "Federation" else 1
        assert {tie.way for tie in pair.shared} == {expected}
    assert {tie.way for pair in matrix(world, layers=["events"]).pairs for tie in pair.shared} == {
        0
    }


def test_around_a_body_it_stands_first_and_the_others_form_the_communities(world: Graph) -> None:
    found = matrix(world, around=resolve(world, "a"))
    assert found.title == "Who ties with whom around Library A"
    assert (found.bodies[0].label, found.bodies[0].community) == ("Library A", 0)
    ties = {end for pair in found.pairs if pair.one == 0 for end in (pair.one, pair.other)}
    assert ties == set(range(len(found.bodies))), "everybody here is tied to it"
    for block in found.communities:
        assert 0 not in block
        assert len({found.bodies[at].community for at in block}) == 1


@pytest.mark.parametrize("name", ["alone", "p"])
def test_around_what_has_no_tie(world: Graph, name: str) -> None:
    with pytest.raises(UsageError, match="has no tie to another body here"):
        matrix(world, around=resolve(world, name))


def test_an_unknown_layer_lists_those_there_are(world: Graph) -> None:
    with pytest.raises(UnknownName, match=r"'friends': write agreements, events"):
        matrix(world, layers=["friends"])


def test_the_least_tied_are_left_out_and_counted(shipped: Graph) -> None:
    found = matrix(shipped, top=20)
    every = matrix(shipped, top=500)
    assert len(found.bodies) <= 20
    assert all(body.ties for body in found.bodies)
    ties = [sum(len(pair.shared) for pair in one.pairs) for one in (every, found)]
    left = len(every.bodies) - len(found.bodies)
    assert f"left out: bodies: {left}, ties: {ties[0] - ties[1]}." in found.caption
    assert "left out" not in every.caption


def test_who_is_asked_about_is_never_left_out(shipped: Graph) -> None:
    found = matrix(shipped, around=resolve(shipped, "nlrk"), top=2)
    assert found.bodies[0].label == "National Library of the Republic of Kazakhstan"
    assert len(found.bodies) == 2


def test_kept_lets_the_least_tied_go_first() -> None:
    path = {("a", "b"): 1, ("b", "c"): 5, ("c", "d"): 1, ("e", "f"): 2}
    assert kept(path, 2) == {"b", "c"}
    assert kept(path, 2, always="d") == {"c", "d"}
    assert kept(path, 6) == set("abcdef")
    assert kept({}, 3) == set()


def test_bodies_stand_by_community(shipped: Graph) -> None:
    found = matrix(shipped, layers=["agreements"])
    numbers = [body.community for body in found.bodies]
    assert numbers == sorted(numbers)
    sizes = [len(block) for block in found.communities]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(found.bodies)
    for block in found.communities:
        inside = Counter[int]()
        for pair in found.pairs:
            if pair.one in block and pair.other in block:
                inside.update({pair.one: len(pair.shared), pair.other: len(pair.shared)})
        assert [inside[at] for at in block] == sorted((inside[at] for at in block), reverse=True)


# ── What its cells, names and legend say ─────────────────────────────────────────────────


def test_every_cell_has_a_number_twice_and_what_it_means(world: Graph) -> None:
    found = matrix(world)
    root = ElementTree.fromstring(svg(found))
    cells = [one for one in root.iter(f"{SVG}g") if one.get("class") == "mx-cell"]
    assert len(cells) == 2 * len(found.pairs)
    for cell in cells:
        pair = found.pairs[int(cell.get("data-row") or "")]
        assert {int(cell.get("data-r") or ""), int(cell.get("data-c") or "")} == {
            pair.one,
            pair.other,
        }
        (number,) = cell.iter(f"{SVG}text")
        assert number.text == str(len(pair.shared))
        title = cell.find(f"{SVG}title")
        assert title is not None
        assert f"ties: {len(pair.shared)}" in (title.text or "")


def test_possible_ties_are_hatched_and_the_legend_says_so() -> None:
    picture = still(matrices.unsure())
    root = ElementTree.fromstring(picture)
    cells = [one for one in root.iter(f"{SVG}g") if one.get("class") == "mx-cell"]
    hatched = ["url(#mx-hatch)" in ElementTree.tostring(cell, "unicode") for cell in cells]
    assert hatched == [False, False, True, True, True, True]
    numbers = [next(cell.iter(f"{SVG}text")).text for cell in cells]
    assert numbers == ["2", "2", "1", "1", "1+1", "1+1"]
    assert {"only possible", "certain + only possible", "Community"} <= set(texts(picture))
    assert "only possible" not in set(
        texts(still(matrices.square(("A", "B"), Pair(0, 1, (matrices.shared(),)))))
    )


@pytest.mark.parametrize("most", [*range(1, 40), 100, 10_000])
def test_every_number_has_a_shade(most: int) -> None:
    found = steps(most)
    assert found[0] == 1
    assert len(found) <= len(SHADES)
    assert list(found) == sorted(set(found))
    assert found[-1] <= most


@pytest.mark.parametrize("shades", [SHADES, DARK_SHADES])
def test_numbers_can_be_read_on_every_shade_and_shades_differ(shades: tuple[str, ...]) -> None:
    assert all(contrast(shade, ink(shade)) >= 4.5 for shade in shades)
    assert all(contrast(*two) >= 1.2 for two in pairwise(shades))


def test_a_file_has_title_caption_and_plain_colours() -> None:
    picture = still(matrices.unsure())
    assert "var(" not in picture
    assert "Who & whom" in set(texts(picture))
    assert "As of 2020; two sources." in " ".join(texts(picture))
    assert "Who & whom" not in set(texts(svg(matrices.unsure(), framed=False)))


def test_names_do_not_run_into_the_grid_or_out_of_the_picture(shipped: Graph) -> None:
    from libgraph.drawing.text import width

    root = ElementTree.fromstring(still(matrix(shipped)))
    edge = float(root.get("width") or "")
    for element in root.iter(f"{SVG}text"):
        x, y = float(element.get("x") or 0), float(element.get("y") or 0)
        size = float(element.get("font-size") or 11)
        wide = width(element.text or "", size)
        if moved := re.search(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform") or ""):
            x, y = float(moved[1]) + wide * 0.7071, float(moved[2]) - wide * 0.7071
            assert x <= edge
            assert y >= 30
        else:
            left = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor") or "", 0.0)
            assert x - left >= 20, element.text
            assert x - left + wide <= edge, element.text


def test_the_same_graph_gives_the_same_bytes(world: Graph) -> None:
    assert html(matrix(world)) == html(matrix(world))
    assert still(matrix(world)) == still(matrix(world))


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_the_tables_say_what_the_picture_says() -> None:
    found, words = matrices.unsure(), matrix_words("en")
    sheet = pairs(found, words)
    assert sheet.columns == (
        "Body", "Tied with", "Ties", "Of these only possible", "Kinds",
        "What they share, and when", "Said by",
    )  # fmt: skip
    assert sheet.rows[0][:5] == ("Library A", "Library B", "2", "0", "Agreements, Events")
    assert sheet.rows[1][5] == "→ Memorandum (since 2008, only possible)"
    assert sheet.rows[2][2:5] == ("2", "1", "Agreements 2")
    assert [row[1] for row in bodies(found, words).rows] == ["1", "1", "2", "2"]


def test_rows_are_numbered_as_in_the_picture(world: Graph) -> None:
    found = matrix(world)
    page = html(found)
    for row, pair in enumerate(found.pairs):
        line = re.search(rf'<tr id="row-{row}">(.*?)</tr>', page, re.DOTALL)
        assert line
        assert found.bodies[pair.one].label in line[1]
        assert found.bodies[pair.other].label in line[1]
    first = len(found.pairs)
    assert f'data-row="{first}" data-at="0"' in page
    assert f'<tr id="row-{first + len(found.bodies) - 1}">' in page


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_nothing_is_said_in_english_alone(world: Graph, lang: str) -> None:
    found = matrix(world, lang=lang, span=Span.parse("2004"), as_of="2004")
    said = {forms[0] for forms in (*_SAID.values(), *_LAYERS.values()) if "{" not in forms[0]}
    shown = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", html(found), flags=re.DOTALL)
    words = set(re.findall(r">([^<>]+)<", shown))
    assert not {word.strip() for word in words} & said
    assert f'<html lang="{lang}">' in shown


def test_every_word_has_three_forms_and_every_layer_a_word() -> None:
    for forms in (*_SAID.values(), *_LAYERS.values()):
        assert len(set(forms)) == len(LANGUAGES)
        fields = [sorted(re.findall(r"{\d}", form)) for form in forms]
        assert fields[0] == fields[1] == fields[2]
    assert {layer.name for layer in projections()} == set(_LAYERS)
    assert matrix_words("de").lang == "en"


def test_hostile_names_stay_names() -> None:
    page, picture = html(matrices.hostile()), still(matrices.hostile())
    ElementTree.fromstring(picture)
    assert "<script>document.body" not in page
    assert "<b>" not in picture
    assert matrices.HOSTILE[3].strip() in page, "the tables have all of a long name"
    assert matrices.HOSTILE[3].strip() not in texts(picture)


# ── Files and the command line ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "magic"),
    [("a.html", b"<!doctype"), ("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")],
)
def test_the_suffix_decides(tmp_path: Path, name: str, magic: bytes) -> None:
    draw(matrices.unsure(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"must end in \.html, \.svg, \.png or \.pdf"):
        draw(matrices.unsure(), tmp_path / "a.dot")
    with pytest.raises(BadFile, match="cannot be written"):
        draw(matrices.unsure(), tmp_path / "no" / "a.svg")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"libgraph\[draw\]"):
        draw(matrices.unsure(), tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


def test_a_still_picture_has_a_readable_size(tmp_path: Path) -> None:
    names = tuple(f"Library {at}" for at in range(STILL + 1))
    found = matrices.square(names, Pair(0, 1, (matrices.shared(),)))
    with pytest.raises(UsageError, match=rf"^{STILL + 1} bodies cannot be read .* --top {STILL}"):
        draw(found, tmp_path / "a.svg")
    draw(found, tmp_path / "a.html")


def test_the_command_draws_and_counts(libgraph: Callable[..., Any], tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    said = libgraph("-g", NETWORK, "draw", "matrix", "-o", target, "--layer", "memberships")
    assert (said.code, said.out) == (0, "")
    assert said.err == f"{target}: 3 bodies, 2 tied pairs\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--layer", "friends"], "no projection is called 'friends'"),
        (["--around", "nobody at all"], "nothing is called"),
        (["--certain"], "--certain is about a time"),
        (["--as-of", "soon"], "soon"),
        (["--as-of", "1700", "--certain"], "nothing to draw"),
        (["--top", "1"], "--top"),
    ],
)
def test_bad_input_is_said(
    libgraph: Callable[..., Any], tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    said = libgraph("-g", NETWORK, "draw", "matrix", "-o", tmp_path / "a.svg", *arguments)
    assert said.code == 2
    assert complaint in said.err
    assert len(said.err.strip().splitlines()) <= 4
    assert not (tmp_path / "a.svg").exists()


def test_a_single_body_is_no_matrix(libgraph: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "one.ttl"
    path.write_text(
        "<https://w3id.org/libgraph/id/a> a <https://w3id.org/libgraph/ontology#Library> .\n"
    )
    said = libgraph("-g", path, "draw", "matrix", "-o", tmp_path / "a.svg")
    assert said.code == 2
    assert "nothing to draw: no two bodies are tied so" in said.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_shows_which_way_its_tie_leads() -> None:
    found = matrices.square(("A", "B"), Pair(0, 1, (matrices.shared(way=1),)))
    picture = still(found)
    cells = [
        one
        for one in ElementTree.fromstring(picture).iter(f"{SVG}g")
        if one.get("class") == "mx-cell"
    ]
    arrows = [one.get("d") or "" for cell in cells for one in cell.iter(f"{SVG}path")]
    assert [("l-4" in arrow, "l4" in arrow) for arrow in arrows] == [(True, False), (False, True)]
    assert "from the row to the column" in set(texts(picture))
    assert "→ Memorandum" in picture
    without = matrices.square(("A", "B"), Pair(0, 1, (matrices.shared(),)))
    assert 'class="way"' not in still(without)
