"""Cutting texts into statements: what is left says the same, on the same lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.term import BNode, URIRef

from libgraph.namespaces import ID, LG
from libgraph.validation import chunks, lines, validate
from libgraph.validation.places import Place, Places, Triple
from libgraph.validation.reading import read

EXAMPLES = Path(__file__).parent.parent / "shapes"
HEAD = f"@prefix id: <{ID}> .\n"


def found(text: str, graphs: bool = False) -> set[tuple[Triple, int]]:
    """Triples without blank nodes, and their lines."""
    triples: set[tuple[Triple, int]] = set()

    def record(triple: Triple, line: int) -> None:
        if not any(isinstance(term, BNode) for term in triple):
            triples.add((triple, line))

    (lines.trig if graphs else lines.turtle)(text, ID, record)
    return triples


def about(text: str, names: set[str], graphs: bool = False) -> set[tuple[Triple, int]]:
    left = chunks.only(text, chunks.about(names), graphs)
    assert left.count("\n") == text.count("\n")
    return {one for one in found(left, graphs) if str(one[0][0]) in names}


TRAPS = {
    "dots": "id:a id:p 1.5 , 1.5e3 , id:b.c ; id:q id:d . id:b id:p 2 .\nid:c id:p 3.\n",
    "quotes": 'id:a id:p "a. b" , \'c. \' , """d.\n" "" e. """ , \'\'\'f.\n\'\' \'\'\' .\nid:b id:p 1 .\n',
    "escapes": 'id:a id:p "\\". \\\\" .\nid:b id:it\\\'s id:x\\,y ; id:p "\\\\" .\nid:c id:p 1 .\n',
    "comments": "# id:a id:p 1 . it's \"so\nid:a id:p 2 # . \" '\n; id:q 3 .# x\nid:b id:p 1 .\n",
    "addresses": f"<{ID}a> <urn:p#x> <urn:a.b#c> .\n<{ID}b>\n <urn:p> 1 .\n",
    "crowded": "id:a id:p 1 .id:b id:p 2 .\nid:c id:p <urn:x>.id:d id:p 3 .\n",
    "brackets": "id:a id:p [ id:q 1 . ] .\nid:b id:p ( 1 2 ) .\n[] id:p 1 .\n[ id:p 2 ] .\n".replace(
        "1 . ]", "1 ]"
    ),
    "prefixes": f"PREFIX x: <{ID}>\nx:a x:p 1 .\n@prefix x: <{ID}b-> .\nx:a x:p 2 .\n"
    f"BASE <{ID}>\nprefix y: <>\ny:c y:p 3 .\n<d> y:p 4 .\n@base <urn:> .\n",
    "nothing": "\n\n# nothing\n",
    "windows": 'id:a\r\n id:p """x\r\n"""\r\n.\r\n\r\nid:b id:p 1 .\r\n',
}
NAMES = [ID + name for name in ("a", "b", "c", "d", "b-a")]


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
@pytest.mark.parametrize("graphs", [False, True])
def test_nothing_wanted_is_lost_or_moved(text: str, graphs: bool) -> None:
    whole = HEAD + text
    every = found(whole, graphs)
    for name in NAMES:
        wanted = {one for one in every if str(one[0][0]) == name}
        missed = wanted - about(whole, {name}, graphs)
        assert not missed or (text == TRAPS["crowded"] and name in (ID + "b", ID + "d"))


def test_graphs_stay_open_and_closed() -> None:
    text = HEAD + (
        "id:g { id:a id:p 1 . id:b id:p 2 }\nGRAPH id:h\n{ id:a id:p 3 }\n"
        'id:c id:p "}" .\n{ id:a id:p 4 .\n}\n'
    )
    assert {(str(t[2]), n) for t, n in about(text, {ID + "a"}, True)} == {
        ("1", 2), ("3", 4), ("4", 6),
    }  # fmt: skip
    assert {n for _, n in about(text, {ID + "c"}, True)} == {5}


def test_what_nobody_asks_for_is_blank_after_any_sign() -> None:
    for trap in (
        "id:it\\'s 1",
        'id:p """.\n"""',
        "id:p '.' # '",
        'id:p """\\".\n"""',
        "id:p <urn:.> , 1.5 , id:b.c",
    ):
        text = f"{HEAD}id:a {trap} \n.\nid:b id:p 2 .\n"
        assert chunks.only(text, chunks.about({ID + "c"})) == HEAD + "\n" * (text.count("\n") - 1)


def test_what_nobody_asks_for_is_blank() -> None:
    text = HEAD + "id:a id:p 1 .\nid:b id:p 2 .\n\nid:c id:p 3 .\n"
    assert chunks.only(text, chunks.about({ID + "b"})) == HEAD + "\nid:b id:p 2 .\n\n\n"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.ttl")), ids=lambda path: path.stem)
def test_every_subject_of_the_examples_is_found_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    every = found(text)
    for name in {str(triple[0]) for triple, _ in every}:
        assert about(text, {name}) == {one for one in every if str(one[0][0]) == name}


GAPS = st.sampled_from([" ", "\n", "\n\n  ", ' # it\'s . "so"\n', "\r\n", "\t"])
VALUES = st.sampled_from(
    ["1", "2.5", "id:x", "<urn:y.z>", '"a. b"', '"c"@en', '"""d .\n\\""""', "'e.#'", "[ id:r 1 ]",
     "( id:f 1 )", "id:g.h", "_:b", '"\\\\"', "true"]
)  # fmt: skip
STATEMENTS = st.tuples(
    st.sampled_from(["id:a", "id:b", f"<{ID}c>", "_:b", "[]"]),
    st.lists(st.tuples(GAPS, VALUES, GAPS), min_size=1, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STATEMENTS, max_size=6))
def test_whatever_stands_there_is_found(
    drawn: list[tuple[str, list[tuple[str, str, str]]]],
) -> None:
    text = HEAD
    for subject, said in drawn:
        pairs = (f"id:p{gap}{value}{after}" for gap, value, after in said)
        text += f"{subject} {'; '.join(pairs)} .\n"
    every = found(text)
    for name in NAMES[:3]:
        assert about(text, {name}) == {one for one in every if str(one[0][0]) == name}


# ── In files ─────────────────────────────────────────────────────────────────────────────


def test_what_the_cuts_miss_is_found_by_reading_everything(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(HEAD + "id:c id:p <urn:x>.id:d\nid:p 3 .\n")
    reading = read([path])
    (triple,) = (triple for triple in reading.facts if str(triple[0]) == ID + "d")
    reading.locate([triple[0]])
    assert reading.places.of(triple) == Place(str(path), 3)


def test_a_blank_node_is_one_node_in_the_whole_file(tmp_path: Path) -> None:
    for name, text in {
        "a.ttl": HEAD + "id:a id:p _:x .\nid:b id:p 5 .\n_:x id:p 6 , [ id:q 7 ] .\n",
        "a.nt": "<urn:a> <urn:p> _:x .\n<urn:b> <urn:p> <urn:c> .\n_:x <urn:p> <urn:d> .\n",
    }.items():
        path = tmp_path / name
        path.write_text(text)
        reading = read([path])
        told = {s for s, _, _ in reading.facts if isinstance(s, BNode)}
        mentioned = {o for _, _, o in reading.facts if isinstance(o, BNode)}
        assert told == mentioned
        assert len(told) == (2 if name == "a.ttl" else 1)
        assert all(reading.places.of(triple) for triple in reading.facts if triple[0] in told)


def test_the_first_file_wins_whenever_it_is_looked_up() -> None:
    triple = (URIRef("urn:a"), URIRef("urn:p"), URIRef("urn:b"))
    places = Places()
    places.expect("z.ttl")
    for place in (Place("a.csv", 1), Place("z.ttl", 7), Place("z.ttl", 5), Place("a.csv", 1)):
        places.record(triple, place)
    assert places.of(triple) == places.of_node(triple[0]) == Place("z.ttl", 5)


def test_a_finding_has_its_language_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(f'{HEAD}id:a a <{LG}Library> ; <{LG}isil> "KZ-1"@kk-Latn .\n')
    values = [finding.result.value for finding in validate([path]).results]
    assert "kk-Latn" in [getattr(value, "language", None) for value in values]
