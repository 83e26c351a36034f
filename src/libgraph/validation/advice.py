"""What to tell the writer of a file that does not parse: what is wrong there, and the remedy."""

from __future__ import annotations

import re

from libgraph.namespaces import PREFIXES

from .lines import Broken

_LANGUAGES = {
    ".ttl": "Turtle",
    ".trig": "TriG",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".rdf": "RDF/XML",
    ".jsonld": "JSON-LD",
}
_REMEDIES = (  # what the parser says, what that means, what to do
    (
        r"expected '\.' or '}' or ']'.*",
        "the statement goes on unexpectedly",
        "put a '.' or ';' at the end of what stands before",
    ),
    (r"newline found in string literal", "a text has no end", 'close it with "'),
    (r"unterminated string.*|Quote expected.*", "a text has no end", 'close it with "'),
    (r"unterminated URI.*", "an address has no end", "close it with >"),
    (r"Bad language code.*", "no language follows @", 'write a code, as in "name"@en'),
    (r"EOF.*|.*file ends.*|needed '}', found end.*", "the file ends too early", "finish it"),
    (r"not one whole statement", "this is not one whole statement", ""),
    (r"brackets nested.*", "brackets are nested too deeply", "give the inner nodes IRIs"),
)


def advice(kind: str, error: Broken) -> str:
    """One sentence: what is wrong in the file, and what to do.

    >>> advice(".ttl", Broken(3, "not one whole statement"))
    'this is not one whole statement: write  <subject> <predicate> <object> .  on one line'
    """
    why = str(error)
    if prefix := re.fullmatch(r'Prefix "(.*):" not bound', why):
        return _undeclared(prefix[1])
    for pattern, meaning, remedy in _REMEDIES:
        if re.fullmatch(pattern, why):
            return f"{meaning}: {remedy or _line_remedy(kind)}"
    if "remote context" in why or why.startswith(("<", "a text has")):
        return f"{why}: correct it"
    return f"this is not {_LANGUAGES[kind]} ({why}): correct this line or the one before it"


def _undeclared(prefix: str) -> str:
    known = PREFIXES.get(prefix, "…")
    return f"the prefix {prefix}: is not declared: write  @prefix {prefix}: <{known}> .  at the top"


def _line_remedy(kind: str) -> str:
    graph = " <graph>" if kind == ".nq" else ""
    return f"write  <subject> <predicate> <object>{graph} .  on one line"
