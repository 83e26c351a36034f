"""Spell out ``rdfs:subClassOf*`` for servers: which classes are below which is worked out here.

Virtuoso loses rows where such a path meets another pattern, and Comunica takes seconds for it.
The hierarchy is small and known: a question that libgraph asks names the classes instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from libgraph.namespaces import expand

_NODE = r"(?:[?$]\w+|[a-z]+:\w+|<[^<>\s]*>)"
_PATH = re.compile(rf"(?P<of>{_NODE})\s+(?P<a>a/)?rdfs:subClassOf\*\s+(?P<above>[?$]\w+|lg:\w+)")
Above = Mapping[str, set[str]]


def asks_kinds(sparql: str) -> bool:
    """Whether a query has such a path."""
    return bool(_PATH.search(sparql))


def spelled_out(sparql: str, above: Above) -> str:
    """A query with the classes in place of each path; `above` what is above each class, itself
    among them."""
    numbers = iter(range(len(sparql)))

    def spell(match: re.Match[str]) -> str:
        of, top = match["of"], match["above"]
        kind = f"?_kind{next(numbers)}" if match["a"] or not of.startswith("?") else of
        link = f"{of} a {kind} . " if match["a"] else ""
        if top.startswith(("?", "$")):
            pairs = " ".join(f"(<{k}> <{a}>)" for k in above for a in sorted(above[k]))
            return f"{link}VALUES ({kind} {top}) {{ {pairs} }}"
        wanted = expand(top) or top
        below = " ".join(f"<{k}>" for k in above if wanted in above[k]) or f"<{wanted}>"
        return f"{link}VALUES {kind} {{ {below} }}"

    return _PATH.sub(spell, sparql)
