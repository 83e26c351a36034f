"""Values and dates of which one only can be right: to the day, and to the number."""

from __future__ import annotations

import pytest
from hand_made import DEPRECATED, PREFERRED, explained, only, said, sides, told, world

from libgraph.history.conflict_dates import date_conflicts
from libgraph.history.conflict_found import Concerns
from libgraph.history.conflict_reading import Said
from libgraph.history.conflict_values import value_conflicts

HEAD = {"director": "SingleHolderPost"}

# ── Holders and hosts ────────────────────────────────────────────────────────────────────


def held(
    iri: str, holder: str | tuple[()], date: str, source: str = "gazette", **more: object
) -> Said:
    values: dict[str, object] = {"holder": holder, "post": "director"} | more
    return said(iri, "Tenure", date, source, **values)  # type: ignore[arg-type]


def heads(*statements: Said) -> list[tuple[str, str]]:
    found = [told(one) for one in value_conflicts(world(*statements, classes=HEAD))]
    return [(kind.partition(":")[0], who) for kind, who, _ in found]


def test_two_heads_at_one_time() -> None:
    a, b = held("a", "orme", "2001/2008"), held("b", "pell", "2005/2010", "chronicle")
    found = only(value_conflicts(world(b, a, classes=HEAD)))
    assert told(found) == (
        "contradiction: director",
        "a | b",
        "director can have one holder at a time, yet two are given: "
        "orme (2001 to 2008) and pell (2005 to 2010).",
    )
    assert (found.concerns, found.resolved) == (Concerns.BOTH, "")


def test_one_head_follows_another() -> None:
    a, b = held("a", "orme", "2001/2005"), held("b", "pell", "2005/2010", "chronicle")
    found = only(value_conflicts(world(b, a, classes=HEAD)))
    assert told(found) == (
        "succession: director",
        "a | b",
        "pell follows orme – director: one begins where the other ends.",
    )
    assert (found.concerns, found.resolved) == (Concerns.EITHER, "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2001/2005-04-30", "2005-05-01/2009", ["succession"]),
        ("2001/2005-05-01", "2005-05-01/2009", ["succession"]),
        ("2001/2005-05-02", "2005-05-01/2009", ["contradiction"]),
        ("2001/2005-04-29", "2005-05-01/2009", []),
        ("2001/2005", "2007/2009", []),
        ("2007/2009", "2001/2006", ["succession"]),  # the other way round
        ("2001/2005-06", "2005/..", ["succession"]),  # may have begun when the other ended
        ("/2005-12-31", "2006/..", ["succession"]),
        ("2001/2005", "seen 2004", ["contradiction"]),
        ("2001/2005", "seen 2005", []),
        ("2001/2005", "planned 2004", []),
        ("2001/2005", "", []),
    ],
)
def test_heads_before_and_after_each_other(one: str, other: str, expected: list[str]) -> None:
    statements = held("a", "orme", one), held("b", "pell", other, "chronicle")
    assert [kind for kind, _ in heads(*statements)] == expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([held("a", "orme", "2001/2008"), held("b", "pell", "2003/2006")], []),  # one source
        ([held("a", "orme", "2001/2005"), held("b", "pell", "2005/2009")], []),
        ([held("a", "orme", "2001/2002"), held("b", "orme", "2001/2002", "chronicle")], []),
        (
            [held("a", "orme", "2001/2005"), held("b", "pell", "2005/2009"), held("c", "pell", "2005/2009", "chronicle")],
            [("succession", "a | b c")],
        ),
        # all that holds together stands on its side, and nothing else
        (
            [
                held("d", "orme", "2001/2008"),
                held("c", "orme", "2002/2007"),
                held("e", "orme", "2011/2012"),
                held("b", "pell", "2004/2009", "chronicle"),
                held("a", "pell", "2004/2009", "almanac"),
                held("f", "pell", "2000/2001-06", "chronicle"),
            ],
            [("contradiction", "c d | a b")],
        ),
        (
            [
                held("b", "orme", "2001/2005"),
                held("a", "orme", "2002/2005"),
                held("c", "orme", "1991/1992"),
                held("d", "pell", "2006/2009", "chronicle"),
                held("e", "pell", "2012/2013", "chronicle"),
            ],
            [("succession", "a b | d")],
        ),
        (
            [held("a", "orme", "2001/2008"), held("b", "pell", "2003/2006", "chronicle"), held("c", "rask", "2004/2007", "almanac")],
            [("contradiction", "a | b"), ("contradiction", "a | c"), ("contradiction", "b | c")],
        ),
        (
            [held("a", "orme", "2001/2008", rank=DEPRECATED), held("c", "orme", "2001/2008"), held("b", "pell", "2003/2006", "chronicle")],
            [("contradiction", "c | b")],
        ),
        ([held("a", "orme", "2001/2008"), held("b", "pell", "2003/2006", "chronicle", post="chair")], []),
        ([held("a", "orme", "2001/2008", post="chair"), held("b", "pell", "2003/2006", "chronicle", post="chair")], []),
        ([held("a", "orme", "2001/2008"), held("b", (), "2003/2006", "chronicle")], []),
    ],
)  # fmt: skip
def test_who_stands_against_whom(statements: list[Said], expected: list[tuple[str, str]]) -> None:
    assert heads(*statements) == expected


def test_a_preferred_head_decides_a_contradiction_and_no_succession() -> None:
    for date, rank, expected in (
        ("2004/2009", PREFERRED, "Minutes."),
        ("2004/2009", DEPRECATED, "Minutes."),
        ("2005/2009", PREFERRED, ""),
        ("2005/2009", DEPRECATED, "Minutes."),
    ):
        one = held("a", "orme", "2001/2005-05-01", rank=rank, reason="Minutes.")
        found = only(
            value_conflicts(world(one, held("b", "pell", date, "chronicle"), classes=HEAD))
        )
        assert found.resolved == expected, (date, rank)


def test_posts_come_in_order_and_centres_have_one_host() -> None:
    statements = [
        held(f"{post}-{holder}", holder, "2001/2002", holder, post=post)
        for post in ("secretary", "chair", "director")
        for holder in ("pell", "orme")
    ]
    classes = dict.fromkeys(("secretary", "chair", "director"), "SingleHolderPost")
    found = [told(one)[1] for one in value_conflicts(world(*statements, classes=classes))]
    assert found == [f"{one}-orme | {one}-pell" for one in ("chair", "director", "secretary")]
    hosting = [
        said(host, "Hosting", "2001/2002", host, host=host, hosted="centre")
        for host in ("saltmark", "tincoast")
    ]
    assert sides(value_conflicts, *hosting) == []
    found = only(value_conflicts(world(*hosting, classes={"centre": "PACCentre"})))
    assert explained(found).startswith("centre can have one host at a time, yet two are given")
    both = world(*statements[-2:], *hosting, classes={"centre": "PACCentre"} | HEAD)
    assert [told(one)[0] for one in value_conflicts(both)] == [
        "contradiction: centre",
        "contradiction: director",
    ]


# ── Numbers ──────────────────────────────────────────────────────────────────────────────


def figure(iri: str, value: str, date: str, source: str, of: str = "league") -> Said:
    """A number of members; ``~`` before it: about so many."""
    more = {"approximate": "true" if value[0] == "~" else "false"}
    plain = value.strip("~")
    return said(iri, "Figure", date, source, of=of, quantity="members", value=plain, **more)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("120", "150", "contradiction"),
        ("120", "120", None),
        ("120", "120.0", None),
        ("120", "~120", None),  # the same number, once with a grain of salt
        ("~1000", "1100", "refinement"),
        ("~1000", "1101", "contradiction"),
        ("~1000", "900", "refinement"),
        ("~1000", "899", "contradiction"),
        ("~-1000", "-1100", "refinement"),
        ("~-1000", "-1101", "contradiction"),
        ("~1000", "~1200", None),
        ("~1000", "~1300", "contradiction"),
        ("many", "120", "contradiction"),
        ("many", "few", "contradiction"),
        ("many", "~many", "contradiction"),
    ],
)
def test_numbers_of_one_day(one: str, other: str, expected: str | None) -> None:
    for first, second in ((one, other), (other, one)):
        statements = [
            figure("a", first, "seen 2011-06-01", "gazette"),
            figure("b", second, "seen 2011-06-01", "chronicle"),
        ]
        found = [one.kind for one in value_conflicts(world(*statements))]
        assert found == ([expected] if expected else [])


def test_numbers_in_words() -> None:
    day = "seen 2011-06-01"
    exact, about = figure("a", "950", day, "gazette"), figure("b", "~1000", day, "chronicle")
    found = only(value_conflicts(world(exact, about)))
    assert told(found) == (
        "refinement: league",
        "b | a",
        "league – members: 950 is exact, and near enough to be meant by about 1000.",
    )
    assert found.concerns is Concerns.BOTH
    assert sides(value_conflicts, exact, figure("0", "~1000", day, "chronicle")) == ["0 | a"]
    about = figure("c", "~1000", "seen 2011", "chronicle")
    assert sides(value_conflicts, exact, about) == [], "not certainly of one day"
    other = figure("b", "120", day, "chronicle")
    assert explained(only(value_conflicts(world(exact, other)))) == (
        "league – members can have one value at a time, yet two are given: "
        "950 (seen 2011-06-01) and 120 (seen 2011-06-01)."
    )


def test_numbers_follow_without_a_word() -> None:
    statements = [
        figure("a", "120", "2001/2005", "gazette"),
        figure("b", "150", "2005/2009", "chronicle"),
        figure("c", "few", "2009/2012", "gazette"),
        figure("d", "many", "2012/2014", "chronicle"),
    ]
    assert sides(value_conflicts, *statements) == []


def test_an_event_has_one_number_for_ever() -> None:
    statements = [
        figure("a", "120", "2001", "gazette", "spring"),
        figure("b", "150", "2009", "chronicle", "spring"),
        figure("c", "~155", "", "almanac", "spring"),
    ]
    found = list(value_conflicts(world(*statements, classes={"spring": "Event"})))
    assert [told(one) for one in found] == [
        ("contradiction: spring", "a | b", "spring – members: one number only can be right, 120 or 150."),
        ("contradiction: spring", "a | c", "spring – members: one number only can be right, 120 or 155."),
        ("refinement: spring", "c | b", "spring – members: 150 is exact, and near enough to be meant by about 155."),
    ]  # fmt: skip
    assert sides(value_conflicts, *statements) == []


def test_an_event_may_have_two_addresses() -> None:
    statements = [
        said(iri, "Contact", "2001", source, of="spring", contactKind="email", value=value)
        for iri, source, value in (("a", "gazette", "a@x"), ("b", "chronicle", "b@x"))
    ]
    assert list(value_conflicts(world(*statements, classes={"spring": "Event"}))) == []


def test_support_is_told_with_all_that_is_known_of_it() -> None:
    def helps(iri: str, source: str, value: str, **more: str) -> Said:
        more |= {"beneficiary": "centre", "supportKind": "grant", "value": value}
        return said(iri, "Support", "2001/2003", source, supporter="league", **more)

    one, other = helps("a", "gazette", "100"), helps("b", "chronicle", "200")
    assert explained(only(value_conflicts(world(one, other)))) == (
        "centre – grant – league can have one value at a time, yet two are given: "
        "100 (2001 to 2003) and 200 (2001 to 2003)."
    )
    assert sides(value_conflicts, one, helps("b", "chronicle", "200", quantity="books")) == []
    one, other = (helps(*it, quantity="books") for it in (("a", "s", "1"), ("b", "t", "2")))
    assert explained(only(value_conflicts(world(one, other)))).startswith(
        "centre – grant – league – books can have one value at a time"
    )


# ── One time, told twice ─────────────────────────────────────────────────────────────────


def life(iri: str, date: str, source: str = "gazette", **more: object) -> Said:
    values: dict[str, object] = {"of": "loan", "ties": [iri]} | more
    return said(iri, "Lifespan", date, source, **values)  # type: ignore[arg-type]


def dated(*statements: Said, **classes: str) -> list[tuple[str, str]]:
    found = [told(one) for one in date_conflicts(world(*statements, classes=classes))]
    return [(kind.partition(":")[0], who) for kind, who, _ in found]


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("2001/..", "2003/..", "two beginnings – since 2001 by gazette, since 2003 by chronicle"),
        ("2003/..", "2001/..", "two beginnings – since 2001 by chronicle, since 2003 by gazette"),
        ("2001/2005", "2001/2009", "two ends – 2001 to 2005 by gazette, 2001 to 2009 by chronicle"),
        ("2001/2005", "2002/2009", "two times that exclude each other – 2001 to 2005 by gazette, 2002 to 2009 by chronicle"),
        ("2001/2005", "2001-05/2006", "two ends – 2001 to 2005 by gazette, 2001-05 to 2006 by chronicle"),
        ("2001/2009", "2001-05/2006", "two ends – 2001 to 2009 by gazette, 2001-05 to 2006 by chronicle"),
        ("2001/2009", "2002/2006", "two times that exclude each other – 2001 to 2009 by gazette, 2002 to 2006 by chronicle"),
        ("2001/2005-07-01", "2002/2005-07", "two beginnings – 2001 to 2005-07-01 by gazette, 2002 to 2005-07 by chronicle"),
        ("2001/2005-07", "2002/2005-07-01", "two beginnings – 2001 to 2005-07 by gazette, 2002 to 2005-07-01 by chronicle"),
        ("2001/2005", "2001-12-31/2006", "two ends – 2001 to 2005 by gazette, 2001-12-31 to 2006 by chronicle"),
        ("2001-12-31/2005", "2001/2006", "two ends – 2001 to 2006 by chronicle, 2001-12-31 to 2005 by gazette"),
        ("2001/2005-06-30", "2001/2005-07-01", "two ends – 2001 to 2005-06-30 by gazette, 2001 to 2005-07-01 by chronicle"),
        ("2001-06-01/2005", "2001-06-02/2005", "two beginnings – 2001-06-01 to 2005 by gazette, 2001-06-02 to 2005 by chronicle"),
        ("2001/2005", "2001/2005", None),
        ("2001/2005", "2001-05/2005", None),
        ("2001/", "2001/2005", None),
        ("2001/2005", "2006/2009", None),  # room for one after the other
        ("2001/2005", "2005-12-31/2009", None),
        ("2001/2005", "2005-12-30/2009", "two times that exclude each other – 2001 to 2005 by gazette, 2005-12-30 to 2009 by chronicle"),
        ("2001/2005", "seen 2009", None),
        ("seen 2009", "2001/2005", None),
        ("2001/2005", "planned 2004/2009", None),
        ("2001/2005", "", None),
    ],
)  # fmt: skip
def test_accounts_of_one_time(one: str, other: str, differs: str | None) -> None:
    statements = life("a", one), life("b", other, "chronicle")
    found = [it for it in date_conflicts(world(*statements)) if it.kind == "contradiction"]
    expected = [f"loan: {differs} – and it has one only."] if differs else []
    assert [explained(it) for it in found] == expected


def test_the_first_account_of_a_side_need_not_be_the_earliest() -> None:
    late, early = life("a", "2005/2009", ties=["x"]), life("z", "2001/2002", ties=["x"])
    between = life("b", "2003/2004", "chronicle")
    found = only(date_conflicts(world(late, early, between, classes={"loan": "Agreement"})))
    assert explained(found) == (
        "loan: two times that exclude each other – 2001 to 2002 / 2005 to 2009 by gazette, "
        "2003 to 2004 by chronicle – and it has one only."
    )


def test_what_lives_once_has_one_time_however_told() -> None:
    for one, other, differs in (
        ("2001/2005", "2006/2009", "two times that exclude each other"),
        ("2001/2005", "seen 2009", "two ends"),
        ("seen 2009", "2001/2005", "two ends"),
        ("2001/2005", "seen 2000", "two beginnings"),
    ):
        statements = life("a", one), life("b", other, "chronicle")
        assert dated(*statements) == []
        found = only(date_conflicts(world(*statements, classes={"loan": "Agreement"})))
        assert explained(found).startswith(f"loan: {differs} – ")
        assert found.concerns is Concerns.EITHER
        assert found.kind == "contradiction"
        assert dated(*statements, loan="Person") == []


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([life("a", "2001/2005"), life("b", "2001/2009")], []),
        ([life("a", "2001/2005"), life("b", "2001/2009", "chronicle", of="exchange")], []),
        # the build says that both are of one relationship
        ([life("a", "2001/2005"), life("b", "2001/2009", "chronicle", ties=["a"])], []),
        ([life("a", "2001/2005", ties=()), life("b", "2001/2009", "chronicle")], []),
        (
            [life("a", "2001/2005", ties=["a", "b"]), life("b", "2001/2009", "chronicle"), life("c", "2001/2004", ties=["a"])],
            ["c | b"],
        ),
        (
            [life("c", "2001/2005", ties=["x"]), life("a", "2001/2005", "almanac", ties=["x"]), life("b", "2001/2009", "chronicle")],
            ["a c | b"],
        ),
        (
            [life("c", "2001/2005", ties=["x"]), life("a", "2001/2009", "almanac", ties=["x"]), life("b", "2001/2009", "chronicle")],
            ["c | b"],
        ),
        (
            [life("a", "2001/2005", rank=DEPRECATED, ties=["x"]), life("c", "2001/2005", ties=["x"]), life("b", "2001/2009", "chronicle")],
            ["c | b"],
        ),
        (
            [life("a", "2001/2003"), life("b", "2001/2005", "chronicle"), life("c", "2001/2009", "almanac")],
            ["a | b", "a | c", "b | c"],
        ),
        # in each place at another time
        ([life("a", "2001/2005", place="tin"), life("b", "2001/2009", "chronicle", place="fog")], []),
        ([life("a", "2001/2005", place="tin"), life("b", "2001/2009", "chronicle", place="tin")], ["a | b"]),
        ([life("a", "2001/2005", place=("tin", "fog")), life("b", "2001/2009", "chronicle", place="tin")], ["a | b"]),
        ([life("a", "2001/2005", place="tin"), life("b", "2001/2009", "chronicle")], ["a | b"]),
        ([life("a", "2001/2005"), life("b", "2001/2009", "chronicle", place="tin")], ["a | b"]),
    ],
)  # fmt: skip
def test_which_accounts_stand_against_each_other(
    statements: list[Said], expected: list[str]
) -> None:
    assert sides(date_conflicts, *statements) == expected


def belongs(iri: str, source: str, date: str, **more: object) -> Said:
    values: dict[str, object] = {"member": "saltmark", "body": "league", "capacity": "full-member"}
    return said(iri, "Membership", date, source, ties=[iri], **(values | more))  # type: ignore[arg-type]


def test_both_ends_of_a_tie_are_named() -> None:
    one, other = belongs("a", "gazette", "2001/2005"), belongs("b", "chronicle", "2001/2009")
    found = only(date_conflicts(world(one, other)))
    assert told(found) == (
        "contradiction: league",
        "a | b",
        "league – saltmark: two ends – 2001 to 2005 by gazette, "
        "2001 to 2009 by chronicle – and it has one only.",
    )
    assert sides(date_conflicts, one, belongs("b", "chronicle", "2001/2009", capacity="")) == []
    alone = (
        belongs("a", "gazette", "2001/2005", member=""),
        belongs("b", "chronicle", "2001/2009", member=""),
    )
    assert explained(only(date_conflicts(world(*alone)))).startswith("league: two ends – ")
    fine = belongs("b", "chronicle", "2001-05/2005")
    assert told(only(date_conflicts(world(one, fine))))[:2] == ("refinement: league", "a | b")


def test_a_decision_on_an_account_is_told() -> None:
    one = life("a", "2001/2005", rank=PREFERRED, reason="Minutes.")
    assert only(date_conflicts(world(one, life("b", "2001/2009", "chronicle")))).resolved == (
        "Minutes."
    )
    assert only(date_conflicts(world(one, life("b", "2001-05/2005", "chronicle")))).resolved == (
        "Minutes."
    )


def test_a_date_that_another_source_gives_more_precisely() -> None:
    found = only(date_conflicts(world(life("a", "2007-04-12"), life("b", "2007", "chronicle"))))
    assert told(found) == (
        "refinement: loan",
        "b | a",
        "“2007-04-12” is a more precise form of “2007”.",
    )
    assert (found.concerns, found.resolved) == (Concerns.BOTH, "")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([life("a", "2007-04"), life("b", "2007")], []),
        ([life("a", "2007-04"), life("b", "2007", "chronicle", of="exchange")], []),
        ([life("a", "2007-04"), life("b", "seen 2007", "chronicle")], []),
        ([life("a", "seen 2007-04"), life("b", "2007", "chronicle")], []),
        ([life("a", "seen 2007-04"), life("b", "seen 2007", "chronicle")], ["b | a"]),
        ([life("a", "seen 2007-04"), life("b", "seen [2007-01..2007-12]", "chronicle")], []),
        ([life("a", "2007-04"), life("b", "[2007-01..2007-12]", "chronicle")], ["b | a"]),
        ([life("a", "planned 2007-04"), life("b", "planned 2007", "chronicle")], []),
        ([life("a", "2007"), life("b", "/..", "chronicle")], []),  # no date is no coarse one
        # of several the sharpest; whoever else says so stands beside it
        (
            [life("a", "2007"), life("b", "2007-04", "chronicle"), life("c", "2007-04-12", "almanac"), life("d", "2007", "annals")],
            ["a d | c", "b | c"],
        ),
        (
            [life("a", "2007"), life("b", "2007-04-12", "chronicle"), life("c", "2007-04", "almanac")],
            ["a | b", "c | b"],
        ),
        ([life("a", "2007"), life("b", "2007-04"), life("c", "2007-04", "chronicle")], ["a | b c"]),
        (
            [life("c", "2008"), life("d", "2008-04", "chronicle"), life("a", "2007"), life("b", "2007-04", "chronicle")],
            ["a | b", "c | d"],
        ),
    ],
)  # fmt: skip
def test_which_date_is_the_more_precise(statements: list[Said], expected: list[str]) -> None:
    found = [it for it in date_conflicts(world(*statements)) if it.kind == "refinement"]
    assert [told(it)[1] for it in found] == expected


def test_words_that_are_no_date_are_not_compared() -> None:
    odd = life("b", "2007", "chronicle")
    object.__setattr__(odd, "text", "soon")
    assert dated(life("a", "2007-04"), odd) == []
    odd = life("b", "2007-04", "chronicle")
    object.__setattr__(odd, "text", "soon")
    assert dated(life("a", "2007"), odd) == []


def test_times_come_in_the_order_of_the_things() -> None:
    statements = [
        life(f"{of}-{source}", date, source, of=of)
        for of in ("c", "a", "b")
        for source, date in (("gazette", "2001/2005"), ("chronicle", "2001/2009"))
    ]
    assert sides(date_conflicts, *statements) == [
        f"{of}-gazette | {of}-chronicle" for of in ("a", "b", "c")
    ]
    parties = [
        said(iri, "Party", date, iri, ties=[iri], agreement="loan", party="saltmark")
        for iri, date in (("a", "2001/2005"), ("b", "2001/2009"))
    ]
    assert sides(date_conflicts, *parties, *statements[:2]) == ["c-gazette | c-chronicle"]
