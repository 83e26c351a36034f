"""An updated store is the one that a new build would be, whatever was changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PREFIXES, Said
from libgraph.graph import builder, open_graph
from libgraph.graph.stored import Stored

THINGS = """
id:ifla a lg:Association ; rdfs:label "IFLA"@en .
id:pac a lg:Programme ; rdfs:label "PAC"@en .
id:hill a lg:Library ; rdfs:label "Hill Library"@en ; lg:seat id:city .
id:dale a lg:Library ; rdfs:label "Dale Library"@en .
id:glen a lg:Library ; rdfs:label "Glen Library"@en .
id:centre a lg:PACCentre ; rdfs:label "Centre"@en ; lg:serves id:region .
id:region a lg:PACRegion . id:country a lg:Country ; rdfs:label "Country"@en .
id:city a lg:City ; rdfs:label "City"@en .
id:deal a lg:Agreement . id:post a lg:Post ; lg:postIn id:hill . id:anna a lg:Person ; rdfs:label "Anna"@en .
src:a a lg:Source ; dcterms:title "A"@en ; dcterms:date "2010" .
src:b a lg:Source ; dcterms:title "B"@en ; dcterms:date "2020" .
"""
# one a line: whatever is left out, each may be left out or changed
SAID = """st:m1 a lg:Membership ; lg:member id:hill ; lg:body id:ifla ; lg:capacity lg:member ; lg:during "1992/.." ; prov:wasQuotedFrom src:a .
st:m2 a lg:Membership ; lg:member id:hill ; lg:body id:ifla ; lg:capacity lg:full-member ; lg:attested "2001" ; prov:wasQuotedFrom <b#char=1,2> .
st:m3 a lg:Membership ; lg:member id:dale ; lg:body id:ifla ; lg:capacity lg:observer ; lg:during "1950/1960" ; prov:wasQuotedFrom src:b .
st:m4 a lg:Membership ; lg:member id:dale ; lg:body id:ifla ; lg:capacity lg:observer ; lg:during "1970/1980" ; prov:wasQuotedFrom src:a .
st:m5 a lg:Membership ; lg:member id:dale ; lg:body id:ifla ; lg:capacity lg:observer ; lg:undated true ; prov:wasQuotedFrom src:a, src:b .
st:l1 a lg:Lifespan ; lg:of id:hill ; lg:during "1931/2005" ; prov:wasQuotedFrom src:a .
st:l2 a lg:Lifespan ; lg:of id:hill ; lg:during "1930/.." ; lg:place id:city ; prov:wasQuotedFrom src:b .
st:l3 a lg:Lifespan ; lg:of id:pac ; lg:during "1984/2021" ; prov:wasQuotedFrom src:b .
st:l4 a lg:Lifespan ; lg:of id:centre ; lg:attested "1990" ; prov:wasQuotedFrom src:a .
st:k1 a lg:Link ; lg:from id:centre ; lg:relation lg:partOf ; lg:to id:pac ; lg:undated true ; prov:wasQuotedFrom src:b .
st:k2 a lg:Link ; lg:from id:dale ; lg:relation lg:follows ; lg:to id:glen ; lg:during "1999" ; prov:wasQuotedFrom src:b .
st:h1 a lg:Hosting ; lg:host id:hill ; lg:hosted id:centre ; lg:attested "2019" ; prov:wasQuotedFrom src:b .
st:c1 a lg:Coverage ; lg:region id:region ; lg:covers id:country ; lg:during "2004/" ; prov:wasQuotedFrom src:b .
st:p1 a lg:Party ; lg:agreement id:deal ; lg:party id:hill ; lg:during "2003/2008" ; prov:wasQuotedFrom src:a .
st:p2 a lg:Party ; lg:agreement id:deal ; lg:party id:dale ; lg:during "2003/2008" ; prov:wasQuotedFrom src:a .
st:p3 a lg:Party ; lg:agreement id:deal ; lg:party id:glen ; lg:during "2003~" ; prov:wasQuotedFrom src:b .
st:t1 a lg:Tenure ; lg:holder id:anna ; lg:post id:post ; lg:during "2001/2009" ; prov:wasQuotedFrom src:b .
st:n1 a lg:Naming ; lg:of id:hill ; lg:form "The Hill"@en ; lg:undated true ; prov:wasQuotedFrom src:a .
st:n2 a lg:Naming ; lg:of id:hill ; lg:form "Хилл"@ru ; lg:undated true ; prov:wasQuotedFrom src:a .
st:n3 a lg:Naming ; lg:of id:hill ; lg:form "Холм"@ru ; lg:undated true ; prov:wasQuotedFrom src:b .
st:f1 a lg:Figure ; lg:of id:hill ; lg:quantity lg:books ; lg:value 0300 ; lg:attested "2020-05-01" ; prov:wasQuotedFrom src:b .
"""
DECIDED = """st:m1 lg:rank lg:preferred ; lg:rankReason "seen"@en .
st:n1 lg:rank lg:preferred .
st:n3 lg:rank lg:deprecated .
st:t1 lg:rank lg:weak .
src:b lg:rank lg:weak ; lg:rankReason "a copy"@en .
id:glen owl:sameAs id:glen-library .
id:hill a lg:PublicBody .
id:dale lg:seat id:city ; rdfs:label "Дол"@ru .
"""
Files = dict[str, str]
START: Files = {"things.ttl": THINGS, "said.ttl": SAID, "decided.ttl": ""}


def write(folder: Path, files: Files) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).write_text(PREFIXES + text, "utf-8")


def content(store: Path) -> list[str]:
    graph = open_graph([store])
    assert isinstance(graph, Stored)
    assert graph.notices == ()
    return sorted(map(str, graph.store))


NEW: dict[tuple[tuple[str, str], ...], tuple[list[str], object]] = {}
"""What new stores of some files have held; most tests end with the same."""


def check(folder: Path, steps: Sequence[Files]) -> list[str]:
    """What each update says; after each the store is as if it were new."""
    data, store, other = folder / "data", folder / "store", folder / "new"
    write(data, steps[0])
    builder.build(store, [data])
    what = []
    for files in steps[1:]:
        write(data, files)
        updated = builder.update(store)
        key = tuple(sorted(files.items()))
        if key not in NEW:
            counts = builder.build(other, [data]).manifest.counts
            NEW[key] = content(other), counts
        assert (content(store), updated.manifest.counts) == NEW[key]
        assert len(list(store.iterdir())) == 2
        what.append(updated.what)
    return what


def edited(old: str, new: str, name: str = "said.ttl") -> Files:
    assert old in START[name]
    return {**START, name: START[name].replace(old, new)}


EDITS: dict[str, tuple[Files, bool]] = {
    "a date": (edited('"1950/1960"', '"1950/1971"'), True),
    "a bad date": (edited('"1950/1960"', '"1950-02-30"'), True),
    "a member": (
        edited(
            'lg:member id:dale ; lg:body id:ifla ; lg:capacity lg:observer ; lg:during "1950',
            'lg:member id:glen ; lg:body id:ifla ; lg:capacity lg:observer ; lg:during "1950',
        ),
        True,
    ),
    "a party less": (edited("st:p2 a lg:Party", "st:p2 a lg:Membership"), True),
    "another kind": (edited("st:n1 a lg:Naming", "st:n1 a lg:Note"), True),
    "the life of a library": (edited('"1931/2005"', '"1931/2003"'), True),
    "a life in which others live": (edited('"1984/2021"', '"1984/2000"'), False),
    "what a centre is part of": (edited("lg:relation lg:partOf", "lg:relation lg:under"), False),
    "a passage of another source": (edited("<b#char=1,2>", "<a#char=3,4>"), True),
    "one evidence of two": (edited("src:a, src:b", "src:b"), True),
    "the date of a source": (edited('"2010" ', '"2002" ', "things.ttl"), False),
    "no date of a source": (edited(' ; dcterms:date "2010"', "", "things.ttl"), False),
    "a label": (edited('"Hill Library"@en', '"High Library"@en', "things.ttl"), True),
    "a class": (edited("id:hill a lg:Library", "id:hill a lg:PublicBody", "things.ttl"), True),
    "a seat": (edited("; lg:seat id:city", "", "things.ttl"), True),
    "where a post is": (edited("lg:postIn id:hill", "lg:postIn id:dale", "things.ttl"), True),
    "what a centre serves": (edited(" ; lg:serves id:region", "", "things.ttl"), False),
    "a number written otherwise": (edited("lg:value 0300", "lg:value 300"), True),
    "a name that others have": (edited('"Холм"@ru', '"Хилл"@ru'), True),
    "a rank": ({**START, "decided.ttl": "st:m2 lg:rank lg:preferred ."}, True),
    "a name deprecated": ({**START, "decided.ttl": "st:n2 lg:rank lg:deprecated ."}, True),
    "the rank of a source": ({**START, "decided.ttl": "src:b lg:rank lg:weak ."}, False),
    "two that are one": ({**START, "decided.ttl": "id:dale owl:sameAs id:hill ."}, False),
    "a blank node": ({**START, "decided.ttl": "id:hill rdfs:seeAlso [ rdfs:label 'x' ] ."}, False),
    "a file more": ({**START, "more.ttl": SAID}, True),
    "a file less": ({"things.ttl": THINGS, "decided.ttl": ""}, False),
    "the same in another order": ({**START, "said.ttl": "\n".join(SAID.splitlines()[::-1])}, True),
    "the same in another file": ({"things.ttl": THINGS, "other.ttl": SAID}, True),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_and_its_undoing(tmp_path: Path, name: str) -> None:
    files, alone = EDITS[name]
    there, back = check(tmp_path, [START, files, START])
    assert there.startswith("built anew") is not alone, there
    assert back.startswith("built anew") is not alone, back


LINES = SAID.splitlines() + DECIDED.splitlines()
WAYS: tuple[tuple[str, str], ...] = (
    ("src:a .", "src:b ."), ("id:hill", "id:dale"), ("id:dale", "id:glen"), ("2003/2008", "2004/.."),
    ("1992/..", "1990/1991"), ("1931/2005", "/2004"), ("Хилл", "Холм"),
)  # fmt: skip


@st.composite
def states(draw: st.DrawFn) -> Files:
    """What three files might say."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=16, unique=True))
    for old, new in draw(st.lists(st.sampled_from(WAYS), max_size=2)):
        lines = [line.replace(old, new) if draw(st.booleans()) else line for line in lines]
    cut = draw(st.integers(0, len(lines)))
    things = draw(st.sampled_from([THINGS, THINGS.replace('"2010"', '"2001"')]))
    return {"a.ttl": things, "b.ttl": "\n".join(lines[:cut]), "c.ttl": "\n".join(lines[cut:])}


@given(st.lists(states(), min_size=2, max_size=3))
@settings(max_examples=12)
def test_any_edits(steps: list[Files]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder), steps)


def test_tables_are_updated_too(tmp_path: Path) -> None:
    data, store = tmp_path / "data", tmp_path / "store"
    write(data, START)
    rows = "member,body,from,source\nhill,ifla,2003,src:a\n"
    (data / "memberships.csv").write_text(rows)
    builder.build(store, [data])
    (data / "memberships.csv").write_text(rows + "dale,ifla,2004,src:a\n")
    assert builder.update(store).what.startswith("updated")
    builder.build(tmp_path / "new", [data])
    assert content(store) == content(tmp_path / "new")


def test_nothing_changed_and_no_store(libgraph: Callable[..., Said], tmp_path: Path) -> None:
    write(tmp_path / "data", START)
    store = tmp_path / "store"
    said = libgraph("build", "--update", "-o", store)
    assert said.code == 2
    assert "no store to update" in said.err
    libgraph("build", tmp_path / "data", "-o", store)
    assert "up to date" in libgraph("build", "--update", "-o", store).out
