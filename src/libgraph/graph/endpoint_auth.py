"""Who asks: a user's password or a token, given only to a server that demands it."""

from __future__ import annotations

import base64
import os
from collections.abc import Generator
from urllib.parse import urlsplit

from libgraph.graph.endpoint_httpx import httpx


class _Password(httpx.Auth):
    """A name and a password, in the way that the server asks for: Basic or Digest."""

    def __init__(self, user: str, password: str) -> None:
        pair = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._basic = f"Basic {pair}"
        self._digest = httpx.DigestAuth(user, password)
        self._way: str | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._way is None:
            response = yield request
            if response.status_code != 401:
                return
            offered = ",".join(response.headers.get_list("WWW-Authenticate")).lower()
            self._way = "digest" if "digest" in offered else "basic"
        if self._way == "digest":
            yield from self._digest.auth_flow(request)
        else:
            request.headers["Authorization"] = self._basic
            yield request


class _Token(httpx.Auth):
    """A bearer token: servers that take one seldom ask for it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def credentials(address: str, user: str | None) -> httpx.Auth | None:
    """What to show the server at `address`: a password with a user, else a token, else nothing."""
    if user:
        password = os.environ.get("LIBGRAPH_PASSWORD") or _from_keyring(address, user)
        return _Password(user, password) if password else None
    token = os.environ.get("LIBGRAPH_TOKEN") or _from_keyring(address, "token")
    return _Token(token) if token else None


def _from_keyring(address: str, user: str) -> str | None:
    """The password that the desktop keeps under ``libgraph HOST`` and the user's name."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(f"libgraph {urlsplit(address).netloc}", user)
    except keyring.errors.KeyringError:  # no desktop, or a locked one
        return None
    return found
