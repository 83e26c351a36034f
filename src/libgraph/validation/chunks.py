"""Cuts a Turtle or TriG text into its statements, and blanks out those that nobody asks for.

What is left has every line where it was: a parser that is exact and slow then has little to
read. The text has passed a strict parser before. A cut that is missed joins two statements and
does no harm, unless only the second was wanted; then the whole text is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

_OPAQUE = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*+'''|"
    r'"(?:[^"\\\n]|\\.)*+"|'
    r"'(?:[^'\\\n]|\\.)*+'|"
    r"<[^>]*+>|#[^\n]*+"
)  # in which a dot or a bracket means nothing
_BEGIN = r"(?:\s|#[^\n]*+(?:\n|\Z))*+"
_DIRECTIVE = re.compile(
    _BEGIN + r"(?i:@?prefix\s+([^\s:]*):\s*(<[^>]*>)|@?base\s+<[^>]*>)(?:\s*\.(?=\s|#|\Z))?"
)
_STATEMENT = {  # up to its dot; in TriG, up to the brace of a graph, too
    braces: re.compile(
        rf"(?:[^\"'<#.\\{braces}]++|{_OPAQUE}|\\.|\.(?![\s#]|\Z))*+(?:[.{braces}]|\Z)", re.DOTALL
    )
    for braces in ("", "{}")
}
_SUBJECT = re.compile(_BEGIN + r"(<[^>]*>|[^\s<\"'\[\](),;{}]*)")
_HIDDEN = re.compile(_OPAQUE, re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\\]*")

Wanted = Callable[[str, str | None], bool]  # of a statement's text and its subject, if known


def only(text: str, wanted: Wanted, graphs: bool = False) -> str:
    """The text with everything but the wanted statements blanked out; `graphs` is for TriG."""
    return "".join(_kept(text, wanted, _STATEMENT["{}" if graphs else ""]))


def about(subjects: Container[str]) -> Wanted:
    """Statements about these IRIs, or about what cannot be read without a parser."""
    return lambda _text, subject: subject is None or subject in subjects


def all_of_them(_text: str, _subject: str | None) -> bool:
    """Every statement."""
    return True


def with_blank_nodes(text: str, _subject: str | None) -> bool:
    """Statements in which a blank node may stand."""
    seen = _HIDDEN.sub("", text)
    return "[" in seen or "(" in seen or "_:" in seen


def _kept(text: str, wanted: Wanted, statement: re.Pattern[str]) -> Iterator[str]:
    prefixes: dict[str, str] = {}
    at = 0
    while at < len(text):
        while found := _DIRECTIVE.match(text, at):
            if found[2]:
                prefixes[found[1]] = found[2][1:-1]
            yield found[0]
            at = found.end()
        found = statement.match(text, at)
        whole = found[0] if found else text[at:]
        at += len(whole)
        yield whole if wanted(whole, _subject(whole, prefixes)) else _blanked(whole)


def _blanked(whole: str) -> str:
    """Nothing but the line ends, and what opens and closes a graph."""
    ends = "\n" * whole.count("\n")
    if whole.endswith("{"):
        return whole
    return f"{ends}}}" if whole.endswith("}") else ends


def _subject(whole: str, prefixes: dict[str, str]) -> str | None:
    found = _SUBJECT.match(whole)
    name = found[1] if found else ""
    if name.startswith("<"):
        iri = name[1:-1]
    else:
        prefix, _, local = name.partition(":")
        iri = prefixes.get(prefix, "") + local
    return iri if _SCHEME.fullmatch(iri) else None
