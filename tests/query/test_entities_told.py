"""What is said where a name means nothing, or too much; and the slugs that begin so."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from libgraph.errors import AmbiguousName, UnknownName
from libgraph.folding import fold
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import ID
from libgraph.query import entities
from libgraph.query.entities import Entity, resolve, slugs

Write = Callable[[str, str], Path]
Named = Callable[..., Graph]


@pytest.fixture
def named(write: Write) -> Named:
    """A graph of libraries with these names, and slugs a, b, c …"""

    def make(*names: str, more: str = "") -> Graph:
        lines = [
            f'id:{chr(97 + n)} a lg:Library ; rdfs:label "{name}"@en .'
            for n, name in enumerate(names)
        ]
        return open_graph([write("named.ttl", "\n".join([*lines, more]))], keep=False)

    return make


def unknown(graph: Graph, words: str, lang: str = "en") -> str:
    with pytest.raises(UnknownName) as caught:
        resolve(graph, words, lang)
    return str(caught.value)


def test_eight_of_many_are_listed_by_name(named: Named) -> None:
    graph = named(*(f"Reading Room {letter}" for letter in "JIHGFEDCBA"))
    with pytest.raises(AmbiguousName) as caught:
        resolve(graph, "reading room")
    assert str(caught.value) == (
        "'reading room' can mean 10 things: Reading Room A (id:j); Reading Room B (id:i); "
        "Reading Room C (id:h); Reading Room D (id:g); Reading Room E (id:f); "
        "Reading Room F (id:e); Reading Room G (id:d); Reading Room H (id:c) and 2 more: "
        "say which, by the slug in brackets"
    )
    graph = named(*(f"Reading Room {letter}" for letter in "HGFEDCBA"))
    with pytest.raises(AmbiguousName, match=r"Reading Room H \(id:a\): say which"):
        resolve(graph, "reading room")


def test_an_exact_name_goes_before_a_longer_one(named: Named) -> None:
    graph = named("Reading Room", "Reading Room Annex")
    assert resolve(graph, "READING room") == Entity(ID + "a", "Reading Room")


def test_the_four_nearest_are_listed_best_first(named: Named) -> None:
    graph = named(
        "Saltmark Public", "Saltmerk Publik", "Selt Publi", "Saltmarket Pub", "Saltmark", "Tin"
    )
    assert unknown(graph, "Saltmark Publiqs") == (
        "nothing is called 'Saltmark Publiqs': the nearest are Saltmerk Publik (id:b); "
        "Saltmark Public (id:a); Saltmarket Pub (id:d); Selt Publi (id:c)"
    )


def test_six_names_are_looked_at_for_the_four_nearest(named: Named) -> None:
    twice = "\n".join(
        f'st:n{n} a lg:Naming ; lg:of id:a ; lg:form "Saltmark Harbour {n}"@en ; lg:undated true .'
        for n in range(1, 6)
    )
    graph = named("Saltmark Harbour", "Saltmark Hx", "Saltmark", more=twice)
    told = unknown(graph, "Saltmark Harbours")
    assert told.endswith(": the nearest is Saltmark Harbour (id:a)")


def test_half_alike_is_near_and_less_is_not(named: Named) -> None:
    graph = named("Molten")
    assert SequenceMatcher(None, fold("ol"), fold("Molten"), autojunk=False).ratio() == 0.5
    assert unknown(graph, "ol").endswith(": the nearest is Molten (id:a)")
    graph = named("Moltena")
    assert unknown(graph, "ol") == "nothing is called 'ol': libgraph find  searches all names"


def test_a_slip_in_a_word_leads_to_names_with_the_word(named: Named) -> None:
    tie = "st:m a lg:Membership ; lg:member id:c ; lg:body id:a ; lg:undated true ."
    names = "Lima", "Library of the Hill and all its Valleys", "Public Library by the Two Rivers"
    graph = named(
        "Rivers Union of the Two Shores and their Towns", *names[:1], *names[2:], more=tie
    )
    assert unknown(graph, "Libary").endswith(f": the nearest is {names[2]} (id:c)")
    graph = named("Lima", *names[1:], "Union", more=tie.replace("id:a", "id:d"))
    assert unknown(graph, "Libary").endswith(
        f": the nearest are {names[2]} (id:c); {names[1]} (id:b)"
    )
    assert unknown(graph, "Libary of the Hiil").endswith(f": the nearest is {names[1]} (id:b)")
    assert unknown(graph, "Lim").startswith("nothing is called 'Lim': perhaps Lima (id:a)")


def test_a_slip_is_mended_in_long_words_that_are_nearly_right(named: Named) -> None:
    name = "Mills beside the Old and Quiet Lake and its Many Bays"
    graph = named(name)
    assert unknown(graph, "Beyside").endswith(f": the nearest is {name} (id:a)")
    for words in ("Olds", "Lke", "Quiexyz"):  # like a short word; short; too far
        assert unknown(graph, words).endswith(": libgraph find  searches all names"), words


def test_what_is_clearly_one_name_is_no_slip_in_a_word(named: Named) -> None:
    graph = named("Mast", "Library of the Mast and all its Valleys")
    assert SequenceMatcher(None, fold("Mxst"), fold("Mast"), autojunk=False).ratio() == 0.75
    assert unknown(graph, "Mxst").endswith(": the nearest is Mast (id:a)")


def test_a_part_of_few_names_leads_to_them(named: Named) -> None:
    names = [f"Saltmarket Harbour {n} of the Long and Quiet Northern Coast" for n in range(1, 6)]
    graph = named(*names[:4], more='id:a rdfs:label "Порт"@ru .')
    assert unknown(graph, "altmark").count("Saltmarket") == 4
    told = unknown(graph, "altmark", "ru")
    assert told.startswith("nothing is called 'altmark': perhaps Порт (id:a); Saltmarket Harbour 2")
    assert "perhaps" not in unknown(named(*names), "altmark")


def test_in_a_graph_of_too_many_names_nothing_is_compared(
    named: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "_COMPARED", 3)
    names = "Alder", "Birch", "Cedar", "Douglas"
    assert unknown(named(*names[:3]), "Cedxr").endswith(": the nearest is Cedar (id:c)")
    assert unknown(named(*names), "Cedxr").endswith(": libgraph find  searches all names")


def test_words_that_no_name_has_together_lead_to_what_is_most_alike(named: Named) -> None:
    graph = named("Mills Library", "Hillside Society of the Old and the New Books")
    assert unknown(graph, "Hilside Libary").endswith(": the nearest is Mills Library (id:a)")


@pytest.mark.parametrize("words", ["lib-hlil", "id:lib-hlil", "LIB-HLIL", " lib-hil"])
def test_a_slip_in_a_slug_leads_to_the_slug(named: Named, words: str) -> None:
    graph = named("Lib Hlal", more='id:lib-hill a lg:Library ; rdfs:label "Society of Books"@en .')
    told = unknown(graph, words)
    assert "Society of Books (id:lib-hill); Lib Hlal (id:a)" in told


def test_a_slip_in_a_slug_of_one_word_and_in_a_name(named: Named) -> None:
    graph = named("Nlka", more='id:nlrk a lg:Library ; rdfs:label "Society of Books"@en .')
    assert "are Society of Books (id:nlrk); Nlka (id:a)" in unknown(graph, "nlkr")
    assert "Society" not in unknown(graph, "Nlkr"), "a name that begins with a capital is no slug"
    assert "Society" not in unknown(graph, "nl rk kr"), "nor are several words"


def test_of_two_things_of_one_slug_a_source_is_not_the_nearest(named: Named) -> None:
    graph = named(
        "Tin",
        more='id:lib-hill a lg:Library ; rdfs:label "Society of Books"@en . '
        'src:lib-hill a lg:Source ; dcterms:title "Gazette"@en .',
    )
    assert unknown(graph, "lib-hlil").endswith(": the nearest is Society of Books (id:lib-hill)")


@pytest.mark.parametrize("words", ["src:chroncle", "chroncle"])
def test_a_slip_in_the_slug_of_a_source(named: Named, words: str) -> None:
    graph = named("Tin", more='src:chronicle a lg:Source ; dcterms:title "Gazette"@en .')
    assert "Gazette (src:chronicle)" in unknown(graph, words)


def test_a_slug_that_is_less_alike_is_not_meant(named: Named) -> None:
    graph = named("Tin", more='id:lib-hill a lg:Library ; rdfs:label "Society of Books"@en .')
    assert "Society" in unknown(graph, "lib-hilz")
    assert "Society" not in unknown(graph, "lid-holz"), "five letters of eight"


@pytest.mark.parametrize("words", ["nl-koera", "nl-kore"])
def test_a_slip_in_a_slug_of_the_shipped_graph(words: str) -> None:
    told = unknown(open_graph(), words)
    assert "the nearest are National Library of Korea (id:nl-korea); " in told


def test_a_long_name_is_near_too(named: Named) -> None:
    name = "Society of the Friends of Old and New Books " * 5
    graph = named(name.strip())
    assert unknown(graph, f"My {name[:-7]} Papers").endswith(f"{name.strip()} (id:a)")


def test_the_nearest_are_named_in_the_language_asked(named: Named) -> None:
    graph = named("Aigul Serikova", more='id:a rdfs:label "Айгуль Серикова"@ru .')
    assert unknown(graph, "Serikovna", "ru").endswith(": the nearest is Айгуль Серикова (id:a)")
    assert unknown(graph, "Serikovna").endswith(": the nearest is Aigul Serikova (id:a)")
    assert resolve(graph, "a", "ru").label == "Айгуль Серикова"
    graph = named(
        "Old Mill", "New Mill", more='id:a rdfs:label "Старая"@ru . id:b rdfs:label "Новая"@ru .'
    )
    with pytest.raises(AmbiguousName, match=r"2 things: Новая \(id:b\); Старая \(id:a\): say"):
        resolve(graph, "mill", "ru")


@pytest.mark.parametrize("words", ["http://[x", "<http://[x>", "id:%zz"])
def test_what_is_no_address_is_no_thing(small: Graph, words: str) -> None:
    assert unknown(small, words).startswith(f"nothing is called {words!r}")


def test_of_two_kept_things_the_first_is_meant(named: Named) -> None:
    graph = named("Alder", "Birch", "Cedar", more="id:c owl:sameAs id:b , id:a .")
    assert resolve(graph, "c").iri == ID + "a"
    assert resolve(graph, "b").iri == ID + "b"


def test_a_slug_is_looked_up_where_it_may_stand(small: Graph) -> None:
    assert resolve(small, "river").iri == ID + "source/river"
    assert unknown(small, "river-memorandum-signed").startswith(
        "nothing is called 'river-memorandum-signed'"
    )
    in_statements = resolve(small, "river-memorandum-signed", bases=(ID + "statement/",))
    assert in_statements.iri == ID + "statement/river-memorandum-signed"


def test_slugs_begin_so(small: Graph) -> None:
    assert list(slugs(small, "r", 9)) == ["region-riverland", "riverland", "river"], "then sources"
    assert list(slugs(small, "river", 1)) == ["riverland"]
    assert list(slugs(small, "st", 9)) == [], "no statements, no sources by their folder"
    assert list(slugs(small, 'x"', 9)) == []
    assert list(slugs(small, "s", 99)) == ["serikova", "spring-meeting-2012"]


def test_slugs_of_things_go_before_those_of_sources(named: Named) -> None:
    graph = named("Alder", more="id:tower a lg:Library . src:t1 a lg:Source .")
    assert list(slugs(graph, "t", 9)) == ["tower", "t1"]
