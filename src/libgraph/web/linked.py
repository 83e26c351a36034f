"""Sentences with links: each thing that is named in them leads to its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import ID
from libgraph.query.telling import Telling
from libgraph.web.pages import Links


class Names:
    """The names of all things that tellings tie, and of their sources."""

    def __init__(self, graph: Graph, tellings: Iterable[Telling], lang: str) -> None:
        told = list(tellings)
        ends = {iri for one in told for values in one.ends.values() for iri in values}
        sources = {source for one in told for source in one.sources}
        self._names = labels(graph, ends | sources, lang)

    def __getitem__(self, iri: str) -> str:
        return self._names[iri]

    def of(self, telling: Telling) -> dict[str, str]:
        """The things that a telling ties, by their names."""
        ends = {iri for values in telling.ends.values() for iri in values if iri.startswith(ID)}
        return {self._names[iri]: iri for iri in sorted(ends, reverse=True)}


def linked(sentence: str, things: Mapping[str, str], to: Links, but: str = "") -> Markup:
    """A sentence as HTML, with a link where it names one of `things` (IRIs by name).

    The thing `but` is the page's own and stays plain.
    """
    if not things:
        return escape(sentence)
    longest_first = sorted(things, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    parts, end = [], 0
    for match in pattern.finditer(sentence):
        parts.append(escape(sentence[end : match.start()]))
        iri = things[match[0]]
        parts.append(
            escape(match[0])
            if iri == but
            else Markup('<a href="{}">{}</a>').format(to(iri), match[0])
        )
        end = match.end()
    return Markup("").join([*parts, escape(sentence[end:])])
