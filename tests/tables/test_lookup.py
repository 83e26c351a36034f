"""What a cell names: by address, by name in any spelling, and what is said where it names nothing."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tabled import WORLD

from libgraph.namespaces import ID, LABEL, SOURCE, TYPE, lg
from libgraph.tables.build import known
from libgraph.tables.lookup import Names, Unclear
from libgraph.tables.terms import literal, terms

AGENT, PERSON, PLACE, SOURCES = (lg("Agent"),), (lg("Person"),), (lg("Place"),), (lg("Source"),)


@pytest.fixture(scope="module")
def names() -> Names:
    return known([WORLD])


@pytest.mark.parametrize(
    ("cell", "classes", "slug"),
    [
        ("hill", AGENT, "hill"),
        ("id:hill", AGENT, "hill"),
        ("https://w3id.org/libgraph/id/hill", AGENT, "hill"),
        ("<https://w3id.org/libgraph/id/hill>", AGENT, "hill"),
        ("Hill Library", AGENT, "hill"),
        ("HILL  LIBRARY", AGENT, "hill"),
        ("Горная Библиотека", AGENT, "hill"),
        ("Gornaya biblioteka", AGENT, "hill"),
        ("FRR", AGENT, "federation"),
        ("serik-d", PERSON, "serik-dana"),
        ("Lake", PLACE, "lake-city"),
    ],
)
def test_a_cell_names_one_thing(
    names: Names, cell: str, classes: tuple[str, ...], slug: str
) -> None:
    assert names.find(cell, classes) == ID + slug


@pytest.mark.parametrize(
    "cell",
    [
        "news", "src:news", SOURCE + "news", "News of the Hill Library, March 2021",
        "https://www.example.org/news/2021/", "http://example.org/news/2021",
    ],
)  # fmt: skip
def test_a_source_is_named_by_slug_title_or_address(names: Names, cell: str) -> None:
    assert names.find(cell, SOURCES) == SOURCE + "news"


@pytest.mark.parametrize(
    ("cell", "classes", "wrong"),
    [
        (
            "Hull Libary", AGENT,
            "is not known as an agent: the nearest are Hill Library (hill); Lake Library (lake): "
            "write one of them, or describe a new one",
        ),
        (
            "xyzzy", AGENT,
            "is not known as an agent: write a slug or name that is known, or describe it in a "
            "row of its own",
        ),
        (
            "hill", PERSON,
            "is a library, Hill Library (hill), and here stands a person: correct it",
        ),
        ("lake-director", (*AGENT, *PLACE), "is a head, Director of the Lake Library "
         "(lake-director), and here stands an agent or a place: correct it"),
    ],
)  # fmt: skip
def test_what_is_unclear_says_what_to_do(
    names: Names, cell: str, classes: tuple[str, ...], wrong: str
) -> None:
    with pytest.raises(Unclear) as found:
        names.find(cell, classes)
    assert str(found.value) == wrong


def test_one_name_of_two_things_lists_them() -> None:
    names = known([WORLD])
    names.add_type(ID + "berg-2", lg("Person"), "somewhere")
    names.add_label(ID + "berg-2", "en", "ANNA BERG")
    assert names.find("Anna Berg", PERSON) == ID + "berg-anna"  # letter for letter
    with pytest.raises(Unclear) as found:
        names.find("anna berg", PERSON)
    assert str(found.value) == (
        "can mean 2 things: ANNA BERG (berg-2); Anna Berg (berg-anna): write the slug of the one"
    )


def test_an_alias_with_the_same_name_is_no_second_thing() -> None:
    names = known([WORLD])
    names.add_type(ID + "serik-d", lg("Person"), "somewhere")
    names.add_label(ID + "serik-d", "en", "Serik Dana")
    assert names.find("serik dana", PERSON) == ID + "serik-dana"


def test_ten_thousand_names_and_a_thousand_unknown_ones_come_to_an_end() -> None:
    names = Names()
    number = 10_000
    words = ("Library", "Museum", "Archive", "Institute", "Academy")
    for n in range(number):
        thing = NamedNode(f"{ID}body-{n}")
        label = Literal(f"{words[n % 5]} number {n} of the city {n * 7919 % 9973}", language="en")
        names.learn(
            [
                Quad(thing, NamedNode(TYPE), NamedNode(lg("Library"))),
                Quad(thing, NamedNode(LABEL), label),
            ],
            "x.ttl",
        )
    for n in range(1000):
        with pytest.raises(Unclear):
            names.find(f"Librery numbr {n} in city {n}", AGENT)


def test_terms_are_named_by_local_name_or_label_in_any_case() -> None:
    known_terms = terms()
    capacities = known_terms.members(lg("capacities"))
    for word in ("full-member", "full member", "Full Member", "lg:full-member", lg("full-member")):
        assert known_terms.find(word, capacities) == lg("full-member")
    relations = known_terms.members(lg("LinkRelation"))
    for word in ("partOf", "part-of", "is part of"):
        assert known_terms.find(word, relations) == lg("partOf")
    posts = known_terms.below([lg("Post")])
    assert known_terms.find("single", posts) == lg("SingleHolderPost")
    assert known_terms.find("seat", posts) == lg("MembershipPost")
    assert known_terms.find("full member", posts) is None


def test_a_text_gets_the_datatype_that_its_property_wants() -> None:
    assert str(literal(lg("theme"), "books", "text")) == '"books"@en'
    assert str(literal(lg("number"), "76", "text")) == '"76"'
    assert str(literal(lg("value"), "8 727", "text")) == '"8 727"'
    assert str(literal(lg("value"), "1680", "number")).endswith("#integer>")
    assert str(literal(lg("value"), "1.5", "number")).endswith("#decimal>")
    assert str(literal(lg("approximate"), "yes", "boolean")).startswith('"true"')
