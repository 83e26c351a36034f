"""Parse RDF files: strict, exact and fast, never from the network, never without end.

Whatever is wrong is one sentence with file and line, and says what to do.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from libgraph.errors import BadFile
from libgraph.namespaces import ID, PREFIXES
from libgraph.reading.bombs import refuse
from libgraph.reading.files import FORMATS

_PLACE = re.compile(r"Parser error (?:at|between) [^:]*: ")
_PREFIX = re.compile(r"The prefix (\S*): has not been declared")
_REMEDIES = (  # what the parser says, what to do
    (r"A dot is expected.*", "put a '.' or ';' at the end of the line before"),
    (r"Unexpected end.*", "finish the statement, and close what is open"),
    (r"Line jumps are not allowed.*|.*unescaped line.*", 'close the text with "'),
    (r"Invalid UTF-8.*", "save the file as UTF-8"),
    (r"Invalid IRI code point.*", "take the space or sign out of the address"),
    (r"No LoadDocumentCallback.*", "put the context itself into the file"),
)


def quads(path: Path) -> Iterator[Quad]:
    """The quads of one file, streamed; a mark of its byte order (BOM) does not matter.

    A relative IRI without a base is one of the project's own, wherever the file lies; a blank
    node is another one in every file.

    Raises:
        BadFile: the file cannot be read, is broken at a line, or wants something from elsewhere.
    """
    format_ = FORMATS[path.suffix]
    try:
        _refuse(path, format_)
        with path.open("rb") as stream:
            if stream.read(3) != codecs.BOM_UTF8:
                stream.seek(0)
            yield from parse(stream, format=format_, base_iri=ID, rename_blank_nodes=True)
    except SyntaxError as error:
        raise BadFile.at(path, error.lineno, _sentence(format_, error)) from None
    except OSError as error:
        raise BadFile(
            f"{path} cannot be read ({error.strerror or error}): check its name and its rights",
            str(path),
        ) from None


def _refuse(path: Path, format_: RdfFormat) -> None:
    refuse(path, format_)
    if format_ == RdfFormat.JSON_LD:
        for address in _remote_contexts(path):
            raise BadFile(
                f"{path} takes its context from {address}, which is not fetched: put the "
                "context itself into the file"
            )


def _remote_contexts(path: Path) -> Iterator[str]:
    try:
        rest: list[Any] = [json.loads(path.read_bytes().decode("utf-8-sig"))]
    except RecursionError:
        raise BadFile(f"{path} nests JSON too deeply to be read: write it flatter") from None
    except ValueError:
        return  # the parser will say where
    while rest:
        node = rest.pop()
        if isinstance(node, dict):
            yield from _addresses(node.get("@context"))
            rest.extend(node.values())
        elif isinstance(node, list):
            rest.extend(node)


def _addresses(context: Any) -> Iterator[str]:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and "@import" in part:
            yield str(part["@import"])


def _sentence(format_: RdfFormat, error: SyntaxError) -> str:
    why = _PLACE.sub("", " ".join(str(error.msg).split()))
    if prefix := _PREFIX.match(why):
        known = PREFIXES.get(prefix[1], "…")
        remedy = f"write  @prefix {prefix[1]}: <{known}> .  at the top"
    else:
        remedies = (remedy for said, remedy in _REMEDIES if re.fullmatch(said, why))
        remedy = next(remedies, "correct it there")
    return f"this is not {format_.name} ({why.rstrip('.')}): {remedy}"
