"""Say what is wrong with a SPARQL query, in words a person can act on."""

from __future__ import annotations

import re

from libgraph.namespaces import PREFIXES

_PROLOGUE = re.compile(
    r"(?:\s++|#[^\n]*+|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_SENTENCE = re.compile(r"(?:expected |one of |, )([A-Z]\w* (?:\w+ ?)+)")
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*'
)
_SERVICE = re.compile(r"(?<![?$:\w])SERVICE(?![:\w])", re.IGNORECASE)
_WORD_OF_SERVICE = re.compile("(servic)e", re.IGNORECASE)
# also in texts and comments; and rdflib reads \\u0053 as S
_FETCHING = re.compile(r"(?<![?$:A-Za-z_])(?:SERVICE|FROM)(?![A-Za-z_])|\\u", re.IGNORECASE)
_LEVEL = re.compile(r"[({\[!^*/|&+-]|<<|=")
_STEADY, _LONG = 400, 20_000
_MARKS = "{}()[].;,"
_FUNCTION = re.compile(r"custom (?:aggregate )?function (<[^>]*>) is not supported")
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


def unknown_function(said: str) -> str:
    """One sentence where the engine lacks a function; '' where it says other things."""
    found = _FUNCTION.search(said)
    return (
        f"this graph does not have the function {found[1]}: use those of SPARQL 1.1"
        if found
        else ""
    )


def form(sparql: str) -> str:
    """The word that a query begins with after its prologue: SELECT, ASK …; '' for none."""
    start = _PROLOGUE.match(sparql)
    word = _WORD.match(sparql, start.end() if start else 0)
    return word[0].upper() if word else ""


def masked(sparql: str) -> str:
    """A query with blanks for its texts, addresses and comments: what is left is syntax."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), sparql)


def elsewhere(sparql: str) -> str:
    """Why a query may not run here: one sentence where it has SERVICE, or may have; '' else.

    What looks like a text or an address may be none (``1<2&&…&&2>1``), so the parser decides:
    the query must parse as well where SERVICE is no word of the language.
    """
    if "service" not in sparql.lower():
        return ""
    from pyoxigraph import Store

    try:
        Store().query(_WORD_OF_SERVICE.sub(r"\1x", sparql), prefixes=PREFIXES)
    except SyntaxError as error:
        if _SERVICE.search(masked(sparql)):
            return "SERVICE would ask another server, and only this graph is asked here"
        return complaint(sparql, error)
    except (ValueError, RuntimeError):
        return ""  # it parsed; what is wrong will be said where it runs
    return ""


def fetches(sparql: str) -> bool:
    """Whether a query for rdflib may fetch something: by SERVICE or FROM, in whatever disguise."""
    return bool(_FETCHING.search(sparql))


def towering(sparql: str) -> bool:
    """Whether a query may be nested, or chained, so deeply that the engine falls over it.

    Each level takes a sign at least; the engine stands 1,000 levels of the most costly ones.
    """
    return len(sparql) > _LONG or len(_LEVEL.findall(sparql)) > _STEADY


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
