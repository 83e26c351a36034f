"""Relationships as lines of a page, in groups with a heading, the most telling group first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name
from libgraph.query.telling import Telling
from libgraph.web.cited import Cited, Source
from libgraph.web.linked import Names, linked
from libgraph.web.pages import Links
from libgraph.web.phrases import Phrases

ORDER = (
    "Lifespan", "Coverage", "Membership", "Party", "Tenure", "Signing", "Support", "Hosting",
    "Participation", "Link", "Contact", "Figure", "Naming",
)  # fmt: skip
"""The kinds of statements, what tells most about a thing first."""
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Line:
    """A relationship on a page: its sentence with links, when, how sure, and who says so."""

    iri: str
    sentence: Markup
    more: str
    when: str
    holds: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind; `key` names the kind in addresses."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The groups of a page, and the sources that they cite."""

    groups: tuple[Group, ...]
    cited: Cited


def lines(
    graph: Graph, told: Iterable[Telling], lang: str, to: Links, but: str = "",
    besides: Iterable[str] = (),
) -> Lines:  # fmt: skip
    """Tellings as groups of lines; the thing `but` is not linked, `besides` are cited, too."""
    ordered = sorted(told, key=_order)
    names = Names(graph, ordered, lang)
    cited = Cited(graph, [*(s for one in ordered for s in one.sources), *besides], lang)
    grouped: dict[str, list[Line]] = defaultdict(list)
    for telling in ordered:
        grouped[local_name(telling.kind)].append(line(telling, names, cited, to, but))
    say = Phrases(lang)
    groups = (Group(key, say(f"group_{key}"), tuple(found)) for key, found in grouped.items())
    return Lines(tuple(groups), cited)


def line(telling: Telling, names: Names, cited: Cited, to: Links, but: str = "") -> Line:
    """A relationship or statement as a line of a page; the thing `but` is not linked."""
    return Line(
        iri=telling.iri,
        sentence=linked(telling.sentence, names.of(telling), to, but),
        more=telling.more,
        when=telling.when,
        holds=str(telling.holds) if telling.holds is not None else "",
        sources=cited.of(telling.sources),
    )


def _order(telling: Telling) -> tuple[int, str, str, str]:
    kind = local_name(telling.kind)
    place = ORDER.index(kind) if kind in ORDER else len(ORDER)
    year = _YEAR.search(telling.when)
    return place, year[0] if year else "9999", telling.when, telling.sentence
