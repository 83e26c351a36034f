"""Each kind of conflict to the day and the word, between statements made by hand."""

from __future__ import annotations

import pytest
from hand_made import DEPRECATED, NORMAL, PREFERRED, WEAK, explained, only, said, sides, told, world

from libgraph.history.conflict_followers import agreement_successions
from libgraph.history.conflict_found import Concerns
from libgraph.history.conflict_gaps import gap_conflicts
from libgraph.history.conflict_lists import list_conflicts
from libgraph.history.conflict_office import office_conflicts
from libgraph.history.conflict_reading import Said

# ── Agreements that follow each other ────────────────────────────────────────────────────


def party(agreement: str, name: str, rank: int = NORMAL) -> Said:
    return said(f"{agreement}-{name}", "Party", rank=rank, agreement=agreement, party=name)


def life(iri: str, of: str, date: str, source: str = "gazette", **more: object) -> Said:
    return said(iri, "Lifespan", date, source, of=of, **more)  # type: ignore[arg-type]


BOUND = [party(one, name) for one in ("loan", "exchange") for name in ("saltmark", "tincoast")]


def test_an_agreement_follows_another_of_the_same_parties() -> None:
    a, b = life("a", "loan", "2001/2005"), life("b", "exchange", "2006/..", "chronicle")
    found = only(agreement_successions(world(*BOUND, a, b)))
    assert told(found) == (
        "succession: exchange",
        "a | b",
        "exchange follows loan: the same parties, and one begins where the other ends.",
    )
    assert found.concerns is Concerns.EITHER
    assert found.resolved == ""
    assert told(only(agreement_successions(world(b, a, *BOUND)))) == told(found)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([life("a", "loan", "2001/2005"), life("b", "exchange", "2006/..")], []),
        (
            [life("a", "loan", "2001/2005"), life("b", "exchange", "2006-01-02/..", "chronicle")],
            [],
        ),
        (
            [life("a", "loan", "2001/2005"), life("b", "exchange", "planned 2006", "chronicle")],
            [],
        ),
        ([life("a", "loan", "2001/2005"), life("b", "spring", "2006/..", "chronicle")], []),
        (
            [
                life("b", "loan", "2001/2005"),
                life("a", "loan", "2001/2005", rank=PREFERRED, reason="Minutes."),
                life("d", "loan", "2001/2004"),
                life("c", "exchange", "2006/..", "chronicle"),
                life("e", "exchange", "2007/..", "chronicle"),
            ],
            ["a b | c"],
        ),
        (
            [
                life("a", "loan", "2001/2005"),
                life("b", "exchange", "2005/2005", "chronicle"),
                life("c", "loan", "2006/2007"),
            ],
            ["b | c", "a | b"],  # by the name of the agreement
        ),
    ],
)
def test_which_agreements_follow(statements: list[Said], expected: list[str]) -> None:
    assert sides(agreement_successions, *BOUND, *statements) == expected


def test_parties_are_two_at_least_the_same_and_stand() -> None:
    lives = life("a", "loan", "2001/2005"), life("b", "exchange", "2006/..", "chronicle")
    three = [*BOUND, party("loan", "league")]
    assert sides(agreement_successions, *BOUND, *lives) == ["a | b"]
    assert sides(agreement_successions, *three, *lives) == []
    assert sides(agreement_successions, *BOUND, party("loan", "league", DEPRECATED), *lives) == [
        "a | b"
    ]
    assert sides(agreement_successions, *BOUND, party("loan", "league", WEAK), *lives) == []
    one = [party("loan", "saltmark"), party("exchange", "saltmark")]
    assert sides(agreement_successions, *one, *lives) == []
    assert sides(agreement_successions, *lives) == []
    assert sides(agreement_successions, *BOUND) == []


def test_successions_come_in_the_order_of_the_parties() -> None:
    parties = {"c": "xy", "a": "zy", "b": "yw"}
    bound = [party(one + n, two) for one in parties for n in "12" for two in parties[one]]
    lives = [
        life(f"{one}{n}", f"{one}{n}", date, source)
        for one in "cab"
        for n, date, source in (("1", "2001", "gazette"), ("2", "2002", "chronicle"))
    ]
    assert sides(agreement_successions, *bound, *lives) == ["b1 | b2", "c1 | c2", "a1 | a2"]


def test_a_decision_on_one_side_decides_a_succession() -> None:
    a = life("a", "loan", "2001/2005", rank=DEPRECATED, reason="Never signed.")
    b = life("b", "exchange", "2006/..", "chronicle")
    assert only(agreement_successions(world(*BOUND, a, b))).resolved == "Never signed."
    c = life("c", "loan", "2001/2005", "chronicle")
    assert sides(agreement_successions, *BOUND, a, c, b) == ["c | b"]


# ── Lists ────────────────────────────────────────────────────────────────────────────────


def covers(iri: str, source: str, *places: str, date: str = "2004", **more: object) -> list[Said]:
    return [
        said(f"{iri}{place[0]}", "Coverage", date, source, region="shore", covers=place, **more)  # type: ignore[arg-type]
        for place in places
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (["fog", "tin"], ["fog", "tin"], None),
        (["fog"], ["fog", "tin"], None),  # a mention is no list
        (["fog", "tin"], ["fog", "salt"], "only gazette has tin; only chronicle has salt; 1 is in both lists."),
        (["fog", "tin", "lea"], ["fog", "tin"], "only gazette has lea; 2 are in both lists."),
        (["fog", "tin"], ["lea", "salt", "mar"], "only gazette has fog and tin; only chronicle has lea, mar and salt; nothing is in both."),
    ],
)  # fmt: skip
def test_what_only_one_list_has(mine: list[str], theirs: list[str], expected: str | None) -> None:
    found = list(
        list_conflicts(world(*covers("a", "gazette", *mine), *covers("b", "chronicle", *theirs)))
    )
    assert [explained(one) for one in found] == ([f"shore: {expected}"] if expected else [])


def test_lists_of_one_time_stand_against_each_other_the_older_first() -> None:
    late = covers("a", "gazette", "tin", "fog", date="2004/2006")
    early = covers("b", "chronicle", "salt", "fog", date="2003/2005")
    found = only(list_conflicts(world(*late, *early)))
    assert told(found)[:2] == ("coverage-difference: shore", "bf bs | af at")
    assert found.concerns is Concerns.BOTH
    assert found.resolved == ""
    before = covers("b", "chronicle", "salt", "fog", date="2001/2003")
    assert sides(list_conflicts, *late, *before) == []
    planned = covers("b", "chronicle", "salt", "fog", date="planned 2004")
    assert sides(list_conflicts, *late, *planned) == []


def test_sources_with_one_list_stand_on_one_side() -> None:
    lists = [
        *covers("a", "gazette", "tin", "fog"),
        *covers("b", "chronicle", "salt", "fog"),
        *covers("c", "almanac", "fog", "tin", date="2003"),
    ]
    found = only(list_conflicts(world(*lists)))
    assert told(found)[1:] == (
        "af at cf ct | bf bs",
        "shore: only almanac and gazette has tin; only chronicle has salt; 1 is in both lists.",
    )


def test_lists_are_of_one_thing_each() -> None:
    lists = [
        said(f"{thing}{source[0]}{place[0]}", "Coverage", "2004", source, region=thing, covers=place)
        for thing in ("shore", "inland")
        for source, last in (("gazette", "salt"), ("chronicle", "tin"))
        for place in ("fog", last)
    ]  # fmt: skip
    found = [told(one)[:2] for one in list_conflicts(world(*lists))]
    assert found == [
        ("coverage-difference: inland", "inlandcf inlandct | inlandgf inlandgs"),
        ("coverage-difference: shore", "shorecf shorect | shoregf shoregs"),
    ]
    assert list(list_conflicts(world())) == []


def test_a_list_is_decided_when_each_difference_is() -> None:
    fog, tin = covers("a", "gazette", "fog", "tin")
    same, salt = covers("b", "chronicle", "fog", "salt")
    slip = {"rank": DEPRECATED, "reason": "Slip."}
    [no_tin] = covers("a", "gazette", "tin", **slip)
    [no_salt] = covers("b", "chronicle", "salt", **slip)
    [seen] = covers("b", "chronicle", "salt", rank=PREFERRED, reason="Minutes.")
    [silent] = covers("b", "chronicle", "salt", rank=PREFERRED)
    for statements, expected in (
        ([fog, tin, same, salt], ""),
        ([fog, no_tin, same, salt], ""),
        ([fog, tin, same, no_salt], ""),
        ([fog, no_tin, same, no_salt], "Slip."),
        ([fog, no_tin, same, seen], "Minutes. Slip."),
        ([fog, no_tin, same, silent], "Slip."),
    ):
        assert only(list_conflicts(world(*statements))).resolved == expected
    [known] = list_conflicts(world(fog, no_tin, same, salt))
    assert [one.iri for one in known.sides[0]] == ["af"], "what a curator deprecated stands aside"


# ── Signers out of office ────────────────────────────────────────────────────────────────


def signs(date: str, iri: str = "s", source: str = "gazette", **more: object) -> Said:
    values: dict[str, object] = {"agreement": "loan", "signer": "orme", "inPost": "director"} | more
    return said(iri, "Signing", date, source, **values)  # type: ignore[arg-type]


def held(holder: str, date: str, iri: str = "t", source: str = "chronicle", **more: object) -> Said:
    values: dict[str, object] = {"holder": holder, "post": "director"} | more
    return said(iri, "Tenure", date, source, **values)  # type: ignore[arg-type]


def out(*statements: Said, single: str = "SingleHolderPost") -> list[str]:
    classes = {"director": single}
    return [told(one)[1] for one in office_conflicts(world(*statements, classes=classes))]


def test_who_held_the_post_at_another_time_signed_out_of_office() -> None:
    found = only(office_conflicts(world(signs("2004-03-02"), held("orme", "2006/.."))))
    assert told(found) == (
        "out-of-office: loan",
        "s | t",
        "orme signed loan as director (2004-03-02, by gazette), "
        "but by chronicle orme held the post since 2006.",
    )
    assert found.concerns is Concerns.EITHER
    assert found.resolved == ""


@pytest.mark.parametrize(
    ("signing", "tenure", "outside"),
    [
        ("2004-03-02", "2004-03-03/2009", True),  # began the day after
        ("2004-03-02", "2004-03-02/2009", False),
        ("2004-03-02", "2004-03-01/2009", False),
        ("2004-03-02", "2001/2004-03-01", True),  # ended the day before
        ("2004-03-02", "2001/2004-03-02", False),
        ("2004-03-02", "2001/2004-03-03", False),
        ("2004", "2004/2009", False),
        ("2004", "2005/2009", True),
        ("2004", "2001/2003", True),
        ("2004", "2009", True),
        ("planned 2004", "2009", False),
        ("", "2009", False),
        ("2004", "planned 2009", False),
        ("2004", "", False),
        ("seen 2004", "2005/2009", False),  # who was seen signing may have gone on until then
        ("2004", "seen 2009", False),
    ],
)
def test_before_and_after_the_own_tenure(signing: str, tenure: str, outside: bool) -> None:
    assert out(signs(signing), held("orme", tenure)) == (["s | t"] if outside else [])


@pytest.mark.parametrize(
    ("signing", "tenure", "outside"),
    [
        ("2004-03-02", "2004-03-01/2004-03-03", True),
        ("2004-03-02", "2004-03-02/2009", False),  # the day of a handover belongs to both
        ("2004-03-02", "2001/2004-03-02", False),
        ("2004", "2003-12-31/2005-01-01", True),
        ("2004", "2004/2009", False),
        ("2004", "2001/2004", False),
        ("2004", "2003/2005", True),
        ("2004/..", "2001/..", False),
        ("2004", "", False),
        ("2004", "planned 2001/2009", False),
    ],
)
def test_another_in_the_post_all_along(signing: str, tenure: str, outside: bool) -> None:
    assert out(signs(signing), held("pell", tenure)) == (["s | t"] if outside else [])


def test_posts_of_several_say_nothing_of_who_is_absent() -> None:
    statements = signs("2004"), held("pell", "2001/2009")
    assert out(*statements) == ["s | t"]
    assert out(*statements, single="PACCentre") == []
    assert out(*statements, single="Event") == []
    assert [*office_conflicts(world(*statements))] == []
    found = only(office_conflicts(world(*statements, classes={"director": "SingleHolderPost"})))
    assert explained(found) == (
        "orme signed loan as director (2004, by gazette), "
        "but by chronicle pell held the post 2001 to 2009."
    )


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([signs("2004"), held("orme", "2009", source="gazette")], []),  # one source only
        ([signs("2004"), held("pell", "2001/2009", source="gazette")], []),
        ([signs("2004"), held("orme", "2009"), held("orme", "2003/2005", "u")], []),
        ([signs("2004"), held("orme", "2009"), held("orme", "2008", "a")], ["s | a t"]),
        ([signs("2004"), held("orme", ""), held("pell", "2001/2009", "u")], ["s | u"]),
        ([signs("2004"), held("orme", "2004"), held("pell", "2001/2009", "u")], []),
        ([signs("2004"), signs("2010", "r"), held("orme", "2009")], ["r s | t"]),
        ([signs("2004"), signs("2009", "r"), held("orme", "2009")], []),
        ([signs("2004"), signs("2009", "r", rank=DEPRECATED), held("orme", "2009")], ["s | t"]),
        ([signs("2004"), signs("2010", "r"), held("pell", "2003/2005")], []),
        ([signs("2004"), held("orme", "2009"), held("orme", "2004", "u", rank=DEPRECATED)], ["s | t"]),
        ([signs("2004"), held("pell", "2001/2009"), held("rask", "2002/2008", "a")], ["s | a t"]),
        ([signs("2004"), held("orme", "2009", post="chair")], []),
        ([signs("2004", inPost=("chair", "director")), held("orme", "2009", post="chair")], ["s | t"]),
        ([signs("2004", inPost=()), held("orme", "2009")], []),
        ([signs("2004"), signs("2004", "r", agreement="exchange"), held("orme", "2009")], ["r | t", "s | t"]),
        ([signs("2004"), signs("2004", "r", signer="pell"), held("orme", "2009")], ["s | t"]),
    ],
)  # fmt: skip
def test_whose_word_stands_against_whose(statements: list[Said], expected: list[str]) -> None:
    assert out(*statements) == expected


def test_only_a_deprecated_side_decides_on_an_office() -> None:
    for rank, expected in ((DEPRECATED, "Slip."), (PREFERRED, "")):
        tenure = held("orme", "2009", rank=rank, reason="Slip.")
        assert only(office_conflicts(world(signs("2004"), tenure))).resolved == expected


# ── Gaps ─────────────────────────────────────────────────────────────────────────────────


def link(start: str, relation: str, to: str, date: str = "2002", **more: object) -> Said:
    return said(f"{start}-{to}", "Link", date, from_=start, relation=relation, to=to, **more)  # type: ignore[arg-type]


def hosts(date: str, iri: str = "h", source: str = "chronicle", **more: object) -> Said:
    values: dict[str, object] = {"host": "saltmark", "hosted": "centre"} | more
    return said(iri, "Hosting", date, source, **values)  # type: ignore[arg-type]


ENDS = life("end", "founding", "2002/2006")
FOUNDED = [ENDS, link("founding", "establishes", "centre")]


def gaps(*statements: Said, **more: dict[str, str]) -> list[tuple[str, str]]:
    """Who stands against whom, and which end counts."""
    found = (told(one) for one in gap_conflicts(world(*statements, **more)))
    return [(who, words.partition(" by ")[0]) for _, who, words in found]


def test_what_is_at_work_after_its_ground_has_ended() -> None:
    found = only(gap_conflicts(world(*FOUNDED, hosts("seen 2015"))))
    assert told(found) == (
        "gap: centre",
        "end | h",
        "founding ended on 2006-12-31 by gazette, yet centre is at work after that "
        "(seen 2015 by chronicle), and no renewal or replacement is on record.",
    )
    assert found.concerns is Concerns.LATER
    assert found.resolved == ""


def test_further_statements_are_counted_from_the_first_day_after_the_end() -> None:
    first, second, third = hosts("seen 2009", "z"), hosts("2007/2012", "y"), hosts("2008/..", "x")
    undated, other = hosts("", "w"), hosts("seen 2011", "v", "almanac")
    for statements, expected in (
        ([second, first], "(seen 2009 by chronicle, and 1 more statement, still in 2012), and"),
        ([third, second, first], "(seen 2009 by chronicle, and 2 more statements, still in 2016),"),
        ([undated, first], "(seen 2009 by chronicle), and no renewal"),
        ([first, other], "(seen 2009 by chronicle, and 1 more statement, still in 2011), and"),
    ):
        found = only(gap_conflicts(world(*FOUNDED, *statements)))
        assert expected in explained(found)
    assert sides(gap_conflicts, *FOUNDED, third, second, first) == ["end | z y x"]
    alike = hosts("seen 2009", "b"), hosts("seen 2009", "a")
    assert sides(gap_conflicts, *FOUNDED, *alike) == ["end | a b"]


@pytest.mark.parametrize(
    ("work", "later"),
    [
        ("seen 2006-12-31", False),
        ("seen 2007-01-01", True),
        ("2007", True),
        ("2001/2006", False),
        ("2001/2007", True),
        ("2001/2006-12-31", False),
        ("2001/", False),
        ("/2007", True),
        ("planned 2015", False),
        ("", False),
    ],
)
def test_the_day_after_the_end_is_later(work: str, later: bool) -> None:
    assert bool(gaps(*FOUNDED, hosts(work))) is later


ENDED = ("end | h", "founding ended on 2006-12-31")
WORK = hosts("seen 2015")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([*FOUNDED, hosts("seen 2015", source="gazette")], []),  # it says so of itself
        ([ENDS, WORK], []),
        ([FOUNDED[1], WORK], []),
        ([ENDS, link("founding", "establishes", "centre", rank=DEPRECATED), WORK], []),
        ([ENDS, link("founding", "establishes", "centre", rank=WEAK), WORK], [ENDED]),
        ([ENDS, link("founding", "mentions", "centre"), WORK], []),
        ([*FOUNDED, hosts("seen 2015", rank=DEPRECATED)], [ENDED]),
        ([*FOUNDED, hosts("seen 2015", "g", rank=DEPRECATED), WORK], [ENDED]),
        # what else shows it at work
        ([*FOUNDED, said("h", "Figure", "seen 2015", "chronicle", of="centre")], [ENDED]),
        ([*FOUNDED, said("h", "Tenure", "2015", "chronicle", holder="orme", post="centre")], [ENDED]),
        ([*FOUNDED, said("h", "Tenure", "2015", "chronicle", holder="centre", post="chair")], []),
        ([*FOUNDED, said("h", "Link", "2015", "chronicle", from_="orme", relation="under", to="centre")], [ENDED]),
        ([*FOUNDED, said("h", "Link", "2015", "chronicle", from_="orme", relation="cites", to="centre")], []),
        # several accounts of the end
        ([*FOUNDED, life("a", "founding", "2002/2009", "almanac"), WORK], [("a | h", "founding ended on 2009-12-31")]),
        ([*FOUNDED, life("a", "founding", "2002/2006", "almanac"), WORK], [("a end | h", "founding ended on 2006-12-31")]),
        ([*FOUNDED, life("a", "founding", "2002/..", "almanac"), WORK], []),
        ([*FOUNDED, life("a", "founding", "seen 2007-01-01", "almanac"), WORK], []),
        ([*FOUNDED, life("a", "founding", "seen 2006-12-31", "almanac"), WORK], [ENDED]),
        ([*FOUNDED, life("a", "founding", "2002/2009", "almanac", rank=DEPRECATED), WORK], [ENDED]),
        ([FOUNDED[1], life("end", "founding", "2002"), WORK], []),
        ([FOUNDED[1], life("end", "founding", "planned 2002/2006"), WORK], []),
        # several grounds
        ([*FOUNDED, link("charter", "establishes", "centre"), WORK], []),
        ([*FOUNDED, link("charter", "establishes", "centre"), life("a", "charter", "2001/2009"), WORK], [("a | h", "charter ended on 2009-12-31")]),
        ([*FOUNDED, link("charter", "establishes", "centre"), life("a", "charter", "2001/2005"), WORK], [ENDED]),
        ([*FOUNDED, link("charter", "establishes", "centre"), life("a", "charter", "2001/2006"), WORK], [ENDED]),
    ],
)  # fmt: skip
def test_what_ends_and_what_works_on(
    statements: list[Said], expected: list[tuple[str, str]]
) -> None:
    assert gaps(*statements) == expected


RENEWED = [*FOUNDED, WORK, link("renewal", "renews", "founding")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([], []),
        ([life("a", "renewal", "2007/2011")], [("a | h", "renewal ended on 2011-12-31")]),
        ([life("a", "renewal", "2001/2004")], [ENDED]),
        ([life("a", "renewal", "2007/..")], []),
        ([life("a", "renewal", "2007/2011"), link("next", "follows", "renewal")], []),
        (
            [
                life("a", "renewal", "2007/2011"),
                link("next", "follows", "renewal"),
                life("b", "next", "2012/2013"),
            ],
            [("b | h", "next ended on 2013-12-31")],
        ),
        (
            [life("a", "renewal", "2007/2011"), link("founding", "replaces", "renewal")],
            [("a | h", "renewal ended on 2011-12-31")],
        ),
        (
            [life("a", "renewal", "2007/2011"), link("renewal", "renews", "renewal")],
            [("a | h", "renewal ended on 2011-12-31")],
        ),
        (
            [life("a", "renewal", "2007/2011"), link("next", "renews", "founding", rank=DEPRECATED)],
            [("a | h", "renewal ended on 2011-12-31")],
        ),
    ],
)  # fmt: skip
def test_what_carries_on_moves_the_end(more: list[Said], expected: list[tuple[str, str]]) -> None:
    assert gaps(*RENEWED, *more) == expected


def test_a_region_at_work_shows_the_centre_at_work() -> None:
    region = said("r", "Coverage", "seen 2015", "chronicle", region="shore", covers="fog")
    assert gaps(*FOUNDED, region) == []
    assert gaps(*FOUNDED, region, described={"centre": "shore"}) == [
        ("end | r", "founding ended on 2006-12-31")
    ]
    both = gaps(*FOUNDED, region, WORK, described={"centre": "shore"})
    assert both == [("end | h r", "founding ended on 2006-12-31")]


def test_gaps_come_in_the_order_of_the_things() -> None:
    statements = [ENDS]
    for name in ("c", "a", "b"):
        statements += [
            link("founding", "establishes", name),
            hosts("seen 2015", name, hosted=name),
        ]
    assert sides(gap_conflicts, *statements) == ["end | a", "end | b", "end | c"]


def test_only_a_deprecated_side_decides_on_a_gap() -> None:
    for rank, expected in ((DEPRECATED, "Slip."), (PREFERRED, "")):
        work = hosts("seen 2015", rank=rank, reason="Slip.")
        assert only(gap_conflicts(world(*FOUNDED, work))).resolved == expected
