"""A server that misbehaves: no wrong answer, no traceback, one sentence that says what to do."""

from __future__ import annotations

import gzip
import json
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from misbehaving import Answer, Asked, serving

from conftest import Said
from libgraph.errors import BadEndpoint
from libgraph.graph import open_graph
from libgraph.graph.endpoint_http import Server

QUERY = ("query", "-e", "SELECT ?x { ?x a lg:Library }", "-f", "csv")


def rows(number: int, start: int = 0) -> bytes:
    bindings = [{"x": {"type": "literal", "value": str(n)}} for n in range(start, start + number)]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}).encode()


def answering(told: Answer) -> Callable[[Asked], Answer]:
    """Answers ASK with no, and everything else as told."""
    no = Answer(body=b'{"head": {}, "boolean": false}')
    return lambda asked: no if "ASK" in asked.values.get("query", "") else told


HTML = b"<!DOCTYPE html><html><head><title>Welcome</title></head><body>Hi</body></html>"
FAULTS = {
    "dies in the middle": (Answer(body=rows(50)[:-40], promised=len(rows(50))), "stopped in the middle"),
    "ends early, and says nothing of length": (Answer(body=rows(50)[:-40], promised=-1), "stopped in the middle"),
    "ends between two rows of TSV": (
        Answer(body=b"?x\n1\n2\n", type="text/tab-separated-values", promised=-1), "answered with text/tab",
    ),
    "sends nothing": (Answer(body=b""), "stopped in the middle"),
    "sends a web page": (Answer(body=HTML, type="text/html"), "a web page"),
    "says results and sends a web page": (Answer(body=HTML), "a web page"),
    "says results and sends prose": (Answer(body=b"hello"), "check the address"),
    "sends broken results": (Answer(body=rows(50).replace(b'"type"', b'"tpe"', 1)), "cannot be read"),
    "sends another charset": (Answer(body=rows(2).replace(b'"0"', b'"\xe9"')), "cannot be read|stopped"),
    "needs a password": (Answer(401, headers={"WWW-Authenticate": "Basic"}), "--user NAME"),
    "forbids": (Answer(403), "--user NAME"),
    "is not there": (Answer(404, body=HTML), "check the address"),
    "complains": (Answer(500, body=b"<h1>Oops</h1> estimated time exceeds the limit", type="text/html"), "estimated time exceeds"),
    "goes elsewhere": (Answer(302, headers={"Location": "http://other.example/sparql"}), "another server, http://other.example/sparql"),
    "goes in circles": (Answer(302, headers={"Location": "/sparql"}), "in a circle"),
    "asks to come back tomorrow": (Answer(503, headers={"Retry-After": "86400"}), "86400 seconds"),
    "sends a trap": (
        Answer(body=gzip.compress(b" " * (80 << 20)), headers={"Content-Encoding": "gzip"}), "no answer",
    ),
    "stops in the middle of what is packed": (
        Answer(body=gzip.compress(rows(500))[:-30], headers={"Content-Encoding": "gzip"}), "stopped in the middle",
    ),
    "packs in a way of its own": (Answer(body=rows(1), headers={"Content-Encoding": "br"}), "packs its answer as br"),
    "answers yes": (Answer(body=b'{"head": {}, "boolean": true}'), "where rows were asked for"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_one_sentence(fault: str, libgraph: Callable[..., Said]) -> None:
    told, sentence = FAULTS[fault]
    with serving(answering(told)) as place:
        said = libgraph("-g", place.address, *QUERY)
    assert said.code == 3
    assert re.search(sentence, said.err)
    assert said.err.startswith("libgraph: ")
    assert said.err.count("\n") == 1


def test_a_right_answer_under_a_wrong_type_is_an_answer(libgraph: Callable[..., Said]) -> None:
    with serving(answering(Answer(body=rows(2), type="text/html"))) as place:
        said = libgraph("-g", place.address, *QUERY)
    assert (said.code, said.out) == (0, "x\r\n0\r\n1\r\n")


def test_silence_has_an_end(libgraph: Callable[..., Said]) -> None:
    with serving(answering(Answer(body=rows(1), wait=30))) as place:
        said = libgraph("-g", place.address, "--timeout", "0.3", *QUERY)
    assert said.code == 3
    assert "within 0.3 seconds" in said.err
    assert "--timeout" in said.err


def test_nobody_there(libgraph: Callable[..., Said]) -> None:
    with serving(answering(Answer())) as place:
        address = place.address
    said = libgraph("-g", address, *QUERY)
    assert said.code == 3
    assert "cannot be reached" in said.err


def test_a_busy_server_is_asked_again(libgraph: Callable[..., Said]) -> None:
    told = [Answer(503), Answer(429, headers={"Retry-After": "0"}), Answer(body=rows(1))]
    with serving(
        lambda asked: answering(told[0])(asked) if "ASK" in asked.values["query"] else told.pop(0)
    ) as place:
        said = libgraph("-g", place.address, *QUERY)
    assert (said.code, said.out) == (0, "x\r\n0\r\n")


class TestRedirects:
    def test_on_the_same_server_are_followed(self, libgraph: Callable[..., Said]) -> None:
        def answer(asked: Asked) -> Answer:
            if asked.path == "/sparql":
                query = (
                    asked.values["query"]
                    .replace(" ", "%20")
                    .replace("#", "%23")
                    .replace("&", "%26")
                )
                return Answer(307, headers={"Location": f"/there?query={query}"})
            return answering(Answer(body=rows(1)))(asked)

        with serving(answer) as place:
            said = libgraph("-g", place.address, *QUERY)
        assert (said.code, said.out) == (0, "x\r\n0\r\n")

    def test_elsewhere_get_no_password(
        self, libgraph: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LIBGRAPH_TOKEN", "secret")
        with serving(answering(Answer(body=rows(1)))) as elsewhere:
            moved = Answer(302, headers={"Location": elsewhere.address})
            with serving(lambda asked: moved) as place:
                said = libgraph("-g", place.address, *QUERY)
        assert said.code == 3
        assert elsewhere.asked == []
        assert "secret" not in said.err


class TestPasswords:
    def test_are_given_where_they_are_asked_for(
        self, libgraph: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LIBGRAPH_PASSWORD", "sesame")

        def answer(asked: Asked) -> Answer:
            if "Authorization" not in asked.headers:
                return Answer(401, headers={"WWW-Authenticate": 'Basic realm="x"'})
            assert asked.headers["Authorization"] == "Basic YW5uYTpzZXNhbWU="
            return answering(Answer(body=rows(1)))(asked)

        with serving(answer) as place:
            said = libgraph("-g", place.address, "--user", "anna", *QUERY)
            assert (said.code, said.out) == (0, "x\r\n0\r\n")
            assert "Authorization" not in place.asked[0].headers

    def test_that_are_wrong_are_said_to_be(
        self, libgraph: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LIBGRAPH_PASSWORD", "sesame")
        with serving(lambda asked: Answer(401, headers={"WWW-Authenticate": "Basic"})) as place:
            said = libgraph("-g", place.address, "--user", "anna", *QUERY)
        assert said.code == 3
        assert "refuses this user" in said.err

    def test_in_an_address_are_refused_and_not_repeated(
        self, libgraph: Callable[..., Said]
    ) -> None:
        said = libgraph("-g", "https://anna:sesame@example.org/sparql", *QUERY)
        assert said.code == 2
        assert "sesame" not in said.err


class TestCuts:
    """A server that gives few rows at once, and does not say so."""

    def cutting(self, cap: int, total: int, header: bool = False) -> Callable[[Asked], Answer]:
        def answer(asked: Asked) -> Answer:
            query = asked.values["query"]
            if "COUNT(*)" in query:
                body = rows(1, total).replace(b'"x"', b'"n"')
                return Answer(body=body)
            cut = re.search(r"LIMIT (\d+) OFFSET (\d+)$", query)
            start = int(cut[2]) if cut else 0
            size = min(cap, int(cut[1])) if cut else cap
            headers = {"X-SPARQL-MaxRows": str(cap)} if header else {}
            return answering(
                Answer(body=rows(max(0, min(size, total - start)), start), headers=headers)
            )(asked)

        return answer

    @pytest.mark.parametrize(("cap", "header"), [(100, False), (128, False), (77, True)])
    def test_are_noticed_and_made_good(
        self, cap: int, header: bool, libgraph: Callable[..., Said]
    ) -> None:
        with serving(self.cutting(cap, 350, header)) as place:
            said = libgraph("-g", place.address, *QUERY)
        assert said.code == 0
        assert sorted(map(int, said.out.split()[1:])) == list(range(350))

    def test_in_an_order_that_cannot_be_paged_are_an_error(
        self, libgraph: Callable[..., Said]
    ) -> None:
        with serving(self.cutting(100, 350)) as place:
            said = libgraph(
                "-g",
                place.address,
                "query",
                "-e",
                "SELECT ?x { ?x a lg:Library } ORDER BY ?x",
                "-f",
                "csv",
            )
        assert said.code == 3
        assert "100 rows at most" in said.err

    def test_are_an_error_where_the_pages_do_not_add_up(
        self, libgraph: Callable[..., Said]
    ) -> None:
        def answer(asked: Asked) -> Answer:
            if "OFFSET" in asked.values["query"]:
                return Answer(body=rows(10))
            return self.cutting(100, 350)(asked)

        with serving(answer) as place:
            said = libgraph("-g", place.address, *QUERY)
        assert said.code == 3
        assert "do not add up" in said.err

    def test_what_is_as_long_as_it_was_asked_to_be_is_whole(
        self, libgraph: Callable[..., Said]
    ) -> None:
        with serving(self.cutting(100, 350)) as place:
            said = libgraph(
                "-g",
                place.address,
                "query",
                "-e",
                "SELECT ?x { ?x a lg:Library } LIMIT 100",
                "-f",
                "csv",
            )
            assert said.code == 0
            assert not any("COUNT" in asked.values["query"] for asked in place.asked)


def test_a_server_without_a_graph_of_ours_says_what_to_do(libgraph: Callable[..., Said]) -> None:
    with serving(answering(Answer(body=rows(0)))) as place:
        said = libgraph("-g", place.address, "query", "members")
    assert said.code == 3
    assert f"libgraph push {place.address}" in said.err


@pytest.mark.parametrize(
    "command", [("import", "table", "x.csv"), ("push", "http://localhost:9/query")]
)
def test_what_works_on_files_alone_says_so(
    command: tuple[str, ...], libgraph: Callable[..., Said]
) -> None:
    said = libgraph("-g", "http://localhost:9/query", *command)
    assert said.code == 2
    assert "export" in said.err


def test_certificates_are_read_again_only_where_others_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read = []
    made = httpx.create_ssl_context

    def counted() -> ssl.SSLContext:
        read.append(1)
        return made()

    monkeypatch.setattr("httpx.create_ssl_context", counted)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    for name in ("one", "one", "other", "one"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv("SSL_CERT_DIR", str(folder))
        Server("https://example.org/sparql")
    assert len(read) == 2


@pytest.mark.parametrize(
    ("file", "why"), [("none.pem", "No such"), ("", "a directory"), ("no.pem", "no cert")]
)
def test_certificates_that_cannot_be_read_are_named(
    libgraph: Callable[..., Said],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    why: str,
) -> None:
    (tmp_path / "no.pem").touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / file))
    said = libgraph("-g", "https://localhost:9/query", *QUERY)
    assert said.code == 3
    assert str(tmp_path / file) in said.err
    assert why in said.err
    assert "unset it" in said.err


def test_an_address_stands_alone(libgraph: Callable[..., Said], tmp_path: Path) -> None:
    said = libgraph("-g", "http://localhost:9/query", "-g", tmp_path, *QUERY)
    assert said.code == 2
    assert "alone" in said.err


def test_updates_are_refused_before_they_are_sent() -> None:
    with serving(answering(Answer())) as place:
        graph = open_graph([place.address])
        with pytest.raises(Exception, match="only queries run here"):
            graph.query("INSERT DATA { <x:a> <x:b> <x:c> }")
        assert place.asked == []


def test_errors_are_errors_of_libgraph_in_the_middle_of_rows_too() -> None:
    body = rows(50)[:-40]
    with serving(answering(Answer(body=body, promised=len(body) + 40))) as place:
        graph = open_graph([place.address])
        found = iter(graph.query("SELECT ?x { ?x a lg:Library }"))
        assert next(found)[0].value == "0"
        with pytest.raises(BadEndpoint, match="stopped in the middle"):
            list(found)


def test_the_first_row_is_there_before_the_last_was_sent() -> None:
    body = rows(2003)
    with serving(answering(Answer(body=body[:-50], rest=body[-50:]))) as place:
        begin = time.monotonic()
        found = iter(open_graph([place.address]).query("SELECT ?x { ?x a lg:Library }"))
        assert next(found)[0].value == "0"
        first = time.monotonic() - begin
        assert sum(1 for _ in found) == 2002
        assert first < time.monotonic() - begin - 0.5


def test_without_the_extra_it_is_named() -> None:
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from libgraph.cli.main import outcome\n"
        "sys.exit(outcome(['-g', 'http://localhost:9/query', 'query', 'members']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr == (
        "libgraph: addresses of servers need the extra [remote]: "
        "run  pip install 'libgraph[remote]'\n"
    )
