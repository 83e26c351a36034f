"""`draw timeline`: what is left of a filter, and what is said where nothing is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Said

Run = Callable[..., Said]
ID = "https://w3id.org/libgraph/id/"
GRAPH = ("-g", SMALL / "data.ttl")


def test_what_is_drawn_is_counted(libgraph: Run, tmp_path: Path) -> None:
    said = libgraph("draw", "timeline", *GRAPH, "riverland", "-o", tmp_path / "a.html")
    assert (said.code, said.out) == (0, "")
    assert said.err.endswith("a.html: 4 dated\n")


def test_one_entry(libgraph: Run, tmp_path: Path) -> None:
    said = libgraph("draw", "timeline", *GRAPH, "memorandum-2004", "-o", tmp_path / "a.html")
    assert said.err.endswith("a.html: 1 dated\n")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count("data-row=") == 1
    assert 'id="kinds"' not in page, "there is nothing to choose from"


def test_only_what_has_no_date(
    libgraph: Run, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    lost = write(
        "lost.ttl",
        """id:lost a lg:Library ; rdfs:label "Lost Library"@en .
        st:lost a lg:Membership ; lg:member id:lost ; lg:body id:federation ;
            lg:capacity lg:plain-member ; lg:undated true ; prov:wasQuotedFrom <river#char=0,20> .
        """,
    )
    said = libgraph("draw", "timeline", *GRAPH, "-g", lost, "lost", "-o", tmp_path / "a.svg")
    assert said.code == 0
    assert said.err.endswith("a.svg: 0 dated, 1 without a date not drawn\n")
    picture = (tmp_path / "a.svg").read_text("utf-8")
    assert "Nothing here has a date" in picture
    assert "Without a date: not drawn: Federation of Reading Rooms" in picture


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["hill", "--kinds", "coverage"], "of Hill Library no coverage; choose other --kinds"),
        (["--kinds", "link"], "of this graph no link; choose other"),
        (["hill", "--kinds", "link, coverage"], "of Hill Library no link or coverage; choose"),
        (["memorandum-2004", "--as-of", "1850"], "nothing that a timeline shows as of 1850;"),
        ([f"{ID}source/hill"], "of News of the Hill Library nothing that a timeline shows;"),
        (["hill", "--kinds", "zzz"], "there is no kind 'zzz': use "),
        (["nobody"], "nobody"),
    ],
)  # fmt: skip
def test_nothing_to_draw_is_said_and_nothing_written(
    libgraph: Run, words: list[str], told: str, tmp_path: Path
) -> None:
    said = libgraph("draw", "timeline", *GRAPH, *words, "-o", tmp_path / "a.svg")
    assert said.code == 2
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
