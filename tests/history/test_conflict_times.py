"""The words of a conflict, and the times in it: to the day, before and after."""

from __future__ import annotations

from datetime import date

import pytest
from hand_made import bounds, said

from libgraph.dates import Bounds
from libgraph.history.conflict_found import (
    KINDS,
    best,
    between_sources,
    decided,
    listed,
    sources,
    when,
)
from libgraph.history.conflict_times import (
    apart,
    chronology,
    joins,
    meeting,
    overlap,
    sharpness,
    sure,
    within,
    written,
    written_end,
)
from libgraph.history.conflicts import FAILING

# ── Two times ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "are_apart", "do_overlap"),
    [
        ("2001/2004", "2006/2008", True, False),
        ("2001-01-01/2005-04-30", "2005-05-01/2008", True, False),  # the day before
        ("2001-01-01/2005-05-01", "2005-05-01/2008", True, False),  # the handover
        ("2001-01-01/2005-05-02", "2005-05-01/2008", False, True),  # a day together
        ("2001/2005", "2005/2008", False, False),  # within the year nothing is certain
        ("2001/2005-12-31", "2005/2008", False, True),
        ("2001/2005-12-30", "2005/2008", False, False),
        ("2005-05-01", "2005-05-01", True, True),  # one day is no handover
        ("2005-05-01", "2005-05-02", True, False),
        ("2005-05-01", "2005-05-01/2008", True, False),
        ("2001/2008", "2002/2004", False, True),
        ("2001/..", "2014/..", False, True),  # both go on in 2016
        ("2001/2004", "2014/..", True, False),
        ("2001/", "2014/..", False, False),  # nobody says when it ended
        ("2001/2004", "seen 2003", False, True),
        ("2001/2004", "seen 2005", False, False),  # who was seen may have come before
        ("seen 2003", "seen 2003", False, False),
        ("seen 2003-05-01", "seen 2003-05-01", False, True),
        ("2001/2004", "", False, False),
        ("", "", False, False),
        ("planned 2001/2004", "2001/2004", False, False),
        ("planned 2001/2004", "2004-12-31/2006", True, False),
    ],
)
def test_apart_or_together(one: str, other: str, are_apart: bool, do_overlap: bool) -> None:
    for a, b in ((bounds(one), bounds(other)), (bounds(other), bounds(one))):
        assert (apart(a, b), overlap(a, b)) == (are_apart, do_overlap)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2001/2005", "2005/2008", True),
        ("2001/2005", "2006/2008", True),
        ("2001/2005", "2006-01-01/2008", True),  # the day after
        ("2001/2005", "2006-01-02/2008", False),
        ("2001/2005", "2004-12-31/2008", False),  # the day before the earliest end
        ("2001/2005", "2005-01-01/2008", True),
        ("2001/2005", "2004/2008", False),
        ("2005/2006", "2005/2007", False),  # both begin then: nobody follows
        ("2005-01-02/2005", "2005/2007", True),
        ("/2005", "2006/..", True),
        ("2001/2005", "seen 2006", False),
        ("2001/..", "2016/2018", False),
        ("", "2006/2008", False),
        ("2001/2005", "", False),
        ("2001/2004", "2004/", True),
        ("2001/9999-12-31", "9999-12-31/9999-12-31", False),  # no day is after
        ("2001/9999-12-30", "9999-12-31/9999-12-31", True),
        ("2001/200X", "2006/2008", False),  # an end that is known to ten years only
        ("2001/2005", "200X/2008", False),
        ("2003/2004", "2004/2005", True),  # a leap year is a year
    ],
)
def test_one_begins_where_the_other_ends(one: str, other: str, expected: bool) -> None:
    assert joins(bounds(one), bounds(other)) is expected


def test_a_year_is_366_days_and_no_more() -> None:
    first, day = date(2004, 1, 1), date(2005, 1, 1)
    begins = bounds("2005-01-02/2008")
    assert joins(Bounds(None, None, first, day), begins)
    assert not joins(Bounds(None, None, first, day.replace(day=2)), begins)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2001/2005", (date(2001, 12, 31), date(2005, 1, 1))),
        ("2005-05-01", (date(2005, 5, 1), date(2005, 5, 1))),
        ("2001/2001", None),
        ("2001/2001-12-30", (date(2001, 12, 30), date(2001, 12, 30))),
        ("2001-01-01/2001-01-02", (date(2001, 1, 1), date(2001, 1, 2))),
        ("planned 2001/2005", None),
        ("", None),
    ],
)
def test_the_days_that_are_certain(date: str, expected: tuple[date, date] | None) -> None:
    assert sure(bounds(date)) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"a": "2001/2003", "b": "2004/2005", "c": "2010/2011"}, ["ab"]),
        ({"a": "2001/2003", "b": "2004-01-02/2005"}, []),
        ({"b": "2001/2009", "a": "2002/2003", "c": "2008/2009"}, ["ab", "bc"]),
        ({"c": "2001/2009", "b": "2002/2003", "a": "2003/2004"}, ["ab", "ac", "bc"]),
        ({"a": "2001/2003", "b": ""}, []),
        ({"b": "/2005", "a": "2006/.."}, ["ab"]),  # the end is known, if not the beginning
        ({"b": "/2005", "a": "2006-01-02/.."}, []),
        ({"a": "2001/2005-06", "b": "2005/.."}, ["ab"]),  # may have begun when the other ended
        ({"a": "seen 2005", "b": "2001/2003"}, []),
        ({"a": "seen 2004", "b": "2001/2003"}, ["ab"]),
        ({"a": "2001/9999-12-31", "b": "9999-12-31"}, ["ab"]),
    ],
)
def test_what_may_overlap_or_join(dates: dict[str, str], expected: list[str]) -> None:
    pairs = meeting((name, bounds(text)) for name, text in dates.items())
    assert ["".join(pair) for pair in pairs] == expected


def test_what_holds_twice_meets_as_long_as_the_longer_time() -> None:
    times = [("a", "2001/2020"), ("a", "2002/2003"), ("b", "2010"), ("a", "2012"), ("c", "2015")]
    pairs = [*meeting((name, bounds(text)) for name, text in times)]
    assert pairs == [("a", "b"), ("a", "c")], "each once, and none with itself"


# ── One time ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("2001/2009-12-31", date(2009, 12, 31)),
        ("2001/2009", date(2009, 12, 31)),
        ("/2009", date(2009, 12, 31)),
        ("2001/..", None),
        ("2001/", None),
        ("2009", None),  # a year in which it was has no end that somebody wrote
        ("seen 2001/2009", None),
        ("planned 2001/2009", None),
        ("", None),
    ],
)
def test_the_end_that_is_written(date: str, end: date | None) -> None:
    assert written_end(said("a", "Lifespan", date)) == end


def test_words_that_are_no_date_bound_nothing() -> None:
    for way in ("during", "attested"):
        one = said("a", "Lifespan", "2001" if way == "during" else "seen 2001")
        object.__setattr__(one, "text", "soon")
        assert written(one) is None, way
    assert written(said("a", "Lifespan")) is None
    assert written(said("a", "Lifespan", "2001/..")) == Bounds(
        date(2001, 1, 1), date(2001, 12, 31), date(2001, 1, 1), None
    ), "whenever the source was written"
    assert written(said("a", "Lifespan", "seen 2001")) == bounds("seen 2001")


@pytest.mark.parametrize(
    ("fine", "coarse", "expected"),
    [
        ("2001-05", "2001", True),
        ("2001", "2001-05", False),
        ("2001", "2001", False),
        ("2001-01-01/2005", "2001/2005", True),
        ("2001-12-31/2005", "2001/2005", True),
        ("2002-01-01/2005", "2001/2005", False),  # the day after
        ("2000-12-31/2005", "2001/2005", False),  # the day before
        ("2001/2005-12-31", "2001/2005", True),
        ("2001/2006-01-01", "2001/2005", False),
        ("2001/2004-12-31", "2001/2005", False),
        ("2001/2005", "2001/", True),
        ("2001/", "2001/2005", False),
        ("2001/2005", "/2005", True),
        ("/2005", "2001/2005", False),
        ("[2004-12..2005-06]", "2005", False),
        ("2001", "", True),
        ("", "2001", False),
    ],
)
def test_a_more_precise_form(fine: str, coarse: str, expected: bool) -> None:
    assert within(bounds(fine), bounds(coarse)) is expected


def test_groups_are_sorted_by_beginning_then_end_then_name() -> None:
    latest = date.max
    for dates, expected in (
        (("2003/2008", "2001/2009", "2002/2005"), (date(2001, 1, 1), date(2005, 1, 1), "a")),
        (("", "2003/2008"), (date(2003, 1, 1), date(2008, 1, 1), "a")),
        (("/2008",), (date(2008, 12, 31), date(2008, 1, 1), "a")),
        (("2003/",), (date(2003, 1, 1), date(2003, 1, 1), "a")),
        (("planned 2003/2008",), (date(2003, 1, 1), date(2008, 12, 31), "a")),
        (("",), (latest, latest, "a")),
    ):
        group = [said(iri, "Tenure", one) for iri, one in zip("cba", dates[::-1], strict=False)]
        group[-1] = said("a", "Tenure", dates[0])
        assert chronology(iter(group)) == expected, dates
    assert chronology([]) == (latest, latest, "")


def test_the_sharpest_date_comes_first() -> None:
    dates = ["2001-05-01/2002", "2001/2002", "2001-05-01/", "2001/", "seen 2001", ""]
    order = sorted((said("a", "Tenure", one) for one in dates[::-1]), key=sharpness)
    assert [one.text for one in order] == [
        *("2001-05-01/2002", "2001/2002", "2001-05-01/", "2001/", "2001", ""),
    ]
    known = [sharpness(said("a", "Tenure", one)) for one in ("2001-05", "/2001-05-01", "")]
    assert known[0] == (0, 60, "2001-05")
    assert known[1][0] == 1
    assert known[2][0] == 4


# ── Sides ────────────────────────────────────────────────────────────────────────────────


def test_kinds_in_their_order_and_those_that_fail() -> None:
    assert (
        *("contradiction", "coverage-difference", "gap", "out-of-office", "succession"),
        *("refinement", "spelling"),
    ) == KINDS
    assert KINDS[:4] == FAILING


def test_between_sources() -> None:
    gazette, chronicle = said("a", "Tenure"), said("b", "Tenure", source="chronicle")
    assert between_sources([gazette], [chronicle])
    assert between_sources([gazette, chronicle], [])
    assert not between_sources([gazette], [gazette, said("c", "Tenure")])


def test_a_side_leaves_out_what_was_deprecated_unless_all_was() -> None:
    def ranked(**ranks: int) -> str:
        return "".join(one.iri for one in best(said(i, "Tenure", rank=r) for i, r in ranks.items()))

    assert ranked(c=2, a=3, b=0, d=1) == "acd"
    assert ranked(b=0, a=0) == "ab"


@pytest.mark.parametrize(
    ("one", "other", "expected", "without_preferring"),
    [
        ({2: ""}, {2: ""}, "", ""),
        ({3: "Minutes."}, {3: "Letter."}, "", ""),
        ({3: "Minutes."}, {2: "Letter."}, "Minutes.", ""),
        ({2: "Letter."}, {3: "Minutes."}, "Minutes.", ""),
        ({2: "Letter."}, {1: "Hearsay."}, "Hearsay.", ""),
        ({3: "Minutes."}, {1: "Hearsay."}, "Minutes.", ""),  # as far from the usual: the better
        ({1: "Hearsay."}, {3: "Minutes."}, "Minutes.", ""),
        ({0: "Slip."}, {3: "Minutes."}, "Slip.", "Slip."),
        ({3: "Minutes."}, {0: "Slip."}, "Slip.", "Slip."),
        ({0: "Slip."}, {0: "Other slip."}, "Slip.", "Slip."),
        ({0: "Slip."}, {2: ""}, "Slip.", "Slip."),
        ({0: ""}, {2: ""}, *["A curator ranked one side above the other."] * 2),
        ({3: "Minutes.", 2: "Also."}, {2: ""}, "Also. Minutes.", ""),
        ({0: "Slip.", 2: ""}, {2: ""}, "", ""),  # something of the side stands
    ],
)
def test_why_a_curator_holds_one_side_for_right(
    one: dict[int, str], other: dict[int, str], expected: str, without_preferring: str
) -> None:
    first, second = (
        tuple(said("a", "Tenure", rank=rank, reason=reason) for rank, reason in side.items())
        for side in (one, other)
    )
    assert decided(first, second) == expected
    assert decided(first, second, preferring=False) == without_preferring


def test_a_reason_given_twice_is_told_once() -> None:
    side = tuple(said(iri, "Tenure", rank=3, reason="Minutes.") for iri in "ab")
    assert decided(side, (said("c", "Tenure"),)) == "Minutes."


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2003", "2001/2002", "2003"], "2001 to 2002 / 2003"),
        (["", "seen 2003"], "seen 2003 / no date given"),
        (["2005", "2004", "2003", "2002", "2001"], "2001 / 2002 / 2003 / 2004 / 2005"),
        (["2006", "2005", "2004", "2003", "2002", "2001"], "2001 / 2002 / … / 2006"),
    ],
)  # fmt: skip
def test_dates_of_a_side_in_words(dates: list[str], expected: str) -> None:
    assert when(said("a", "Tenure", one) for one in dates) == expected


def test_dates_of_a_side_in_russian_and_words_that_are_no_date() -> None:
    assert when([said("a", "Tenure")], "ru") != when([said("a", "Tenure")])
    odd = said("b", "Tenure", "2001")
    object.__setattr__(odd, "text", "soon")
    assert when([said("a", "Tenure"), odd]) == "soon / no date given"


def test_names_in_a_list() -> None:
    lists = ([], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"])
    assert ["".join(listed(iter(names))) for names in lists] == [
        *("", "a", "a and b", "a, b and c", "a, b, c and d"),
    ]
    group = [said(n, "Tenure", source=n) for n in ("gazette", "chronicle", "gazette")]
    assert sources(group) == "chronicle and gazette"
