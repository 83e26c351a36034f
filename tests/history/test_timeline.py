"""What happened, in order of time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Said
from libgraph.dates import Holds, Span
from libgraph.graph import Graph, open_graph
from libgraph.history.timeline import Moment, Phase, reach, timeline
from libgraph.namespaces import ID

Run = Callable[..., Said]
Write = Callable[[str, str], Path]
DATA = Path(__file__).parent / "lives" / "agreements.ttl"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([DATA])


def told(moments: tuple[Moment, ...]) -> list[tuple[str, str, str]]:
    return [("; ".join(moment.when), str(moment.phase), moment.sentence) for moment in moments]


def test_one_things_life_in_order(graph: Graph) -> None:
    found = timeline(graph, ID + "adams")
    assert told(found.moments) == [
        ("2014", "begins", "Ann Adams holds the post Director of the Lake Library"),
        ("2016-05", "at", "Ann Adams signed Only signed for Lake Library"),
        ("2016-05-04", "at", "Ann Adams signed Signed, with an end"),
        ("2018-06-20", "at", "Ann Adams signed Third, a memorandum; with a comma for Lake Library"),
        ("2020-08-31", "ends", "Ann Adams holds the post Director of the Lake Library"),
    ]


def test_moments_stand_in_order_of_their_days(graph: Graph) -> None:
    moments = timeline(graph).moments
    assert len(moments) > 40
    days = [moment.first or moment.last for moment in moments]
    assert None not in days
    assert days == sorted(days)  # type: ignore[type-var]
    for moment in moments:
        assert (moment.first or date.min) <= (moment.last or date.max)


def test_an_event_is_one_moment_and_a_state_two(graph: Graph) -> None:
    meeting = timeline(graph, ID + "meeting", kinds=["lifespan"]).moments
    assert [(moment.phase, moment.first, moment.last) for moment in meeting] == [
        (Phase.AT, date(2017, 3, 1), date(2017, 3, 4))
    ]
    tenure = timeline(graph, kinds=["tenure"]).moments
    assert [moment.phase for moment in tenure] == [Phase.BEGINS, Phase.ENDS]
    assert tenure[0].bounds == tenure[1].bounds
    assert (tenure[1].first, tenure[1].last) == (date(2020, 8, 31), date(2020, 8, 31))


def test_each_sight_of_something_has_its_own_source(graph: Graph) -> None:
    found = timeline(graph, kinds=["membership"]).moments
    seen = [(m.phase, m.when, [s.rsplit("/", 1)[1] for s in m.sources]) for m in found]
    assert seen == [(Phase.SEEN, ("2017",), ["b"]), (Phase.SEEN, ("2019",), ["a"])]


def test_what_is_planned_is_marked(graph: Graph) -> None:
    (congress,) = timeline(graph, ID + "congress").moments
    assert congress.phase is Phase.PLANNED
    assert (congress.first, congress.last) == (date(2021, 8, 1), date(2021, 8, 31))


def test_what_has_no_date_is_counted(graph: Graph) -> None:
    found = timeline(graph)
    assert found.undated == 3  # a silent lifespan, and two links
    assert timeline(graph, ID + "silent").moments == ()


def test_at_a_time_only_what_holds_then(graph: Graph) -> None:
    found = timeline(graph, ID + "adams", span=Span.parse("2015"))
    assert {(moment.sentence, moment.holds) for moment in found.moments} == {
        ("Ann Adams holds the post Director of the Lake Library", Holds.YES)
    }
    possible = timeline(graph, kinds=["membership"], span=Span.parse("2010"))
    assert {moment.holds for moment in possible.moments} == {Holds.POSSIBLY}
    assert not timeline(graph, kinds=["membership"], span=Span.parse("2010"), certain=True).moments


def test_between_two_dates(graph: Graph) -> None:
    found = timeline(graph, ID + "adams", reach=reach("2016", "2018-06"))
    assert [moment.when for moment in found.moments] == [
        ("2016-05",),
        ("2016-05-04",),
        ("2018-06-20",),
    ]
    parts = [
        timeline(graph, reach=reach(None, "2014-12-31")),
        timeline(graph, reach=reach("2015", None)),
    ]
    joined = [moment for part in parts for moment in part.moments]
    assert {m.order for m in joined} == {m.order for m in timeline(graph).moments}


def test_the_shipped_timeline(documents: Graph) -> None:
    found = timeline(documents, ID + "nlrk").moments
    days = {("; ".join(moment.when), str(moment.phase)) for moment in found}
    assert ("1992", "begins") in days
    assert ("2009-12-31", "ends") in days
    assert ("1995-02", "at") in days
    assert ("[2013-08-17..2014-07]", "seen") in days
    lyon = timeline(documents, ID + "ifla-general-conference-2014").moments
    assert {str(moment.phase) for moment in lyon} == {"planned"}


# ── The command ──────────────────────────────────────────────────────────────────────────


def test_for_reading(libgraph: Run) -> None:
    said = libgraph("timeline", "-g", DATA)
    assert said.code == 0
    assert said.out.splitlines()[0].split() == ["when", "phase", "what", "sources"]
    assert said.out.count("Disputed agreement") == 3  # one beginning, two ends
    assert "by 2017-04 " in said.out
    assert said.err == "libgraph: 3 relationships have no date that could place them\n"


def test_for_machines(libgraph: Run) -> None:
    said = libgraph("timeline", "meeting", "-g", DATA, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    meeting = next(row for row in rows if row["kind"] == "lifespan")
    assert (meeting["when"], meeting["phase"]) == ("2017-03-01/2017-03-04", "at")
    assert (meeting["first"], meeting["last"]) == ("2017-03-01", "2017-03-04")
    assert meeting["possibleFrom"] == "2017-03-01"
    found = json.loads(libgraph("timeline", "meeting", "-g", DATA, "-f", "json").out)
    assert len(found["results"]["bindings"]) == len(rows) == 2


def test_at_a_time_there_is_a_column_for_what_holds(libgraph: Run) -> None:
    said = libgraph("timeline", "-g", DATA, "--as-of", "2015", "--kind", "tenure", "--lang", "ru")
    assert said.out.splitlines()[0].split() == ["when", "phase", "what", "holds", "sources"]
    assert "начало" in said.out
    assert " yes " in said.out
