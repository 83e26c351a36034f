"""EDTF to bounds to yes, possibly, no: the design's table, every form, and what always holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rdflib import Literal

from libgraph.dates import (
    NO_BOUNDS,
    Bounds,
    Holds,
    SourceDate,
    Span,
    announced,
    attested,
    check,
    during,
    sort_key,
)
from libgraph.errors import BadDate

UNKNOWN = SourceDate(None, None)
OF_2020 = SourceDate.parse("2020")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def bounds(*texts: str | None) -> Bounds:
    return Bounds(*map(day, texts))  # type: ignore[arg-type]


# -- the table of the design, row by row ----------------------------------------------------------

DESIGN = [
    (during, "1987/2003", ("1987-01-01", "1987-12-31", "2003-01-01", "2003-12-31")),
    (during, "1995-02", ("1995-02-01", "1995-02-28", "1995-02-01", "1995-02-28")),
    (during, "/2009-12-31", (None, "2009-12-31", "2009-12-31", "2009-12-31")),
    (during, "2004/", ("2004-01-01", "2004-12-31", "2004-01-01", None)),
    (during, "2008/..", ("2008-01-01", "2008-12-31", "2020-01-01", None)),
    (during, "[..2018-04-20]", (None, "2018-04-20", None, "2018-04-20")),
    (attested, "2020", (None, "2020-12-31", "2020-01-01", None)),
    (during, "2010~", ("2009-01-01", "2011-12-31", "2009-01-01", "2011-12-31")),
]


@pytest.mark.parametrize(("derive", "text", "expected"), DESIGN)
def test_the_table_of_the_design(derive, text, expected):
    derived = during(text, OF_2020) if derive is during else derive(text)
    assert derived == bounds(*expected)


# -- every form -----------------------------------------------------------------------------------

ONE_TIME = [  # a date on its own: beginning and end share the window
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("2008-02", "2008-02-01", "2008-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("2020-10-08T11:00:00", "2020-10-08", "2020-10-08"),
    ("2020-10-08T23:59:60Z", "2020-10-08", "2020-10-08"),
    ("2020-10-08T11:00:00+06", "2020-10-08", "2020-10-08"),
    ("2020-10-08T23:30:00-04:30", "2020-10-08", "2020-10-08"),
    ("198X", "1980-01-01", "1989-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-22", "2001-06-01", "2001-08-31"),
    ("2001-23", "2001-09-01", "2001-11-30"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2010?", "2009-01-01", "2011-12-31"),
    ("2010%", "2009-01-01", "2011-12-31"),
    ("2004-01~", "2003-12-01", "2004-02-29"),
    ("2004-03-01~", "2004-02-29", "2004-03-02"),
    ("2004-12-31?", "2004-12-30", "2005-01-01"),
    ("2004-XX~", "2003-01-01", "2005-12-31"),
    ("1985-04-XX~", "1985-03-01", "1985-05-31"),
    ("198X~", "1970-01-01", "1999-12-31"),
    ("19XX?", "1800-01-01", "2099-12-31"),
    ("2001-21~", "2000-12-01", "2001-08-31"),
    ("2001-24%", "2001-09-01", "2002-05-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("0001~", None, "0002-12-31"),
    ("9999~", "9998-01-01", None),
    ("0000", None, "0001-01-01"),
    ("-0044-03-15", None, "0001-01-01"),
    ("-000X", None, "0001-01-01"),
    ("Y170000002", "9999-12-31", None),
    ("Y-170000002", None, "0001-01-01"),
    ("Y17000~", "9999-12-31", None),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[1995,1990]", "1990-01-01", "1995-12-31"),
    ("[2020..2020-07-15~]", "2020-01-01", "2020-07-16"),
    ("[2013-08-17..2014-07]", "2013-08-17", "2014-07-31"),
    ("[..1760-12-03]", None, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", None),
    ("[1667,1760-12..]", "1667-01-01", None),
    ("[..1984,1990]", None, "1990-12-31"),
    ("[2009]", "2009-01-01", "2009-12-31"),
    ("[XXXX-10-08,1990]", None, None),
    ("XXXX-10-08", None, None),
    ("XXXX-02-29", None, None),
    ("XXXX-10", None, None),
    ("XXXX-10-XX?", None, None),
    ("XXXX", None, None),
]


@pytest.mark.parametrize(("text", "first", "last"), ONE_TIME)
def test_a_date_on_its_own(text, first, last):
    assert during(text, UNKNOWN) == bounds(first, last, first, last)
    assert attested(text) == bounds(None, last, first, None)
    assert announced(text) == bounds(first, None, None, last)
    assert SourceDate.parse(text) == SourceDate(day(first), day(last))


INTERVALS = [
    ("2004-02-01/2005", ("2004-02-01", "2004-02-01", "2005-01-01", "2005-12-31")),
    ("2005/2005", ("2005-01-01", "2005-12-31", "2005-01-01", "2005-12-31")),
    ("2005/2005-03", ("2005-01-01", "2005-03-31", "2005-03-01", "2005-03-31")),
    ("2005-03/2005", ("2005-03-01", "2005-03-31", "2005-03-01", "2005-12-31")),
    ("2005~/2005", ("2004-01-01", "2005-12-31", "2005-01-01", "2005-12-31")),
    ("2005/2005~", ("2005-01-01", "2005-12-31", "2005-01-01", "2006-12-31")),
    ("2010~/2009", ("2009-01-01", "2009-12-31", "2009-01-01", "2009-12-31")),
    ("1984-06-02?/2004-08-08~", ("1984-06-01", "1984-06-03", "2004-08-07", "2004-08-09")),
    ("198X/2001-21", ("1980-01-01", "1989-12-31", "2001-03-01", "2001-05-31")),
    ("2004-06-XX/2004-07-03", ("2004-06-01", "2004-06-30", "2004-07-03", "2004-07-03")),
    ("-0500/1985", (None, "0001-01-01", "1985-01-01", "1985-12-31")),
    ("1985/Y17000", ("1985-01-01", "1985-12-31", "9999-12-31", None)),
    ("../2009", (None, "2009-12-31", "2009-01-01", "2009-12-31")),
    ("/2009", (None, "2009-12-31", "2009-01-01", "2009-12-31")),
    ("2004/", ("2004-01-01", "2004-12-31", "2004-01-01", None)),
    ("XXXX-10-08/2009", (None, "2009-12-31", "2009-01-01", "2009-12-31")),
    ("/", (None, None, None, None)),
    ("../", (None, None, None, None)),
]


@pytest.mark.parametrize("source", [UNKNOWN, OF_2020])
@pytest.mark.parametrize(("text", "expected"), INTERVALS)
def test_an_interval(text, expected, source):
    assert during(text, source) == bounds(*expected)


OPEN = [
    ("2008/..", "2020", ("2008-01-01", "2008-12-31", "2020-01-01", None)),
    ("2008~/..", "2020-05-12", ("2007-01-01", "2009-12-31", "2020-05-12", None)),
    # the source's date may be a range, or unknown: then only the beginning is certain
    ("2008/..", "[2013-08-17..2014-07]", ("2008-01-01", "2008-12-31", "2013-08-17", None)),
    ("2008/..", "[..2026-11-21]", ("2008-01-01", "2008-12-31", "2008-01-01", None)),
    # "since 2008", said in June 2008: by then it had begun
    ("2008/..", "2008-06-15", ("2008-01-01", "2008-06-15", "2008-06-15", None)),
    # a source that is older than the beginning cannot know; it stays as said
    ("2008/..", "2007", ("2008-01-01", "2008-12-31", "2008-01-01", None)),
    # no beginning is written: it held when the source was written, that is all
    ("/..", "2020", (None, "2020-12-31", "2020-01-01", None)),
    ("../..", "2020", (None, "2020-12-31", "2020-01-01", None)),
    ("/..", "[..2026-11-21]", (None, "2026-11-21", None, None)),
    ("/..", "XXXX-10-08", (None, None, None, None)),
]


@pytest.mark.parametrize(("text", "source", "expected"), OPEN)
def test_an_open_end_reaches_to_the_source(text, source, expected):
    assert during(text, SourceDate.parse(source)) == bounds(*expected)


# -- questions ------------------------------------------------------------------------------------

SPANS = [
    ("2009", "2009-01-01", "2009-12-31"),
    ("2009-02-14", "2009-02-14", "2009-02-14"),
    ("2010~", "2009-01-01", "2011-12-31"),
    ("2008/2010-05", "2008-01-01", "2010-05-31"),
    ("2008/..", "2008-01-01", "9999-12-31"),
    ("2008/", "2008-01-01", "9999-12-31"),
    ("/2009", "0001-01-01", "2009-12-31"),
    ("../2009", "0001-01-01", "2009-12-31"),
    ("[..2018-04-20]", "0001-01-01", "2018-04-20"),
]


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_a_span(text, first, last):
    assert Span.parse(text) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["-0044", "0000", "-0050/-0044", "Y10000", "Y-20000", "Y17000/"])
def test_what_the_calendar_does_not_have_is_never_certain(text):
    days = (bounds("0001-01-01", "9999-12-31", None, None), bounds(None, None, None, None))
    for made in (during(text, UNKNOWN), attested(text), during(text, OF_2020)):
        for year in ("0001-01-01", "0001", "2009", "9999", "9999-12-31"):
            assert made.holds(Span.parse(year)) < Holds.YES
        assert made not in days
    with pytest.raises(BadDate, match="names no days to ask about"):
        Span.parse(text)


def test_what_reaches_into_the_calendar_holds_there():
    for text in ("-0500/1985", "0001/1985", "1984/Y17000", "-0500/Y17000"):
        assert during(text, UNKNOWN).holds(Span.parse("1984-12-31/1985-01-01")) is Holds.YES
    assert Span.parse("-0044/0003") == Span(date.min, date(3, 12, 31))


@pytest.mark.parametrize("text", ["XXXX-10-08", "XXXX-10", "..", "/", "/..", "../..", ""])
def test_a_span_needs_a_day(text):
    with pytest.raises(BadDate, match="names no days to ask about"):
        Span.parse(text)


HOLDS = [
    (
        during("1987/2003", UNKNOWN),
        {"1986": 0, "1987-06": 1, "1987": 2, "2003-05-01": 1, "2004": 0},
    ),
    (during("1995-02", UNKNOWN), {"1995-02": 2, "1995-02-14": 1, "1995": 2, "1995-03": 0}),
    (during("2008/..", OF_2020), {"2019": 2, "2020": 2, "2020-01-01": 2, "2021": 1, "2007": 0}),
    (during("[..2018-04-20]", UNKNOWN), {"2018": 1, "/2018": 1, "2018-05": 0, "1900": 1}),
    (during("2018-04-20/..", UNKNOWN), {"2018-04-20/..": 2, "2018-04-21/..": 1}),
    (attested("2020"), {"2020": 2, "2020-05": 1, "2020/2021": 2, "1066": 1, "2500": 1}),
    (announced("2020"), {"2020": 1, "../2025": 1, "2019": 0, "2021": 0}),
    (NO_BOUNDS, {"2020": 1, "0001/9999": 1}),
]


@pytest.mark.parametrize(("held", "answers"), HOLDS)
def test_holds(held, answers):
    assert {text: held.holds(Span.parse(text)) for text in answers} == answers


def test_answers_have_an_order_and_a_name():
    assert [str(answer) for answer in Holds] == ["no", "possibly", "yes"]
    assert f"{min(Holds)} {max(Holds.NO, Holds.POSSIBLY)}" == "no possibly"


# -- clipping and meeting -------------------------------------------------------------------------

SEEN = attested("2020")
SESSION = during("2009", UNKNOWN)
CLIPS = [
    (SEEN, "1950-05-01", "2030-05-01", ("1950-05-01", "2020-12-31", "2020-01-01", "2030-05-01")),
    (SEEN, None, None, (None, "2020-12-31", "2020-01-01", None)),
    # nothing ends before its body exists: this sharpens the inner bounds too
    (SESSION, "2009-06-01", None, ("2009-06-01", "2009-12-31", "2009-06-01", "2009-12-31")),
    (SESSION, None, "2009-06-01", ("2009-01-01", "2009-06-01", "2009-01-01", "2009-06-01")),
    # a limit that contradicts what is said is left out, the other one is kept
    (SESSION, "2010-01-01", "2009-06-01", ("2009-01-01", "2009-06-01", "2009-01-01", "2009-06-01")),
    (SESSION, "2009-06-01", "2008-12-31", ("2009-06-01", "2009-12-31", "2009-06-01", "2009-12-31")),
    (announced("2009"), "2012-01-01", None, ("2009-01-01", None, None, "2009-12-31")),
    (announced("2009"), None, "2008-01-01", ("2009-01-01", None, None, "2009-12-31")),
    # both contradict it together only: both are left out
    (SESSION, "2009-09-01", "2009-03-01", ("2009-01-01", "2009-12-31", "2009-01-01", "2009-12-31")),
    (NO_BOUNDS, "2009-09-01", "2009-03-01", (None, None, None, None)),
]


@pytest.mark.parametrize(("said", "earliest", "latest", "expected"), CLIPS)
def test_clipped(said, earliest, latest, expected):
    assert said.clipped(day(earliest), day(latest)) == bounds(*expected)


LENGTHS = [
    (SEEN, 60, ("1960-01-01", "2020-12-31", "2020-01-01", "2080-12-31")),
    (during("2004/", UNKNOWN), 60, ("2004-01-01", "2004-12-31", "2004-01-01", "2064-12-31")),
    (during("/2009-12-31", UNKNOWN), 0.5, ("2009-07-01", "2009-12-31", "2009-12-31", "2009-12-31")),
    (attested("2020-02-29"), 1, ("2019-03-01", "2020-02-29", "2020-02-29", "2021-03-01")),
    (SEEN, 9000, (None, "2020-12-31", "2020-01-01", None)),
    (NO_BOUNDS, 60, (None, None, None, None)),
    # a source that says it lasted longer is not corrected
    (during("1900/2000", UNKNOWN), 60, ("1900-01-01", "1900-12-31", "2000-01-01", "2000-12-31")),
]


@pytest.mark.parametrize(("said", "years", "expected"), LENGTHS)
def test_no_longer_than(said, years, expected):
    assert said.no_longer_than(years) == bounds(*expected)


MEETS = [
    (during("2008/2012", UNKNOWN), during("2008-05/", UNKNOWN), "2008-05/2012"),
    (during("2008/2012", UNKNOWN), attested("2010"), "2008/2012"),
    (during("2008/2012", UNKNOWN), during("2009/2012", UNKNOWN), None),
    (during("2008/2012", UNKNOWN), during("2008/2013", UNKNOWN), None),
    (during("2008/2012", UNKNOWN), attested("2014"), None),
    (announced("2010"), announced("2012"), None),
]


@pytest.mark.parametrize(("one", "other", "both"), MEETS)
def test_meet(one, other, both):
    assert one.meet(other) == (both and during(both, UNKNOWN))


def test_two_plans_stay_plans():
    assert announced("2012").meet(announced("2012-05")) == announced("2012-05")


# -- messages -------------------------------------------------------------------------------------

REFUSED = {
    "2009-02-30": "'2009-02-30' is not a date: February 2009 has 28 days; "
    "write the day as 2009-02-28, or leave it out: 2009-02",
    "2008-04-00": "'2008-04-00' is not a date: April 2008 has 30 days; "
    "write the day as 2008-04-01, or leave it out: 2008-04",
    "XXXX-02-30": "'XXXX-02-30' is not a date: February XXXX has 29 days; "
    "write the day as XXXX-02-29, or leave it out: XXXX-02",
    "2008/2009-02-29": "'2009-02-29' is not a date: February 2009 has 28 days; "
    "write the day as 2009-02-28, or leave it out: 2009-02",
    "2009-13": "'2009-13' is not a date: "
    "write a month 01 to 12 or a season 21 to 24, or leave it out: 2009",
    "2009-13-05": "'2009-13-05' is not a date: write year-month-day, as in 2009-05-13",
    "2010/2005": "'2010/2005' ends before it begins: correct one of its dates",
    "[2010..2005]": "'2010..2005' ends before it begins: correct one of its dates",
    "-0100/-0500": "'-0100/-0500' ends before it begins: correct one of its dates",
    "May 2009": "'May 2009' is not an EDTF date: "
    "write year-month-day, as in 2009-05-12, 2009-05 or 2009",
    "12.05.2009": "'12.05.2009' is not an EDTF date: write year-month-day, as in 2009-05-12",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_a_refusal_says_what_to_write(text, message):
    with pytest.raises(BadDate) as refusal:
        check(text)
    assert str(refusal.value) == message


REPAIRED = {
    "2/5/2009": "2009-05-02",
    "2009-5-2": "2009-05-02",
    "2009/05/02": "2009-05-02",
    "20090512": "2009-05-12",
    "2009.05": "2009-05",
    "05.2009": "2009-05",
    "2009-2010": "2009/2010",
    "2009 – 2010": "2009/2010",
    "2009-05-12 - 2010-01-02": "2009-05-12/2010-01-02",
    "since 2008": "2008/..",
    "2008-": "2008/..",
    "2008/present": "2008/..",
    "c. 1980": "1980~",
    "about 1980": "1980~",
    "1980s": "198X",
    "198u": "198X",
    " 2009": "2009",
    "2009\n": "2009",
    "2009 г.": "2009",
    "[1990, 1992]": "[1990,1992]",
}


@pytest.mark.parametrize(("text", "repaired"), REPAIRED.items())
def test_common_habits_are_repaired(text, repaired):
    with pytest.raises(BadDate, match="is not an EDTF date") as refusal:
        check(text)
    assert str(refusal.value).endswith(f", as in {repaired}")
    check(repaired)


NOT_EDTF = """
    2009-1 2009-05-1 -0000 Y1985 Y017000 1XXX 156X-12 1985-XX-10 19X5 2004-06~-11 ?2009 2009~? [..]
    [] [2009 2009] {2009} [2009,] [,2009] [2009/2010] [2009..2010]/2011 2008/2009/2010 .. 2009..2010
    2009-21-05 2009-24-XX 2009-25 2009-00 2009-00-01 2009-05-12T24:00:00 2009-05-12T11:00
    2009-05T11:00:00 2009-05-XXT11:00:00 2009-05-12T11:00:00~ 2009-05-12T11:61:00 ٢٠٠٩ 2009-05-١٢
    2009--05 --05 Y Z T XX XXXX-XX-10 open unknown/2009 2008/unknown
"""


@pytest.mark.parametrize("text", [*NOT_EDTF.split(), "", "   ", "2009 ", "\0", "\ud800"])
def test_not_edtf(text):
    for reader in (check, attested, announced, sort_key, SourceDate.parse, Span.parse):
        with pytest.raises(BadDate):
            reader(text)


@pytest.mark.parametrize("value", [None, 2009, ["2009"], b"2009", date(2009, 1, 1), "9" * 201])
def test_what_is_no_short_text_is_refused(value):
    with pytest.raises(BadDate, match="a date is a short text"):
        check(value)


def test_a_literal_of_rdflib_is_read_as_text():
    assert during(Literal("../2009"), UNKNOWN) == during("../2009", UNKNOWN)
    assert sort_key(Literal("2009")) == sort_key("2009")
    with pytest.raises(BadDate, match="'2010/2005' ends before"):
        check(Literal("2010/2005"))


def test_sort_key():
    ordered = ["[..1990]", "1987", "1987/2003", "2003-05", "2003-05-XX", "2004/", "XXXX-10-08"]
    jumbled = [ordered[index] for index in (3, 6, 0, 5, 2, 4, 1)]
    assert sorted(jumbled, key=sort_key) == ordered


# -- what always holds ----------------------------------------------------------------------------

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def simple_dates(draw: st.DrawFn) -> str:
    """One date, in any form that has bounds."""
    iso = draw(days).isoformat()
    text = draw(
        st.sampled_from([iso, iso[:7], iso[:4], f"{iso[:3]}X", f"{iso[:2]}XX", f"{iso[:4]}-XX"])
        | st.sampled_from([f"{iso[:7]}-XX", f"{iso[:4]}-XX-XX", f"-{iso}", f"Y{iso[:4]}0"])
        | st.sampled_from(["21", "22", "23", "24"]).map(lambda season: f"{iso[:4]}-{season}")
    )
    return text + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def dates_in_order(draw: st.DrawFn) -> tuple[str, str]:
    earlier, later = sorted([draw(simple_dates()), draw(simple_dates())], key=sort_key)
    # years before 0001 all start on the same, clamped day
    assume(not (earlier.startswith(("-", "Y")) and later.startswith(("-", "Y"))))
    return earlier, later


@st.composite
def intervals(draw: st.DrawFn) -> str:
    earlier, later = draw(dates_in_order())
    return draw(
        st.sampled_from([f"{earlier}/{later}", f"{earlier}/..", f"{earlier}/", f"../{later}"])
    )


@st.composite
def sets(draw: st.DrawFn) -> str:
    earlier, later = draw(dates_in_order())
    members = st.sampled_from([f"{earlier}..{later}", f"..{later}", earlier, f"{later}.."])
    return f"[{','.join(draw(st.lists(members, min_size=1, max_size=3)))}]"


vague = st.sampled_from(["XXXX-10-08", "XXXX-10", "/", "/..", "../.."])
edtf = simple_dates() | intervals() | sets() | vague
sources = simple_dates().map(SourceDate.parse) | sets().map(SourceDate.parse) | st.just(UNKNOWN)


@st.composite
def derived_bounds(draw: st.DrawFn) -> Bounds:
    text = draw(edtf)
    return draw(st.sampled_from([during(text, draw(sources)), attested(text), announced(text)]))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    return Span(*sorted([draw(days), draw(days)]))


def in_order(*ordered: date | None) -> bool:
    known = [each for each in ordered if each is not None]
    return known == sorted(known)


def ordered(some: Bounds) -> bool:
    first, last = some.begins_earliest, some.ends_latest
    return in_order(first, some.begins_latest, last) and in_order(first, some.ends_earliest, last)


@given(derived_bounds())
def test_bounds_are_in_order(some):
    assert ordered(some)


@given(derived_bounds(), spans())
def test_yes_implies_possibly(some, span):
    without_certainty = Bounds(some.begins_earliest, None, None, some.ends_latest)
    if some.holds(span) is Holds.YES:
        assert without_certainty.holds(span) is Holds.POSSIBLY


@given(derived_bounds(), spans(), days)
def test_a_longer_span_is_never_answered_weaker(some, span, more):
    wider = Span(min(span.first, more), max(span.last, more))
    assert some.holds(wider) >= some.holds(span)


@given(edtf, spans())
def test_a_plan_is_never_certain_however_it_is_clipped(text, span):
    clipped = announced(text).clipped(span.first, span.last).no_longer_than(60)
    assert clipped.holds(span) is not Holds.YES


FRAMES = ["{}", "{}~", "{}/", "/{}", "[{}]", "[..{}]", "[{}..]", "{}/2999", "1000/{}"]


@given(days, st.sampled_from([*FRAMES, "{}/.."]), spans(), sources)
def test_more_precision_never_turns_a_no_into_a_yes_or_back(when, frame, span, source):
    iso = when.isoformat()
    year, month, exact = (
        during(frame.format(text), source).holds(span) for text in (iso[:4], iso[:7], iso)
    )
    for vaguer, preciser in ((year, month), (month, exact)):
        assert vaguer is not Holds.NO or preciser is Holds.NO
        # what a source says in the present tense of later than itself is a contradiction, no answer
        if frame in FRAMES:
            assert vaguer is not Holds.YES or preciser is Holds.YES


@given(simple_dates(), spans(), sources)
def test_about_is_never_surer(text, span, source):
    plain, about = text.rstrip("~?%"), text.rstrip("~?%") + "~"
    sure, unsure = during(plain, source).holds(span), during(about, source).holds(span)
    assert unsure is Holds.POSSIBLY or sure is unsure


@given(st.dates())
def test_the_span_of_a_year_contains_its_days(when):
    iso = when.isoformat()
    year, month, exact = Span.parse(iso[:4]), Span.parse(iso[:7]), Span.parse(iso)
    assert exact == Span(when, when)
    assert year.first <= month.first <= when <= month.last <= year.last


@given(derived_bounds(), days | st.none(), days | st.none(), spans())
def test_clipping_changes_only_a_possibly(some, earliest, latest, span):
    clipped = some.clipped(earliest, latest)
    assert ordered(clipped)
    assert clipped.clipped(earliest, latest) == clipped
    if (before := some.holds(span)) is not Holds.POSSIBLY:
        assert clipped.holds(span) is before


@given(derived_bounds(), st.floats(0, 500), spans())
def test_a_longest_length_changes_only_a_possibly(some, years, span):
    shorter = some.no_longer_than(years)
    assert ordered(shorter)
    assert (shorter.begins_latest, shorter.ends_earliest) == (
        some.begins_latest,
        some.ends_earliest,
    )
    if (before := some.holds(span)) is not Holds.POSSIBLY:
        assert shorter.holds(span) is before


@given(edtf)
def test_a_question_in_the_same_words_is_answered_yes_by_what_was_seen(text):
    some = attested(text)
    if some.begins_latest is not None and some.ends_earliest is not None:
        assert some.holds(Span.parse(text)) is Holds.YES


@given(st.lists(edtf, max_size=6), st.randoms(use_true_random=False))
def test_sort_key_is_total(texts, random):
    jumbled = random.sample(texts, len(texts))
    assert sorted(jumbled, key=sort_key) == sorted(texts, key=sort_key)
    assert len({sort_key(text) for text in texts}) == len(set(texts))


@given(
    st.text() | st.text("0123456789-/.,[]XY~?%TZ:+ ucsг", max_size=24) | st.integers() | st.none()
)
@example("[" + "9" * 199)
@example("-" * 200)
@example("Y" + "9" * 199)
@example("[" + "1," * 99 + "]")
def test_nothing_but_bad_date_is_raised(text):
    for reader in (check, attested, announced, sort_key, SourceDate.parse, Span.parse):
        message = refusal(reader, text)
        assert message is None or (": write " in message or " as in " in message)
        assert "\n" not in (message or "")


def refusal(reader: Callable[[str], object], text: str) -> str | None:
    try:
        reader(text)
    except BadDate as refused:
        return str(refused)
    return None


# -- against a model: the beginnings and ends that bounds allow, in a world of eight days ----------

WORLD = range(8)
PAIRS = frozenset((begin, end) for begin in WORLD for end in WORLD if begin <= end)


def on(number: int | None) -> date | None:
    return None if number is None else date(2000, 1, 1) + timedelta(number)


@st.composite
def small_bounds(draw: st.DrawFn) -> Bounds:
    numbers = sorted(draw(st.lists(st.sampled_from(WORLD), min_size=4, max_size=4)))
    begins, one, other, ends = (draw(st.sampled_from([on(number), None])) for number in numbers)
    return draw(
        st.sampled_from([Bounds(begins, one, other, ends), Bounds(begins, other, one, ends)])
    )


def lives(some: Bounds) -> frozenset[tuple[int, int]]:
    def within(number: int, first: date | None, last: date | None) -> bool:
        return (first or date.min) <= on(number) <= (last or date.max)

    return frozenset(
        (begin, end)
        for begin, end in PAIRS
        if within(begin, some.begins_earliest, some.begins_latest)
        and within(end, some.ends_earliest, some.ends_latest)
    )


small_days = st.sampled_from(WORLD)


@given(small_bounds(), small_days, small_days)
def test_holds_against_the_model(some, one, other):
    first, last = sorted((one, other))
    touches = {begin <= last and end >= first for begin, end in lives(some)}
    answer = some.holds(Span(on(first), on(last)))
    assert (answer is Holds.NO) == (True not in touches)
    if answer is Holds.YES:
        assert False not in touches
    elif some.begins_latest is not None and some.ends_earliest is not None:
        assert False in touches  # a yes is never missed


@given(small_bounds(), small_bounds())
def test_meet_against_the_model(one, other):
    both = one.meet(other)
    assert (lives(both) if both else frozenset()) == lives(one) & lives(other)


@given(small_bounds(), st.none() | small_days, st.none() | small_days)
def test_clipped_against_the_model(some, earliest, latest):
    kept = frozenset(
        (begin, end)
        for begin, end in lives(some)
        if (earliest is None or begin >= earliest) and (latest is None or end <= latest)
    )
    clipped = lives(some.clipped(on(earliest), on(latest)))
    assert clipped == kept if kept else clipped


@given(small_bounds(), small_bounds(), small_bounds())
def test_meet_is_commutative_associative_idempotent(one, two, three):
    assert one.meet(two) == two.meet(one)
    assert one.meet(one) == one
    assert one.meet(NO_BOUNDS) == one
    left, right = one.meet(two), two.meet(three)
    assert (left and left.meet(three)) == (right and one.meet(right))


@given(st.lists(small_bounds(), min_size=3, max_size=5))
def test_what_meets_in_pairs_meets_in_all(several):
    assume(all(one.meet(other) for one, other in itertools.combinations(several, 2)))
    together: Bounds | None = NO_BOUNDS
    for some in several:
        together = together and together.meet(some)
    assert together is not None
    assert ordered(together)
