"""Two graphs compared: every sort of change in words, and nothing where only the writing differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from conftest import OF_DOCUMENTS
from libgraph.export.graph import written
from libgraph.graph import Graph, open_graph
from libgraph.history.changes import Comparison, What
from libgraph.history.diff import diff
from libgraph.history.patch import patch

HERE = Path(__file__).parent / "diff"
OLD, NEW = HERE / "old.ttl", HERE / "new.ttl"
PREFIXES = OLD.read_text("utf-8").partition("\n\n")[0]
ENDINGS = {"nquads": "nq", "turtle": "ttl", "trig": "trig", "rdfxml": "rdf", "jsonld": "jsonld"}


def graph_of(folder: Path, name: str, text: str) -> Graph:
    path = folder / f"{name}.ttl"
    path.write_text(f"{PREFIXES}\n{text}", "utf-8")
    return open_graph([path], keep=False)


def told(found: Comparison) -> set[tuple[str, str, str]]:
    return {
        (str(change.what), change.sentence, "; ".join(aspect.words for aspect in change.aspects))
        for change in found.changes
        if change.is_statement
    }


@pytest.fixture(scope="module")
def old() -> Graph:
    return open_graph([OLD], keep=False)


@pytest.fixture(scope="module")
def new() -> Graph:
    return open_graph([NEW], keep=False)


def test_each_sort_of_change_is_told(old, new):
    assert told(diff(old, new)) == {
        ("changed", "Book fair, Port", "dated 2009-05-12 instead of 2009; place Port instead of Town"),
        ("changed", "Hill Library belongs to Union – capacity: observer", "capacity observer instead of full member"),
        ("changed", "Hill Library has 300 books", "passage characters 50–61 of one instead of characters 50–59 of one"),
        ("changed", "Hill Library is written Hill Libary", "rank deprecated instead of normal: A slip of the pen."),
        ("gone", "Region includes Moor", ""),
        ("added", "Region includes Vale", ""),
        ("added", "Nova Novak signed Pact for Hill Library", ""),
        ("added", "Pact", "end 2024 added"),
    }  # fmt: skip


def test_what_another_source_said_before_stands_beside(old, new):
    (ended,) = (change for change in diff(old, new).changes if change.besides)
    assert (ended.sentence, ended.besides) == ("Pact", ("since 2004 [one]",))
    assert [source.rpartition("/")[2] for source in ended.sources] == ["two"]


def test_things_come_and_go_and_head_their_group(old, new):
    groups = diff(old, new).groups()
    names = {iri.rpartition("/")[2]: [c.is_statement for c in them] for iri, them in groups.items()}
    assert names["moor"] == names["nova"] == [False, True]
    assert names["two"] == [False]
    assert {change.what for change in groups["https://w3id.org/libgraph/id/moor"]} == {What.GONE}


def test_another_address_is_no_difference(old, new, tmp_path):
    assert diff(old, new).moved == 1
    moved = OLD.read_text("utf-8").replace("st:", "st:moved-")
    moved = moved.replace("@prefix st:moved-", "@prefix st:")
    (tmp_path / "moved.ttl").write_text(moved, "utf-8")
    found = diff(old, open_graph([tmp_path / "moved.ttl"], keep=False))
    assert (found.differ, found.moved) == (False, 9)


def test_one_address_for_two_relationships_is_told_on_both_sides(old, tmp_path):
    text = OLD.read_text("utf-8").replace("lg:covers id:moor", "lg:covers id:vale")
    (tmp_path / "other.ttl").write_text(text, "utf-8")
    assert told(diff(old, open_graph([tmp_path / "other.ttl"], keep=False))) == {
        ("gone", "Region includes Moor", ""),
        ("added", "Region includes Vale", ""),
    }


@pytest.mark.parametrize("format_", ENDINGS)
def test_another_format_is_no_difference(new, documents, tmp_path, format_):
    for graph in (new, documents):
        path = tmp_path / f"again.{ENDINGS[format_]}"
        path.write_bytes(written(graph, format_))
        found = diff(graph, open_graph([path], keep=False))
        assert (found.changes, found.moved) == ((), 0)


def test_another_layout_and_what_goes_without_saying_are_no_difference(old, tmp_path):
    head, *blocks = OLD.read_text("utf-8").replace("@RU", "@ru").split("\n\n")
    for number, line in enumerate(reversed("\n".join(blocks).splitlines())):
        if not line.startswith("#"):
            (tmp_path / f"{number}.ttl").write_text(f"{head}\n{line}\n", "utf-8")
    said = f"{head}\nst:dale lg:rank lg:normal ."
    (tmp_path / "rank.ttl").write_text(said, "utf-8")
    assert not diff(old, open_graph([tmp_path], keep=False)).differ


NAMELESS = """
id:hill a lg:Library . id:river a lg:Library . id:union a lg:Association .
[] a lg:Membership ; lg:member id:hill ; lg:body id:union ; lg:during "1990" ; prov:wasQuotedFrom <one> .
[] a lg:Membership ; lg:member id:river ; lg:body id:union ; lg:during "{year}" ; prov:wasQuotedFrom <one> .
id:hill lg:serves [ a lg:PACRegion ] . id:river lg:serves [ a lg:PACRegion ] .
[] a lg:Link ; lg:from [ a lg:Corner ] ; lg:to [ a lg:Corner ; lg:within [ a lg:City ] ] ; prov:wasQuotedFrom <one> .
"""


def test_nodes_without_an_address_are_known_by_what_they_say(tmp_path):
    before = graph_of(tmp_path, "before", NAMELESS.format(year="1991"))
    lines = NAMELESS.format(year="1991").strip().splitlines()
    again = graph_of(tmp_path, "again", "\n".join(reversed(lines)))
    after = graph_of(tmp_path, "after", NAMELESS.format(year="1992"))
    shared = NAMELESS.format(year="1991").replace(
        "id:hill lg:serves [ a lg:PACRegion ] . id:river lg:serves [ a lg:PACRegion ] .",
        "id:hill lg:serves _:one . id:river lg:serves _:one . _:one a lg:PACRegion .",
    )
    assert not diff(before, again).differ
    (change,) = diff(before, after).changes
    assert (change.what, change.sentence) == (What.CHANGED, "membership: river – union")
    assert diff(before, graph_of(tmp_path, "shared", shared)).differ


def test_a_patch_cannot_name_what_has_no_address(tmp_path, libgraph):
    graph_of(tmp_path, "before", NAMELESS.format(year="1991"))
    graph_of(tmp_path, "after", NAMELESS.format(year="1992"))
    said = libgraph("diff", tmp_path / "before.ttl", tmp_path / "after.ttl", "-f", "turtle-patch")
    assert said.code == 2
    assert "blank node" in said.err


# ── Whatever the graphs ──────────────────────────────────────────────────────────────────

DATES = ("2004", "2004/..", "2004/2024", "/2009-12-31", "2010~")
LINES = (
    *(f'id:{who} a lg:Library ; rdfs:label "{name}"@en .' for who in "ab" for name in (who, f"{who}!")),
    *(
        f"st:{n} a lg:Membership ; lg:member id:{who} ; lg:body id:b ; "
        f'lg:during "{when}" ; prov:wasQuotedFrom <{source}> .'
        for n in "12" for who in "ab" for when in DATES for source in ("one", "two")
    ),
    *(f"st:{n} lg:rank lg:{rank} ." for n in "12" for rank in ("normal", "deprecated", "preferred")),
    "id:a owl:sameAs id:b .",
    'src:one dcterms:date "2010" .',
    "id:b lg:serves id:c .",
)  # fmt: skip
TEXTS = some.lists(some.sampled_from(LINES), max_size=8, unique=True).map(
    lambda lines: "\n".join(["@prefix owl: <http://www.w3.org/2002/07/owl#> .", "id:z a lg:City .", *lines])
)  # fmt: skip
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
OTHER_WAY = {What.ADDED: What.GONE, What.GONE: What.ADDED, What.CHANGED: What.CHANGED}


# a name that only one graph has: what is gone is called as it was called there
ALIAS = '@prefix owl: <http://www.w3.org/2002/07/owl#> .\nid:a a lg:Library ; rdfs:label "a"@en ; owl:sameAs id:b .'
KEPT = 'id:b a lg:Library ; rdfs:label "b!"@en .'


@FEW
@given(TEXTS, TEXTS)
@example(ALIAS, KEPT)
def test_the_other_way_round_is_the_mirror(tmp_path, one, other):
    old, new = graph_of(tmp_path, "old", one), graph_of(tmp_path, "new", other)
    there, back = diff(old, new), diff(new, old)
    assert seen(there) == seen(back, turned=True)
    assert (there.moved, there.triples[2]) == (back.moved, back.triples[2])


def seen(found: Comparison, *, turned: bool = False) -> list[tuple[object, ...]]:
    rows = []
    for change in found.changes:
        what = OTHER_WAY[change.what] if turned else change.what
        parts = [
            (a.property, *((a.new, a.old) if turned else (a.old, a.new))) for a in change.aspects
        ]
        # what changed is told with its new address and kind
        which = ("", "") if what is What.CHANGED else (change.iri, change.kind)
        rows.append((what, *which, sorted(parts)))
    return sorted(rows, key=str)


@FEW
@given(TEXTS, TEXTS)
def test_the_patch_makes_new_of_old(tmp_path, one, other):
    from rdflib import Dataset
    from rdflib.compare import to_isomorphic

    old, new = graph_of(tmp_path, "old", one), graph_of(tmp_path, "new", other)
    lines = patch(old, new)
    assert lines.splitlines()[1:-1] == sorted(
        lines.splitlines()[1:-1], key=lambda line: (line[0] == "A", line)
    )
    dataset = Dataset()
    dataset.default_graph.parse(data=_triples(old), format="nt")
    dataset.parse(data=lines, format="patch")
    wanted = Dataset().default_graph.parse(data=_triples(new), format="nt")
    assert to_isomorphic(dataset.default_graph) == to_isomorphic(wanted)
    assert not diff(old, old).differ
    assert bool(lines) or not diff(old, new).differ


def _triples(graph: Graph) -> str:
    """Without the ranks that go without saying, as libgraph compares."""
    lines = written(graph, "ntriples").decode().splitlines()
    return "\n".join(line for line in lines if "ontology#normal>" not in line) + "\n"


# ── The command ──────────────────────────────────────────────────────────────────────────


def test_the_command_says_it_and_exits_1(libgraph, tmp_path):
    said = libgraph("diff", OLD, NEW)
    assert said.code == 1
    assert "  + Pact (2004 to 2024) [two]: end 2024 added; beside since 2004 [one]\n" in said.out
    assert "Statements: 3 added (+), 1 gone (-), 4 changed (~).\n" in said.out
    assert libgraph("diff", OLD, OLD).code == 0
    assert libgraph("diff", OLD, OLD).out.endswith("\nNo difference.\n")
    for format_ in ("text", "json", "turtle-patch"):
        place = tmp_path / format_
        assert libgraph("diff", OLD, NEW, "-f", format_, "-o", place).code == 1
        assert place.read_text("utf-8") == libgraph("diff", OLD, NEW, "-f", format_).out


def test_json_has_all(libgraph):
    found = json.loads(libgraph("diff", OLD, NEW, "-f", "json").out)
    assert (found["differ"], found["moved"], len(found["changes"])) == (True, 1, 11)
    ended = next(change for change in found["changes"] if change["besides"])
    assert (ended["what"], ended["aboutLabel"]) == ("added", "Pact")


def test_two_dates(libgraph):
    said = libgraph("diff", *OF_DOCUMENTS, "--known-at", "2014/2021")
    assert said.code == 1
    assert "+ PAC region of Central Asia includes Kyrgyzstan (seen 2020) [001]" in said.out
    assert libgraph("diff", *OF_DOCUMENTS, "--known-at", "2015/2016").code == 0
    assert (
        libgraph("diff", *OF_DOCUMENTS, "--known-at", "2014/").out.split("\n")[3:]
        == said.out.split("\n")[3:]
    )


@pytest.mark.parametrize("stranger", ["small.ttl", "far.ttl"])
def test_strangers_are_counted_and_not_listed(libgraph, tmp_path, stranger):
    (tmp_path / "far.ttl").write_text('<https://x.org/a> <https://x.org/b> "c" .', "utf-8")
    (tmp_path / "small.ttl").write_bytes(
        (HERE.parents[1] / "network" / stranger).read_bytes() if stranger == "small.ttl" else b""
    )
    said = libgraph("diff", tmp_path / stranger, NEW)
    assert said.code == 1
    assert "The two graphs share n" in said.out
    assert len(said.out.splitlines()) == 6
    found = json.loads(libgraph("diff", tmp_path / stranger, NEW, "-f", "json").out)
    assert len(found["changes"]) > 20


def test_long_groups_are_cut_in_text_alone(libgraph, tmp_path):
    many = "\n".join(
        f"id:hill rdfs:seeAlso id:m{n} . st:m{n} a lg:Membership ; lg:member id:hill ; lg:body id:m{n} ; prov:wasQuotedFrom <one> ."
        for n in range(30)
    )
    (tmp_path / "many.ttl").write_text(OLD.read_text("utf-8") + many, "utf-8")
    said = libgraph("diff", OLD, tmp_path / "many.ttl")
    assert "  … and 19 more: -f json has all\n" in said.out
    assert (
        len(json.loads(libgraph("diff", OLD, tmp_path / "many.ttl", "-f", "json").out)["changes"])
        == 31
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "two dates"),
        ((OLD,), "1 graph named"),
        (("--known-at", "2014"), "2014/2021"),
        (("--known-at", "2021/2014"), "ends before it begins"),
        (("--known-at", "2014/soon"), "soon"),
        (("--as-of", "2014", OLD, NEW), "--as-of"),
        (("-g", OLD, OLD, NEW), "-g"),
    ],
)
def test_what_cannot_be_meant(libgraph, arguments, words):
    said = libgraph("diff", *arguments)
    assert said.code == 2
    assert words in said.err
    assert said.err.count("\n") == 1


def test_a_missing_graph(libgraph):
    assert libgraph("diff", OLD, "nowhere.ttl").code == 3
