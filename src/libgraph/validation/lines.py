"""rdflib's parsers for Turtle, TriG, N-Triples and N-Quads, told to say on which line a triple is.

A triple's line is the one its object begins on: there the value stands that a reader corrects.
rdflib counts lines while it skips white space, and counts some twice (it backtracks; CRLF inside
a long text); so offsets are noted here and turned into lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableSequence
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from rdflib.plugins.parsers.nquads import NQuadsParser
from rdflib.plugins.parsers.ntriples import W3CNTriplesParser
from rdflib.plugins.parsers.trig import TrigSinkParser

from libgraph.validation.places import Triple

Record = Callable[[Triple, int], None]


class Broken(Exception):
    """A file that rdflib does not parse: the line, and what is wrong there."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def turtle(text: str, base: str, record: Record) -> None:
    """Record every triple of a Turtle text with its line."""
    _parse(_Turtle, text, base, record)


def trig(text: str, base: str, record: Record) -> None:
    """Record every triple of a TriG text, whatever its graph, with its line."""
    _parse(_Trig, text, base, record)


Numbered = Iterable[tuple[int, str]]


def ntriples(lines: Numbered, record: Record) -> None:
    """Record every triple of lines of N-Triples with the line's number."""
    sink = _LineSink(record)
    _parse_lines(W3CNTriplesParser(sink), sink, lines)  # type: ignore[arg-type]


def nquads(lines: Numbered, record: Record) -> None:
    """Record every triple of lines of N-Quads, whatever its graph, with the line's number."""
    sink = _LineSink(record)
    _parse_lines(NQuadsParser(sink), sink, lines)  # type: ignore[arg-type]


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
        record(triple, line(offset))

    sink = _Sink(note)
    try:
        parser(sink, baseURI=base, turtle=True).loadBuf(text)
    except RecursionError as error:
        raise Broken(line(max(sink.at, 0)), "brackets nested too deeply") from error
    except Exception as error:  # where pyoxigraph reads and rdflib does not, it fails in many ways
        why = getattr(error, "_why", None) or type(error).__name__
        raise Broken(line(max(sink.at, 0)), why) from error


class _LineSink:
    """What the line-based parsers hand their triples to; it stands for every graph too."""

    def __init__(self, record: Record) -> None:
        self.line = 0
        self.default_context = self
        self._record = record

    def get_context(self, _graph: object) -> _LineSink:
        return self

    def add(self, triple: Triple) -> None:
        self._record(triple, self.line)

    def triple(self, *triple: Any) -> None:
        self.add(triple)


def _parse_lines(parser: W3CNTriplesParser, sink: _LineSink, lines: Numbered) -> None:
    try:
        for sink.line, text in lines:
            parser.line = text.rstrip("\n")
            parser.parseline()
    except Exception as error:  # what pyoxigraph accepts and rdflib's old parsers do not
        raise Broken(sink.line, "not one whole statement") from error
