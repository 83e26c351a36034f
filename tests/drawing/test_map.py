"""draw map: what it paints, what it lists beside the map, and what it says of bad input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Said
from libgraph.dates import Holds, Span
from libgraph.drawing import raster
from libgraph.drawing.figure import plain
from libgraph.drawing.map.atlas import Atlas, Land
from libgraph.drawing.map.drawn import draw
from libgraph.drawing.map.items import items, sheets
from libgraph.drawing.map.page import html
from libgraph.drawing.map.paint import LAND, key_of, name
from libgraph.drawing.map.survey import survey
from libgraph.drawing.map.svg import svg
from libgraph.drawing.map.world import WIDTH
from libgraph.drawing.text import width
from libgraph.errors import BadFile, MissingExtra, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.history.coverage import audit

Run = Callable[..., Said]
NETWORK = Path(__file__).parents[1] / "history" / "coverage" / "network.ttl"
HOSTILE = "</script><script>document.body.dataset.hacked='1'</script>"


@pytest.fixture(scope="module")
def network() -> Graph:
    return open_graph([NETWORK])


@pytest.fixture(scope="module")
def atlas(network: Graph) -> Atlas:
    return survey(network, Span.parse("2008"), time="2008")


@pytest.fixture(scope="module")
def whole(shipped: Graph) -> Atlas:
    return survey(shipped, Span.parse("2020"), time="2020", layers=["agreements"])


def fills(picture: str) -> dict[str, str]:
    return dict(re.findall(r'data-land="(\w\w)"[^>]* fill="([^"]+)"', picture))


def test_the_paint_tells_who_covers_and_how_sure_it_is(atlas: Atlas) -> None:
    found = fills(svg(atlas))
    numbers = {one.name: one.number for one in atlas.centres}
    alpha, beta = numbers["Alpha"], numbers["Beta"]
    assert found["FR"] == f"url(#m-{alpha}y_{beta}y)"
    assert re.fullmatch(r"url\(#m-(\d+y_\d+p|\d+p_\d+y)\)", found["DE"])
    assert re.fullmatch(r"url\(#m-\d+p\)", found["NL"])
    assert re.fullmatch(r"#[0-9a-f]{6}", found["BE"])
    assert re.fullmatch(r"#[0-9a-f]{6}", found["XK"]), "Kosovo is painted, without an ISO code"
    assert found["LU"] == LAND


def test_every_pattern_that_is_used_is_defined(atlas: Atlas, whole: Atlas) -> None:
    for one in (atlas, whole):
        page = svg(one, ever=True)
        keys = {key_of(land, year) for land in one.lands for year in (None, *one.years)}
        used = {name(key) for key in keys if key and not (len(key) == 1 and key[0][1] is Holds.YES)}
        assert used <= set(re.findall(r'<pattern id="([^"]+)"', page))


@pytest.mark.parametrize("year", ["1986", "1990", "2004", "2009", "2020", "2024"])
def test_each_year_says_what_the_audit_says(shipped: Graph, whole: Atlas, year: str) -> None:
    found = audit(shipped, Span.parse(year))
    numbers = {one.name: one.number for one in whole.centres}
    expected = {
        place.code: {
            (
                numbers[claim.centre.label],
                max(c.holds for c in place.claims if c.centre == claim.centre),
            )
            for claim in place.claims
        }
        for place in found.countries
        if place.claims
    }
    assert {
        land.code: set(key) for land in whole.lands if (key := key_of(land, int(year)))
    } == expected
    working = {
        (one.number, run.holds)
        for one in whole.centres
        for run in one.course.runs
        if run.first <= int(year) <= run.last
    }
    assert working == {(numbers[one.centre.label], one.at_work) for one in found.centres}


def test_areas_are_listed_and_not_painted(whole: Atlas) -> None:
    drawn = plain(svg(whole))
    areas = {area.name for area in whole.areas if any(claim.course.then for claim in area.claims)}
    assert {"Middle East", "Arab countries"} <= areas
    assert not areas & {land.name for land in whole.lands}
    assert all(
        ElementTree.fromstring(drawn) is not None and area.split()[0] in drawn for area in areas
    )


def test_centres_stand_at_their_cities(whole: Atlas) -> None:
    places = {one.name: [spot.name for spot, _ in one.sites] for one in whole.centres}
    assert places["PAC Regional Centre for Central Asia"] == ["Almaty"]
    assert places["PAC Centre Korea"] == ["Seoul"]
    assert places["PAC Centre for English-speaking Africa"] == []
    assert any("English-speaking Africa" in note for note in whole.notes), "said, not guessed"
    assert any("IFLA Headquarters" in note and "Netherlands" in note for note in whole.notes)


def test_a_circle_is_as_sure_as_the_list_below_it(shipped: Graph) -> None:
    for time in ("2012", "2020"):
        found = survey(shipped, Span.parse(time), time=time)
        picture = svg(found)
        for one in found.working():
            row = items(found).centres + one.number - 1
            said = set(re.findall(rf'class="(?:site|entry) (\w+)"[^>]*data-items="{row}"', picture))
            assert said == {str(one.course.then)}, one.name


def test_agreements_run_between_seats(whole: Atlas) -> None:
    tied = [{spot.name for _, spot in deal.seats} for deal in whole.deals]
    assert {"Astana", "Budapest"} in tied
    assert {"Seoul", "Hanoi"} in tied
    picture = svg(whole)
    assert picture.count('class="arc yes"') >= 3
    assert picture.count('class="arc possibly"') > 10
    lost = {party for deal in whole.deals for party in deal.unplaced}
    assert "EBSCO Publishing" in lost
    assert any("EBSCO Publishing" in note for note in whole.notes)


def test_many_parties_meet_in_a_knot(whole: Atlas) -> None:
    knot = next(deal for deal in whole.deals if len(deal.seats) > 10)
    row = items(whole).deals + whole.deals.index(knot)
    ever = svg(whole, ever=True)
    paths = re.findall(rf'data-items="{row}"[^>]*? d="([^"]+)"', ever)
    assert [path.count("L") for path in paths] == [len({spot for _, spot in knot.seats})]


def test_certain_leaves_the_possible_out(shipped: Graph) -> None:
    sure = survey(shipped, Span.parse("2020"), time="2020", certain=True)
    assert sure.covered() == (5, 5)
    assert not any(
        run.holds is Holds.POSSIBLY
        for land in sure.lands
        for claim in land.claims
        for run in claim.course.runs
    )
    assert "Only what is certain is shown." in svg(sure, certain=True)


def test_rows_are_those_of_the_tables(whole: Atlas) -> None:
    rows = [row for sheet in sheets(whole) for row in sheet.rows]
    numbered = items(whole)
    words = ("no", "possibly", "yes")
    for row, item in zip(rows, numbered.every[: numbered.sites], strict=False):
        assert row[2] == words[item.course.then]
    assert rows[numbered.centres][0].startswith("1 · ")
    assert rows[numbered.deals][0] == whole.deals[0].name


def test_the_same_graph_gives_the_same_bytes_and_small_files(shipped: Graph, whole: Atlas) -> None:
    again = survey(shipped, Span.parse("2020"), time="2020", layers=["agreements"])
    assert svg(again) == svg(whole)
    assert html(again, 2020) == html(whole, 2020)
    assert len(html(whole, 2020).encode()) < 1_000_000
    assert len(svg(whole).encode()) < 500_000


@pytest.mark.parametrize(("lang", "word"), [("ru", "Страны, охваченные"), ("kk", "қамтыған елдер")])
def test_it_speaks_three_languages(shipped: Graph, lang: str, word: str) -> None:
    page = html(
        survey(shipped, Span.parse("2020"), time="2020", layers=["agreements"], lang=lang), 2020
    )
    assert word in page
    for english in ("Legend", "Borders:", "As of", "Countries covered", "Then:", "certainly"):
        assert english not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL), english


def test_a_country_without_a_code_is_said(atlas: Atlas, tmp_path: Path) -> None:
    assert any("A country without a code" in note and "ISO" in note for note in atlas.notes)
    assert "A country without a code" in html(atlas, 2008)
    strange = replace(atlas.lands[0], code="QQ", name="Nowhere")
    found = replace(atlas, lands=(*atlas.lands, strange))
    assert "QQ" not in fills(svg(found))
    draw(found, tmp_path / "a.html", first=2008)


def test_hostile_names_stay_text(atlas: Atlas) -> None:
    lands = tuple(Land(land.code, HOSTILE, land.claims) for land in atlas.lands)
    centres = tuple(replace(one, name=f"{HOSTILE} \"'& 📚 مكتبة " * 8) for one in atlas.centres)
    page = html(replace(atlas, lands=lands, centres=centres), 2008)
    assert "<script>document.body" not in page
    ElementTree.fromstring(plain(svg(replace(atlas, lands=lands, centres=centres))))


def test_a_long_name_is_cut_and_stays_inside(whole: Atlas, tmp_path: Path) -> None:
    long = "مكتبة قطر الوطنية " * 17
    centres = tuple(
        replace(one, name=long, sites=tuple((replace(spot, name=long), c) for spot, c in one.sites))
        for one in whole.centres
    )
    found = replace(whole, centres=centres, notes=(long * 9,), time=long)
    picture = ElementTree.fromstring(plain(svg(found)))
    for text in picture.iter("{http://www.w3.org/2000/svg}text"):
        size = float(text.get("font-size") or 11)
        assert float(text.get("x") or 0) + width(text.text or "", size) <= WIDTH + 2 * 24
    draw(found, tmp_path / "a.html", first=2020)
    assert long.strip() in (tmp_path / "a.html").read_text("utf-8"), "the tables have all of it"


def test_a_place_without_coordinates_is_said(tmp_path: Path, libgraph: Run) -> None:
    path = tmp_path / "one.ttl"
    path.write_text(
        """@prefix lg: <https://w3id.org/libgraph/ontology#> .
        @prefix id: <https://w3id.org/libgraph/id/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        id:c a lg:PACCentre ; rdfs:label "A centre"@en ; lg:locatedIn id:p .
        id:p a lg:City ; rdfs:label "Nowhere"@en ."""
    )
    for form in ("html", "svg"):
        said = libgraph("draw", "map", "-g", path, "-o", tmp_path / f"a.{form}")
        assert said.code == 0
        assert "1 A centre: no source says where it is, or its place has no coordinates" in said.err
        assert "no coordinates" in (tmp_path / f"a.{form}").read_text("utf-8")


def test_a_time_outside_everything_is_said(shipped: Graph) -> None:
    found = survey(shipped, Span.parse("1850"), time="1850")
    assert found.covered()[0] == 0
    assert not any(fill.startswith("#") for fill in fills(svg(found)).values())
    assert "As of 1850" in html(found, 1850)
    sure = survey(shipped, Span.parse("1850"), time="1850", certain=True)
    assert set(fills(svg(sure)).values()) <= {LAND}
    assert "No source speaks of a PAC centre at this time." in svg(sure, certain=True)


def test_no_centre_at_all_is_said(small: Graph, tmp_path: Path, libgraph: Run) -> None:
    path = tmp_path / "one.ttl"
    path.write_text(
        "<https://w3id.org/libgraph/id/a> a <https://w3id.org/libgraph/ontology#Library> .\n"
    )
    said = libgraph("draw", "map", "-g", path, "-o", tmp_path / "a.html")
    assert said.code == 0
    assert "no PAC centre" in said.err
    assert "no PAC centre" in (tmp_path / "a.html").read_text("utf-8")
    assert libgraph("draw", "map", "-g", path, "-o", tmp_path / "a.svg").code == 0
    assert "no PAC centre" in (tmp_path / "a.svg").read_text("utf-8")
    assert survey(small, Span.parse("2008"), time="2008").lang == "en"


def test_the_command_draws_and_says_what_it_did(tmp_path: Path, libgraph: Run) -> None:
    for form in ("html", "svg"):
        target = tmp_path / f"a.{form}"
        said = libgraph("draw", "map", "-g", NETWORK, "--as-of", "2008", "-o", target)
        assert (said.code, said.out) == (0, "")
        assert "countries covered" in said.err
        assert target.stat().st_size > 100_000


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("-o", "a.gif"), 2, "must end in .html, .svg, .png or .pdf"),
        (("-o", "missing/a.svg"), 3, "cannot be written"),
        (("-o", "a.svg", "--as-of", "2009-02-30"), 2, "2009-02-30"),
        (("-o", "a.svg", "--layer", "wishes"), 2, "agreements"),
        (("-o", "a.svg", "--certain"), 2, "--as-of"),
    ],
)
def test_bad_input_is_said(
    tmp_path: Path,
    libgraph: Run,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = libgraph("draw", "map", "-g", NETWORK, *more)
    assert said.code == code
    assert words in said.err
    assert "Traceback" not in said.err
    assert not list(tmp_path.iterdir())


def test_a_missing_extra_is_said(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"libgraph\[draw\]"):
        draw(atlas, tmp_path / "a.png", first=2008)
    with pytest.raises(UsageError, match=r"must end in"):
        draw(atlas, tmp_path / "a", first=2008)
    with pytest.raises(BadFile):
        draw(atlas, tmp_path / "b" / "a.svg", first=2008)


def test_png_and_pdf(whole: Atlas, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    draw(whole, tmp_path / "a.png", first=2020)
    draw(whole, tmp_path / "a.pdf", first=2020)
    picture = (tmp_path / "a.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 1_000_000
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert raster.png("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>")
