"""The body of an answer: unpacked within bounds, and never taken as whole when it is not."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

from libgraph.errors import BadEndpoint
from libgraph.graph.endpoint_httpx import httpx

_PIECE = 1 << 16
# a text that unpacks to more than this, and to so many times itself, is a trap
_BOMB_SIZE = 64 << 20
_BOMB_RATIO = 250
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class Reply:
    """A server's answer whose body is still to be read."""

    def __init__(self, response: httpx.Response, address: str, timeout: float) -> None:
        self._response = response
        self._address = address
        self._timeout = timeout
        self.status = response.status_code
        self.headers = response.headers
        self.type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_framed(self) -> bool:
        """Whether HTTP itself tells where the body ends."""
        chunked = "chunked" in self.headers.get("Transfer-Encoding", "").lower()
        return chunked or "Content-Length" in self.headers

    def chunks(self) -> Iterator[bytes]:
        """The body, piece by piece.

        Raises:
            BadEndpoint: it stops in the middle, is silent too long, or is a trap.
        """
        try:
            yield from self._unpacked()
        except httpx.TimeoutException:
            raise BadEndpoint(
                f"{self._address} stopped answering for {self._timeout:g} seconds: "
                "nothing of its answer counts; ask for less, or wait longer with --timeout SECONDS"
            ) from None
        except (httpx.HTTPError, zlib.error, EOFError):
            raise cut_off(self._address) from None
        finally:
            self._response.close()

    def _unpacked(self) -> Iterator[bytes]:
        coding = self.headers.get("Content-Encoding", "identity").lower()
        if coding in ("identity", ""):
            yield from self._response.iter_raw()
        elif coding in ("gzip", "x-gzip", "deflate"):
            yield from self._inflated()
        else:
            raise BadEndpoint(
                f"{self._address} packs its answer as {coding}, unasked: tell its keeper"
            )

    def _inflated(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        taken = given = 0
        for raw in self._response.iter_raw():
            taken += len(raw)
            while raw:
                piece = unpacker.decompress(raw, _PIECE)
                raw = unpacker.unconsumed_tail
                given += len(piece)
                if given > max(_BOMB_SIZE, taken * _BOMB_RATIO):
                    raise BadEndpoint(
                        f"{self._address} packs {given >> 20} MB of nothing into "
                        f"{taken >> 10} kB: this is no answer; check the address"
                    )
                yield piece
        yield unpacker.flush()
        if not unpacker.eof:
            raise EOFError

    def close(self) -> None:
        """Read no more of it."""
        self._response.close()


def cut_off(address: str) -> BadEndpoint:
    """The error for an answer that ends in the middle."""
    return BadEndpoint(
        f"{address} stopped in the middle of its answer: nothing of it counts; try again, "
        "or ask for less"
    )


class Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read, with a first look at how it begins.

    `first` is what came first, enough to have all of a short answer; `ended` that all came.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._kept = b""
        self.first = b""
        self.ended = False

    def readable(self) -> bool:
        return True

    def begins(self, size: int = 256) -> bytes:
        """The first bytes that are not white, without taking them."""
        while len(self._kept) < size and self._more():
            self._kept = self._kept.lstrip(b"\xef\xbb\xbf \t\r\n")
        return self._kept[:size]

    def read(self, size: int = -1) -> bytes:
        while not self._kept and self._more():
            pass
        if size < 0:
            while self._more():
                pass
            size = len(self._kept)
        taken, self._kept = self._kept[:size], self._kept[size:]
        return taken

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        self.ended = self.ended or piece is None
        self._kept += piece or b""
        if piece and len(self.first) < _PIECE:
            self.first += piece
        return piece is not None


def excerpt(reply: Reply, size: int = 160) -> str:
    """What a server says about an error, in one line: its text without tags."""
    raw = b""
    try:
        for piece in reply.chunks():
            raw += piece
            if len(raw) > 1 << 14:
                break
    except BadEndpoint:
        pass
    text = " ".join(_TAG.sub(" ", raw.decode("utf-8", "replace")).split())
    printable = "".join(letter for letter in text if letter.isprintable())
    return printable if len(printable) <= size else printable[:size].rstrip() + " …"
