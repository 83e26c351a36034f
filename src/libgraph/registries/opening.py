"""Open what a registry hands out: plain, gzipped, or one file in a zip; read JSON piece by piece.

Nothing is unpacked whole, and nothing that unpacks to more than is sane is read to its end.
"""

from __future__ import annotations

import codecs
import gzip
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from libgraph.errors import BadFile

LARGEST = 8 * 2**30  # bytes, unpacked; the largest release so far has 0.3 GB
_PIECE = 2**16
_LONGEST = 2**24  # characters of one record
_BROKEN = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
_RARE = "is encrypted, or packed in a rare way: unpack it first"


@contextmanager
def opened(path: Path, choose: Callable[[list[str]], str | None]) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked; `choose` picks a zip's member from its names.

    Raises:
        BadFile: the file cannot be opened, or no member is wanted.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                name = choose(archive.namelist())
                if name is None:
                    raise BadFile(
                        f"{path} holds no JSON and no table of a registry: name the official "
                        "archive"
                    )
                with _unpacked(archive, name, path) as stream:
                    yield stream
        elif _is_gzip(path):
            with gzip.open(path) as stream:
                yield stream  # type: ignore[misc]
        else:
            with path.open("rb") as stream:
                yield stream
    except _BROKEN as error:
        raise BadFile(f"{path} {_why(error)}") from None


def _unpacked(archive: zipfile.ZipFile, name: str, path: Path) -> IO[bytes]:
    try:
        return archive.open(name)
    except RuntimeError:  # a password, or a packing that is not known here
        raise BadFile(f"{path} {_RARE}") from None


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _why(error: Exception) -> str:
    if isinstance(error, EOFError | zlib.error | zipfile.BadZipFile | gzip.BadGzipFile):
        return "ends too early or is damaged: fetch it again"
    if isinstance(error, NotImplementedError):
        return _RARE
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8: fetch it again, and do not save it from another program"
    why = getattr(error, "strerror", None) or error
    return f"cannot be read ({why}): check its name and its rights"


def texts(stream: IO[bytes], path: Path) -> Iterator[str]:
    """The text in pieces, without a mark of its byte order.

    Raises:
        BadFile: it unpacks to more than `LARGEST` bytes.
    """
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise BadFile(f"{path} unpacks to more than {LARGEST // 2**30} GB: this is no registry")
        yield decode(piece)
    yield decode(b"", final=True)


def objects(pieces: Iterator[str], path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a text: the elements of one array, or one after another.

    Raises:
        BadFile: what stands there is no such JSON; the message tells after how many objects.
    """
    decode = json.JSONDecoder().raw_decode
    waiting, count = "", 0
    for piece in pieces:
        waiting = (waiting + piece).lstrip("[, \r\n\t")
        while waiting.startswith("{"):
            try:
                found, end = decode(waiting)
            except ValueError:
                if len(waiting) > _LONGEST:
                    raise _broken(path, count) from None
                break  # the rest of the object is still to come
            except RecursionError:
                raise _broken(path, count) from None
            yield found
            count += 1
            waiting = waiting[end:].lstrip(", \r\n\t")
    if waiting.strip("], \r\n\t") or not count:
        raise _broken(path, count)


def _broken(path: Path, count: int) -> BadFile:
    where = f"after {count:,} records" if count else "at its beginning"
    return BadFile(f"{path} is broken {where}: it must be JSON, records in a list or one a line")
