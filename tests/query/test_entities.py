"""Finding the one thing that a reader means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libgraph.errors import AmbiguousName, UnknownName, UsageError
from libgraph.folding import fold
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import ID, SOURCE
from libgraph.query.entities import resolve
from libgraph.query.find import find


@pytest.mark.parametrize(
    "words",
    [
        "serikova",
        "id:serikova",
        f"{ID}serikova",
        f"<{ID}serikova>",
        "Aigul Serikova",
        "aigul SERIKOVA",
        "Серикова Айгуль",
        "серикова",
        "serikova-aigul",
    ],
)
def test_every_way_to_say_it(small: Graph, words: str) -> None:
    assert resolve(small, words).iri == ID + "serikova"


def test_several_are_listed_and_nothing_is_guessed(small: Graph) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(small, "riverland library")
    assert "id:riverland" in str(caught.value)
    assert "id:director-riverland" in str(caught.value)


def test_a_source_is_meant_only_where_nothing_else_is(small: Graph) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(small, "riverland library")
    assert "src:river" not in str(caught.value)
    assert resolve(small, "src:river").iri == SOURCE + "river"


def test_a_slug_may_be_shouted(small: Graph) -> None:
    assert resolve(small, "RIVERLAND").iri == resolve(small, "riverland").iri


@pytest.mark.parametrize(
    "words", ["", "   ", "!!!", "no such thing anywhere", "x> } DROP ALL", "https://example.org/x"]
)
def test_nothing_is_found_and_said(small: Graph, words: str) -> None:
    with pytest.raises(UnknownName):
        resolve(small, words)


def test_the_nearest_are_named(small: Graph) -> None:
    with pytest.raises(UnknownName, match="Aigul Serikova"):
        resolve(small, "Aigul Serikovna")


@given(st.text(max_size=80))
def test_folding_is_stable_and_plain(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    assert folded.isascii()
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Issakhov O.I.", "Исахов О. И."),
        ("Ospanova Bakhytzhamal Kairbekovna", "Ospanova Bakytzhamal Kayirbekovna"),
        ("Djulayev Akhat", "Джулаев Ахат"),
        ("Göteborg", "Goteborg"),
        ("SIPILÄ", "Sipila"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["серик", "Serikova", "aigul serikova", "SERIKOVA Aigul"])
def test_find_in_any_script(small: Graph, text: str) -> None:
    assert [found.iri for found in find(small, text)] == [ID + "serikova"]


def test_the_closest_comes_first(small: Graph) -> None:
    assert next(iter(find(small, "hill library"))).iri == ID + "hill"


@pytest.mark.parametrize(
    ("text", "first"),
    [("korea", ["country-kr", "nl-korea"]), ("kore", ["nl-korea"]), ("исахов", ["issakhov-o-i"])],
)
def test_what_has_most_ties_comes_first_of_what_is_as_close(text: str, first: list[str]) -> None:
    found = [found.iri.removeprefix(ID) for found in find(open_graph(), text)]
    assert found[: len(first)] == first


def test_a_part_of_a_word_names_nothing() -> None:
    with pytest.raises(UnknownName, match="perhaps International conference of librarians"):
        resolve(open_graph(), "samarkand-library")


def test_nothing_to_look_for(small: Graph) -> None:
    with pytest.raises(UsageError):
        find(small, "…")
    assert find(small, "nowhere at all") == []
