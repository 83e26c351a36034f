"""Dates at the edges: of the calendar, of what is read, and of the advice given."""

from __future__ import annotations

from datetime import date

import pytest

from libgraph.dates import SourceDate, Span, attested, check, during
from libgraph.errors import BadDate


def test_a_longest_length_reaches_the_edges_of_the_calendar() -> None:
    assert attested("0061").no_longer_than(60).begins_earliest == date.min
    assert attested("9939-12-31").no_longer_than(60).ends_latest == date.max
    assert attested("0060").no_longer_than(60).begins_earliest is None
    assert attested("9940").no_longer_than(60).ends_latest is None


def test_two_hundred_characters_are_short_and_one_more_is_not() -> None:
    short = f"[{','.join(['2001'] * 35 + ['2001-01'] * 3)}]"
    long = f"[{','.join(['2001'] * 40)}]"
    assert (len(short), len(long)) == (200, 201)
    check(short)
    with pytest.raises(
        BadDate, match=r"^a date is a short text: write year-month-day, as in '2009-05-12'$"
    ):
        check(long)


@pytest.mark.parametrize("text", ["[....]", "[2001....]", "[....2001]", "[2001..2003..2005]"])
def test_two_dots_are_written_once(text: str) -> None:
    with pytest.raises(BadDate):
        check(text)


@pytest.mark.parametrize("text", ["-0131/-013X", "-013X/-0139", "-0100/-01XX", "-01XX/-0199"])
def test_decades_before_the_common_era_are_counted_backwards(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["-013X/-0140", "-0129/-013X", "-01XX/-0200", "-0099/-01XX"])
def test_and_what_ends_before_such_a_decade_begins_is_refused(text: str) -> None:
    with pytest.raises(BadDate, match="ends before it begins"):
        check(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2009-31-12", "write year-month-day, as in 2009-12-31"),
        ("2009-13-01", "write year-month-day, as in 2009-01-13"),
        ("2009-32-05", "write a month 01 to 12 or a season 21 to 24, or leave it out: 2009"),
        ("2009-13-99", "write a month 01 to 12 or a season 21 to 24, or leave it out: 2009"),
        ("2009-20-13", "write a month 01 to 12 or a season 21 to 24, or leave it out: 2009"),
        ("CIRCA 1995", "write ~ for about, as in 1995~"),
        ("1995-Present", "write an interval with a slash, as in 1995/.."),
    ],
)
def test_the_advice_fits(text: str, advice: str) -> None:
    with pytest.raises(BadDate) as caught:
        check(text)
    assert str(caught.value).endswith(f": {advice}")


@pytest.mark.parametrize("text", ["", "..", "../.."])
def test_a_span_without_days_is_named(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        Span.parse(text)
    assert str(caught.value).startswith(f"{text!r} names no days to ask about: write a year")


def test_an_open_end_in_a_set_is_no_open_end_of_an_interval() -> None:
    source = SourceDate.parse("2020")
    assert during("[2008..]", source).ends_earliest == date(2008, 1, 1)
    assert during("2008/..", source).ends_earliest == date(2020, 1, 1)
