"""rdflib's parsers for Turtle, TriG, N-Triples and N-Quads, told to say on which line a triple is.

A triple's line is the one its object begins on: there the value stands that a reader corrects.
rdflib counts lines while it skips white space, and counts some twice (it backtracks; CRLF inside
a long text); so offsets are noted here and turned into lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableSequence
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.plugins.parsers.nquads import NQuadsParser
from rdflib.plugins.parsers.ntriples import W3CNTriplesParser
from rdflib.plugins.parsers.trig import TrigSinkParser
from rdflib.term import Literal, URIRef

from .places import Triple

Record = Callable[[Triple, int], None]
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_SURROGATE = re.compile("[\ud800-\udfff]")


class Broken(Exception):
    """A file that does not parse: the line, and what is wrong there."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def turtle(text: str, base: str, record: Record) -> None:
    """Record every triple of a Turtle text with its line."""
    _parse(_Turtle, text, base, record)


def trig(text: str, base: str, record: Record) -> None:
    """Record every triple of a TriG text, whatever its graph, with its line."""
    _parse(_Trig, text, base, record)


def ntriples(lines: Iterable[str], record: Record) -> None:
    """Record every triple of N-Triples with its line."""
    sink = _LineSink(record)
    _parse_lines(W3CNTriplesParser(sink), sink, lines)  # type: ignore[arg-type]


def nquads(lines: Iterable[str], record: Record) -> None:
    """Record every triple of N-Quads, whatever its graph, with its line."""
    sink = _LineSink(record)
    _parse_lines(NQuadsParser(sink), sink, lines)  # type: ignore[arg-type]


def check_terms(triple: Iterable[object]) -> None:
    """Refuse what rdflib lets pass and no RDF file may contain.

    Raises:
        ValueError: an IRI with a space or the like, or half a character in a text.
    """
    for term in triple:
        if isinstance(term, URIRef) and _NOT_IN_IRI.search(term):
            raise ValueError(f"<{term}> is no IRI, for it has a space or a sign that IRIs exclude")
        if isinstance(term, Literal) and _SURROGATE.search(term):
            raise ValueError("a text has half a character (\\uD800 to \\uDFFF)")


class _Sink(RDFSink):
    """Hands each triple on with the offset that the parser noted, all graphs alike."""

    def __init__(self, record: Callable[[Triple, int], None]) -> None:
        super().__init__(Graph(bind_namespaces="none"))
        self.at = 0
        self._record = record

    def makeStatement(self, quadruple: Any, why: object = None) -> None:  # noqa: N802
        _, predicate, subject, value = quadruple
        triple = tuple(self.normalise(None, term) for term in (subject, predicate, value))
        self._record(triple, self.at)  # type: ignore[arg-type]


class _Noting(SinkParser):
    """Notes where each object begins; a list of objects is stated when all of it is read."""

    _store: _Sink
    _begins: list[int]
    _due: list[int]

    def statement(self, argstr: str, i: int) -> int:
        self._begins, self._due = [], []
        self._store.at = max(self.skipSpace(argstr, i), 0)
        return super().statement(argstr, i)

    def objectList(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:  # noqa: N802
        outer, self._begins = self._begins, []
        end = super().objectList(argstr, i, res)
        self._due, self._begins = self._begins, outer
        return end

    def object(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        self._store.at = self.skipSpace(argstr, i)
        self._begins.append(self._store.at)
        return super().object(argstr, i, res)

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        if self._due:
            self._store.at = self._due.pop(0)
        super().makeStatement(quadruple)


class _Turtle(_Noting):
    pass


class _Trig(_Noting, TrigSinkParser):
    pass


class _Lines:
    """From offsets, which mostly grow, to lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset, self._line = 0, 1

    def __call__(self, offset: int) -> int:
        step = 1 if offset >= self._offset else -1
        between = sorted((offset, self._offset))
        self._line += step * self._text.count("\n", *between)
        self._offset = offset
        return self._line


def _parse(parser: type[_Noting], text: str, base: str, record: Record) -> None:
    line = _Lines(text)

    def note(triple: Triple, offset: int) -> None:
        check_terms(triple)
        record(triple, line(offset))

    sink = _Sink(note)
    try:
        parser(sink, baseURI=base, turtle=True).loadBuf(text)
    except BadSyntax as error:
        at = error._i if 0 <= error._i <= len(text) else len(text.rstrip())
        raise Broken(line(at), error._why) from error
    except RecursionError as error:
        raise Broken(line(max(sink.at, 0)), "brackets nested too deeply") from error
    except Exception as error:  # rdflib stumbles over broken Turtle with half a dozen others
        at = sink.at if sink.at >= 0 else len(text.rstrip())
        raise Broken(line(at), _reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, IndexError):
        return "the file ends in the middle of a statement"
    return str(error).partition(" at ^ in")[0].partition("\n")[0] or "unreadable"


class _LineSink:
    """What the line-based parsers hand their triples to; it stands for every graph too."""

    def __init__(self, record: Record) -> None:
        self.line = 0
        self.default_context = self
        self._record = record

    def get_context(self, _graph: object) -> _LineSink:
        return self

    def add(self, triple: Triple) -> None:
        check_terms(triple)
        self._record(triple, self.line)

    def triple(self, *triple: Any) -> None:
        self.add(triple)


def _parse_lines(parser: W3CNTriplesParser, sink: _LineSink, lines: Iterable[str]) -> None:
    try:
        for sink.line, text in enumerate(lines, 1):
            parser.line = text.rstrip("\n")
            parser.parseline()
    except UnicodeDecodeError:
        raise
    except Exception as error:
        why = str(error) if isinstance(error, ValueError) else "not one whole statement"
        raise Broken(sink.line, why) from error
