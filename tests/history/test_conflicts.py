"""Conflicts between sources: each class once in an invented world, and none in its twin."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from conftest import DOCUMENTS, OF_DOCUMENTS, PREFIXES, SHARED, Said
from libgraph.dates import Span
from libgraph.graph import Graph, open_graph
from libgraph.history.conflict_found import KINDS
from libgraph.history.conflicts import FAILING, Conflict, conflicts
from libgraph.namespaces import ID, local_name

WORLD = Path(__file__).parent / "conflicts"
THINGS, DISAGREE, AGREE = (WORLD / name for name in ("things.ttl", "disagree.ttl", "agree.ttl"))
Run = Callable[..., Said]
Write = Callable[[str, str], Path]

EXPECTED = [
    ("contradiction", "loan", ["g-loan"], ["c-loan"]),
    ("contradiction", "saltmark-director", ["g-orme"], ["c-pell"]),
    ("contradiction", "league", ["c-members"], ["g-members"]),
    ("coverage-difference", "shore", ["c-covers-fl", "c-covers-sm", "c-covers-tc"], ["g-covers-sm", "g-covers-tc"]),
    ("gap", "centre", ["g-founding"], ["c-hosts"]),
    ("out-of-office", "exchange", ["g-signs"], ["c-suhonen"]),
    ("succession", "league-secretary", ["g-quist"], ["c-rask"]),
    ("refinement", "quist", ["g-name-quist"], ["c-name-quist"]),
    ("refinement", "spring", ["g-spring"], ["c-spring"]),
    ("spelling", "rask", ["c-name-rask"], ["g-name-rask"]),
]  # fmt: skip


def brief(one: Conflict) -> tuple[str, str, list[str], list[str]]:
    first, second = ([local_name(iri) for iri in side.statements] for side in one.sides)
    return one.kind, local_name(one.about.iri), first, second


def found(*paths: Path) -> list[Conflict]:
    return conflicts(open_graph(paths, keep=False))


@pytest.fixture
def world(write: Write) -> Callable[..., list[Conflict]]:
    """The conflicts of the things of the invented world, with these statements."""

    def make(*statements: str) -> list[Conflict]:
        return found(THINGS, write("said.ttl", "\n".join(statements)))

    return make


def said(iri: str, source: str, text: str) -> str:
    return f"st:{iri} {text} ; prov:wasQuotedFrom <{source}#char=0,9> ."


def tenure(iri: str, source: str, holder: str, dating: str, more: str = "") -> str:
    post = "lg:post id:saltmark-director"
    return said(iri, source, f"a lg:Tenure ; lg:holder id:{holder} ; {post} ; {dating} {more}")


# ── One of each class, and none ──────────────────────────────────────────────────────────


def test_each_class_is_found_once_and_nothing_else() -> None:
    assert [brief(one) for one in found(THINGS, DISAGREE)] == EXPECTED
    assert {kind for kind, *_ in EXPECTED} == set(KINDS)


def test_the_consistent_twin_has_none() -> None:
    assert found(THINGS, AGREE) == []


def test_the_order_of_files_does_not_matter() -> None:
    assert found(DISAGREE, THINGS) == found(THINGS, DISAGREE)


def test_explanations_say_what_differs() -> None:
    said = {local_name(one.about.iri): one.explanation for one in found(THINGS, DISAGREE)}
    assert said["loan"] == (
        "Agreement on loans: two ends – 2003-04 to 2009-12-31 by gazette, "
        "2003-04 to 2010-12-31 by chronicle – and it has one only."
    )
    assert said["saltmark-director"] == (
        "Director of Saltmark can have one holder at a time, yet two are given: "
        "Ada Orme (2001 to 2008) and Bo Pell (2005 to 2010)."
    )
    assert said["shore"] == "Region of the Shore: only chronicle has Fogland; 2 are in both lists."
    assert "ended on 2006-12-31 by gazette" in said["centre"]
    assert "no renewal or replacement is on record" in said["centre"]


# ── The shipped graph ────────────────────────────────────────────────────────────────────


def test_the_three_documents(documents: Graph) -> None:
    known = conflicts(documents)
    about = [(one.kind, local_name(one.about.iri), bool(one.resolved)) for one in known]
    assert about == [
        ("coverage-difference", "pac-region-central-asia", False),
        ("gap", "pac-central-asia", False),
        ("refinement", "ospanova-bakytzhamal", False),
        ("spelling", "ospanova-bakytzhamal", True),
        ("spelling", "pac-central-asia", True),
    ]
    assert "only 001 has Kyrgyzstan; 4 are in both lists" in known[0].explanation
    assert "ended on 2009-12-31 by 000" in known[1].explanation
    assert "still in 2020" in known[1].explanation
    assert "Bakhytzhamal" in known[3].explanation
    assert "Bakytzhamal" in known[3].explanation
    assert known[3].resolved.startswith("The spelling of the library that she heads")


def test_a_gap_concerns_the_time_after_the_end(documents: Graph) -> None:
    gaps = [
        conflicts(documents, kinds=["gap"], span=Span.parse(y)) for y in ("0001", "2009", "2010")
    ]
    assert [len(found) for found in gaps] == [0, 0, 1]


def test_what_later_sources_say_was_no_conflict_then() -> None:
    assert conflicts(open_graph(DOCUMENTS, known_at=Span.parse("2014"))) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts are not at hand")
def test_both_passages(libgraph: Run) -> None:
    out = libgraph(
        "conflicts", *OF_DOCUMENTS, "--kind", "coverage-difference", "--sources", SHARED
    ).out
    assert "“Kyrgyzstan”" in out
    assert "valid till December 31, 2009" in out


# ── Contradictions ───────────────────────────────────────────────────────────────────────


def test_overlap_must_be_certain(world: Callable[..., list[Conflict]]) -> None:
    one = tenure("a", "gazette", "orme", 'lg:during "2001/2005"')
    seen = tenure("b", "chronicle", "pell", 'lg:attested "2005"')
    assert world(one, seen) == []
    seen = tenure("b", "chronicle", "pell", 'lg:attested "2004"')
    assert [found.kind for found in world(one, seen)] == ["contradiction"]


def test_the_day_of_a_handover_is_a_succession(world: Callable[..., list[Conflict]]) -> None:
    one = tenure("a", "gazette", "orme", 'lg:during "2001-01-01/2005-05-01"')
    other = tenure("b", "chronicle", "pell", 'lg:during "2005-05-01/2009-01-01"')
    assert [brief(one) for one in world(one, other)] == [
        ("succession", "saltmark-director", ["a"], ["b"])
    ]


def test_two_heads_on_one_day_contradict(world: Callable[..., list[Conflict]]) -> None:
    one = tenure("a", "gazette", "orme", 'lg:attested "2005-05-01"')
    other = tenure("b", "chronicle", "pell", 'lg:attested "2005-05-01"')
    assert [one.kind for one in world(one, other)] == ["contradiction"]


def test_one_source_against_itself_is_no_conflict(world: Callable[..., list[Conflict]]) -> None:
    one = tenure("a", "gazette", "orme", 'lg:during "2001/2009"')
    assert world(one, tenure("b", "gazette", "pell", 'lg:during "2001/2009"')) == []


def test_beginnings_that_differ_contradict_where_time_may_overlap(
    world: Callable[..., list[Conflict]],
) -> None:
    one = tenure("a", "gazette", "orme", 'lg:during "2001/.."')
    other = tenure("b", "chronicle", "orme", 'lg:during "2003/.."')
    [conflict] = world(one, other)
    assert conflict.kind == "contradiction"
    assert "two beginnings" in conflict.explanation
    again = tenure("b", "chronicle", "orme", 'lg:during "2014/.."')
    assert world(tenure("a", "gazette", "orme", 'lg:during "2001/2003"'), again) == []


def test_a_number_that_is_about_another_is_refined_by_it(
    world: Callable[..., list[Conflict]],
) -> None:
    figure = (
        'a lg:Figure ; lg:of id:spring ; lg:quantity lg:delegates ; lg:value {} ; lg:attested "{}"'
    )
    about = said("a", "gazette", figure.format("1700 ; lg:approximate true", "2007-04"))
    [one] = world(about, said("b", "chronicle", figure.format(1655, "2007-05")))
    assert brief(one) == ("refinement", "spring", ["a"], ["b"])
    [one] = world(about, said("b", "chronicle", figure.format(1200, "2016-05")))
    assert one.kind == "contradiction", "an event has one number of delegates for ever"


def test_agreements_of_the_same_parties_follow_each_other(
    world: Callable[..., list[Conflict]],
) -> None:
    parties = [
        said(f"{name}-{party}", "gazette", f"a lg:Party ; lg:agreement id:{name} ; lg:party id:{party} ; lg:undated true")
        for name in ("loan", "exchange")
        for party in ("saltmark", "tincoast")
    ]  # fmt: skip
    one = said("a", "gazette", 'a lg:Lifespan ; lg:of id:loan ; lg:during "2001-01-01/2005-12-31"')
    other = said("b", "chronicle", 'a lg:Lifespan ; lg:of id:exchange ; lg:during "2006-01-01/.."')
    assert [brief(one) for one in world(*parties, one, other)] == [
        ("succession", "exchange", ["a"], ["b"])
    ]


# ── Curation ─────────────────────────────────────────────────────────────────────────────

REASON = 'lg:rankReason "Seen in the minutes."@en'


@pytest.mark.parametrize("rank", ["preferred", "deprecated"])
def test_a_decision_resolves_and_gives_its_reason(
    world: Callable[..., list[Conflict]], rank: str
) -> None:
    one = tenure("a", "gazette", "orme", 'lg:during "2001/2008"', f"; lg:rank lg:{rank} ; {REASON}")
    [conflict] = world(one, tenure("b", "chronicle", "pell", 'lg:during "2005/2010"'))
    assert conflict.resolved == "Seen in the minutes."
    assert not conflict.fails


def test_a_deprecated_statement_stands_on_no_open_side(
    world: Callable[..., list[Conflict]],
) -> None:
    dated = 'lg:during "2001/2008"'
    [conflict] = world(
        tenure("a", "gazette", "orme", dated, f"; lg:rank lg:deprecated ; {REASON}"),
        tenure("a2", "gazette", "orme", dated),
        tenure("b", "chronicle", "pell", 'lg:during "2005/2010"'),
    )
    assert brief(conflict)[2:] == (["a2"], ["b"])
    assert conflict.resolved == ""


def test_a_coverage_difference_is_resolved_place_by_place(tmp_path: Path) -> None:
    text = PREFIXES + f"st:c-covers-fl lg:rank lg:deprecated ; {REASON} ."
    (tmp_path / "curation.ttl").write_text(text, "utf-8")
    known = found(THINGS, DISAGREE, tmp_path / "curation.ttl")
    [one] = [one for one in known if one.kind == "coverage-difference"]
    assert one.resolved == "Seen in the minutes."


# ── Gaps and offices ─────────────────────────────────────────────────────────────────────

GAP = (
    said("end", "gazette", 'a lg:Lifespan ; lg:of id:founding ; lg:during "2002/2006"'),
    said("makes", "gazette", 'a lg:Link ; lg:from id:founding ; lg:relation lg:establishes ; lg:to id:centre ; lg:during "2002"'),
    said("region", "chronicle", 'a lg:Coverage ; lg:region id:shore ; lg:covers id:country-sm ; lg:attested "2015"'),
)  # fmt: skip


@pytest.mark.parametrize("relation", ["renews", "replaces", "follows"])
def test_what_carries_on_closes_a_gap_until_it_ends(
    world: Callable[..., list[Conflict]], relation: str
) -> None:
    assert [one.kind for one in world(*GAP)] == ["gap"], "coverage of its region shows a centre"
    link = f'a lg:Link ; lg:from id:renewal ; lg:relation lg:{relation} ; lg:to id:founding ; lg:during "2007"'
    renewed = said("carries", "chronicle", link)
    assert world(*GAP, renewed) == []
    ended = said("end-2", "gazette", 'a lg:Lifespan ; lg:of id:renewal ; lg:during "2007/2011"')
    [one] = world(*GAP, renewed, ended)
    assert "Renewed agreement on the Centre at Saltmark ended on 2011-12-31" in one.explanation


def test_agreements_that_carry_on_in_a_circle_end(world: Callable[..., list[Conflict]]) -> None:
    link = 'a lg:Link ; lg:from id:{} ; lg:relation lg:renews ; lg:to id:{} ; lg:during "2007"'
    both = [
        said(f"circle-{one}", "chronicle", link.format(one, other))
        for one, other in (("founding", "renewal"), ("renewal", "founding"))
    ]
    assert world(*GAP, *both) == []


def test_another_head_all_along_puts_the_signer_out_of_office(
    world: Callable[..., list[Conflict]],
) -> None:
    sign = 'a lg:Signing ; lg:agreement id:loan ; lg:signer id:orme ; lg:inPost id:saltmark-director ; lg:during "2004-03"'
    other = tenure("b", "chronicle", "pell", 'lg:during "2001/2010"')
    assert [one.kind for one in world(said("a", "gazette", sign), other)] == ["out-of-office"]
    short = tenure("b", "chronicle", "pell", 'lg:during "2004/2010"')
    assert world(said("a", "gazette", sign), short) == []


# ── Questions ────────────────────────────────────────────────────────────────────────────


def test_of_one_thing_of_one_kind_at_one_time() -> None:
    graph = open_graph([THINGS, DISAGREE], keep=False)
    assert {one.about.label for one in conflicts(graph, entity=ID + "centre")} == {
        "Centre at Saltmark",
        "Region of the Shore",  # what is said of its region is said of the centre
    }
    assert [one.kind for one in conflicts(graph, entity=ID + "pell")] == ["contradiction"]
    assert {one.kind for one in conflicts(graph, kinds=["gap"])} == {"gap"}
    in_2010 = conflicts(graph, span=Span.parse("2010"), kinds=["contradiction"])
    assert [one.about.label for one in in_2010] == ["Agreement on loans", "League of Libraries"]
    assert [str(side.holds) for side in in_2010[0].sides] == ["no", "yes"]


# ── Properties ───────────────────────────────────────────────────────────────────────────

NAMES = some.sampled_from(["gazette", "chronicle"])
YEARS = some.integers(1990, 2015)
TENURES = some.lists(
    some.tuples(
        NAMES, some.sampled_from(["orme", "pell"]), YEARS, some.integers(0, 9), some.booleans()
    ),
    min_size=2,
    max_size=6,
)
RELAXED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lines(rows: list[tuple[str, str, int, int, bool]], swap: bool = False) -> list[str]:
    other = {"gazette": "chronicle", "chronicle": "gazette"}
    return [
        tenure(
            f"t{number}",
            other[source] if swap else source,
            holder,
            f'lg:attested "{first}"' if seen else f'lg:during "{first}/{first + length}"',
        )
        for number, (source, holder, first, length, seen) in enumerate(rows)
    ]


@RELAXED
@given(TENURES)
def test_the_names_of_sources_and_the_order_of_lines_do_not_matter(
    tmp_path: Path, rows: list[tuple[str, str, int, int, bool]]
) -> None:
    def kinds(text: list[str]) -> list[tuple[str, str, list[str], list[str]]]:
        path = tmp_path / "said.ttl"
        path.write_text(PREFIXES + "\n".join(text), "utf-8")
        return [brief(one) for one in found(THINGS, path)]

    assert kinds(lines(rows)) == kinds(lines(rows)[::-1]) == kinds(lines(rows, swap=True))


@RELAXED
@given(TENURES, some.data())
def test_saying_it_twice_in_one_source_adds_no_conflict(
    tmp_path: Path, rows: list[tuple[str, str, int, int, bool]], data: some.DataObject
) -> None:
    def count(rows: list[tuple[str, str, int, int, bool]]) -> list[tuple[str, str]]:
        path = tmp_path / "said.ttl"
        path.write_text(PREFIXES + "\n".join(lines(rows)), "utf-8")
        return [(one.kind, one.explanation) for one in found(THINGS, path)]

    assert count([*rows, data.draw(some.sampled_from(rows))]) == count(rows)


def test_twenty_thousand_statements_take_seconds(tmp_path: Path) -> None:
    text = [PREFIXES]
    for number in range(20_000):
        source, year = f"s{number % 400}", 1950 + number % 60
        thing = number // 40
        text.append(
            f'st:n{number} a lg:Naming ; lg:of id:p{thing} ; lg:form "Name {"abcdefgh"[number % 8] * 5} P{thing}"@en ; lg:undated true ; prov:wasQuotedFrom <{source}> .'
            if number % 2
            else f'st:n{number} a lg:Tenure ; lg:holder id:p{number % 97} ; lg:post id:post{thing} ; lg:during "{year}/{year + 3 * (number % 50 == 0)}" ; prov:wasQuotedFrom <{source}> .'
        )
    text += [f"id:post{number} a lg:HeadPost ." for number in range(500)]
    (tmp_path / "many.ttl").write_text("\n".join(text), "utf-8")
    graph = open_graph([tmp_path / "many.ttl"], keep=False)
    before = perf_counter()
    assert conflicts(graph)
    assert perf_counter() - before < 60  # all pairs would take hours; measured 4 s


# ── The command ──────────────────────────────────────────────────────────────────────────

ASKED = ("conflicts", "-g", THINGS)


def test_the_command_fails_only_on_what_somebody_must_look_at(libgraph: Run) -> None:
    for kind in KINDS:
        said = libgraph(*ASKED, "-g", DISAGREE, "--kind", kind, "--fail")
        assert said.code == int(kind in FAILING), kind
        assert libgraph(*ASKED, "-g", DISAGREE, "--kind", kind).code == 0
    said = libgraph(*ASKED, "-g", AGREE, "--fail")
    assert (said.code, said.out) == (0, "The sources do not disagree.\n")


def test_text_csv_and_json_tell_the_same(libgraph: Run) -> None:
    text = libgraph(*ASKED, "-g", DISAGREE).out
    assert text.startswith("10 conflicts between sources, 6 to be looked into.\n")
    rows = list(csv.DictReader(io.StringIO(libgraph(*ASKED, "-g", DISAGREE, "-f", "csv").out)))
    documents = json.loads(libgraph(*ASKED, "-g", DISAGREE, "-f", "json").out)
    assert [row["explanation"] for row in rows] == [one["explanation"] for one in documents]
    assert all(f"    {row['explanation']}\n" in text for row in rows)
    assert documents[0]["sides"][0]["sources"][0]["label"] == "Gazette of Saltmark"
    assert json.loads(libgraph(*ASKED, "-g", AGREE, "-f", "json").out) == []


PARTIES = 'id:fund a lg:Association ; rdfs:label "Book Fund"@en .' + "".join(
    said(f"p-{slug}-{party}", "gazette", f"a lg:Party ; lg:agreement id:{slug} ; lg:party id:{party} ; lg:undated true")
    for slug, party in [("loan", "fund"), ("exchange", "fund"), ("renewal", "fund"), ("loan", "saltmark")]
)  # fmt: skip


def test_of_a_party_the_conflicts_of_its_agreements_are_named(libgraph: Run, write: Write) -> None:
    of = (*ASKED, "-g", DISAGREE, "-g", write("parties.ttl", PARTIES))
    heading = "About agreements that it is party to, the sources disagree:\n"
    assert libgraph(*of, "fund").out == (
        f"{heading}"
        "  libgraph conflicts loan  (1 conflict between sources, 1 to be looked into)\n"
        "  libgraph conflicts exchange  (1 conflict between sources, 1 to be looked into)\n"
    )
    saltmark = libgraph(*of, "saltmark").out
    assert saltmark.startswith("2 conflicts between sources"), "of its post and its centre"
    assert f"\n\n{heading}  libgraph conflicts loan  (" in saltmark
    for line in ("loan", "exchange"):
        assert libgraph(*of, line).out.startswith("1 conflict between sources")
    assert "party to" not in libgraph(*of, "loan").out
    assert "exchange" not in libgraph(*of, "fund", "--kind", "contradiction").out
    assert libgraph(*of, "fund", "--as-of", "1990").out == "The sources do not disagree.\n"
    assert json.loads(libgraph(*of, "fund", "-f", "json").out) == []


def test_what_is_decided_of_an_agreement_can_be_left_out(libgraph: Run, write: Write) -> None:
    decided = f"st:g-loan lg:rank lg:preferred ; {REASON} ."
    of = (*ASKED, "-g", DISAGREE, "-g", write("parties.ttl", PARTIES + decided), "fund")
    exchange = "  libgraph conflicts exchange  (1 conflict between sources, 1 to be looked into)\n"
    loan = (
        "  libgraph conflicts loan  (1 conflict between sources, 0 to be looked into, 1 resolved)\n"
    )
    assert libgraph(*of).out.endswith(exchange + loan), "what somebody must look at goes first"
    assert libgraph(*of, "--unresolved").out.endswith(f"disagree:\n{exchange}")


def test_five_agreements_are_named_of_many(libgraph: Run, write: Write) -> None:
    lines = []
    for n in range(7):
        lines.append(f'id:many{n} a lg:Agreement ; rdfs:label "Many {n}"@en .')
        party = f"a lg:Party ; lg:agreement id:many{n} ; lg:party id:tincoast ; lg:undated true"
        lines.append(said(f"p{n}", "gazette", party))
        for source, end in (("gazette", 2005), ("chronicle", 2006)):
            life = f'a lg:Lifespan ; lg:of id:many{n} ; lg:during "2001/{end}"'
            lines.append(said(f"{source}{n}", source, life))
    out = libgraph(*ASKED, "-g", write("many.ttl", "\n".join(lines)), "tincoast").out
    assert out.count("  libgraph conflicts many") == 5
    assert out.endswith("  and 2 more; libgraph conflicts  lists all\n")


def test_how_to_decide_stands_last_where_somebody_must_look(libgraph: Run) -> None:
    asked = (*ASKED, "-g", DISAGREE)
    decide = (
        "\nTo prefer one: the columns rank and rank_reason of its table, or docs/evidence.md.\n"
    )
    assert libgraph(*asked).out.endswith(f"\n{decide}")
    assert libgraph(*asked, "loan").out.count(decide) == 1
    for quiet in ("succession", "refinement", "spelling"):
        assert "To prefer" not in libgraph(*asked, "--kind", quiet).out


def test_resolved_ones_are_marked_and_can_be_left_out(libgraph: Run) -> None:
    assert "resolved: The spelling of the library" in libgraph("conflicts", *OF_DOCUMENTS).out
    assert "resolved" not in libgraph("conflicts", *OF_DOCUMENTS, "--unresolved").out


def test_what_cannot_be_asked_is_one_sentence(libgraph: Run) -> None:
    for arguments in (["nobody at all"], ["--kind", "quarrel"], ["--as-of", "soon"]):
        said = libgraph(*ASKED, "-g", AGREE, *arguments)
        assert said.code == 2, arguments
        assert said.out == ""
        assert said.err.startswith("libgraph: ")
