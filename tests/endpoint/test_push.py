"""Push: what a server holds afterwards, and what a second push sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import servers
from misbehaving import Answer, Asked, serving

from conftest import Said
from libgraph.graph import open_graph
from libgraph.graph.endpoint import Remote
from libgraph.namespaces import PUSHED_GRAPH

pytestmark = pytest.mark.xdist_group("oxigraph")
ONE = """id:a a lg:Library ; rdfs:label "A"@en . id:f a lg:Association ; rdfs:label "F"@en .
src:one a lg:Source ; dcterms:title "One"@en ; dcterms:date "2010" ; dcterms:language "en" .
st:1 a lg:Membership ; lg:member id:a ; lg:body id:f ; lg:during "2001/.." ; prov:wasQuotedFrom src:one ."""
TWO = """src:two a lg:Source ; dcterms:title "Two"@en ; dcterms:date "2012" ; dcterms:language "en" .
st:2 a lg:Membership ; lg:member id:a ; lg:body id:f ; lg:attested "2011" ; prov:wasQuotedFrom src:two ."""
ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"


@pytest.fixture
def server() -> Iterator[str]:
    """A server of its own, empty."""
    with servers.oxigraph() as address:
        yield address


def held(address: str) -> set[tuple[str, ...]]:
    rows = Remote(address, as_it_is=True).texts(ALL)
    return {row for row in rows if row[0] != PUSHED_GRAPH}


def test_a_server_holds_what_a_store_of_our_own_holds(
    server: str, write: Callable[[str, str], Path], libgraph: Callable[..., Said]
) -> None:
    folder = write("data/one.ttl", ONE).parent
    write("data/two.ttl", TWO)
    said = libgraph("-g", folder, "push", server)
    assert said.code == 0, said.err
    assert held(server) == set(open_graph([folder]).texts(ALL))

    again = libgraph("-g", folder, "push", server)
    assert ": 0 graphs (0 triples) put, 5 unchanged" in again.err

    (folder / "two.ttl").unlink()
    rehearsed = libgraph("-g", folder, "push", "--dry-run", server)
    assert "1 would be removed" in rehearsed.err
    assert held(server) != set(open_graph([folder]).texts(ALL))
    less = libgraph("-g", folder, "push", server)
    assert "1 removed" in less.err
    assert held(server) == set(open_graph([folder]).texts(ALL))


def test_what_others_put_there_stays(
    server: str, write: Callable[[str, str], Path], libgraph: Callable[..., Said]
) -> None:
    file = write("one.ttl", ONE)
    Remote(server).server.reply(
        "PUT", server.replace("/query", "/store"), _theirs(("graph", "urn:x:g"))
    ).close()
    assert libgraph("-g", file, "push", server).code == 0
    assert Remote(server).ask("ASK { GRAPH <urn:x:g> { <urn:x:a> ?p ?o } }")


def test_a_default_graph_that_others_filled_is_replaced_when_told_so(
    server: str, write: Callable[[str, str], Path], libgraph: Callable[..., Said]
) -> None:
    file = write("one.ttl", ONE)
    Remote(server).server.reply(
        "PUT", server.replace("/query", "/store"), _theirs(("default", ""))
    ).close()
    refused = libgraph("-g", file, "push", server)
    assert refused.code == 3
    assert "--overwrite" in refused.err
    assert held(server) == {("", "urn:x:a", "urn:x:b", "urn:x:c")}
    assert libgraph("-g", file, "push", "--overwrite", server).code == 0
    assert held(server) == set(open_graph([file]).texts(ALL))


def _theirs(where: tuple[str, str]) -> object:
    from libgraph.graph.endpoint_http import Sent

    return Sent(
        "*/*",
        (where,),
        b"<urn:x:a> <urn:x:b> <urn:x:c> .",
        {"Content-Type": "application/n-triples"},
    )


def test_half_a_push_is_no_graph(
    server: str, write: Callable[[str, str], Path], libgraph: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file = write("one.ttl", ONE)
    assert libgraph("-g", file, "push", server).code == 0
    write("one.ttl", ONE.replace('"A"@en', '"B"@en'))
    with monkeypatch.context() as broken:
        broken.setattr("libgraph.graph.remote_push.Push.finish", lambda self: None)
        assert libgraph("-g", file, "push", server).code == 0
    said = libgraph("-g", server, "query", "members")
    assert said.code == 3
    assert "not finished" in said.err
    assert libgraph("-g", file, "push", server).code == 0
    assert libgraph("-g", server, "query", "members").code == 0


def test_a_server_that_takes_no_graphs(
    write: Callable[[str, str], Path], libgraph: Callable[..., Said]
) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.method == "PUT":
            return Answer(405)
        if "ASK" in asked.values["query"]:
            return Answer(body=b'{"head": {}, "boolean": false}')
        return Answer(body=b'{"head": {"vars": ["graph"]}, "results": {"bindings": []}}')

    with serving(answer) as place:
        said = libgraph("-g", write("one.ttl", ONE), "push", place.address)
    assert said.code == 3
    assert "--store" in said.err


def test_a_file_for_servers_that_read_files(
    write: Callable[[str, str], Path], libgraph: Callable[..., Said], tmp_path: Path
) -> None:
    from pyoxigraph import RdfFormat, Store

    file, target = write("one.ttl", ONE), tmp_path / "there.nq"
    assert libgraph("-g", file, "push", target).code == 0
    store = Store()
    store.load(path=target, format=RdfFormat.N_QUADS)
    rows = {tuple(term.value if term else "" for term in row) for row in store.query(ALL)}
    assert rows == set(open_graph([file]).texts(ALL))
