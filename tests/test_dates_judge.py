"""Bounds against undate, on the forms that it reads well: years, months, days, intervals, X."""

from __future__ import annotations

from datetime import date

import pytest
import undate
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from libgraph.dates import SourceDate, during

UNKNOWN = SourceDate(None, None)
JUDGED = 150  # undate takes 1.7 ms a date


def judged(text: str) -> tuple[str, str]:
    verdict = undate.Undate.parse(text, "EDTF")
    return str(verdict.earliest), str(verdict.latest)


@st.composite
def forms(draw: st.DrawFn) -> str:
    iso = draw(st.dates()).isoformat()
    whole = [iso, iso[:7], iso[:4], f"{iso[:4]}-XX", f"{iso[:7]}-XX", f"{iso[:4]}-XX-XX"]
    # undate's decades start at the year 1000
    vague = [f"{iso[:3]}X", f"{iso[:2]}XX"] if iso >= "1000" else []
    return draw(st.sampled_from(whole + vague))


@settings(max_examples=JUDGED, deadline=None)
@given(forms())
def test_a_date(text):
    ours = during(text, UNKNOWN)
    assert (str(ours.begins_earliest), str(ours.begins_latest)) == judged(text)
    assert (ours.ends_earliest, ours.ends_latest) == (ours.begins_earliest, ours.begins_latest)


@settings(max_examples=JUDGED, deadline=None)
@given(forms(), forms())
def test_an_interval(begin, end):
    first, last = during(begin, UNKNOWN), during(end, UNKNOWN)
    # undate cannot compare a date with one that it lies in
    assume((first.ends_latest or date.max) < (last.begins_earliest or date.min))
    ours = during(f"{begin}/{end}", UNKNOWN)
    verdict = undate.Undate.parse(f"{begin}/{end}", "EDTF")
    assert str(ours.begins_earliest) == str(verdict.earliest.earliest)
    assert str(ours.begins_latest) == str(verdict.earliest.latest)
    assert str(ours.ends_earliest) == str(verdict.latest.earliest)
    assert str(ours.ends_latest) == str(verdict.latest.latest)


@pytest.mark.parametrize("text", ["2004/", "/2009-12-31", "2008-05/.."])
def test_one_end(text):
    verdict, ours = undate.Undate.parse(text, "EDTF"), during(text, UNKNOWN)
    if verdict.latest is None:
        assert str(ours.begins_earliest) == str(verdict.earliest.earliest)
        assert ours.ends_latest is None
    else:
        assert ours.begins_earliest is None
        assert str(ours.ends_latest) == str(verdict.latest.latest)
