"""Pages that are made: vocabulary, Python reference, pictures of the model; and the site builds.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes them anew.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from sessions import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import docs_site
import model_pictures
import reference
import vocabulary_page

from libgraph.web.ontology import terms


@pytest.mark.parametrize("made", [vocabulary_page, reference])
def test_a_page_says_what_it_is_made_of(made: object) -> None:
    page, text = made.PAGE, made.page()  # type: ignore[attr-defined]
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text, f"{page.name} lags: make tour"


def test_the_vocabulary_has_every_term_in_three_languages() -> None:
    text = vocabulary_page.page()
    found = [term for some in terms().values() for term in some]
    assert len(found) > 200
    for term in found:
        assert f"lg:{term.name}" in text
        assert set(term.labels) >= {"en", "ru", "kk"}, term.name


def test_the_pictures_show_the_ontology_as_it_is() -> None:
    drawn = dict(model_pictures.drawn())
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        model_pictures.write(drawn.items())
    for name, text in drawn.items():
        assert (model_pictures.FOLDER / name).read_text("utf-8") == text, f"{name}: make tour"
    for name in model_pictures.rows(model_pictures.KINDS):
        assert f">{name[0]}</text>" in drawn["statements.svg"]


def test_the_site_builds_and_loads_nothing_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed: pip install --group docs")
    assert docs_site.build() == []
    assert len(list(docs_site.SITE.rglob("*.html"))) > 60


def test_what_is_wrong_with_a_site_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<script src="https://example.org/x.js"></script><a href="gone.html">gone</a>', "utf-8"
    )
    assert list(docs_site.faults(tmp_path, ["index.md", "other.md"])) == [
        "zensical.toml: the menu names other.md, which is not there",
        "index.html: loads https://example.org/x.js",
        "index.html: gone.html leads to no file",
    ]
