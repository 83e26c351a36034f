"""The example notebook is run, and shows what it says; results show themselves in notebooks.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes its outputs anew.
"""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal

import libgraph
from libgraph import showing
from libgraph.api import Picture
from libgraph.errors import BadDate, UnknownName, UsageError
from libgraph.graph import Graph
from libgraph.network import network
from libgraph.network.result import Column, Table
from libgraph.network.ties import Network
from libgraph.query.answer import Answer

PAGE = Path(__file__).parent.parent / "docs" / "notebook.ipynb"
WRITE = "LIBGRAPH_WRITE_TOUR"


# ── The example ──────────────────────────────────────────────────────────────────────────


def run(page: Any, folder: Path) -> None:
    """Run every cell in a fresh kernel, and leave nothing of this machine in what it says."""
    import nbformat  # takes seconds, in each worker
    from nbclient import NotebookClient

    NotebookClient(
        page,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    for cell in page.cells:
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    page.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )


def joined(outputs: list[Any]) -> list[Any]:
    """Outputs with what a slow kernel has sent in two parts as one."""
    found: list[Any] = []
    for output in outputs:
        if found and (found[-1].get("name"), output.output_type) == (output.get("name"), "stream"):
            found[-1].text += output.text
        else:
            found.append(output)
    return found


@pytest.mark.filterwarnings("ignore")  # what the kernel's own packages complain about
def test_the_notebook_shows_what_its_cells_say(tmp_path: Path) -> None:
    import nbformat

    written = PAGE.read_text("utf-8")
    page = nbformat.reads(written, as_version=4)
    nbformat.validate(page)
    run(page, tmp_path)
    now = nbformat.writes(page) + "\n"
    if os.environ.get(WRITE):
        PAGE.write_text(now, "utf-8")
        return
    stored = nbformat.reads(written, as_version=4)
    for was, found in zip(stored.cells, page.cells, strict=True):
        assert was.get("outputs") == found.get("outputs"), f"{found.id} lags: run  make tour"
    assert written == now


def test_the_notebook_shows_tables_and_pictures_and_no_error() -> None:
    import nbformat

    page = nbformat.read(PAGE, as_version=4)
    outputs = [output for cell in page.cells for output in cell.get("outputs", ())]
    kinds = {kind for output in outputs for kind in output.get("data", ())}
    assert {"text/html", "image/svg+xml"} <= kinds
    assert not [output for output in outputs if output.output_type == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert PAGE.stat().st_size < 600_000
    assert [cell.execution_count for cell in page.cells if cell.cell_type == "code"] == list(
        range(1, 1 + sum(cell.cell_type == "code" for cell in page.cells))
    )


# ── What shows itself ────────────────────────────────────────────────────────────────────


class _Parts(HTMLParser):
    """The elements of a piece of HTML; fails where one is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


HOSTILE = "</td><script>alert('1')</script> & \"“🙂 مكتبة"


def test_text_stays_text_and_no_script_is_needed() -> None:
    made = showing.block(
        showing.heading(HOSTILE),
        showing.small(HOSTILE),
        showing.table([HOSTILE], [[HOSTILE]]),
        showing.folded(HOSTILE, [(HOSTILE, HOSTILE)]),
    )
    parts = _Parts(made)
    assert "script" not in parts.tags
    assert sum(HOSTILE in said for said in parts.said) == 7


def test_long_tables_say_how_much_is_left_out() -> None:
    rows = [[str(number)] for number in range(50)]
    parts = _Parts(showing.table(["n"], rows))
    assert parts.tags.count("tr") == 1 + showing.SHOWN
    assert parts.said[-1] == "20 of 50 rows"
    assert "of" not in " ".join(_Parts(showing.table(["n"], rows[:20])).said)
    assert "… 30 more" in _Parts(showing.folded("n", [(row[0], "") for row in rows])).said


def test_a_huge_result_stays_small_and_says_so() -> None:
    huge = Answer(("n",), [(Literal("<é>" * 100_000),)] * 10_000)
    made = huge._repr_html_()
    assert len(made) < 100_000
    said = " ".join(_Parts(made).said)
    assert "(300,000 characters)" in said
    assert "20 of 10000 rows" in said
    line = showing.folded("n", [("a" * 5_000, "b" * 5_000)])
    for piece in (showing.heading("c" * 5_000), showing.small("d" * 5_000), line):
        assert "(5,000 characters)" in piece
        assert len(piece) < 2 * showing.LONG + 200
    assert "characters" not in showing.small("é" * showing.LONG)


def test_an_empty_result_says_that_nothing_was_found() -> None:
    assert _Parts(Answer((), [])._repr_html_()).said[-1] == "nothing found"
    assert repr(Answer(("a", "b"), [])) == "<Answer: 0 × a, b>"
    nobody = Network((), None, (), (), (), {})
    assert "no bodies" in " ".join(_Parts(nobody._repr_html_()).said)
    empty = Table("Nothing", (Column("n", "a number"),), (), ())
    assert _Parts(empty._repr_html_()).tags.count("tr") == 1


def test_an_answer_shows_names_instead_of_addresses(small: Graph) -> None:
    found = libgraph.ask(small, "members")
    said = _Parts(found._repr_html_()).said
    assert "memberLabel" not in said
    assert "member" in said
    assert not [text for text in said if "w3id.org" in text]
    assert "nothing found" in Answer(("a",), [])._repr_html_()


def test_a_graph_counts_itself(small: Graph) -> None:
    assert repr(small) == "<Graph of 1 file>"
    said = _Parts(small._repr_html_()).said
    assert said[said.index("source") + 1] == "2"
    sources = list(small.texts("SELECT ?s { ?s a lg:Source }"))
    assert len(sources) == 2


def test_a_profile_a_measure_and_a_network_show_themselves(documents: Graph) -> None:
    profile = libgraph.show(documents, "nlrk")
    said = " ".join(_Parts(profile._repr_html_()).said)
    assert "National Library of the Republic of Kazakhstan" in said
    assert "Казахстан" in said
    table = libgraph.analyze(documents, "centrality", top=3)
    assert len(table.rows) == 3
    parts = _Parts(table._repr_html_())
    assert parts.said.count(table.title) == 1
    assert parts.tags.count("table") == 1
    found = network(documents)
    said = " ".join(_Parts(found._repr_html_()).said)
    assert f"Network of {len(found.bodies)} bodies over all time" in said


def test_a_picture_shows_itself_and_is_made_once(small: Graph, tmp_path: Path) -> None:
    made: list[int] = []
    picture = Picture("a", "b", lambda: f"<svg>{made.append(1)}</svg>", lambda path: None)
    assert picture._repr_svg_() == picture.svg
    assert made == [1]
    matrix = libgraph.draw(small, "matrix")
    assert matrix._repr_svg_().startswith("<svg ")
    assert matrix.title in repr(matrix)
    matrix.save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("what", ["network", "map", "matrix"])
def test_every_kind_of_picture_is_the_one_that_the_command_draws(
    documents: Graph, what: str, tmp_path: Path
) -> None:
    picture = libgraph.draw(documents, what, as_of="2009")
    picture.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text("utf-8") == picture.svg
    assert picture.title
    assert "2009" in picture.caption + picture.title


# ── Bad input ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("call", "error", "complaint"),
    [
        (lambda g: libgraph.ask(g, "member"), UnknownName, "there is no query 'member'"),
        (lambda g: libgraph.ask(g, "members", off="ifla"), UsageError, "off"),
        (lambda g: libgraph.ask(g, "members", lang="de"), UsageError, "write one of en, ru, kk"),
        (lambda g: libgraph.show(g, "hill", lang="de"), UsageError, "write one of en, ru, kk"),
        (
            lambda g: libgraph.draw(g, "map", depth=2),
            UsageError,
            "a map has no 'depth': it takes l",
        ),
        (lambda g: libgraph.open_graph(known_at="soon"), BadDate, "soon"),
        (lambda g: libgraph.ask(g, "members", as_of="soon"), BadDate, "soon"),
        (lambda g: libgraph.ask(g, "members", certain=True), UsageError, "certain is about a time"),
        (lambda g: libgraph.show(g, "nobody"), UnknownName, "nothing is called 'nobody'"),
        (lambda g: libgraph.analyze(g, "luck"), UnknownName, "no analysis is called 'luck'"),
        (lambda g: libgraph.analyze(g, "centrality", by="luck"), UnknownName, "'luck'"),
        (lambda g: libgraph.analyze(g, layers=["luck"]), UnknownName, "no projection is called"),
        (lambda g: libgraph.draw(g, "cake"), UnknownName, "no picture is called 'cake'"),
        (
            lambda g: libgraph.draw(g, "matrix", as_of="1500", certain=True),
            UsageError,
            "nothing to draw",
        ),
    ],
)
def test_bad_input_is_said_in_one_sentence(
    small: Graph, call: Any, error: type[Exception], complaint: str
) -> None:
    with pytest.raises(error, match=complaint) as said:
        call(small)
    assert "\n" not in str(said.value)


def test_the_package_says_what_it_has() -> None:
    assert all(hasattr(libgraph, name) for name in libgraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'luck'"):
        libgraph.luck  # noqa: B018
