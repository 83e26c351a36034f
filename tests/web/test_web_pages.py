"""The pages as people read them: found by any name, dated, cited, linked, and safe."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from conftest import DOCUMENTS, SMALL
from libgraph.errors import AmbiguousName, LimitReached
from libgraph.graph.labels import LANGUAGES
from libgraph.history.conflicts import Conflict
from libgraph.history.sides import Side
from libgraph.query.entities import Entity
from libgraph.web.app import application
from libgraph.web.faults import TooManyRows, fault_of
from libgraph.web.memo import Memo
from libgraph.web.pages import ROOMS, explained
from libgraph.web.phrases import phrases
from libgraph.web.settings import Settings

WORDS = Path(__file__).parents[2] / "src" / "libgraph" / "web" / "words"
MENU = [path for path, _ in ROOMS]
THINGS = [
    "/id/nl-korea", "/id/nlrk", "/id/ifla", "/id/pac-central-asia", "/id/ospanova-bakytzhamal",
    "/id/source/000", "/id/source/002", "/id/statement/000-nlrk-member-of-ifla",
    "/id/country-kz", "/search?q=korea", "/questions/support?supporter=nl-korea", "/questions/sources",
    "/things?kind=Library&country=country-kz", "/agreements?status=lapsed", "/conflicts?of=nlrk",
    "/coverage?as-of=2009",
]  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The explorer over the three documents that the project began with."""
    return TestClient(
        application(Settings(paths=tuple(map(str, DOCUMENTS)))), follow_redirects=False
    )


@pytest.fixture(scope="module")
def whole() -> TestClient:
    """The explorer over the shipped graph."""
    return TestClient(application(Settings()), follow_redirects=False)


@pytest.fixture(scope="module")
def small() -> TestClient:
    """The explorer over an invented graph whose texts are at hand."""
    settings = Settings(paths=(str(SMALL / "data.ttl"),), texts=SMALL / "texts")
    return TestClient(application(settings))


class Read(HTMLParser):
    """What a page holds: text, links, elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def links(self) -> list[str]:
        wanted = (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src"))
        return [a[name] for tag, a in self.elements for kind, name in wanted
                if tag == kind and a.get(name)]  # fmt: skip

    def having(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(client: TestClient, address: str, status: int = 200) -> Read:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code, answer.text[:300])
    return Read(answer.text)


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
@pytest.mark.parametrize("address", [*MENU, *THINGS])
def test_every_page_in_every_language(client: TestClient, address: str, lang: str) -> None:
    page = read(client, f"{address}{'&' if '?' in address else '?'}lang={lang}")
    assert page.having("html") == [{"lang": lang}]
    assert len(page.having("h1")) == 1
    assert len(page.having("main")) == 1
    assert page.having("title")
    assert not [a for _, a in page.elements if "style" in a], "styles stand in files"
    told = "application/ld+json"
    scripts = [a for a in page.having("script") if a.get("type") != told]
    assert all("src" in a for a in scripts), "scripts stand in files"
    assert all("scope" in a for a in page.having("th")), "each heading of a table says of what"
    assert all("alt" in a for a in page.having("img"))
    named = [a["id"] for _, a in page.elements if "id" in a]
    assert len(named) == len(set(named)), "an id is there once"
    inner = [urlsplit(link) for link in page.links]
    kept = [link for link in inner if link.path in MENU and not link.netloc]
    assert kept
    if lang != "en":
        assert all(parse_qs(link.query).get("lang") for link in kept), "links keep the language"


@pytest.mark.parametrize("address", [*MENU, *THINGS, "/draw/map?x=1", "/draw/timeline.svg?of=nlrk"])
@pytest.mark.parametrize(
    "time", ["as-of=0001", "as-of=9999", "known-at=1900", "as-of=2009&certain=1&known-at=2014"]
)
def test_every_page_at_any_time(client: TestClient, address: str, time: str) -> None:
    plain = re.sub(r"as-of=\d+", "", address)
    answer = client.get(f"{plain}{'&' if '?' in plain else '?'}{time}")
    assert answer.status_code in (200, 404), answer.text[:500]
    known = "known-at=1900" not in time
    assert answer.status_code == 200 or not known or "/id/s" in address


def test_a_map_shows_what_concerns_a_centre_or_country(whole: TestClient) -> None:
    assert "Washington" in whole.get("/draw/map.svg?as-of=2012").text
    for of in ("pac-central-asia", "country-kz"):
        part = whole.get(f"/draw/map.svg?as-of=2012&of={of}").text
        assert "Almaty" in part
        assert "Washington" not in part
        assert any(link.startswith("/draw/map.svg?of=") for link in read(whole, f"/id/{of}").links)


def test_a_small_map_shows_where_a_thing_is(client: TestClient) -> None:
    page = read(client, "/id/nlrk?lang=ru")
    (drawn,) = [link for link in page.links if link.startswith("/draw/places.svg")]
    assert "at=almaty" in drawn
    picture = client.get(drawn)
    assert picture.headers["content-type"] == "image/svg+xml"
    assert ">Алматы</text>" in picture.text
    assert 'fill="#cbdcc0"' in picture.text, "with its country in colour"
    assert "/draw/places.svg?at=country-kz" in read(client, "/id/country-kz").links
    country = client.get("/draw/places.svg?at=country-kz").text
    assert ">Kazakhstan</text>" in country
    assert "<circle" not in country, "a country is an outline, no dot"
    assert not [link for link in read(client, "/id/ifla").links if "places.svg" in link]
    region = read(client, "/id/pac-region-central-asia").links
    assert any("country-tj" in link and "places.svg" in link for link in region)


def test_no_network_is_drawn_of_what_is_tied_to_nothing(client: TestClient) -> None:
    assert any("/draw/network.svg" in link for link in read(client, "/id/nlrk").links)
    alone = read(client, "/id/almaty").links
    assert any("/draw/timeline.svg" in link for link in alone)
    assert not any("/draw/network.svg" in link for link in alone)


@pytest.mark.parametrize(
    ("at", "status"),
    [("", 400), ("+".join(["almaty"] * 31), 400), ("nowhere", 404), ("a%3E+%3Fp+%3Fo+%7D", 404)],
)
def test_a_small_map_of_nothing_is_refused(client: TestClient, at: str, status: int) -> None:
    assert client.get(f"/draw/places.svg?at={at}").status_code == status


def test_the_words_are_the_same_in_every_language() -> None:
    english = phrases("en")
    for lang in ("ru", "kk"):
        other = phrases(lang)
        assert other.keys() == english.keys()
        for key, words in english.items():
            assert set(re.findall(r"{\w*}", other[key])) == set(re.findall(r"{\w*}", words)), key
    for path in sorted(WORDS.rglob("*.json")):
        assert json.loads(path.read_text("utf-8")), path


@pytest.mark.parametrize(
    "name", ["National Library of Korea", "Национальная библиотека Кореи", "국립중앙도서관", "NLK"]
)
def test_the_national_library_of_korea_is_found_by_any_name(whole: TestClient, name: str) -> None:
    page = read(whole, f"/search?q={name}")
    assert "/id/nl-korea" in page.links
    suggested = whole.get("/suggest", params={"q": name}).json()
    assert suggested[0]["href"] == "/id/nl-korea"


def test_a_misspelt_name_leads_to_the_nearest(whole: TestClient) -> None:
    """As on the command line; in English and in Russian."""
    for lang, words in [("en", "The nearest names:"), ("ru", "Ближайшие названия:")]:
        page = read(whole, f"/search?q=natinal+libary+of+korea&lang={lang}")
        assert words in page.text
        assert any(link.startswith("/id/nl-korea") for link in page.links)
    assert "The nearest" not in read(whole, "/search?q=0123456789876").text


def test_whom_it_supported_and_when_and_who_says_so(client: TestClient) -> None:
    page = read(client, "/id/nl-korea")
    assert "National Library of Korea helps The window to Korea (finance)" in page.text
    assert "Support, gifts and exchange" in page.text
    assert "/id/source/002" in page.links
    source = read(client, "/id/source/002")
    assert "between 2020-10-08 and 2020-10" in source.text
    assert "/id/nl-korea" in source.links
    assert "characters 0–135" in source.text


def test_the_most_telling_groups_come_first(client: TestClient) -> None:
    headings = re.findall(r'<h2 id="(\w+)">', client.get("/id/nlrk").text)
    kinds = [name for name in headings if name[0].isupper()]
    assert kinds.index("Membership") < kinds.index("Participation") < kinds.index("Contact")


def test_the_year_is_moved_and_kept(client: TestClient) -> None:
    before, after = read(client, "/id/nlrk?as-of=1985"), read(client, "/id/nlrk?as-of=1993")
    assert "belongs to International Federation" not in before.text
    assert "belongs to International Federation" in after.text
    inner = [link for link in after.links if link.startswith("/") and "/static" not in link]
    elsewhere = {"/id/nlrk", "/things"}
    assert all("as-of=1993" in link for link in inner if urlsplit(link).path not in elsewhere)
    known = read(client, "/id/nl-korea?known-at=2013")  # only source 002 speaks of it
    assert "No relationship is on record" in known.text


def test_a_statement_shows_words_dates_bounds_and_rank(
    client: TestClient, small: TestClient
) -> None:
    page = read(client, "/id/statement/000-nlrk-member-of-ifla")
    for words in ("since 1992", "during 1992/..", "1992-01-01 and 1992-12-31", "characters 0–131"):
        assert words in page.text
    relationship = next(link for link in page.links if link.startswith("/id/relationship/"))
    assert "/id/statement/000-nlrk-member-of-ifla" in read(client, relationship).links
    deprecated = read(client, "/id/statement/000-name-ifla")
    assert "set aside" in deprecated.text
    assert "A space is missing" in deprecated.text
    read(client, "/id/statement/nothing-like-it", 404)


def test_passages_are_quoted_where_the_text_is_at_hand(
    client: TestClient, small: TestClient
) -> None:
    text = (SMALL / "texts" / "river.txt").read_text("utf-8")
    page = small.get("/id/source/river").text
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown
    plain = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", shown[1])
    assert unescape(plain) == text
    assert "<mark>" in shown[1]
    said = re.search(r'href="(/id/statement/[^"]+)"', page)
    assert said
    assert "<blockquote" in small.get(said[1]).text
    assert '<div class="text"' not in client.get("/id/source/000").text


def test_a_foreign_text_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text("another text", "utf-8")
    settings = Settings(paths=(str(SMALL / "data.ttl"),), texts=tmp_path)
    answer = TestClient(application(settings)).get("/id/source/river")
    assert answer.status_code == 200
    assert "another text" not in answer.text


def test_lists_are_narrowed_counted_and_paged(client: TestClient) -> None:
    page = client.get("/things?kind=Library&country=country-kz").text
    assert "/id/nlrk" in page
    assert "/id/nl-korea" not in page
    offered = re.search(
        r'kind=Person[^"]*"[^>]*>[^<]*</a> <span class="count">(\d+)', client.get("/things").text
    )
    assert offered
    assert f"{offered[1]} found" in client.get("/things?kind=Person").text
    first, second = client.get("/things").text, client.get("/things?page=2").text
    assert "page 1 of" in first
    assert 'rel="prev"' in second
    assert "/id/nlrk" not in client.get("/things?kind=Library&year=1800").text
    assert "In force" in client.get("/things?kind=Agreement").text


def test_agreements_have_lives(client: TestClient) -> None:
    then = client.get("/agreements?as-of=2009-06&status=expiring").text
    assert "agreement-nlrk-ifla-pac" in then
    assert "2009-12-31" in then
    now = client.get("/agreements?status=lapsed").text
    assert "agreement-nlrk-ifla-pac" in now
    assert client.get("/agreements?status=nonsense").status_code == 400


def test_coverage_and_conflicts_of_the_documents(client: TestClient) -> None:
    coverage = read(client, "/coverage?as-of=2009")
    assert "PAC Regional Centre for Central Asia" in coverage.text
    assert "2008" in coverage.text
    conflicts = read(client, "/conflicts?kind=coverage-difference")
    assert "/id/source/000" in conflicts.links
    assert "/id/source/001" in conflicts.links
    on_the_thing = read(client, "/id/pac-central-asia")
    assert "Where sources disagree" in on_the_thing.text


def test_a_question_answers_with_links(client: TestClient) -> None:
    page = read(client, "/questions/support?supporter=национальная библиотека кореи")
    assert "/id/window-to-korea" in page.links
    assert any(link.startswith("/api/query/support?") for link in page.links)
    assert read(client, "/questions/nothing", 404)


def test_unknown_things_get_suggestions(client: TestClient) -> None:
    page = read(client, "/id/national-library-of-korea", 404)
    assert "/id/nl-korea" in page.links
    assert "Perhaps you mean" in page.text
    ambiguous = read(client, "/questions/tenures?organization=National Library", 300)
    assert {"/id/nlrk", "/id/nl-korea"} <= set(ambiguous.links)
    moved = client.get("/id/ospanova-bakhytzhamal")
    assert moved.status_code == 301
    assert moved.headers["location"] == "/id/ospanova-bakytzhamal"
    assert (
        client.get("/thing", params={"iri": "Национальная библиотека Кореи"}).headers["location"]
        == "/id/nl-korea"
    )


@pytest.mark.parametrize(
    "address",
    ["/?as-of=soon", "/id/nlrk?known-at=2009-02-30", "/things?year=x", "/things?page=0",
     "/conflicts?kind=x", "/?lang=xx", "/draw/network.svg?around=nlrk&depth=9"],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_page(client: TestClient, address: str) -> None:
    page = read(client, address, 400)
    assert "That cannot be meant" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("method", "address", "fault", "detail"),
    [
        ("GET", "/id/nlrk?as-of=20x9", "fault_date", "'20x9' is not an EDTF date"),
        ("GET", "/id/nobody-at-all", "fault_unknown", "nothing is called"),
        ("GET", "/nowhere", "fault_nowhere", "Not Found"),
        ("POST", "/about", "fault_method", "Method Not Allowed"),
        ("GET", "/sparql?query=SELECT", "fault_query", "line 1, column 7"),
        ("GET", "/sparql?update=CLEAR ALL", "fault_refused", "cannot be changed"),
        ("GET", "/sparql?query=ASK {}&format=tiff", "fault_format", "no format 'tiff'"),
        ("GET", "/things?page=0", "fault_asked", "there is no page '0'"),
    ],
)
def test_what_went_wrong_is_said_in_the_readers_language(
    client: TestClient, lang: str, method: str, address: str, fault: str, detail: str
) -> None:
    address += ("&" if "?" in address else "?") + f"lang={lang}"
    answer = client.request(method, address, headers={"accept": "text/html"})
    page = Read(answer.text)
    assert answer.status_code >= 400
    assert phrases(lang)[fault] in page.text
    assert detail in page.text, "and in a second line what the engine says"


@pytest.mark.parametrize("slug", ["nationel-libary-korea", "national-library-korea"])
def test_an_address_that_is_nearly_right_leads_on(client: TestClient, slug: str) -> None:
    answer = client.get(f"/id/{slug}", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert '<a href="/id/nl-korea"' in answer.text


def test_what_is_too_much_or_too_many_is_said_so() -> None:
    errors = {
        LimitReached("stopped"): "costly", HTTPException(503): "busy", TooManyRows("x"): "rows",
        AmbiguousName("x"): "several", ValueError(): "broken", HTTPException(413): "large",
    }  # fmt: skip
    for error, key in errors.items():
        assert fault_of(error) == f"fault_{key}"
        for lang in LANGUAGES:
            assert f"fault_{key}" in phrases(lang)


def test_programs_find_their_addresses(client: TestClient) -> None:
    page = read(client, "/about")
    wanted = {"/sparql?format=turtle", "/api/openapi.json", "/reconcile", "/dump.nq", "/dump.nt",
              "/dataset?format=turtle", "/.well-known/void"}  # fmt: skip
    assert wanted <= set(page.links)
    for address in wanted:
        assert client.get(address).status_code == 200, address


def test_sources_of_a_disagreement_are_numbers_of_the_list(client: TestClient) -> None:
    page = client.get("/id/pac-region-central-asia").text
    conflict = page[page.index('class="conflict"') : page.index('id="sources"')]
    titles = re.findall(r'<li value="\d+"><a href="/id/source/[^>]*>([^<]+)<', page)
    assert len(titles) > 1
    assert not [title for title in titles if f">{title}</a>" in conflict]
    assert 'aria-label="source 1"' in conflict


def test_one_side_is_named_once() -> None:
    pair = (Entity("https://w3id.org/libgraph/id/source/a", "A"),
            Entity("https://w3id.org/libgraph/id/source/b", "B"))  # fmt: skip
    other = (Entity("https://w3id.org/libgraph/id/source/c", "C"),)
    sides = (Side((), "", "", None, pair), Side((), "", "", None, other))
    told = Conflict("contradiction", pair[0], sides, "2 by a and b, 3 by c", "")
    assert explained(told) == "2 by A, 3 by B"


FIELDS = [
    "/search?q=", "/id/", "/thing?iri=", "/?as-of=", "/?known-at=", "/?lang=", "/things?kind=",
    "/things?country=", "/things?year=", "/things?page=", "/agreements?status=",
    "/agreements?party=", "/conflicts?kind=", "/conflicts?of=", "/questions/",
    "/questions/support?supporter=", "/questions/events?year=", "/draw/network?around=",
    "/draw/timeline.svg?of=", "/coverage?other=", "/id/nlrk?x=",
]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("bait", [SCRIPT, '"><img src=x onerror=alert(1)>', "' } # > ?p ?o {"])
def test_script_in_every_field_is_inert(client: TestClient, field: str, bait: str) -> None:
    from urllib.parse import quote

    answer = client.get(field + quote(bait, safe=""))
    assert answer.status_code < 500, field
    assert SCRIPT not in answer.text
    assert "<img src=x" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy


def test_pictures_allow_their_own_scripts_alone(client: TestClient) -> None:
    still = client.get("/draw/network.svg?around=nlrk")
    assert still.headers["content-type"] == "image/svg+xml"
    for address in ("/draw/network?around=nlrk", "/draw/timeline?of=nlrk", "/draw/map?as-of=2009"):
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "sha256-" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe-inline" not in answer.text
        assert f"← {'Coverage' if 'map' in address else 'National Library'}" in answer.text


def test_who_has_a_page_is_told_so(client: TestClient) -> None:
    first = client.get("/id/nlrk")
    again = client.get("/id/nlrk", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    other = client.get("/id/nlrk?lang=ru", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    preferred = client.get("/id/nlrk", headers={"Accept-Language": "kk"})
    assert '<html lang="kk">' in preferred.text


def test_a_picture_that_is_unchanged_keeps_its_own_policy(client: TestClient) -> None:
    first = client.get("/draw/timeline?of=nlrk")
    again = client.get("/draw/timeline?of=nlrk", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    name = "content-security-policy"  # a browser takes it for that of the copy it has
    assert again.headers[name] == first.headers[name]


def test_a_large_graph_is_not_looked_through_for_one_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("libgraph.web.disagreements.LARGE", 10)
    large = TestClient(application(Settings(paths=(str(SMALL / "data.ttl"),))))
    page = read(large, "/id/riverland")
    assert any(link.startswith("/conflicts?of=") for link in page.links)
    assert [image["src"].partition("?")[0] for image in page.having("img")] == ["/draw/network.svg"]
    assert "name a thing first" in read(large, "/questions/tenures").text
    read(large, "/conflicts")
    assert read(large, "/draw/network?around=riverland").text
    for whole in ("/draw/network", "/draw/timeline?of=riverland", "/draw/map"):
        assert "libgraph draw" in read(large, whole, 400).text


def test_a_memo_works_out_once_and_forgets_the_oldest() -> None:
    asked: list[int] = []
    memo = Memo(2)
    for key in (1, 2, 1, 3, 2):
        memo.get(key, lambda key=key: asked.append(key))  # type: ignore[misc]
    assert asked == [1, 2, 3, 2]
    with pytest.raises(ZeroDivisionError):
        memo.get(9, lambda: 1 // 0)
    assert memo.get(9, lambda: "well") == "well"


def test_links_inside_the_pages_lead_somewhere(client: TestClient) -> None:
    todo, seen = ["/", "/id/nlrk", "/conflicts", "/questions", "/things"], set[str]()
    while todo and len(seen) < 200:
        address = todo.pop(0)
        plain = address.partition("#")[0]
        others = ("/api", "/static", "/draw", "/editor", "/sparql")
        formats = (".ttl", ".jsonld", ".nt", ".rdf")
        if plain in seen or plain.startswith(others) or urlsplit(plain).path.endswith(formats):
            continue
        seen.add(plain)
        page = read(client, plain)
        named = {a["id"] for _, a in page.elements if "id" in a}
        anchors = [link[1:] for link in page.links if link.startswith("#")]
        assert set(anchors) <= named, plain
        todo += [link for link in page.links if link.startswith("/")][:60]
    assert len(seen) == 200
