"""Where quads are put, and how identities are decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from libgraph.errors import BadFile
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import CURATION_GRAPH, ID, SOURCE, STATEMENT, THINGS_GRAPH

Write = Callable[[str, str], Path]


def graphs_of(graph: Graph, subject: str) -> set[str]:
    found = graph.store.quads_for_pattern(NamedNode(subject), None, None)
    return {q.graph_name.value for q in found if not isinstance(q.graph_name, DefaultGraph)}


def test_a_statement_is_in_its_sources_graph_whatever_file_it_stood_in(small: Graph) -> None:
    assert graphs_of(small, STATEMENT + "river-director") == {SOURCE + "river"}
    assert graphs_of(small, STATEMENT + "hill-director") == {SOURCE + "hill"}


def test_descriptions_and_decisions_have_graphs_of_their_own(small: Graph) -> None:
    assert graphs_of(small, ID + "hill") == {THINGS_GRAPH}
    assert graphs_of(small, ID + "serikova-aigul") == {THINGS_GRAPH, CURATION_GRAPH}


def test_what_a_source_says_stays_as_said_while_questions_see_one_person(small: Graph) -> None:
    said = f"ASK {{ GRAPH <{SOURCE}hill> {{ st:hill-director lg:holder id:serikova-aigul }} }}"
    assert small.ask(said)
    assert small.ask("ASK { st:hill-director lg:holder id:serikova }")
    assert not small.ask("ASK { st:hill-director lg:holder id:serikova-aigul }")


def test_a_chain_of_decisions_ends_at_the_last_and_a_circle_at_the_first_by_name(
    write: Write,
) -> None:
    path = write(
        "a.ttl",
        """id:a owl:sameAs id:b . id:b owl:sameAs id:c . id:a rdfs:label "A"@en .
        id:y owl:sameAs id:x . id:x owl:sameAs id:y . id:y rdfs:label "Y"@en .""",
    )
    graph = open_graph([path], keep=False)
    assert graph.ask('ASK { id:c rdfs:label "A"@en }')
    assert graph.ask('ASK { id:x rdfs:label "Y"@en }')


def test_the_graph_names_of_a_file_do_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    evidence = "<http://www.w3.org/ns/prov#wasQuotedFrom>"
    path.write_text(f"<{STATEMENT}s> {evidence} <{SOURCE}x#char=0,1> <https://example.org/g> .\n")
    assert graphs_of(open_graph([path], keep=False), STATEMENT + "s") == {SOURCE + "x"}


def test_derived_triples_in_a_file_are_worked_out_again(write: Write) -> None:
    path = write("a.ttl", 'id:a lg:memberOf id:b ; rdfs:label "A"@en .')
    assert not open_graph([path], keep=False).ask("ASK { id:a lg:memberOf id:b }")


def test_blank_nodes_get_the_same_labels_on_every_run(write: Write) -> None:
    path = write("a.ttl", 'id:a rdfs:seeAlso [ rdfs:label "one" ], [ rdfs:label "two" ] .')
    one, other = (sorted(map(str, open_graph([path], keep=False).said())) for _ in range(2))
    assert one == other
    assert len(one) == 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.ttl", "@prefix a: <http://b/> .\n\na:b a:c .", ":3: "),
        ("broken.nt", "<a:b> <a:c> oops .\n", "broken.nt:1: "),
        ("broken.jsonld", "{", "broken.jsonld"),
        ("broken.rdf", "<rdf:RDF", "broken.rdf"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(BadFile) as caught:
        open_graph([path])
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_empty_and_foreign_paths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    for path in (tmp_path / "nowhere", tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(BadFile):
            open_graph([path])


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text(
        '{"@context": "https://example.org/context.jsonld", "@id": "https://example.org/a"}'
    )
    with pytest.raises(BadFile):
        open_graph([path])


def test_a_mark_of_the_byte_order_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b'\xef\xbb\xbf<https://example.org/a> <https://example.org/b> "c" .')
    assert len(list(open_graph([path], keep=False).said())) == 1


def test_entities_made_of_entities_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>')
    with pytest.raises(BadFile, match="entities"):
        open_graph([path], keep=False)


def test_a_folder_that_is_called_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").mkdir()
    (tmp_path / "x.ttl" / "a.nt").write_text("<https://a/a> <https://a/b> <https://a/c> .\n")
    assert len(list(open_graph([tmp_path], keep=False).said())) == 1


def test_one_path_is_as_good_as_a_list(write: Callable[[str, str], Path]) -> None:
    """Taken for many, a name would be read letter by letter."""
    file = write("one.ttl", 'id:a a lg:Library ; rdfs:label "A"@en .')
    for paths in (file, str(file), [file]):
        assert open_graph(paths, keep=False).ask("ASK { id:a a lg:Library }")
