"""Desktop tools: what is written is read back, and what a format cannot hold is said."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from conftest import PREFIXES, SMALL, Said
from libgraph.dates import Bounds, SourceDate, Span, announced, attested, during
from libgraph.desktop import Net, Scope, network, written
from libgraph.desktop.days import Days, Times, at_once, times_of, together
from libgraph.desktop.formats import FORMATS
from libgraph.desktop.model import Bond
from libgraph.errors import MissingExtra, UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import ID
from libgraph.query.entities import resolve
from libgraph.spreadsheets import defused

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "gexf.xsd"))
GEXF = "{http://gexf.net/1.3}"
NASTY = (
    "]]></attvalue><x/>", '"Quoted" & <b>', "emoji 📚👩‍🏫", "שלום מكتبة‏", "=1+cmd|' /C calc'!A0",
    "a\\u0007bell", "two\\nlines", "@sum(A1)", "\\uFFFEnone", "O'Neill; a, b",
    "</script><script>alert(1)</script>", "long " * 60 + "end", "back\\\\",
)  # fmt: skip


@pytest.fixture(scope="module")
def net(small: Graph) -> Net:
    return network(small)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Net:
    """Things whose names are what formats trip over, each a member of the next."""
    rows = [
        f'id:n{at} a lg:Library ; rdfs:label """{name}"""@en .\n'
        f"st:s{at} a lg:Membership ; lg:member id:n{at} ; lg:body id:n{(at + 1) % len(NASTY)} ; "
        f'lg:during "{1990 + at}/.." ; prov:wasQuotedFrom src:s .\n'
        for at, name in enumerate(name.replace('"', '\\"') for name in NASTY)
    ]
    source = 'src:s a lg:Source ; dcterms:title "=SUM(A1)"@en ; dcterms:date "2020" .\n'
    path = tmp_path_factory.mktemp("nasty") / "nasty.ttl"
    path.write_text(PREFIXES + source + "".join(rows), "utf-8")
    return network(open_graph([path], keep=False))


def bond(net: Net, source: str, target: str) -> Bond:
    return next(b for b in net.bonds if (b.source, b.target) == (ID + source, ID + target))


def parsed(net: Net, format_: str, folder: Path) -> nx.Graph:
    path = folder / f"net.{format_}"
    path.write_bytes(written(net, format_).content)
    if format_ == "gexf":
        return nx.read_gexf(path, version="1.3")
    return nx.read_graphml(path) if format_ == "graphml" else nx.read_pajek(path)


# days


def source(text: str) -> SourceDate:
    return SourceDate.parse(text)


@pytest.mark.parametrize(
    ("bounds", "certain", "possible"),
    [
        (during("1987/2003", source("2005")), "1987-12-31/2003-01-01", "1987-01-01/2003-12-31"),
        (during("1995-02", source("2005")), "[1995-02-01..1995-02-28]", "1995-02-01/1995-02-28"),
        (during("2008/..", source("2020")), "2008-12-31/2020-01-01", "2008-01-01/.."),
        (during("2004/", source("2020")), "[2004-01-01..2004-12-31]", "2004-01-01/.."),
        (during("[..2018-04-20]", source("2018")), "", "../2018-04-20"),
        (attested("2020"), "[2020-01-01..2020-12-31]", "../.."),
        (announced("2030"), "", "2030-01-01/2030-12-31"),
        (during("2012-05-05", source("2020")), "2012-05-05", "2012-05-05"),
    ],
)
def test_what_is_certain_and_what_is_possible(bounds: Bounds, certain: str, possible: str) -> None:
    times = times_of([bounds])
    assert "; ".join(days.edtf() for days in times.certain) == certain
    assert times.possible() == possible


def test_a_certain_day_is_one_on_which_the_answer_is_yes() -> None:
    for text in ("1987/2003", "1995-02", "2008/..", "2004/", "2010~", "[1990,1994]", "198X"):
        bounds = during(text, source("2020"))
        for days in times_of([bounds]).certain:
            assert str(bounds.holds(Span(days.first, days.last))) == "yes"
            if days.exact:
                assert str(bounds.holds(Span(days.first, days.first))) == "yes"


def test_a_sharper_account_stands_for_a_vaguer_one() -> None:
    vague, sharp = during("2008", source("2020")), during("2008-05-12", source("2020"))
    assert [days.edtf() for days in times_of([vague, sharp]).certain] == ["2008-05-12"]
    month = during("2008-05", source("2020"))
    assert [d.edtf() for d in times_of([vague, month]).certain] == ["[2008-05-01..2008-05-31]"]


def test_spells_do_not_overlap_and_what_goes_on_has_no_end() -> None:
    known = [
        times_of([during("1990-01-01/1995-01-01", source("2020"))]),
        times_of([during("1994-01-01/1999-01-01", source("2020"))]),
        times_of([during("2005-01-01/..", source("2020"))], going=True),
        times_of([during("2007-01-01/2009-01-01", source("2020"))]),
    ]
    assert together(known).spells() == [
        (date(1990, 1, 1), date(1999, 1, 1)),
        (date(2005, 1, 1), None),
    ]


def test_two_things_at_once() -> None:
    one = times_of([during("1990-01-01/1995-01-01", source("2020"))])
    other = times_of([during("1994-01-01/..", source("2020"))], going=True)
    assert at_once([one, other]).certain == (Days(date(1994, 1, 1), date(1995, 1, 1), True),)
    month = times_of([during("1994-03", source("2020"))])
    assert at_once([one, month]).certain == month.certain
    year = times_of([during("1994", source("2020"))])
    assert at_once([year, month]).certain == year.certain
    assert not at_once([one, times_of([during("2001", source("2020"))])]).certain


# the network


def test_posts_and_regions_are_folded(net: Net) -> None:
    iris = {thing.iri for thing in net.things}
    assert ID + "director-riverland" not in iris
    assert ID + "region-riverland" not in iris
    tenure = bond(net, "serikova", "riverland")
    assert tenure.label == "works in (Director of the Riverland National Library)"
    assert bond(net, "centre-riverland", "country-dl")


def test_what_a_network_has_no_place_for_is_counted(net: Net) -> None:
    assert net.left == ("1 figure",)


def test_around_and_at_a_time(small: Graph) -> None:
    hill = network(small, (), Scope(around=resolve(small, "hill"), depth=1))
    assert {thing.iri for thing in hill.things} == {
        ID + name for name in ("hill", "memorandum-2004", "riverland")
    }
    span = Span.parse("2012")
    later = network(small, (), Scope(span=span, as_of="2012"))
    assert not any(b.kind == "party" for b in later.bonds)
    assert {b.holds for b in later.bonds} == {"yes", "possibly"}
    sure = network(small, (), Scope(span=span, as_of="2012", certain=True))
    assert {b.holds for b in sure.bonds} == {"yes"}


def test_a_layer_ties_bodies(small: Graph) -> None:
    agreements = network(small, ["agreements"], Scope())
    (tie,) = agreements.bonds
    assert not tie.directed
    assert tie.label == "Memorandum of Riverland and Hill on the exchange of books"
    assert tie.times.spells() == [(date(2004, 3, 31), date(2008, 12, 31))]
    assert len(tie.parts[0].iris) == 2
    with pytest.raises(UnknownName, match="agreements"):
        network(small, ["nonsense"])


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_in_other_languages(small: Graph, lang: str) -> None:
    found = network(small, (), Scope(lang=lang))
    assert "At all times" not in found.about
    assert found.things[0].called not in ("Library", "Organization", "PAC centre")


# the formats


@pytest.mark.parametrize("format_", FORMATS)
def test_twice_the_same_bytes(format_: str, net: Net) -> None:
    assert written(net, format_) == written(net, format_)


@pytest.mark.parametrize("which", ["net", "nasty"])
def test_gexf_is_valid(which: str, request: pytest.FixtureRequest) -> None:
    document = etree.fromstring(written(request.getfixturevalue(which), "gexf").content)
    SCHEMA.assertValid(document)


@pytest.mark.parametrize(
    ("layers", "as_of", "lang"),
    [
        ((), "", "en"),
        (("agreements",), "", "ru"),
        (("agreements", "hosting"), "2009", "kk"),
        ((), "2009", "en"),
    ],
)
def test_the_shipped_graph_is_valid_gexf(
    layers: tuple[str, ...], as_of: str, lang: str, shipped: Graph
) -> None:
    span = Span.parse(as_of) if as_of else None
    net = network(shipped, layers, Scope(span=span, as_of=as_of, lang=lang))
    document = etree.fromstring(FORMATS["gexf"](net).content)
    SCHEMA.assertValid(document)
    assert len(document.findall(f".//{GEXF}node")) == len(net.things) > 50
    assert len(document.findall(f".//{GEXF}edge")) == len(net.bonds) > 50


def test_the_schema_finds_faults(net: Net) -> None:
    good = written(net, "gexf").content
    for old, new in ((b'start="20', b'start="y20'), (b' z="0.0"', b""), (b"source=", b"sauce=")):
        assert old in good
        assert not SCHEMA.validate(etree.fromstring(good.replace(old, new)))


def test_gexf_edges_name_attributes_that_are_declared_and_nodes_that_are_there(net: Net) -> None:
    document = etree.fromstring(written(net, "gexf").content)
    for what in ("node", "edge"):
        declared = {
            found.get("id")
            for found in document.findall(f".//{GEXF}attributes[@class='{what}']/{GEXF}attribute")
        }
        used = {v.get("for") for v in document.findall(f".//{GEXF}{what}//{GEXF}attvalue")}
        assert used <= declared
    nodes = {node.get("id") for node in document.findall(f".//{GEXF}node")}
    ends = {e.get(end) for e in document.findall(f".//{GEXF}edge") for end in ("source", "target")}
    assert ends <= nodes


def test_gexf_says_when(net: Net, tmp_path: Path) -> None:
    edges = {(s, t): d for s, t, d in parsed(net, "gexf", tmp_path).edges(data=True)}
    member = edges[ID + "riverland", ID + "federation"]
    assert member["spells"] == [("1998-12-31", "None")]  # still so, says the source of 2006/2007
    assert member["edtf"] == "1998/.."
    assert member["certain_days"] == "1998-12-31/2006-01-01"
    assert member["possible_days"] == "1998-01-01/.."
    gift = edges[ID + "riverland", ID + "hill"]
    assert "spells" not in gift
    assert gift["certainty"] == "possible"
    losses = " ".join(written(net, "gexf").losses)
    assert "no spell" in losses


def test_parallel_edges_differ_in_kind(shipped: Graph) -> None:
    net = network(shipped, (), Scope(around=resolve(shipped, "nlrk")))
    document = etree.fromstring(written(net, "gexf").content)
    keys = [
        (edge.get("source"), edge.get("target"), edge.get("kind"))
        for edge in document.findall(f".//{GEXF}edge")
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("format_", ["gexf", "graphml"])
@pytest.mark.parametrize("which", ["net", "nasty"])
def test_networkx_reads_the_same_network(
    format_: str, which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    net: Net = request.getfixturevalue(which)
    found = parsed(net, format_, tmp_path)
    assert set(found) == {thing.iri for thing in net.things}
    assert found.is_directed()
    ends = sorted((source, target) for source, target, *_ in found.edges)
    assert ends == sorted((b.source, b.target) for b in net.bonds)
    for thing in net.things:
        data = found.nodes[thing.iri]
        assert data["kind"] == thing.kind
        assert data["colour"].startswith("#")
    for _, _, data in found.edges(data=True):
        assert data["weight"] >= 1
        assert data["source_iris"]


def test_graphml_keeps_names_places_and_dates(net: Net, tmp_path: Path) -> None:
    found = parsed(net, "graphml", tmp_path)
    river = found.nodes[ID + "riverland"]
    assert river["label_ru"] == "Национальная библиотека Приречья"
    assert isinstance(river["x"], float)
    assert len({(d["x"], d["y"]) for _, d in found.nodes(data=True)}) == len(found)
    tie = found.edges[ID + "riverland", ID + "federation"]
    assert tie["sources"] == "The Riverland library"
    assert tie["possible_days"] == "1998-01-01/.."


def test_igraph_reads_graphml(net: Net, nasty: Net, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    for each in (net, nasty):
        path = tmp_path / "net.graphml"
        path.write_bytes(written(each, "graphml").content)
        found = igraph.Graph.Read_GraphML(str(path))
        assert found.vs["id"] == [thing.iri for thing in each.things]
        assert found.ecount() == len(each.bonds)
        assert found.is_directed()
        assert found.es["relation"] == [b.kind for b in each.bonds]


def test_directed_and_undirected_edges_in_one_file(shipped: Graph) -> None:
    net = network(shipped, ["agreements", "hosting"], Scope(around=resolve(shipped, "nlrk")))
    assert {each.directed for each in net.bonds} == {True, False}
    for format_ in ("gexf", "graphml"):
        assert any("networkx" in loss for loss in written(net, format_).losses)
    assert b"*Edges" in written(net, "pajek").content
    types = {row["Type"] for row in rows(written(net, "csv-edges").content)}
    assert types == {"Directed", "Undirected"}


@pytest.mark.parametrize("format_", ["gexf", "graphml"])
def test_networkx_reads_a_layer_without_directions(
    format_: str, shipped: Graph, tmp_path: Path
) -> None:
    net = network(shipped, ["agreements"], Scope(around=resolve(shipped, "nlrk")))
    found = parsed(net, format_, tmp_path)
    assert not found.is_directed()
    assert found.number_of_edges() == len(net.bonds) > 20


def test_yed_finds_labels_and_lines(net: Net) -> None:
    text = written(net, "graphml").content.decode()
    assert "<y:NodeLabel>Riverland National Library</y:NodeLabel>" in text
    assert 'type="dashed"' in text  # the gift is only possible


def test_names_survive(nasty: Net, tmp_path: Path) -> None:
    plain = [
        name.replace("\\u0007", "")
        .replace("\\n", "\n")
        .replace("\\uFFFE", "")
        .replace("\\\\", "\\")
        for name in NASTY
    ]
    found = parsed(nasty, "graphml", tmp_path)
    assert [found.nodes[f"{ID}n{at}"]["label"] for at in range(len(NASTY))] == plain
    assert any("control character" in loss for loss in written(nasty, "gexf").losses)
    document = json.loads(written(nasty, "cyjs").content)
    names = {node["data"]["id"]: node["data"]["name"] for node in document["elements"]["nodes"]}
    assert names[f"{ID}n5"] == "a\x07bell"
    assert names[f"{ID}n0"] == NASTY[0]


def test_cytoscape_finds_its_columns(net: Net) -> None:
    document = json.loads(written(net, "cyjs").content)
    assert document["format_version"] == "1.0"
    nodes, edges = document["elements"]["nodes"], document["elements"]["edges"]
    ids = {node["data"]["id"] for node in nodes}
    assert ids == {thing.iri for thing in net.things}
    for edge in edges:
        assert {edge["data"]["source"], edge["data"]["target"]} <= ids
        assert edge["data"]["interaction"] == edge["data"]["name"] != ""
        assert edge["data"]["sources"]
    assert all({"x", "y"} == set(node["position"]) for node in nodes)
    assert all(isinstance(node["data"]["names"], list) for node in nodes)


@pytest.mark.parametrize("which", ["net", "nasty"])
def test_pajek_is_read_back(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    net: Net = request.getfixturevalue(which)
    found = parsed(net, "pajek", tmp_path)
    assert len(found) == len(net.things)
    assert found.number_of_edges() == len(net.bonds)
    losses = written(net, "pajek").losses
    assert "left out" in losses[0]
    assert any("became slashes" in loss for loss in losses) == (which == "nasty")


def test_pajek_has_years_places_and_utf_8(net: Net) -> None:
    content = written(net, "pajek").content
    assert content.startswith(b"\xef\xbb\xbf*Network ")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[1] == f"*Vertices {len(net.things)}"
    places = [
        tuple(map(float, line.rsplit(" ", 3)[1:3])) for line in lines[2 : 2 + len(net.things)]
    ]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    assert any(line.endswith(" [1998-*]") for line in lines)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_for_each_relationship(net: Net) -> None:
    found = written(net, "csv-edges")
    assert found.nodes
    edges, nodes = rows(found.content), rows(found.nodes)
    assert len(edges) == sum(b.weight for b in net.bonds)
    ids = {row["Id"] for row in nodes}
    assert all(row["Source"] in ids and row["Target"] in ids for row in edges)
    assert {row["Type"] for row in edges} == {"Directed"}
    member = next(row for row in edges if row["Target"] == ID + "federation")
    assert member["EDTF"] == "1998/.."
    assert member["Begins earliest"] == "1998-01-01"
    assert member["Ends latest"] == ""
    assert member["Sources"] == "The Riverland library"


def test_no_cell_is_a_formula(nasty: Net) -> None:
    found = written(nasty, "csv-edges")
    assert found.nodes
    for row in (*rows(found.content), *rows(found.nodes)):
        for name, cell in row.items():
            if name not in ("x", "y"):
                assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))
    assert {row["Sources"] for row in rows(found.content)} == {"'=SUM(A1)"}
    assert any("formula" in loss for loss in found.losses)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1", "'=1"), ("  =1", "'  =1"), ("\n=1", "'\n=1"), ("-1", "-1"), ("-1+1", "'-1+1"), ("＝1", "'＝1"),
        ("a=1", "a=1"), ("", ""), ("2008/..", "2008/.."),
    ],
)  # fmt: skip
def test_formulas_are_defused(cell: str, safe: str) -> None:
    assert defused(cell) == safe


@pytest.mark.parametrize("format_", FORMATS)
def test_no_dates_at_all(format_: str, net: Net) -> None:
    never = Times((), Bounds(None, None, None, None))
    undated = replace(
        net,
        things=tuple(replace(thing, times=None, edtf="", when="") for thing in net.things),
        bonds=tuple(
            replace(b, parts=tuple(replace(p, times=never, edtf="", when="") for p in b.parts))
            for b in net.bonds
        ),
    )
    content = written(undated, format_).content
    assert b"Riverland" in content
    assert not re.search(rb"<spell|\[1\d{3}|\d{4}-\d\d-\d\d", content)
    if format_ == "gexf":
        SCHEMA.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("format_", FORMATS)
def test_an_unwritable_file(format_: str, libgraph: Callable[..., Said]) -> None:
    place = "/nonexistent/net"
    said = libgraph("-g", SMALL / "data.ttl", "export", "-f", format_, "-o", place)
    assert (said.code, said.out) == (3, "")
    assert "cannot be written" in said.err


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_to_write(format_: str, net: Net) -> None:
    with pytest.raises(UsageError, match="nothing to export"):
        written(replace(net, things=(), bonds=()), format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_one_thing_alone(format_: str, small: Graph) -> None:
    alone = network(small, (), Scope(around=resolve(small, "hill"), depth=0))
    assert len(alone.things) == 1
    assert written(alone, format_).content


@pytest.mark.parametrize("format_", FORMATS)
def test_without_the_extra_there_are_no_places(
    format_: str, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(scene: object) -> None:
        raise MissingExtra("places", "draw")

    monkeypatch.setattr("libgraph.desktop.formats.points", missing)
    found = written(net, format_)
    assert "[draw]" in found.losses[-1]
    assert b"viz:position" not in found.content
    assert b'"position"' not in found.content


# the command


def test_the_command_writes_a_file_and_says_what_is_in_it(
    libgraph: Callable[..., Said], tmp_path: Path
) -> None:
    place = tmp_path / "agreements.csv"
    said = libgraph(
        "-g", SMALL / "data.ttl", "export", "-f", "csv-edges", "--layer", "agreements", "-o", place
    )
    assert (said.code, said.out) == (0, "")
    assert "things: 2, ties: 1" in said.err
    assert "agreements-nodes.csv" in said.err
    assert len(rows(place.read_bytes())) == 1
    assert len(rows((tmp_path / "agreements-nodes.csv").read_bytes())) == 2


def test_the_command_goes_to_a_pipe(libgraph: Callable[..., Said]) -> None:
    said = libgraph(
        "-g", SMALL / "data.ttl", "export", "-f", "csv-edges", "--around", "hill", "--lang", "ru"
    )
    assert said.out.startswith("\ufeffKind,Source,Target")
    assert "add -o FILE" in said.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.gexf", b"<?xml"), ("x.graphml", b"<?xml"), ("x.cyjs", b"{"), ("x.net", b"\xef\xbb\xbf*Net"),
        ("x.NT", b"<"), ("x.ttl", b"@prefix"), ("x.txt", b"@prefix"), ("x.ics", b"BEGIN:VCALENDAR"),
    ],
)  # fmt: skip
def test_the_name_of_the_file_decides(
    name: str, begins: bytes, libgraph: Callable[..., Said], tmp_path: Path
) -> None:
    said = libgraph("-g", SMALL / "data.ttl", "export", "-o", tmp_path / name)
    assert said.code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_as_known_at_a_day(libgraph: Callable[..., Said]) -> None:
    said = libgraph("-g", SMALL / "data.ttl", "--known-at", "2010", "export", "-f", "gexf")
    assert "as known at 2010" in said.out
    assert "The Riverland library" in said.out
    assert "News of the Hill Library" not in said.out


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = "import sys; from libgraph.cli.main import outcome; sys.exit(outcome(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "-g", str(SMALL / "data.ttl"), "export"]
    runs = [
        subprocess.run(
            [*command, "-f", "gexf"], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] != b""


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("export --around nlrk", "--around is for networks"),
        ("export -f ics --layer people", "--layer is for networks"),
        ("export -f trig --depth 2", "--depth is for networks"),
        ("export -f gexf --depth 2", "name it with --around"),
        ("export -f gexf --with-derived", "--with-derived is for RDF"),
        ("export -f gexf --framed", "--framed is for JSON-LD"),
        ("export -f gexf --around nobody-here", "nobody-here"),
        ("export -f gexf --layer nonsense", "no projection"),
        ("export -f gexf -o /nonexistent/x.gexf", "cannot be written"),
    ],
)
def test_what_cannot_be_meant(words: str, complaint: str, libgraph: Callable[..., Said]) -> None:
    said = libgraph("-g", SMALL / "data.ttl", *words.split())
    assert said.code in (2, 3)
    assert complaint in said.err
    assert said.err.count("\n") == 1 or "cannot be written" in said.err
