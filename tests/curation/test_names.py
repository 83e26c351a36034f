"""How alike names are: of persons, of bodies, and what is said about it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libgraph.curation.names import persons
from libgraph.curation.spelling import near, skeleton
from libgraph.curation.titles import Rarity, bodies

NAMES = (
    "Bakytzhamal Ospanova", "Оспанова Бакытжамал Каирбековна", "B.Sh. Sarsenbayeva", "Kim Hee-seop",
    "Heesop Kim", "Ryu Jeong-yeong", "Zhang Xu", "Gaziza Kudaibergenkyzy", "Ғазиза Нұрғалиева",
    "徐惠蘭", "علیرضا مختارپور", "O'Brien", "1984", "", "—",
)  # fmt: skip
TITLES = (
    "National Library of Peru", "Biblioteca Nacional del Perú", "IFLA", "Library of Elbasy (LE)",
    "International Federation of Landscape Architects", "РГБ", "Embassy of Peru in Chile",
    "Staatsbibliothek zu Berlin", "", "()", "(IFLA)",
)  # fmt: skip
RARITY = Rarity.of(TITLES)
words = st.text(st.sampled_from("abeghijkmnostuvyzАБғж .-'()"), max_size=24)
names = st.sampled_from(NAMES) | words
titles = st.sampled_from(TITLES) | words


@given(names, names)
def test_the_order_of_two_persons_does_not_matter(one: str, other: str) -> None:
    assert persons(one, other) == persons(other, one)
    assert 0 <= persons(one, other).score <= 1


@given(titles, titles)
def test_the_order_of_two_bodies_does_not_matter(one: str, other: str) -> None:
    assert bodies(one, other, RARITY) == bodies(other, one, RARITY)
    assert 0 <= bodies(one, other, RARITY).score <= 1


@given(names, titles)
def test_a_name_is_like_itself(name: str, title: str) -> None:
    assert persons(name, name).score == 1
    assert bodies(title, title, RARITY).score == 1


@given(st.permutations(["Gulisa", "Kabarovna", "Balabekova"]), names)
@example(["Balabekova", "Gulisa", "Kabarovna"], "Г. К. Балабекова")
def test_the_order_of_words_does_not_matter(parts: list[str], other: str) -> None:
    usual = persons("Gulisa Kabarovna Balabekova", other).score
    assert persons(" ".join(parts), other).score == pytest.approx(usual)


@given(words, words)
def test_nearness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)
    assert 0 <= near(one, other) <= 1
    if not one.endswith(("c", "ts")):  # with an h these are letters for another sound
        assert skeleton(one) == skeleton(one + "h")


@given(words, words, st.floats(0, 1))
def test_what_is_not_near_enough_is_nothing(one: str, other: str, least: float) -> None:
    exact = near(one, other)
    assert near(one, other, least) == (exact if exact >= least else 0)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Issakhov O.I.", "О. И. Исахов", "another order"),
        ("Zhanat Seidumanov", "Жанат Сейдуманов", "another spelling or script"),
        ("Gulisa Balabekova", "Gulisa Kabarovna Balabekova", "a part is left out"),
        ("Vladimir Zaitsev", "V. N. Zaitsev", "initials that fit"),
        ("Zhanna Shaimukhanbetova", "Janna Schaimuchanbetova", "spelt differently"),
        ("Kwon Kyung-sang", "Kyungsang Kwon", "the words are joined"),
        ("Gaziza Nurgaliyeva", "Gaziza Kudaibergenkyzy", "a patronymic where"),
        ("Galina Kislovskaya", "Kislovskaya", "only “Kislovskaya” in common"),
    ],
)
def test_why_two_names_are_of_one_person(one: str, other: str, reason: str) -> None:
    found = persons(one, other)
    assert found.score >= 0.5
    assert reason in found.reason
    assert not found.against


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("Zhang Zhiqing", "Zhang Xu", "“Xu” and “Zhiqing” differ"),
        ("Vladimir Zaitsev", "Andrey Zaitsev", "“Andrey” and “Vladimir” differ"),
        ("Anna Ivanovna Kim", "Anna Petrovna Kim", "the patronymics “Ivanovna” and “Petrovna”"),
    ],
)
def test_what_speaks_against_one_person(one: str, other: str, against: str) -> None:
    found = persons(one, other)
    assert found.score < 0.5
    assert against in found.against


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("National Library of Russia", "Российская национальная библиотека", 1),
        ("National Library of Kazakhstan", "Қазақстан Ұлттық кітапханасы", 1),
        ("Library of Elbasy", "Library of Elbassy", 1),
        ("Conference of Directors of National Libraries (CDNL)", "Conference of Directors of "
         "National Libraries", 1),
        ("Berlin State Library", "Staatsbibliothek zu Berlin", 0.7),
        ("IFLA", "International Federation of Landscape Architects", 0.6),
    ],
)  # fmt: skip
def test_names_of_one_body(one: str, other: str, least: float) -> None:
    assert bodies(one, other, Rarity.of([*TITLES, one, other])).score >= least


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("National Library of Peru", "National Library of Chile", "one has “Chile”, the other"),
        ("Embassy of Peru in Chile", "Embassy of Chile in Peru", "one is in Peru, the other in"),
        ("Utah University", "Department of Art, Utah University", "one may be a part of the other"),
        ("University of Utah", "Library of Utah", "one has “Library”, the other “University”"),
    ],
)
def test_what_speaks_against_one_body(one: str, other: str, against: str) -> None:
    found = bodies(one, other, Rarity.of([*TITLES, one, other]))
    assert found.score < 0.7
    assert against in found.against


def test_a_rare_word_says_more_than_a_common_one() -> None:
    rarity = Rarity.of([f"Library of {place}" for place in ("Elbasy", "Lyon", "Utah", "Cairo")])
    assert rarity.weight("elbasi") > rarity.weight("#library")
