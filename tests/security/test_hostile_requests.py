"""Requests and servers that mean harm: no Host is believed that is none, no secret is told."""

from __future__ import annotations

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


@pytest.mark.parametrize("host", ["localhost", "example.org:8000", "127.0.0.1", "[::1]:8000"])
def test_a_host_is_a_host(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200
    assert client.get("/", headers={"Host": "stranger.example"}).text.find("stranger.example") == -1


@pytest.mark.parametrize("how", ["token", "password"])
def test_no_secret_is_told(
    how: str, libgraph: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBGRAPH_TOKEN" if how == "token" else "LIBGRAPH_PASSWORD", "s3cr3t-words")
    user = ("--user", "me") if how == "password" else ()
    with listening() as listener:
        for command in (
            ("query", "-e", "ASK {}"),
            ("find", "x"),
            ("query", "-e", "ASK {}", "--debug"),
        ):
            try:
                said = libgraph(*command, "-g", listener.address, *user)
            except Exception as error:
                assert "s3cr3t" not in repr(error)  # noqa: PT017
            else:
                assert said.code == 3
                assert "s3cr3t" not in said.out + said.err
        assert "s3cr3t" not in "".join(listener.asked)
    said = libgraph("find", "x", "-g", "https://me:s3cr3t-words@example.org/sparql")
    assert said.code == 2
    assert "s3cr3t" not in said.out + said.err
