"""Whatever a network has is in the file read back, or in what the format says it cannot hold."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from libgraph.dates import Bounds, SourceDate, announced, attested, during
from libgraph.desktop import Net
from libgraph.desktop.columns import certain, certainty, possible
from libgraph.desktop.days import Times, times_of
from libgraph.desktop.formats import FORMATS
from libgraph.desktop.model import Bond, Part, Source, Thing, Written
from libgraph.drawing.kinds import KINDS, kind_of

# ── Networks ─────────────────────────────────────────────────────────────────────────────

# a failure is said at once: to make a whole network smaller takes minutes
BRIEF = settings(deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
HOSTILE = (
    "</script><script>alert(1)</script>", "]]></data>", '"quoted" & <b>', "📚👩‍🏫", "שלום مكتبة‏",
    "bell \x07", "none \ufffe", "two\r\nlines", "=SUM(A1)", "x" * 300, "back\\", "a | b", "[1990]",
)  # fmt: skip
SAID = SourceDate.parse("2020")
WHEN = (
    Times((), Bounds(None, None, None, None)),
    times_of([during("1990-03-01/1995-04-02", SAID)]),
    times_of([during("1994/..", SAID)], going=True),
    times_of([during("[1990,1994]", SAID)]),
    times_of([during("2004/", SAID), during("2008-05-12", SAID)]),
    times_of([attested("2020")]),
    times_of([announced("2030")]),
)
letters = st.characters(exclude_categories=("Cs",))
texts = st.sampled_from(HOSTILE) | st.text(letters, min_size=1, max_size=20).filter(str.strip)
iris = st.from_regex(r"https://example\.org/[a-z]{1,6}", fullmatch=True)
sources = st.builds(Source, iris, texts)
parts = st.builds(
    Part,
    iris=st.lists(iris, min_size=1, max_size=2).map(tuple),
    says=texts,
    edtf=st.sampled_from(("", "1990/1995", "2020-06", "1994/..")),
    when=texts,
    holds=st.sampled_from(("", "yes", "possibly")),
    times=st.sampled_from(WHEN),
    sources=st.lists(sources, max_size=2, unique_by=lambda source: source.iri).map(tuple),
)


@st.composite
def things(draw: st.DrawFn, iri: str) -> Thing:
    labels = draw(st.dictionaries(st.sampled_from(("en", "ru", "kk")), texts))
    others = draw(st.lists(st.tuples(st.sampled_from(("", "fr", "ja")), texts), max_size=3))
    times = draw(st.none() | st.sampled_from(WHEN))
    return Thing(
        iri, draw(texts), draw(st.sampled_from([*KINDS])), draw(texts), labels,
        (*labels.items(), *others), draw(st.sampled_from(("", "1990/1995"))), draw(texts),
        times, draw(st.tuples(*[st.integers(-900, 900).map(float)] * 2)),
    )  # fmt: skip


@st.composite
def networks(draw: st.DrawFn) -> Net:
    every = draw(st.lists(iris, min_size=1, max_size=5, unique=True))
    bonds = st.builds(
        Bond, st.sampled_from(every), st.sampled_from(every), st.sampled_from(("party", "events")),
        texts, st.booleans(), st.lists(parts, min_size=1, max_size=3).map(tuple),
    )  # fmt: skip
    nodes = tuple(draw(things(iri)) for iri in every)
    return Net(draw(texts), draw(texts), "en", nodes, tuple(draw(st.lists(bonds, max_size=6))))


# ── What a network says: a name for what is said, and the text of it ─────────────────────

Facts = list[tuple[str, str]]


def of_network(net: Net) -> Facts:
    return [("title", net.title), ("what the network shows", net.about)]


def of_thing(thing: Thing) -> Facts:
    x, y = thing.point or (0, 0)
    return [
        ("addresses", thing.iri),
        ("labels", thing.label),
        ("kinds", thing.kind),
        ("kinds", thing.called),
        ("colours", kind_of(thing.kind).fill),
        *(("names in other languages", name) for _, name in thing.names),
        *(("names in other languages", name) for name in thing.labels.values()),
        ("dates as written", thing.edtf),
        ("dates as written", thing.when if thing.times else ""),
        ("dates of things", certain(thing.times)),
        ("dates of things", possible(thing.times)),
        ("places", f"{x:.0f} {y:.0f}"),
    ]


def of_part(part: Part) -> Facts:
    return [
        ("sentences", part.says),
        ("dates as written", part.edtf),
        ("dates as written", part.when),
        *(("certainty", days.edtf()) for days in part.times.certain),
        *(("sources", source.title) for source in part.sources),
        *(("addresses", source.iri) for source in part.sources),
        *(("addresses", iri) for iri in part.iris),
    ]


def of_bond(bond: Bond) -> Facts:
    """What one edge says of all relationships behind it."""
    return [
        ("labels", bond.label),
        ("kinds", bond.kind),
        ("certainty", certainty(bond.times)),
        ("certainty", bond.holds),
        ("certainty", possible(bond.times)),
        *(fact for part in bond.parts for fact in of_part(part)),
    ]


def of_row(bond: Bond, part: Part) -> Facts:
    """What one row says of one relationship."""
    bounds = part.times.bounds
    limits = (bounds.begins_earliest, bounds.begins_latest, bounds.ends_earliest, part.times.last)
    return [
        ("labels", bond.label),
        ("kinds", bond.kind),
        ("certainty", certainty(part.times)),
        ("certainty", part.holds),
        *(("certainty", day.isoformat()) for day in limits if day),
        *of_part(part),
    ]


# ── What a file says, read without libgraph ──────────────────────────────────────────────


@dataclass
class Line:
    """An edge read back: where it begins and ends, whether it has a direction, and the rest."""

    source: int
    target: int
    directed: bool
    weight: float
    said: str
    spells: list[tuple[str, str]] | None = None


@dataclass
class Read:
    about: str
    nodes: list[str]
    lines: list[Line]


def joined(values: Iterable[str]) -> str:
    return "\n".join(values)


def place(x: str, y: str) -> str:
    return f"{float(x):.0f} {float(y):.0f}"


def from_gexf(found: Written) -> Read:
    root = etree.fromstring(found.content)
    graph = "{http://gexf.net/1.3}"

    def said(element: etree._Element) -> list[str]:
        values = [str(v.get("value")) for v in element.iter(f"{graph}attvalue")]
        spot = element.find("{http://gexf.net/1.3/viz}position")
        where = [] if spot is None else [place(spot.get("x"), str(-float(spot.get("y"))))]
        return [*map(str, element.attrib.values()), *values, *where]

    nodes = root.findall(f".//{graph}node")
    order = [node.get("id") for node in nodes]
    lines = [
        Line(
            order.index(e.get("source")), order.index(e.get("target")), e.get("type") == "directed",
            float(e.get("weight")), joined(said(e)),
            [(s.get("start", ""), s.get("end", "")) for s in e.iter(f"{graph}spell")],
        )
        for e in root.findall(f".//{graph}edge")
    ]  # fmt: skip
    about = joined(root.find(f"{graph}meta").itertext())
    return Read(about, [joined(said(node)) for node in nodes], lines)


def from_graphml(found: Written) -> Read:
    root = etree.fromstring(found.content)
    graph = root.find("{*}graph")

    def data(element: etree._Element) -> dict[str, str]:
        return {str(d.get("key")): d.text or "" for d in element.findall("{*}data")}

    nodes = graph.findall("{*}node")
    order = [node.get("id") for node in nodes]
    every = [data(node) for node in nodes]
    lines = [
        Line(
            order.index(e.get("source")), order.index(e.get("target")), e.get("directed") == "true",
            float(data(e)["e_weight"]), joined(data(e).values()),
        )
        for e in graph.findall("{*}edge")
    ]  # fmt: skip
    said = [
        joined([iri, *known.values(), place(known["n_x"], known["n_y"])])
        for iri, known in zip(order, every, strict=True)
    ]
    return Read(joined(data(graph).values()), said, lines)


def from_cyjs(found: Written) -> Read:
    document = json.loads(found.content)
    nodes, edges = document["elements"]["nodes"], document["elements"]["edges"]

    def flat(value: object) -> Iterator[str]:
        if isinstance(value, list | dict):
            for one in value.values() if isinstance(value, dict) else value:
                yield from flat(one)
        else:
            yield str(value)

    order = [node["data"]["id"] for node in nodes]
    said = [
        joined([*flat(n["data"]), place(n["position"]["x"] / 6, n["position"]["y"] / 6)])
        for n in nodes
    ]
    lines = [
        Line(
            order.index(e["source"]), order.index(e["target"]), e["directed"], e["weight"],
            joined(flat(e)),
        )
        for e in (edge["data"] for edge in edges)
    ]  # fmt: skip
    return Read(joined(flat(document["data"])), said, lines)


def from_pajek(found: Written) -> Read:
    text = found.content.decode("utf-8-sig")
    rows = text.removesuffix("\r\n").split("\r\n")
    nodes, lines, directed = [], [], True
    for row in rows[2:]:
        if row.startswith("*"):
            directed = row == "*Arcs"
        elif vertex := re.fullmatch(r'(\d+) "([^"]*)" (\S+) (\S+) 0.5000', row):
            assert int(vertex[1]) == len(nodes) + 1
            nodes.append(vertex[2])
        else:
            edge = re.fullmatch(r'(\d+) (\d+) (\d+) l "([^"]*)"(?: \[(.*)\])?', row)
            assert edge, row
            years = [y.partition("-")[::2] for y in (edge[5] or "").split(",") if y]
            spells = [(first, last or first) for first, last in years]
            ends = int(edge[1]) - 1, int(edge[2]) - 1
            lines.append(Line(*ends, directed, float(edge[3]), edge[4], spells))
    assert len(set(nodes)) == len(nodes)
    return Read(rows[0].removeprefix("*Network "), nodes, lines)


def from_csv(found: Written) -> Read:
    def table(content: bytes | None) -> list[dict[str, str]]:
        text = (content or b"").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    nodes = table(found.nodes)
    order = [row["Id"] for row in nodes]
    said = [joined([*row.values(), place(row["x"], row["y"])]) for row in nodes]
    lines = [
        Line(
            order.index(row["Source"]), order.index(row["Target"]), row["Type"] == "Directed",
            float(row["Weight"]), joined(row.values()),
        )
        for row in table(found.content)
    ]  # fmt: skip
    return Read("", said, lines)


READERS: dict[str, Callable[[Written], Read]] = {
    "gexf": from_gexf, "graphml": from_graphml, "cyjs": from_cyjs, "pajek": from_pajek,
    "csv-edges": from_csv,
}  # fmt: skip


# ── Nothing is lost silently ─────────────────────────────────────────────────────────────


def plain(text: str, losses: str) -> str:
    """The text as it may stand after what was said of letters; white space is one space."""
    if "XML forbids" in losses:
        text = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    if "control characters in names became spaces" in losses:
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    if "apostrophes" in losses:  # of labels; in other texts it does no harm here
        text = text.replace('"', "'")
    if "became slashes" in losses:
        text = text.replace("\\", "/")
    return " ".join(text.split())


def missing(facts: Facts, said: str, losses: str) -> Facts:
    """The facts that neither the file has nor the losses name."""
    have = plain(said, losses)
    return [
        (what, text)
        for what, text in facts
        if plain(text, losses) not in have and what not in losses
    ]


def expected(net: Net, format_: str) -> list[tuple[Bond, Part | None]]:
    """The edges of a file, in its order: a row each has a part."""
    if format_ == "csv-edges":
        return [(bond, part) for bond in net.bonds for part in bond.parts]
    if format_ == "pajek":  # arcs first
        return [(b, None) for b in sorted(net.bonds, key=lambda bond: not bond.directed)]
    return [(bond, None) for bond in net.bonds]


@pytest.mark.parametrize("format_", FORMATS)
@settings(BRIEF, max_examples=80)
@given(net=networks())
def test_whatever_a_network_has_is_in_the_file_or_said_to_be_lost(format_: str, net: Net) -> None:
    found = FORMATS[format_](net)
    read, losses = READERS[format_](found), "; ".join(found.losses)
    assert not missing(of_network(net), read.about, losses)
    assert len(read.nodes) == len(net.things)
    for thing, said in zip(net.things, read.nodes, strict=True):
        assert not missing([f for f in of_thing(thing) if f[0] != "labels"], said, losses)
        assert plain(thing.label, losses) in plain(said, losses)
    order = [thing.iri for thing in net.things]
    for (bond, part), line in zip(expected(net, format_), read.lines, strict=True):
        assert (order[line.source], order[line.target]) == (bond.source, bond.target)
        assert line.directed == bond.directed
        assert line.weight == (1 if part else bond.weight)
        facts = of_row(bond, part) if part else of_bond(bond)
        assert not missing([f for f in facts if f[0] != "labels"], line.said, losses)
        assert plain(bond.label, losses) in plain(line.said, losses)
        if not part and bond.weight > 1:
            assert "together" in losses or ("as written" in losses and "sources" in losses)


@settings(BRIEF, max_examples=60)
@given(net=networks())
def test_dates_are_intervals_where_a_format_has_them(net: Net) -> None:
    gexf = from_gexf(FORMATS["gexf"](net)).lines
    for bond, line in zip(net.bonds, gexf, strict=True):
        spells = [(str(first), str(last or "")) for first, last in bond.times.spells()]
        assert line.spells == spells
    pajek = from_pajek(FORMATS["pajek"](net)).lines
    for (bond, _), line in zip(expected(net, "pajek"), pajek, strict=True):
        years = [(str(a.year), str(z.year) if z else "*") for a, z in bond.times.spells()]
        assert line.spells == years


@settings(BRIEF, max_examples=40)
@given(net=networks())
def test_losses_are_said_only_where_they_happen(net: Net) -> None:
    letters = "".join(
        text for facts in (of_network(net), *map(of_thing, net.things), *map(of_bond, net.bonds))
        for _, text in facts
    )  # fmt: skip
    forbidden = any((c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" for c in letters)
    for format_ in ("gexf", "graphml"):
        losses = " ".join(FORMATS[format_](net).losses)
        assert ("XML forbids" in losses) == forbidden
        assert ("together" in losses) == any(bond.weight > 1 for bond in net.bonds)
        assert ("networkx" in losses) == (len({bond.directed for bond in net.bonds}) > 1)
    labels = [x.label for x in (*net.things, *net.bonds)]
    pajek = " ".join(FORMATS["pajek"](net).losses)
    assert ("apostrophes" in pajek) == any('"' in label for label in labels)
    assert ("became slashes" in pajek) == any("\\" in label for label in labels)
