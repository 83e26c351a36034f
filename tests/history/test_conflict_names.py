"""Spellings and fuller forms of a name, letter by letter."""

from __future__ import annotations

import pytest
from hand_made import DEPRECATED, PREFERRED, WEAK, explained, only, said, sides, told, world

from libgraph.history.conflict_found import Concerns, Found
from libgraph.history.conflict_names import name_conflicts
from libgraph.history.conflict_reading import Said


def names(*forms: str, date: str = "", person: bool = False, **more: object) -> list[str]:
    """The explanations, where each form is of another source."""
    statements = [
        said(f"{n}", "Naming", date, f"s{n}", of="rask", form=form, **more)  # type: ignore[arg-type]
        for n, form in enumerate(forms)
    ]
    classes = {"rask": "Person"} if person else {}
    return [explained(one) for one in name_conflicts(world(*statements, classes=classes))]


@pytest.mark.parametrize(
    ("one", "other", "spellings"),
    [
        ("Dana Rask", "Danah Rask", True),
        ("Dana Rask", "RASK, Dana.", False),  # order, capitals and stops do not count
        ("Dana Rask", "Dana_Rask", False),
        ("Dana Rask", "Dána Rask", True),
        ("Dana Rask", "Dana Pell", False),
        ("Dana Rask", "Dana Rask Pell", False),
        ("Dana Rask", "Danarask", True),
        ("Net Library", "Netlibrary", True),
        ("Salt Marsh Library", "Saltmarsh Library", True),
        ("Marsh Salt", "Saltmarsh", False),
        ("Orme", "Orne", False),  # one letter of four
        ("Ormes", "Ornes", True),  # one letter of five
        ("Orme", "Ormeni", True),  # two letters more than four
        ("Orme", "Ormenio", False),
        ("Ormeni", "Inemro", False),  # as long, and another word
        ("Lev", "Leva", False),  # a shorter word is another word
        ("Leva", "Lev", False),
        ("Leva", "Levas", True),
        ("Levas", "Lesav", False),  # the same letters in another order
        ("Congress 20011", "Congress 20012", False),  # numbers are exact
        ("Rask Rask", "Rask", False),
        ("Dana Dana Rask", "Dana Rask Rask", True),
        ("Dana Dana Rask", "Dana Rask Raske", False),
        ("Ormes Palet", "Ornes Palut", True),
        ("Ormes Palet", "Ornes Kutin", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, spellings: bool) -> None:
    first, second = sorted((one, other), key=lambda form: sorted(form.casefold().split()))
    expected = [f"“{second}” and “{first}” are two spellings of one name."]
    assert names(first, second) == (expected if spellings else [])


def name(iri: str, form: str, source: str = "gazette", date: str = "", **more: object) -> Said:
    values: dict[str, object] = {"of": "rask", "form": form} | more
    return said(iri, "Naming", date, source, **values)  # type: ignore[arg-type]


def test_a_spelling_stands_against_the_leading_one() -> None:
    found = only(
        name_conflicts(world(name("a", "Danah Rask"), name("b", "Dana Rask", "chronicle")))
    )
    assert told(found) == (
        "spelling: rask",
        "a | b",
        "“Danah Rask” and “Dana Rask” are two spellings of one name.",
    )
    assert (found.concerns, found.resolved) == (Concerns.EITHER, "")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([name("a", "Danah Rask"), name("b", "Dana Rask")], []),  # one source
        ([name("a", "Danah Rask"), name("b", "Dana Rask", "chronicle", language="ru")], []),
        # the best ranked leads, then what most sources write
        ([name("a", "Danah Rask", rank=PREFERRED), name("b", "Dana Rask", "chronicle")], ["b | a"]),
        ([name("a", "Danah Rask"), name("b", "Dana Rask", "chronicle", rank=WEAK)], ["b | a"]),
        (
            [name("a", "Danah Rask"), name("b", "Dana Rask", "chronicle"), name("c", "Danah Rask", "almanac")],
            ["b | a c"],
        ),
        (
            [name("a", "Danah Rask"), name("b", "Dana Rask", "chronicle"), name("c", "Danah Rask")],
            ["a c | b"],
        ),
        (
            [name("a", "Danah Rask", rank=WEAK), name("b", "Dana Rask", "chronicle"), name("c", "RASK Danah", rank=PREFERRED)],
            ["b | a c"],
        ),
        # each with the leading one, not with each other
        (
            [name("a", "Dana Rask"), name("b", "Danah Rask", "chronicle"), name("c", "Danas Rask", "almanac")],
            ["b | a", "c | a"],
        ),
        # names of two times are no spellings
        ([name("a", "Danah Rask", date="2001/2003"), name("b", "Dana Rask", "chronicle", "2004/..")], []),
        ([name("a", "Danah Rask", date="2001/2004"), name("b", "Dana Rask", "chronicle", "2004/..")], ["a | b"]),
        ([name("a", "Danah Rask", date="2001/2003"), name("b", "Dana Rask", "chronicle")], ["a | b"]),
        ([name("a", "Dana Rask", of="pell"), name("b", "Danah Rask", "chronicle")], []),
    ],
)  # fmt: skip
def test_which_spelling_leads(statements: list[Said], expected: list[str]) -> None:
    assert sides(name_conflicts, *statements) == expected


def test_names_come_in_the_order_of_things_and_languages() -> None:
    statements = [
        said(f"{thing}-{tag}-{form}", "Naming", "", form, of=thing, form=form, language=tag)
        for thing in ("pell", "orme")
        for tag in ("ru", "en")
        for form in ("Danah", "Danas")
    ]
    assert sides(name_conflicts, *statements) == [
        f"{one}-Danas | {one}-Danah" for one in ("orme-en", "orme-ru", "pell-en", "pell-ru")
    ]


@pytest.mark.parametrize(
    ("short", "full", "fuller"),
    [
        ("C. Quist", "Cyrus Quist", True),
        ("Cy Quist", "Cyrus Quist", True),
        ("Cyr Quist", "Cyrus Quist", False),  # three letters are a name of their own
        ("B. Quist", "Cyrus Quist", False),
        ("Quist", "Cyrus Quist", True),
        ("C. Q.", "Cyrus Quist", False),  # initials name nobody
        ("C.", "Cyrus Quist", False),
        ("Cy", "Cyrus Cy", False),
        ("Rao", "Cyrus Rao", True),
        ("C. C. Quist", "Cyrus Quist", False),
        ("C. C. Quist", "Cyrus Carl Quist", True),
        ("C. Quist", "Cyrus Carl Quist", True),
        ("Quist Quist", "Cyrus Quist", False),
        ("Quist", "Qua Quist", True),
        ("Q. Quist", "Quist Quist", True),
        ("Cyrus Quist", "Cyrus Quist Rask", True),
        ("Pell Quist", "Cyrus Quist Rask", False),
        ("C Rao B", "Rao Charles", False),
        ("C. B. Quist", "Bo Cyrus Quist", True),
    ],
)
def test_names_of_persons_with_more_in_them(short: str, full: str, fuller: bool) -> None:
    expected = [f"“{full}” is a fuller form of “{short}”."] if fuller else []
    assert names(short, full, person=True) == expected
    assert names(full, short, person=True) == expected
    assert names(short, full) == [], "only persons are named in parts"


def test_the_fullest_form_counts_and_each_shorter_one_is_told() -> None:
    forms = "Quist", "C. Quist", "Cyrus Quist", "Cyrus Carl Quist", "Cyrus Karl Quist"
    assert names(*forms, person=True) == [
        "“Cyrus Carl Quist” is a fuller form of “C. Quist”.",
        "“Cyrus Carl Quist” is a fuller form of “Cyrus Quist”.",
        "“Cyrus Carl Quist” is a fuller form of “Quist”.",
    ]


def persons(*statements: Said) -> list[Found]:
    return list(name_conflicts(world(*statements, classes={"rask": "Person"})))


def test_a_fuller_form_in_another_source() -> None:
    short, full = name("a", "C. Quist"), name("b", "Cyrus Quist", "chronicle")
    [found] = persons(short, full)
    assert (found.kind, found.resolved) == ("refinement", "")
    [found] = persons(short, full, name("c", "Rask", rank=PREFERRED, reason="Signs so."))
    assert found.resolved == "Signs so."
    assert persons(short, name("b", "Cyrus Quist")) == [], "one source"
    then, now = name("a", "Cý Quist", date="2001"), name("b", "Cy Quist", "chronicle", "2005")
    assert persons(then, now) == [], "as long, and of two times"


def test_a_preferred_name_decides_on_all() -> None:
    reason = {"reason": "Asked herself."}
    for statements, expected in (
        ([name("b", "Dana Rask", "chronicle", rank=PREFERRED, **reason)], "Asked herself."),
        ([name("b", "Dana Rask", "chronicle", rank=DEPRECATED, **reason)], "Asked herself."),
        ([name("b", "Dana Rask", "chronicle", **reason)], ""),
        ([name("b", "Dana Rask", "chronicle", rank=PREFERRED)], "A curator ranked one side above the other."),
        ([name("b", "Dana Rask", "chronicle"), name("c", "Rask-Pell", rank=PREFERRED, **reason)], "Asked herself."),
    ):  # fmt: skip
        found = only(name_conflicts(world(name("a", "Danah Rask"), *statements)))
        assert found.resolved == expected
