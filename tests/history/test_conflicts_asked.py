"""What is read before sources are compared, and what of their conflicts is told to whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path

import pytest
from hand_made import NORMAL, said

from conftest import PREFIXES
from libgraph.dates import NO_BOUNDS, Bounds, Span
from libgraph.graph import Graph, open_graph
from libgraph.history.conflict_found import KINDS, Concerns, Found
from libgraph.history.conflict_reading import Said, World, read
from libgraph.history.conflicts import Conflict, conflicts, disagreements
from libgraph.namespaces import ID, QUOTED_FROM, RELATIONSHIP, SOURCE, STATEMENT, lg, local_name

Write = Callable[[str, str], Path]
HERE = Path(__file__).parent / "conflicts"
THINGS = HERE / "things.ttl"

# ── Reading ──────────────────────────────────────────────────────────────────────────────

SAID = """
src:gazette a lg:Source ; dcterms:title "Gazette"@en ; dcterms:date "2012" .
src:chronicle a lg:Source ; dcterms:title "Chronicle"@en ; dcterms:date "2016" .
id:league a lg:Association ; rdfs:label "League"@en .
id:loan a lg:Memorandum, lg:Report ; rdfs:label "Loan"@en .
id:centre a lg:PACCentre ; rdfs:label "Centre"@en ; lg:serves id:shore, id:inland ; lg:partOf id:league .
id:deputy a lg:DeputyPost ; rdfs:label "Deputy"@en ; lg:postIn id:league .
id:director a lg:HeadPost ; rdfs:label "Director"@en ; lg:postIn id:league .
id:orme a lg:Person ; rdfs:label "Ada Orme"@en .
st:t2 a lg:Tenure ; lg:holder id:orme ; lg:post id:director ; lg:during "2001/2005" ;
    lg:rank lg:preferred ; lg:rankReason "Seen in the minutes."@en ;
    prov:wasQuotedFrom <gazette#char=0,9>, <chronicle#char=0,9> .
st:t1 a lg:Tenure ; lg:holder id:orme, id:pell ; lg:post id:director ; lg:attested "2003" ;
    lg:rank lg:deprecated ; prov:wasQuotedFrom <gazette#char=0,9> .
st:t3 a lg:Tenure ; lg:holder id:orme ; lg:post id:director ; lg:undated true ; lg:rank lg:weak .
st:t4 a lg:Tenure ; lg:holder id:orme ; lg:post id:director ; lg:announced "2027" ;
    lg:rank lg:normal ; prov:wasQuotedFrom <gazette#char=0,9> .
st:l1 a lg:Lifespan ; lg:of id:loan ; lg:during "2001/2005" ; prov:wasQuotedFrom <gazette#char=0,9> .
st:p1 a lg:Party ; lg:agreement id:loan ; lg:party id:league ; lg:undated true ;
    prov:wasQuotedFrom <gazette#char=0,9> .
st:n1 a lg:Naming ; lg:of id:orme ; lg:form "Ada Orme"@en-GB ; lg:undated true ;
    prov:wasQuotedFrom <gazette#char=0,9> .
st:n2 a lg:Naming ; lg:of id:orme ; lg:form "Ада Орме"@ru ; lg:undated true ;
    prov:wasQuotedFrom <almanac#char=0,9> .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("reading") / "said.ttl"
    path.write_text(PREFIXES + SAID, "utf-8")
    return open_graph([path], keep=False)


@pytest.fixture
def heard(graph: Graph) -> World:
    return read(graph)


def statement(world: World, name: str) -> Said:
    [one] = [one for group in world.statements.values() for one in group if one.iri == name]
    return one


def test_a_statement_is_read_with_all_that_it_says(heard: World) -> None:
    one = statement(heard, STATEMENT + "t2")
    assert one.kind == lg("Tenure")
    assert one.values[lg("holder")] == (ID + "orme",)
    assert (one.language, one.way, one.text) == ("", lg("during"), "2001/2005")
    assert one.source == SOURCE + "chronicle", "the first of its sources"
    assert one.values[QUOTED_FROM] == tuple(
        f"{SOURCE}{name}#char=0,9" for name in ("chronicle", "gazette")
    )
    assert (one.rank, one.reason) == (3, "Seen in the minutes.")
    assert one.bounds == Bounds(
        date(2001, 1, 1), date(2001, 12, 31), date(2005, 1, 1), date(2005, 12, 31)
    )
    assert {iri.startswith(RELATIONSHIP) for iri in one.about} == {True}
    assert one.value(lg("holder")) == ID + "orme"
    assert one.value(lg("place")) == ""
    assert not one.announced


def test_what_a_statement_leaves_out_is_empty(heard: World) -> None:
    seen = statement(heard, STATEMENT + "t1")
    assert (seen.way, seen.text, seen.rank, seen.reason) == (lg("attested"), "2003", 0, "")
    assert seen.values[lg("holder")] == (ID + "orme", ID + "pell")
    assert seen.value(lg("holder")) == ID + "orme"
    assert seen.source == SOURCE + "gazette"
    assert seen.bounds.begins_latest == date(2003, 12, 31)
    undated = statement(heard, STATEMENT + "t3")
    assert (undated.way, undated.text, undated.source, undated.rank) == ("", "", "", 1)
    assert undated.bounds == NO_BOUNDS
    party = statement(heard, STATEMENT + "p1")
    assert lg("endsLatest") in party.values, "no longer than the agreement"
    assert party.bounds == NO_BOUNDS, "and yet it says nothing of a time"
    planned = statement(heard, STATEMENT + "t4")
    assert planned.announced
    assert (planned.text, planned.rank) == ("2027", NORMAL)
    assert statement(heard, STATEMENT + "n1").rank == NORMAL


def test_statements_are_read_by_kind_and_name(heard: World) -> None:
    assert list(heard.statements) == sorted(heard.statements)
    assert {lg("Tenure"), lg("Naming"), lg("Link"), lg("Coverage")} <= set(heard.statements)
    tenures = [local_name(one.iri) for one in heard.statements[lg("Tenure")]]
    assert tenures == ["t1", "t2", "t3", "t4"]


def test_names_are_those_of_the_sources_at_hand(heard: World, write: Write) -> None:
    [one] = heard.statements[lg("Naming")]
    assert (local_name(one.iri), one.language) == ("n1", "en-gb")
    bare = "\n".join(line for line in SAID.splitlines() if "lg:Source" not in line)
    told = read(open_graph([write("bare.ttl", bare)], keep=False))
    assert [local_name(one.iri) for one in told.statements[lg("Naming")]] == ["n1", "n2"]


def test_statements_of_one_relationship_share_it(heard: World) -> None:
    one, other = (statement(heard, STATEMENT + name).about for name in ("t2", "t3"))
    assert one & other
    assert not one & statement(heard, STATEMENT + "n1").about


def test_what_a_thing_is_as_far_as_a_rule_asks(heard: World) -> None:
    post, agreement = frozenset({lg("SingleHolderPost")}), frozenset({lg("Agreement")})
    assert heard.is_a(ID + "director", post)
    assert heard.is_a(ID + "loan", agreement)
    assert not heard.is_a(ID + "loan", post)
    assert not heard.is_a(ID + "nobody", post)
    assert heard.classes[ID + "centre"] == {lg("PACCentre")}
    assert heard.classes[ID + "loan"] == {lg("Agreement"), lg("Work")}
    assert ID + "league" not in heard.classes


def test_whose_work_shows_that_of_another(heard: World) -> None:
    assert heard.described == {
        ID + "centre": {ID + "shore", ID + "inland"},
        ID + "shore": {ID + "centre"},
        ID + "inland": {ID + "centre"},
        ID + "director": {ID + "league"},
        ID + "deputy": {ID + "league"},
        ID + "league": {ID + "director", ID + "deputy"},
    }


# ── Asking ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def things() -> Graph:
    return open_graph([THINGS], keep=False)


def disagreement(
    kind: str = "contradiction",
    about: str = "loan",
    one: str = "2001/2003",
    other: str = "2005/2009",
    concerns: Concerns = Concerns.BOTH,
    **more: str,
) -> Found:
    of = more.get("of", about)
    sides = (
        (said("a" + more.get("name", ""), "Lifespan", one, of=of),),
        (said("b", "Lifespan", other, "chronicle", of=more.get("named", of)),),
    )
    words = (ID + about, ": ", "two ends")
    return Found(kind, ID + about, sides, words, more.get("resolved", ""), concerns)


def asked(things: Graph, *found: Found, **question: object) -> list[str]:
    return [local_name(one.about.iri) for one in conflicts(things, among=found, **question)]  # type: ignore[arg-type]


def test_a_conflict_is_told_in_words(things: Graph) -> None:
    [one] = conflicts(things, among=[disagreement(resolved="Minutes.")])
    assert (one.kind, one.resolved, one.fails) == ("contradiction", "Minutes.", False)
    assert (one.about.iri, one.about.label) == (ID + "loan", "Agreement on loans")
    assert one.explanation == "Agreement on loans: two ends"
    first, second = one.sides
    assert (first.statements, second.statements) == (("a",), ("b",))
    assert first.sentence == "Agreement on loans"
    assert (first.when, second.when) == ("2001 to 2003", "2005 to 2009")
    assert [source.label for source in first.sources] == ["Gazette of Saltmark"]
    assert first.holds is None
    found = disagreement(concerns=Concerns.EITHER)
    [one] = conflicts(things, among=[found], span=Span.parse("2008"))
    assert [str(side.holds) for side in one.sides] == ["no", "yes"]


def test_what_no_side_names_has_its_name_too(things: Graph) -> None:
    [one] = conflicts(things, among=[disagreement(about="spring", of="loan")])
    assert one.about.label == "Spring conference"
    assert one.explanation == "Spring conference: two ends"
    assert one.sides[0].sentence == "Agreement on loans"


def test_names_are_told_in_the_language_asked_for(write: Write) -> None:
    names = 'id:loan a lg:Agreement ; rdfs:label "Agreement on loans"@en, "Соглашение"@ru .'
    graph = open_graph([write("names.ttl", names)], keep=False)
    for lang, expected in (("en", "Agreement on loans"), ("ru", "Соглашение")):
        [one] = conflicts(graph, among=[disagreement()], lang=lang)
        assert one.about.label == one.sides[0].sentence == expected
        assert one.explanation == f"{expected}: two ends"
    [one] = conflicts(graph, among=[disagreement()], lang="ru")
    assert one.sides[0].when != "2001 to 2003"
    [one] = conflicts(graph, among=[disagreement()])
    assert one.about.label == "Agreement on loans"


@pytest.mark.parametrize(
    ("concerns", "span", "possibly", "certainly"),
    [
        (Concerns.BOTH, "2000", False, False),
        (Concerns.BOTH, "2002", False, False),
        (Concerns.BOTH, "2002/2006", True, True),
        (Concerns.BOTH, "2003-02/2005", True, False),  # within these years nothing is certain
        (Concerns.BOTH, "2003-06/2008", True, False),
        (Concerns.EITHER, "2000", False, False),
        (Concerns.EITHER, "2001", True, True),
        (Concerns.EITHER, "2002", True, True),
        (Concerns.EITHER, "2003-06", True, False),
        (Concerns.EITHER, "2004", False, False),
        (Concerns.EITHER, "2008", True, True),
        (Concerns.LATER, "2002", False, False),
        (Concerns.LATER, "2002/2008", True, True),
        (Concerns.LATER, "2004", False, False),
        (Concerns.LATER, "2005-01-01", True, False),
        (Concerns.LATER, "2008", True, True),
    ],
)
def test_a_conflict_matters_at_a_time(
    things: Graph, concerns: Concerns, span: str, possibly: bool, certainly: bool
) -> None:
    found = disagreement(concerns=concerns)
    at = Span.parse(span)
    assert bool(asked(things, found, span=at)) is possibly
    assert bool(asked(things, found, span=at, certain=True)) is certainly


def test_a_gap_matters_once_the_last_end_is_over(things: Graph) -> None:
    def matters(one: str, span: str) -> bool:
        found = disagreement(one=one, other="2001/2009", concerns=Concerns.LATER)
        return bool(asked(things, found, span=Span.parse(span)))

    assert not matters("2001/2003-06-30", "2003-06-30")
    assert matters("2001/2003-06-30", "2003-07-01")
    assert matters("", "2003-07-01"), "an end that nobody knows"
    found = disagreement(other="2001/2009", concerns=Concerns.LATER)
    later = said("c", "Lifespan", "2001/2005", of="loan")
    both = Found(found.kind, found.about, ((*found.sides[0], later), found.sides[1]), (), "", Concerns.LATER)  # fmt: skip
    assert not asked(things, both, span=Span.parse("2005"))
    assert asked(things, both, span=Span.parse("2006"))


def test_conflicts_of_one_thing(things: Graph) -> None:
    known = (
        disagreement(about="loan", named="exchange"),
        disagreement(about="shore"),
        disagreement(about="saltmark-director"),
    )
    for name, expected in {
        "loan": ["loan"],
        "exchange": ["loan"],  # it is named in it
        "source/chronicle": ["loan", "saltmark-director", "shore"],
        "centre": ["shore"],  # what is said of its region is said of the centre
        "saltmark": ["saltmark-director"],
        "league": [],
    }.items():
        found = asked(things, *known, entity=ID + name)
        assert found == expected, name
    assert len(asked(things, *known)) == 3


def test_conflicts_of_some_kinds(things: Graph) -> None:
    known = [disagreement(kind) for kind in KINDS]

    def kinds(*wanted: str) -> list[str]:
        return [one.kind for one in conflicts(things, among=known, kinds=wanted)]

    assert kinds() == list(KINDS)
    assert kinds("spelling", "gap") == ["gap", "spelling"]
    assert conflicts(things, among=[]) == []


def test_the_order_of_conflicts(things: Graph) -> None:
    known = [
        disagreement("gap", "spring"),
        disagreement("contradiction", "spring"),
        disagreement("contradiction", "exchange", resolved="Minutes."),
        disagreement("contradiction", "exchange"),
        disagreement("contradiction", "exchange", name="0"),
        disagreement("contradiction", "loan"),
        disagreement("contradiction", "renewal"),
        disagreement("contradiction", "founding"),
    ]
    expected = [
        ("contradiction", "loan", "a", ""),
        ("contradiction", "founding", "a", ""),
        ("contradiction", "exchange", "a", ""),
        ("contradiction", "exchange", "a0", ""),
        ("contradiction", "renewal", "a", ""),
        ("contradiction", "spring", "a", ""),
        ("contradiction", "exchange", "a", "Minutes."),
        ("gap", "spring", "a", ""),
    ]

    def order(found: list[Found]) -> list[tuple[str, str, str, str]]:
        told = conflicts(things, among=found)
        return [(c.kind, local_name(c.about.iri), c.sides[0].statements[0], c.resolved) for c in told]  # fmt: skip

    assert order(known) == order(known[::-1]) == expected


def test_things_of_one_name_are_told_by_slug(write: Write) -> None:
    text = "\n".join(f'id:{slug} a lg:Agreement ; rdfs:label "Loan"@en .' for slug in "ba")
    graph = open_graph([write("same.ttl", text)], keep=False)
    assert asked(graph, disagreement(about="b"), disagreement(about="a", name="z")) == ["a", "b"]


def test_what_somebody_must_look_at() -> None:
    def fails(kind: str, resolved: str = "") -> bool:
        return Conflict(kind, None, (), "", resolved).fails  # type: ignore[arg-type]

    assert [kind for kind in KINDS if fails(kind)] == list(KINDS[:4])
    assert not any(fails(kind, "Minutes.") for kind in KINDS)


def test_only_what_finds_a_kind_is_asked_and_each_question_kept_apart() -> None:
    graph = open_graph([THINGS, HERE / "disagree.ttl"], keep=False)
    kept: dict[Hashable, object] = {}

    def once(key: Hashable, make: Callable[[], object]) -> object:
        if key not in kept:
            kept[key] = make()
        return kept[key]

    graph.once = once  # type: ignore[method-assign, assignment]
    assert {one.kind for one in disagreements(graph)} == set(KINDS)
    assert {one.kind for one in disagreements(graph, ["gap"])} == {"gap"}
    assert {one.kind for one in disagreements(graph, ["spelling"])} == {"spelling", "refinement"}
    assert disagreements(graph, ("gap",)) is disagreements(graph, ["gap", "gap"])
    assert {one.kind for one in conflicts(graph)} == set(KINDS)
    assert len(kept) == 4, "three questions, and what sources say"
    assert [one.kind for one in conflicts(graph, kinds=["refinement"])] == ["refinement"] * 2
    assert len(kept) == 5
