"""Say what is wrong with a SPARQL query, in words a person can act on."""

from __future__ import annotations

import re

_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_SENTENCE = re.compile(r"(?:expected |one of |, )([A-Z]\w* (?:\w+ ?)+)")
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*'
)
_SERVICE = re.compile(r"(?<![?$:\w])SERVICE(?![:\w])", re.IGNORECASE)
_MARKS = "{}()[].;,"
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def complaint(sparql: str, error: SyntaxError) -> str:
    """One sentence on why a query was refused: an update, or where it stops parsing."""
    start = _PROLOGUE.match(sparql)
    word = _WORD.match(sparql, start.end() if start else 0)
    if word and word[0].upper() in _UPDATES:
        return (
            f"{word[0]} at {_where(sparql, word.start())} would change the graph, and only queries "
            "run here: begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    place = _PLACE.match(str(error.msg))
    if not place:
        reason = " ".join(str(error.msg).split())
        return f"the query does not parse: {reason}: mend it there and try again"
    line, column = int(place[1]), int(place[2])
    return (
        f"the query does not parse at line {line}, column {column}, "
        f"at {_found(sparql, line, column)}{_wanted(place[3])}"
    )


def form(sparql: str) -> str:
    """The word that a query begins with after its prologue: SELECT, ASK …; '' for none."""
    start = _PROLOGUE.match(sparql)
    word = _WORD.match(sparql, start.end() if start else 0)
    return word[0].upper() if word else ""


def masked(sparql: str) -> str:
    """A query with blanks for its texts, addresses and comments: what is left is syntax."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), sparql)


def asks_elsewhere(sparql: str) -> bool:
    """Whether a query has SERVICE, outside of texts, addresses and comments."""
    return "service" in sparql.lower() and bool(_SERVICE.search(_QUOTED.sub(" ", sparql)))


def _where(text: str, offset: int) -> str:
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _found(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    if line > len(lines):
        return "its end"
    before, after = lines[line - 1][: column - 1].split(), lines[line - 1][column - 1 :].split()
    if before and not lines[line - 1][column - 2].isspace():
        return f"{before[-1]!r}"
    return f"{after[0]!r}" if after else f"the end of {before[-1]!r}" if before else "an empty line"


def _wanted(expected: str) -> str:
    """The engine's own sentence, or the first few things that it would have taken."""
    said = _SENTENCE.search(expected)
    if said:
        return f": {said[1].strip()}: mend it there"
    marks = [mark for mark in _MARKS if f'"{mark}"' in expected]
    return f": write {' or '.join(marks)} there" if marks else ": something is missing or misspelt"
