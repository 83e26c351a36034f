"""Passages: each resolves in its text, and the text is proved to be the one that was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SHARED, SMALL
from libgraph import evidence
from libgraph.errors import BadFile, UnknownName, UsageError
from libgraph.evidence import Passage, Text
from libgraph.graph import Graph
from libgraph.namespaces import SOURCE
from libgraph.query.cite import cite
from libgraph.query.quotes import Library
from libgraph.query.why import why

TEXTS = SMALL / "texts"


def passages(graph: Graph) -> list[Passage]:
    rows = graph.texts("SELECT DISTINCT ?e { ?s prov:wasQuotedFrom ?e }")
    return [found for (iri,) in rows if (found := evidence.passage(iri))]


def check_all(graph: Graph, folder: Path) -> int:
    library = Library(graph, folder)
    for passage in (found := passages(graph)):
        text = library.text(passage.source)
        assert text is not None
        assert text.words(passage)
        assert passage.begin == 0 or not (
            text.content[passage.begin - 1].isalnum() and text.content[passage.begin].isalnum()
        ), f"{passage} begins inside a word"
    lengths = graph.texts("SELECT ?source ?length { ?source lg:textLength ?length }")
    for source, length in lengths:
        text = library.text(source)
        assert text is not None
        assert len(text) == int(length)
    return len(found)


def test_every_passage_of_the_invented_sources_resolves(small: Graph) -> None:
    assert check_all(small, TEXTS) == 19


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts of the three documents are not here")
def test_every_passage_of_the_three_documents_resolves(documents: Graph) -> None:
    assert check_all(documents, SHARED) > 200


def test_a_changed_text_is_refused(small: Graph, tmp_path: Path) -> None:
    (tmp_path / "river_copy.txt").write_text("another text", "utf-8")
    with pytest.raises(BadFile, match="is not the text"):
        why(small, SOURCE.replace("source/", "") + "riverland", folder=tmp_path)


def test_a_missing_text_is_only_not_shown(small: Graph, tmp_path: Path) -> None:
    reasons = why(small, SOURCE.replace("source/", "") + "riverland", folder=tmp_path)
    assert reasons
    assert all(quote.words is None for reason in reasons for quote in reason.quotes)


def test_the_passage_is_quoted(small: Graph) -> None:
    reasons = why(small, SOURCE.replace("source/", "statement/") + "river-director", folder=TEXTS)
    words = [quote.words for reason in reasons for quote in reason.quotes]
    assert words == ["Its director, Aigul Serikova, led the house from 2001 to 2009"]


def test_cite_finds_words_across_lines_in_any_case(small: Graph) -> None:
    found = cite(small, "river", "a memorandum ON the exchange of books", TEXTS)
    assert len(found) == 1
    text = evidence.read(TEXTS / "river.txt")
    assert text.words(found[0]) == "a memorandum on the exchange of books"


def test_cite_lists_all_matches(small: Graph) -> None:
    assert len(cite(small, "river", "signed", TEXTS)) == 2


def test_cite_refuses_what_it_cannot_do(small: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--sources"):
        cite(small, "river", "x", None)
    with pytest.raises(UsageError, match="no words"):
        cite(small, "river", " ", TEXTS)
    with pytest.raises(UnknownName, match="does not say"):
        cite(small, "river", "nowhere at all", TEXTS)
    with pytest.raises(UnknownName):
        cite(small, "nowhere", "x", TEXTS)
    with pytest.raises(BadFile, match="does not hold"):
        cite(small, "river", "x", tmp_path)
    with pytest.raises(BadFile, match="not a folder"):
        cite(small, "river", "x", tmp_path / "no")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="does not hold"):
        cite(small, "river", "x", tmp_path)


@given(
    st.lists(
        st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from([" ", "\n", "\r\n", "\t", "  "]), min_size=6, max_size=6),
    st.text(max_size=20),
)
def test_what_is_cited_is_found_where_it_stands(
    words: list[str], gaps: list[str], before: str
) -> None:
    content = before + " " + "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    text = Text(content, "", Path("x"))
    found = evidence.find(text, " ".join(words))
    assert any(content[begin:end].split() == words for begin, end in found)


@pytest.mark.parametrize(
    ("iri", "length", "wrong"),
    [
        ("https://example.org/s#char=0,5", 5, False),
        ("https://example.org/s#char=0,6", 5, True),
        ("https://example.org/s#char=3,3", 5, True),
        ("https://example.org/s#char=4,3", None, True),
        ("https://example.org/s#line=4", None, True),
        ("https://example.org/s", 5, False),
        ("https://example.org/s#char=-1,3", None, True),
    ],
)
def test_faults(iri: str, length: int | None, wrong: bool) -> None:
    assert bool(evidence.fault(iri, length)) is wrong
