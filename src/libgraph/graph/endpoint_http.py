"""Talk with a server over HTTP: patiently, within one host, and in sentences when it fails."""

from __future__ import annotations

import os
import ssl
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from libgraph import __version__
from libgraph.errors import BadEndpoint, CannotRun, UsageError
from libgraph.graph.endpoint_auth import credentials
from libgraph.graph.endpoint_body import Reply, excerpt
from libgraph.graph.endpoint_httpx import httpx

SILENCE = 60.0
_CONNECTING = 10.0
_WAITS = (0.2, 0.5, 1.0)
_LONGEST_WAIT = 30.0
_BUSY = {429, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_HOPS = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent: values, with a body or as a form, and the types that are welcome in answer."""

    accept: str
    values: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Server:
    """The server at an address; `timeout` is how many seconds it may be silent.

    Raises:
        UsageError: no such address can be.
        CannotRun: there are no certificates where the environment says that they are.
    """

    def __init__(self, address: str, user: str | None = None, timeout: float | None = None) -> None:
        self.address = _checked(address)
        self._auth = credentials(self.address, user)
        self.timeout = SILENCE if timeout is None else timeout
        self._client = httpx.Client(
            auth=self._auth,
            verify=_trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
            timeout=httpx.Timeout(self.timeout, connect=min(self.timeout, _CONNECTING)),
            headers={"User-Agent": f"libgraph/{__version__}", "Accept-Encoding": "gzip"},
        )
        weakref.finalize(self, self._client.close)

    def reply(self, method: str, url: str, sent: Sent) -> Reply:
        """The server's answer, whatever its status; its body is still to be read.

        Raises:
            BadEndpoint: it cannot be reached, stays busy or silent, or leads elsewhere.
        """
        request = self._request(method, url, sent)
        for _ in range(_HOPS):
            response = self._patiently(request)
            target = self._target(response)
            if target is None:
                return Reply(response, self.address, self.timeout)
            response.close()
            method = "GET" if response.status_code == 303 else method
            content = None if method == "GET" else request.content
            request = self._client.build_request(
                method, target, content=content, headers=_kept(request.headers)
            )
        raise BadEndpoint(f"{self.address} redirects in a circle: use its final address")

    def _request(self, method: str, url: str, sent: Sent) -> httpx.Request:
        target, content, headers = httpx.URL(url), sent.content, dict(sent.headers)
        if method == "POST" and content is None:
            content = str(httpx.QueryParams(sent.values)).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif sent.values:
            target = target.copy_merge_params(sent.values)
        headers["Accept"] = sent.accept
        return self._client.build_request(method, target, content=content, headers=headers)

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        """Send it, and again a little later where the server or the way to it is busy."""
        for wait in (*_WAITS, None):
            try:
                response = self._client.send(request, stream=True)
            except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError) as error:
                if wait is None or "CERTIFICATE" in str(error):
                    raise self._unreached(error) from None
            except httpx.TimeoutException as error:
                raise self._unreached(error) from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise BadEndpoint(f"{self.address} cannot be asked: {_plain(error)}") from None
            else:
                if response.status_code not in _BUSY or wait is None:
                    return response
                wait = self._wished(response) or wait
                response.close()
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _wished(self, response: httpx.Response) -> float | None:
        """How long a busy server asks us to wait; too long is an error."""
        wish = response.headers.get("Retry-After", "")
        if not wish.isdigit():
            return None
        if int(wish) > _LONGEST_WAIT:
            response.close()
            raise BadEndpoint(f"{self.address} is busy: try again in {wish} seconds")
        return float(wish)

    def _target(self, response: httpx.Response) -> httpx.URL | None:
        """Where a redirect leads, if to the same host, on https where it was so."""
        if response.status_code not in _MOVED or "Location" not in response.headers:
            return None
        here, there = response.request.url, response.url.join(response.headers["Location"])
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        safer = here.host == there.host and (here.scheme, there.scheme) == ("http", "https")
        if not same and not safer:
            response.close()
            elsewhere = there.copy_with(query=None, fragment=None)
            raise BadEndpoint(
                f"{self.address} redirects to another server, {elsewhere}: "
                "if you trust it, ask there"
            )
        return there

    def _unreached(self, error: Exception) -> BadEndpoint:
        if isinstance(error, httpx.TimeoutException):
            return self.silent()
        if "CERTIFICATE" in str(error):
            return BadEndpoint(
                f"{self.address} has a certificate that cannot be checked ({_plain(error)}): "
                "if it is your own, name its file in SSL_CERT_FILE"
            )
        return BadEndpoint(
            f"{self.address} cannot be reached ({_plain(error)}): "
            "check the address, and that the server runs"
        )

    def silent(self) -> BadEndpoint:
        """The error for a server that says nothing for too long."""
        return BadEndpoint(
            f"{self.address} did not answer within {self.timeout:g} seconds: "
            "ask for less, or wait longer with --timeout SECONDS"
        )

    def refused(self, reply: Reply, what: str = "run this query") -> BadEndpoint:
        """The error for an answer that is none: what is missing, and what to do."""
        status = reply.status
        if status in (401, 403):
            return BadEndpoint(f"{self.address} {self._locked(status)}")
        if status in (404, 410):
            return BadEndpoint(f"there is nothing at {self.address} ({status}): check the address")
        said = excerpt(reply)
        return BadEndpoint(
            f"{self.address} does not {what} ({status}{': ' if said else ''}{said}): "
            "it may lack what this needs, or be too busy"
        )

    def _locked(self, status: int) -> str:
        if self._auth:
            return f"refuses this user ({status}): check the name and the password or token"
        return (
            f"needs a password ({status}): give --user NAME and put the password into "
            "LIBGRAPH_PASSWORD, or a token into LIBGRAPH_TOKEN"
        )


@cache
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Whose certificates are trusted, which takes longer to read than most answers to come."""
    try:
        return httpx.create_ssl_context()  # it asks for the same two itself
    except OSError as error:
        why = "no certificate is in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise CannotRun(
            f"SSL_CERT_FILE names {file}, which cannot be read ({why}): correct it, or unset it"
        ) from None


def _checked(address: str) -> str:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise UsageError(f"{address} is not an address ({error}): check it") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError(f"{address} is not an address: write it as https://host/sparql")
    if url.userinfo:
        raise UsageError(
            "an address with a password in it would be seen by others: "
            "give --user NAME and put the password into LIBGRAPH_PASSWORD"
        )
    return address


def _kept(headers: httpx.Headers) -> dict[str, str]:
    return {
        name: headers[name]
        for name in ("Accept", "Content-Type", "Content-Encoding")
        if name in headers
    }


def _plain(error: Exception) -> str:
    """An error of the network in a few words."""
    words = str(error) or type(error).__name__
    return words.partition("] ")[2].partition(" (_ssl")[0] or words
