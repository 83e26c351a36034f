"""The explorer as files: complete, relative, searchable, and the same every time."""

from __future__ import annotations

import json
import os
import posixpath
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from conftest import SMALL
from libgraph.cli.main import outcome
from libgraph.errors import BadFile, UsageError
from libgraph.folding import fold
from libgraph.graph import open_graph
from libgraph.query.find import find
from libgraph.web.settings import Settings
from libgraph.web.site import MARK, site
from libgraph.web.site_known import Known
from libgraph.web.site_places import Places
from libgraph.web.site_rewriting import rewritten
from windows import Browser

MORE = """
@prefix id: <https://w3id.org/libgraph/id/> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:korea a lg:Library ; rdfs:label "Korean Library"@en, "한국도서관"@ko .
id:%C3%9Cber a lg:Library ; rdfs:label "<script>alert(1)</script>"@en .
"""
ALIKE = "Korean Library", "한국도서관", "Национальная библиотека Приречья", "Серикова Айгуль"


class Read(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "data-suggest", "poster", "srcset"):
                self.links.append(value or "")
            elif name == "id":
                self.anchors.add(value or "")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    more = tmp_path_factory.mktemp("more") / "more.ttl"
    more.write_text(MORE, "utf-8")
    return Settings(paths=(str(SMALL / "data.ttl"), str(more)), texts=SMALL / "texts")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """The site of the small graph, below a folder with a name of many signs."""
    folder = tmp_path_factory.mktemp("site") / "a b" / "сайт #1"
    told = site(settings, folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert told.files == len(files)
    assert told.pages == sum(path.suffix == ".html" for path in files)
    assert told.size == sum(path.stat().st_size for path in files)
    return folder


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, path.read_text("utf-8")


def test_every_link_leads_to_a_file_and_a_place_in_it(made: Path) -> None:
    root = made.resolve()
    read = {path.resolve(): Read(text) for path, text in pages(made)}
    assert len(read) > 200
    for page, found in read.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme in ("https", "http", "data"):
                continue
            assert parts.scheme == "", f"{page}: {link}"
            assert not link.startswith("/"), f"{page}: {link}"
            path = os.path.normpath(page.parent / unquote(parts.path)) if parts.path else page
            target = Path(path)
            assert target.is_relative_to(root), f"{page}: {link}"
            assert target.is_file(), f"{page}: {link}"
            drawn = "draw" in target.relative_to(root).parts  # its script reads what follows #
            if parts.fragment and target in read and not drawn:
                assert unquote(parts.fragment) in read[target].anchors, f"{page}: {link}"


def test_no_file_knows_of_a_server_or_of_this_machine(made: Path) -> None:
    for path, text in pages(made):
        assert "localhost" not in text, path
        assert str(SMALL.parent) not in text, path
        for asked in ("as-of", "known-at", "/sparql", "/api/", "?lang="):
            assert f'name="{asked}"' not in text, path
            assert f'="{asked}' not in text, path


def test_every_thing_source_and_relationship_has_a_page_in_every_language(made: Path) -> None:
    for place in ("id/riverland.html", "id/source/river.html", "index.html", "conflicts.html"):
        for lang in ("", "ru", "kk"):
            page = (made / lang / place).read_text("utf-8")
            assert f'<html lang="{lang or "en"}">' in page
    rows = open_graph([SMALL / "data.ttl"]).texts("SELECT ?r { ?r a lg:Relationship }")
    for (iri,) in rows:
        assert (made / "id/relationship" / f"{posixpath.basename(iri)}.html").is_file()


def test_a_statement_is_a_place_on_the_page_of_its_relationship(made: Path) -> None:
    source = (made / "id/source/river.html").read_text("utf-8")
    links = [link for link in Read(source).links if link.endswith("#river-director")]
    assert links
    page = (made / "id/source" / links[0].partition("#")[0]).resolve()
    assert 'id="river-director"' in page.read_text("utf-8")


def test_the_search_stays_in_its_language(made: Path) -> None:
    page = (made / "ru/id/riverland.html").read_text("utf-8")
    assert 'action="../search.html"' in page
    assert 'data-suggest="../names.js"' in page


def test_data_stand_beside_the_pages_once(made: Path) -> None:
    triples = {
        suffix: set(parse((made / f"id/riverland.{suffix}").read_bytes(), format=form))
        for suffix, form in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD))
    }
    assert triples["ttl"] == triples["jsonld"]
    assert triples["ttl"]
    assert 'href="../../id/riverland.ttl"' in (made / "ru/id/riverland.html").read_text("utf-8")
    assert not list((made / "ru").rglob("*.ttl"))


def test_the_same_bytes_every_time_and_the_old_ones_are_replaced(
    made: Path, settings: Settings, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copytree(made, copy)
    (copy / "left-over.html").write_text("")
    site(settings, copy)
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (made, copy)
    )
    assert first == second


def test_a_folder_of_others_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(BadFile, match="holds something else"):
        site(settings, tmp_path, ("en",))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_one_language_with_a_base_for_robots(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, base = tmp_path / "out", "https://example.org/libraries/"
    words = ["-g", str(SMALL / "data.ttl"), "site", str(out), "--lang", "ru", "--base", base]
    assert outcome(words) == 0
    assert f"{out}: " in capsys.readouterr().out
    home = (out / "index.html").read_text("utf-8")
    assert '<html lang="ru">' in home
    assert "Қазақша" not in home
    assert f'<link rel="canonical" href="{base}">' in home
    tree = ElementTree.parse(out / "sitemap.xml")
    listed = {
        str(one.text) for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }
    assert f"{base}id/riverland.html" in listed
    assert base in listed
    assert json.loads((out / MARK).read_text("utf-8"))["pages"] == len(listed)


@pytest.mark.parametrize("wrong", ["ftp://example.org", "example.org"])
def test_a_base_that_is_no_address(settings: Settings, tmp_path: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="no address of the web"):
        site(Settings(settings.paths, base=wrong), tmp_path / "out")


def test_times_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["site", str(tmp_path / "out"), "--as-of", "2009"]) == 2
    assert "leave out --as-of" in capsys.readouterr().err


def test_what_only_a_server_can_answer_has_no_file() -> None:
    places = Places(Known(years=frozenset({"2009"})), ("en", "ru"))
    for address in ("/sparql", "/id/nothing", "/things?kind=A&country=B", "/things?year=2012",
                    "/coverage?as-of=2010", "/about?lang=kk", "/../../etc/passwd"):  # fmt: skip
        assert places.of(address) is None, address
    for address in (
        "/things?kind=A&page=2",
        "/coverage?as-of=2009",
        "/about?lang=ru&known-at=2001",
    ):
        found = places.of(address)
        assert found
        assert ".." not in places.file(found[0])


def test_links_without_a_file_become_text_and_the_rest_stays_as_it_was_written() -> None:
    page = """<!DOCTYPE html><p class="x">a &amp; b &#1082; <a href="/gone">gone</a> <a href='#here'>h</a>
<a href="/there?a=1&amp;b=2" title="&lt;">there</a><script>if (a < b) "</a>";</script><br/>
<figure><a href="/gone"><img src="/gone.svg"></a></figure><figure>f</figure><b><a href="/there?a=1&b=2"><img src="/gone.svg"></a></b>
<p class="downloads"><a href="/gone.nt">N-Triples</a></p>"""
    leads = {"/there?a=1&b=2": "there.html"}.get
    kept = """<!DOCTYPE html><p class="x">a &amp; b &#1082; gone <a href='#here'>h</a>
<a href="there.html" title="&lt;">there</a><script>if (a < b) "</a>";</script><br/>
<figure>f</figure><b></b>
<p class="downloads"></p>"""
    assert rewritten(page, leads) == kept


@pytest.fixture
def host(made: Path) -> Iterator[str]:
    """The address of the site's root at a web host, two folders below the host's own."""
    folder = made.parents[1]
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        path = quote(made.relative_to(folder).as_posix())
        yield f"http://127.0.0.1:{server.server_port}/{path}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and does not talk about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.mark.parametrize("words", [*ALIKE, "serikova", "приречь", "natsionalnaya biblioteka"])
def test_a_folder_in_a_browser_finds_every_spelling(
    chromium: Browser, made: Path, words: str
) -> None:
    window = chromium.window()
    window.go(f"{(made / 'ru/search.html').as_uri()}?q={quote(words)}")
    found = window.ask("""
        await until(() => document.querySelector("#found a"));
        return [...document.querySelectorAll("#found a")].map((link) => link.href);
    """)
    assert found
    assert all(Path(unquote(urlsplit(link).path)).is_file() for link in found)
    wanted = "korea" if "orea" in words or "도" in words else "riverland|serikova"
    assert any(Path(urlsplit(link).path).stem in wanted for link in found)
    assert not window.complaints


@pytest.mark.parametrize("served", [False, True])
def test_suggestions_lead_on_from_any_page(
    chromium: Browser, made: Path, host: str, *, served: bool
) -> None:
    window = chromium.window()
    window.go(f"{host if served else made.as_uri()}/id/source/river.html")
    window.leave("""
      const box = document.querySelector("input[type=search]");
      box.value = "한국"; box.dispatchEvent(new Event("input"));
      await until(() => document.querySelector("#suggestions li"));
      const press = (key) => box.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
      press("ArrowDown"); press("Enter");
    """)
    assert window.ask("return decodeURI(location.href)").endswith("/сайт %231/id/korea.html")
    assert not window.complaints


def test_the_page_folds_names_as_the_graph_does(chromium: Browser, made: Path) -> None:
    names = [
        *ALIKE,
        "Göteborg’s, 2010",
        "Оспанова Бақытжамал Қайырбековна",
        "Щёлково ЪЬЄ",
        "ﬁ Q’yz",
    ]
    window = chromium.window()
    window.go((made / "index.html").as_uri())
    folded = window.ask(f"return Promise.all({json.dumps(names)}.map(window.libgraphFold))")
    assert folded == [fold(name) for name in names]


def test_the_search_of_a_page_finds_what_libgraph_finds(
    chromium: Browser, made: Path, settings: Settings
) -> None:
    window, graph = chromium.window(), open_graph(settings.paths)
    window.go((made / "index.html").as_uri())
    for words in ("lake", "hill library", "серик", "al", "library", "mem", "нет такого"):
        found = window.ask(f"return window.libgraphFind({json.dumps(words)})")
        assert [one["label"] for one in found] == [one.label for one in find(graph, words)][:8]


@pytest.mark.parametrize(
    "page", ["index", "id/riverland", "ru/coverage", "kk/conflicts", "draw/map", "draw/network"]
)
def test_pages_open_without_a_complaint(chromium: Browser, made: Path, page: str) -> None:
    window = chromium.window()
    window.go((made / f"{page}.html").as_uri())
    assert window.ask("return document.querySelectorAll('h1, svg, canvas').length")
    assert not window.complaints
    assert all(one.startswith(("file:", "data:", "about:", "blob:")) for one in window.requests)


LOOKS = [(1280, False), (1280, True), (390, False), (390, True)]


@pytest.mark.parametrize(
    ("page", "query"),
    [("index", ""), ("ru/search", "?q=приречь"), ("id/riverland", ""), ("id/source/river", ""),
     ("kk/things", ""), ("coverage", ""), ("questions/tenures", "")],
)  # fmt: skip
def test_nobody_is_shut_out(chromium: Browser, made: Path, page: str, query: str) -> None:
    """axe-core finds nothing, by day and by night, on a desk and in a hand."""
    window = chromium.window()
    window.go((made / f"{page}.html").as_uri() + query)
    if query:
        assert window.ask("await until(() => document.querySelector('#found a')); return true")
    for width, dark in LOOKS:
        window.look(width, 900, dark=dark)
        assert not window.faults(), (page, width, dark)
        assert window.ask("return document.documentElement.scrollWidth <= innerWidth"), width
