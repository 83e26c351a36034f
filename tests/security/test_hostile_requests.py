"""Requests and servers that mean harm: no Host is believed that is none, no secret is told."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

import pytest
from hostile import HOSTILE, listening
from starlette.testclient import TestClient

from conftest import Said
from libgraph.web.app import application
from libgraph.web.settings import Settings


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = application(Settings(paths=(str(HOSTILE),)))
    yield TestClient(app, follow_redirects=False)
    app.state.held.close()


@pytest.mark.parametrize(
    "host", ['x"><script>', "a/b", "a@b", "a b", "x#y", "x?y", "[::1", "a:b:c", "a\\b", "x:123456"]
)
@pytest.mark.parametrize(
    "path", ["/", "/dataset", "/sitemap.xml", "/robots.txt", "/api/query", "/sparql"]
)
def test_a_host_that_is_none_is_refused(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text
    two = [("Host", "localhost"), ("Host", "example.org")]
    assert client.get(path, headers=two).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "example.org:8000", "127.0.0.1", "[::1]:8000"])
def test_a_host_is_a_host(client: TestClient, host: str) -> None:
    for path in ("/", "/about", "/things", "/id/script", "/editor"):
        for one in ("stranger.example", host):
            answer = client.get(path, headers={"Host": one})
            assert answer.status_code == 200
            assert "stranger.example" not in answer.text


SECRET = re.compile("s3cr3t|" + base64.b64encode(b"me:s3cr3t-words").decode()[:16])


@pytest.mark.parametrize("status", [401, 403, 404])
@pytest.mark.parametrize("how", ["token", "password"])
def test_no_secret_is_told(
    how: str, status: int, libgraph: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBGRAPH_TOKEN" if how == "token" else "LIBGRAPH_PASSWORD", "s3cr3t-words")
    user = ("--user", "me") if how == "password" else ()
    with listening(status) as listener:
        for command in (
            ("query", "-e", "ASK {}"),
            ("find", "x"),
            ("query", "-e", "ASK {}", "--debug"),
        ):
            try:
                said = libgraph(*command, "-g", listener.address, *user)
            except Exception as error:
                assert not SECRET.search(repr(error))  # noqa: PT017
            else:
                assert said.code == 3
                assert not SECRET.search(said.out + said.err)
        assert not SECRET.search("".join(listener.asked))
        assert bool(listener.shown) == (how == "token" or status == 401)
    said = libgraph("find", "x", "-g", listener.address, *user)  # where nobody listens any more
    assert said.code == 3
    assert not SECRET.search(said.out + said.err)


def test_no_secret_stands_in_an_address(libgraph: Callable[..., Said]) -> None:
    said = libgraph("find", "x", "-g", "http://me:s3cr3t-words@127.0.0.1:9/sparql")
    assert said.code == 2
    assert not SECRET.search(said.out + said.err)
