"""Whatever strangers send, and whatever happens to the data: right status, and the service lives."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
import uvicorn
from at_port import Served, served
from starlette.testclient import TestClient

from conftest import DOCUMENTS, OF_DOCUMENTS, SMALL
from libgraph.cli.main import outcome
from libgraph.web import patient, safety
from libgraph.web.app import application
from libgraph.web.settings import Settings

SCRIPT = "\"'><script>alert(1)</script>"
ADDRESSES = [
    "/", "/editor", "/editor?example=support", "/search?q=korea", "/things", "/agreements", "/conflicts",
    "/coverage", "/questions/support", "/id/nlrk", "/id/nlrk.ttl", "/id/source/000", "/ontology", "/about",
    "/static/base.css", "/static/nothing.js", "/static/yasgui.min.js", "/nothing", "/id/nothing",
    "/things?kind=x&year=y", "/?lang=xx", "/sparql?query=bad", "/sparql?query=ASK{}", "/api/find?q=x", "/api/nothing",
    "/health", "/metrics", "/suggest?q=k", "/editor?example=nothing", "/" + "x" * 17_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = application(Settings(paths=tuple(map(str, DOCUMENTS))))
    yield TestClient(app, follow_redirects=False)
    app.state.held.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(*OF_DOCUMENTS) as running:
        yield running


def sent(server: Served, *lines: str, body: bytes = b"") -> tuple[int, str]:
    """The status and text that come back on exactly these lines."""
    head = "\r\n".join([*lines, "Host: localhost", "Connection: close", "", ""]).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as there:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            there.sendall(head + body)
        said = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := there.recv(65_536):
                said += piece
    return int(said.split(b" ", 2)[1]), said.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_every_answer_has_strict_headers(client: TestClient, address: str, method: str) -> None:
    answer = client.request(method, address)
    assert answer.status_code < 500, answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    rules = dict(
        rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["connect-src"] == rules["form-action"] == "'self'"
    styled = address.startswith("/editor") and answer.status_code == 200
    assert rules["style-src"] == ("'self' 'unsafe-inline'" if styled else "'self'")
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..%5capp.py",
     "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static//etc/passwd", "/static/%00",
     "/id/..%2f..%2f..%2f..%2fetc%2fpasswd", "/id/%2e%2e/%2e%2e/etc/passwd.ttl", "/id/source/..%2f000.txt",
     "/draw/..%2f..%2fetc%2fpasswd", "/api/query/..%2f..%2fmembers", "/questions/..%2fmembers",
     "/editor?example=../members", "/thing?iri=file:///etc/passwd", "//etc/passwd", "/%ff%fe"],
)  # fmt: skip
def test_no_path_reaches_the_file_system(server: Served, path: str) -> None:
    status, said = sent(server, f"GET {path} HTTP/1.1")
    assert status in (400, 404), said
    assert "root:" not in said
    assert "application(" not in said
    assert str(Path(safety.__file__).parent) not in said


def test_a_body_that_does_not_say_its_size_is_bounded(server: Served) -> None:
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for path in ("/sparql", "/reconcile"):
        status, said = sent(
            server, f"POST {path} HTTP/1.1", "Transfer-Encoding: chunked",
            "Content-Type: application/x-www-form-urlencoded", body=piece * 40 + b"0\r\n\r\n",
        )  # fmt: skip
        assert status == 413, said
        assert "too large" in said


@pytest.mark.parametrize("path", ["/sparql", "/reconcile"])
def test_a_form_of_too_many_fields_is_refused(server: Served, path: str) -> None:
    body = b"a=1&" * 1001
    status, said = sent(
        server, f"POST {path} HTTP/1.1", f"Content-Length: {len(body)}",
        "Content-Type: application/x-www-form-urlencoded", body=body,
    )  # fmt: skip
    assert status == 400, said
    assert "too many fields" in said


@pytest.mark.parametrize("size", ["3000000", "-1", "ten"])
def test_a_size_that_is_too_large_or_none_is_refused(server: Served, size: str) -> None:
    status, _ = sent(server, "POST /sparql HTTP/1.1", f"Content-Length: {size}")
    assert status in (400, 413)


def test_heads_are_bounded(server: Served) -> None:
    assert sent(server, f"GET / HTTP/1.1\r\nX: {'x' * 100_000}")[0] == 431
    assert sent(server, f"GET /?{'x' * 20_000} HTTP/1.1")[0] == 414
    assert sent(server, "nonsense")[0] == 400
    assert sent(server, "GET / HTTP/1.1")[0] == 200


@pytest.mark.parametrize(
    "address",
    ["/search?q={}", "/things?kind={}", "/things?country={}", "/things?year={}", "/things?page={}",
     "/agreements?party={}", "/agreements?status={}", "/conflicts?of={}", "/questions/support?supporter={}",
     "/questions/{}", "/editor?query={}", "/editor?example={}", "/id/{}", "/thing?iri={}", "/?lang={}",
     "/?as-of={}", "/things?known-at={}", "/coverage?as-of={}", "/nothing?x={}", "/?{}=1", "/sparql?query={}",
     "/api/find?q={}", "/api/query/{}", "/suggest?q={}", "/static/{}"],
)  # fmt: skip
def test_a_script_in_any_field_is_words(client: TestClient, address: str) -> None:
    for evil in (SCRIPT, "javascript:alert(1)"):
        answer = client.get(address.replace("{}", httpx2.QueryParams({"x": evil}).__str__()[2:]))
        assert answer.status_code < 500
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script>alert" not in answer.text
            assert 'href="javascript:' not in answer.text
        else:
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_connection_that_never_asks_is_closed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "PATIENCE", 0.4)
    monkeypatch.setattr(safety, "PATIENCE", 0.4)
    config = uvicorn.Config(
        client.app, port=0, http=patient.Patient, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    half = b"GET /health HTTP/1.1\r\nHost: x\r\n"
    body = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: application/sparql-query\r\n\r\nASK"
    try:
        for begun, answered in ((b"", b""), (half, b""), (body, b"408")):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as there:
                there.sendall(begun)
                assert answered in there.recv(1000).split(b"\r\n")[0]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as there:
            there.sendall(half + b"\r\n")
            assert b"200" in there.recv(1000)
            there.sendall(half)  # the second head of a connection, too
            while there.recv(1000):
                pass
    finally:
        server.should_exit = True
        thread.join()


def test_data_that_break_leave_the_last_good_ones(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    shutil.copy(SMALL / "data.ttl", data)
    app = application(Settings(paths=(str(data),)))
    client, held = TestClient(app), app.state.held
    good, number = data.read_text("utf-8"), held.current.number
    assert client.get("/health").status_code == 200
    data.write_text(good + "\nthis is no Turtle", "utf-8")
    assert not held.refresh()
    assert client.get("/things").status_code == 200
    assert (
        client.get("/sparql", params={"query": "ASK { ?s a lg:Source }"}).json()["boolean"] is True
    )
    sick = client.get("/health")
    assert sick.status_code == 503
    assert str(tmp_path) not in sick.text
    data.unlink()
    assert not held.refresh()
    assert client.get("/things").status_code == 200
    data.write_text(good.replace("river", "stream"), "utf-8")
    assert held.refresh()
    assert client.get("/health").status_code == 200
    assert held.current.number > number
    held.close()


def test_a_reload_drops_no_request(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    shutil.copy(SMALL / "data.ttl", data)
    app = application(Settings(paths=(str(data),)))
    client, stop = TestClient(app), threading.Event()
    sparql = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?b ?c }"}

    def asking(path: str) -> set[int]:
        found = set()
        while not stop.is_set():
            found.add(client.get(path, params=sparql if path == "/sparql" else {}).status_code)
        return found

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(asking, path) for path in ("/things", "/search?q=river", "/sparql")]
        for number in range(3):
            data.write_text(data.read_text("utf-8") + f"\n# {number}\n", "utf-8")
            assert app.state.held.refresh()
            time.sleep(0.1)
        stop.set()
        assert [one.result() for one in asked] == [{200}] * 3
    app.state.held.close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_what_is_under_way_end(how: signal.Signals) -> None:
    with served(*OF_DOCUMENTS) as running, ThreadPoolExecutor(1) as pool:
        httpx2.get(running.address)
        slow = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f }"}
        answer = pool.submit(httpx2.get, f"{running.address}sparql", params=slow, timeout=30)
        time.sleep(0.3)
        running.process.send_signal(how)
        assert answer.result().status_code in (200, 503)  # 503: it took longer than it may
        assert running.process.wait(20) == 0
        assert running.process.stderr
        assert running.process.stderr.read() == ""


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str], server: Served) -> None:
    assert outcome(["serve", "--port", str(server.port)]) == 3
    said = capsys.readouterr().err
    assert f"127.0.0.1:{server.port} cannot be served" in said
    assert "--port" in said
    assert len(said.splitlines()) == 1


def test_who_can_reach_it_is_said() -> None:
    with served("--host", "0.0.0.0", *OF_DOCUMENTS) as running:
        assert running.process.stderr
        assert "anyone who can reach this machine" in running.process.stderr.readline()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--as-of", "2009"], 2, "readers choose them"),
        (["--known-at", "2009"], 2, "readers choose them"),
        (["--max-memory", "1K"], 2, "too little"),
        (["--workers", "0"], 2, "--workers"),
        (["-g", "https://example.org/sparql"], 2, "works on files"),
        (["-g", "nothing-there.ttl", "--port", "0"], 3, "nothing-there.ttl"),
        (["--host", "203.0.113.7", "--port", "0"], 3, "cannot be served"),
    ],
)
def test_options_that_cannot_be_meant(
    capsys: pytest.CaptureFixture[str], options: list[str], code: int, said: str
) -> None:
    assert outcome(["serve", *options]) == code
    assert said in capsys.readouterr().err


def test_the_extra_that_is_missing_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "libgraph.web.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert outcome(["serve"]) == 3
    assert "pip install 'libgraph[serve]'" in capsys.readouterr().err
