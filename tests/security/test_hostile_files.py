"""Files from elsewhere: nothing is fetched, nothing grows without end, nothing fells the process."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hostile import DEEP, RDF, listening
from openpyxl import Workbook

from conftest import Said
from libgraph.errors import BadFile
from libgraph.graph.blank import named
from libgraph.reading.parsing import quads
from libgraph.registries import isil, opening
from libgraph.tables import workbook
from libgraph.tables.faults import Complaints, Wrong

Run = Callable[..., Said]


def refused(path: Path) -> str:
    """Why a file is not read, soon."""
    start = time.monotonic()
    with pytest.raises(BadFile) as error:
        list(quads(path))
    assert time.monotonic() - start < 10
    return str(error.value)


def nested(count: int, form: str) -> str:
    entities = [form.format(f"a{n - 1}") * 10 for n in range(1, count)]
    return '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{text}">' for n, text in enumerate(entities, 1)
    )


@pytest.mark.parametrize("form", ["&{};", ">&{};", "x&#65;&{};"])
def test_entities_in_entities_are_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(RDF % (nested(10, form), "&a9;"))
    assert "entities made of entities" in refused(path)


def test_a_large_entity_used_often_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(RDF % (f'<!ENTITY b "{"x" * 100_000}">', "&b;" * 20_000))
    assert "1,907 MB" in refused(path)
    path.write_text(RDF % ('<!ENTITY owl "http://www.w3.org/2002/07/owl#">', "&owl;Thing &amp; so"))
    assert [quad.object.value for quad in quads(path)] == [
        "http://www.w3.org/2002/07/owl#Thing & so"
    ]


@pytest.mark.parametrize(
    "declared",
    ["<!ENTITY " * 20_000, ("<!ENTITY" + " " * 20_000) * 10, '<!ENTITY a "' * 20_000, "<!ENTITY%" * 20_000],
    ids=["names", "spaces", "quotes", "signs"],
)  # fmt: skip
def test_looking_for_entities_takes_no_ages(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "slow.rdf"
    path.write_text(declared)
    refused(path)


def test_external_entities_are_not_read(tmp_path: Path, libgraph: Run) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    path = tmp_path / "data.rdf"
    with listening() as listener:
        for declared in (
            f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY x PUBLIC "x" "{listener.address}">',
            f'<!ENTITY % y SYSTEM "{listener.address}"> %y; <!ENTITY x "z">',
        ):  # fmt: skip
            path.write_text(RDF % (declared, "&x;"))
            for command in (("query", "-e", "SELECT ?o { ?s ?p ?o }"), ("validate",)):
                said = libgraph(*command, "-g", path)
                assert said.code == 3
                assert "the secret words" not in said.out + said.err
        path.write_text((RDF % ("", "a")).replace("[]", f'SYSTEM "{listener.address}"'))
        assert libgraph("query", "-g", path, "-e", "ASK {}").code == 0
        assert not listener.asked


def test_a_remote_context_is_not_fetched(tmp_path: Path, libgraph: Run) -> None:
    path = tmp_path / "data.jsonld"
    with listening() as listener:
        for context in (
            listener.address, [{}, listener.address], {"@import": listener.address},
            {"a": {"@id": "https://e.org/a", "@context": listener.address}},
        ):  # fmt: skip
            path.write_text(
                json.dumps({"@context": context, "@id": "https://e.org/x", "a": {"b": 1}})
            )
            for command in (("query", "-e", "ASK {}"), ("validate",)):
                said = libgraph(*command, "-g", path)
                assert said.code == 3, context
                assert "which is not fetched" in said.err
        assert not listener.asked


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_imports_are_not_fetched(tmp_path: Path, libgraph: Run, engine: str) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    with listening() as listener:
        text = (
            "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
            f"<https://e.org/o> a owl:Ontology ; owl:imports <{listener.address}> ."
        )
        data.write_text(text)
        sh = "http://www.w3.org/ns/shacl#"
        shapes.write_text(f"{text}<https://e.org/s> a <{sh}NodeShape> ; <{sh}targetNode> <urn:a> .")
        libgraph("validate", "--engine", engine, data)
        said = libgraph("validate", "--engine", engine, "--shapes", shapes, data)
        assert said.code in (0, 1), said.err
        assert libgraph("query", "-g", data, "-e", "ASK {}").code == 0
        assert not listener.asked


@pytest.mark.parametrize("predicate", ["select", "ask", "construct"])
@pytest.mark.parametrize(
    "query",
    ["SELECT $this { SERVICE <A> { ?a ?b ?c } }", "SELECT $this FROM <A> { $this ?b ?c }",
     r"SELECT $this { \u0053ERVICE <A> { ?a ?b ?c } }",
     "SELECT $this { FILTER(1<2&&EXISTS{SERVICE<A>{?a?b?c}}&&2>1) }",
     """SELECT $this { BIND('''a'b" ''' AS ?y) SERVICE <A> { ?a ?b ?c } BIND("" AS ?z) }"""],
)  # fmt: skip
def test_shapes_of_others_fetch_nothing(
    tmp_path: Path, libgraph: Run, query: str, predicate: str
) -> None:
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    data.write_text("<https://e.org/a> a <https://e.org/A> .")
    with listening() as listener:
        quoted = json.dumps(query.replace("A>", listener.address + ">"))
        shapes.write_text(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://e.org/s> a sh:NodeShape ; "
            f"sh:targetNode <https://e.org/a> ; sh:sparql [ sh:{predicate} {quoted} ] ."
        )
        said = libgraph("validate", "--shapes", shapes, data)
        assert said.code == 3
        assert "fetch from elsewhere" in said.err
        assert not listener.asked


NESTED = {
    "list.ttl": ("<a:a> <a:p> ", "(", "1", ")", " ."),
    "blank.ttl": ("<a:a> <a:p> ", "[ <a:p> ", "1", "]", " ."),
    "triple.ttl": ("<a:a> <a:p> ", "<<( <a:a> # >>\n <a:p> ", "1", ")>>", " ."),
    "triple.nt": ("<a:a> <a:p> ", "<<( <a:a> <a:p> ", "<a:a>", ")>>", " ."),
    "deep.jsonld": ('{"@id": "a:a", "a:p": ', "[", "1", "]", "}"),
    "context.jsonld": ('{"@context": ', '{"a": {"@id": "a:p", "@context": ', "{}", "}}", "}"),
    "triple.rdf": (
        '<rdf:RDF rdf:version="1.2" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:e="a:">',
        '<rdf:Description rdf:about="a:a"><e:p rdf:parseType="Triple">',
        '<rdf:Description rdf:about="a:a"><e:p>1</e:p></rdf:Description>',
        "</e:p></rdf:Description>", "</rdf:RDF>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_fells_no_process(tmp_path: Path, name: str) -> None:
    before, begin, middle, end, after = NESTED[name]
    path = tmp_path / name
    deep = DEEP if "triple" in name or "json" in name else 5_000
    path.write_text(before + begin * deep + middle + end * deep + after)
    words = [sys.executable, "-c", "from libgraph.cli.main import run; run()"]
    said = subprocess.run(
        [*words, "query", "-e", "ASK {}", "-g", str(path), "--no-cache"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert said.returncode == 3, said
    assert len(said.stderr.splitlines()) == 1
    assert "unexpected" not in said.stderr


@pytest.mark.parametrize(
    "text",
    ["<a:a> <a:p> (" + "1 " * 1000 + ").", "".join(f"_:b{n} <a:p> _:b{n + 1} ." for n in range(2000)),
     "".join(f"_:{a} <a:p> _:{b} ." for a in "abcdefghij" for b in "abcdefghij" if a != b),
     "".join(f"_:c{n} <a:p> " + ",".join(["[]"] * 12) + "." for n in (1, 2)),
     "".join(f"_:b{i}x{j} <a:p> _:b{(i + 1) % 6}x{j}, _:b{i}x{(j + 1) % 6} ." for i in range(6) for j in range(6))],
    ids=["list", "chain", "all", "stars", "torus"],
)  # fmt: skip
def test_blank_nodes_that_look_alike_are_no_riddle(tmp_path: Path, text: str) -> None:
    path = tmp_path / "riddle.ttl"
    path.write_text(text)
    with pytest.raises(BadFile, match="cannot be told apart"):
        named(quads(path))


def test_blank_nodes_that_can_be_told_apart_are(tmp_path: Path) -> None:
    path = tmp_path / "plain.ttl"
    path.write_text(
        "<a:a> <a:p> (" + " ".join(map(str, range(1000))) + "), [], [], [<a:q> [<a:q> 1]]."
    )
    assert len(named(quads(path))) == 2006


def test_a_huge_literal_is_only_long(tmp_path: Path, libgraph: Run) -> None:
    path = tmp_path / "long.ttl"
    path.write_text(f'<https://e.org/a> <https://e.org/p> "{"x" * 10_000_000}" .')
    asked = "SELECT (STRLEN(?o) AS ?n) { <https://e.org/a> <https://e.org/p> ?o }"
    assert libgraph("query", "-g", path, "-f", "csv", "-e", asked).out.split() == ["n", "10000000"]


@pytest.mark.parametrize("packing", ["zip", "gz"])
def test_a_zip_of_spaces_is_no_registry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str
) -> None:
    monkeypatch.setattr(opening, "LARGEST", 2**20)
    path, spaces = tmp_path / f"ror.{packing}", b" " * 2**25
    if packing == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ror.json", spaces)
    else:
        path.write_bytes(gzip.compress(spaces))
    tracemalloc.start()
    try:
        with (
            opening.opened(path, lambda names: names[0]) as stream,
            pytest.raises(BadFile, match="unpacks to more than"),
        ):
            for _ in opening.texts(stream, path):
                pass
        assert tracemalloc.get_traced_memory()[1] < 2**23
    finally:
        tracemalloc.stop()


def test_a_line_without_end_is_no_registry(tmp_path: Path) -> None:
    path = tmp_path / "isil.tsv.gz"
    path.write_bytes(gzip.compress(b"x" * 2**25))
    start = time.process_time()
    with pytest.raises(BadFile, match="a line of more than"):
        list(isil.records(path))
    assert time.process_time() - start < 2


def test_a_member_of_an_archive_is_read_and_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "in" / "ror.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../up.json", b"[]")
    with opening.opened(path, lambda names: names[0]) as stream:
        assert stream.read() == b"[]"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["in", "ror.zip"]


def filled(parts: dict[str, bytes]) -> bytes:
    """A workbook with parts in place of its own, or beside them."""
    out, made = BytesIO(), BytesIO()
    Workbook().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        own = {part.filename: old.read(part) for part in old.infolist()}
        for name, content in (own | parts).items():
            new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("parts", "words"),
    [({"xl/media/zeros": bytes(130 * 2**20)}, "expands to"),
     ({f"xl/media/{number}": b"" for number in range(10_000)}, "expands to"),
     ({SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}, "declares XML entities"),
     ({SHEET: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'.encode("utf-16")}, "UTF-16"),
     ({SHEET: b"<!--" + b" " * (2**20 - 12) + b'--><!DOCTYPE x SYSTEM "y"><worksheet/>'}, "declares XML entities")],
    ids=["bomb", "parts", "entity", "hidden entity", "late entity"],
)  # fmt: skip
def test_a_workbook_is_no_bomb(tmp_path: Path, parts: dict[str, bytes], words: str) -> None:
    path = tmp_path / "agreements.xlsx"
    path.write_bytes(filled(parts))
    with pytest.raises(Wrong, match=words):
        workbook.sheets(path, Complaints([], str(path)))
