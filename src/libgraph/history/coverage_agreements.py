"""The agreements that PAC centres work by.

A centre works by an agreement that establishes it, or to which it or its host is party together
with the programme or federation that centres are part of (in the shipped data IFLA PAC, and IFLA),
and by all that renew, replace or follow such an agreement. An agreement with another library is
no ground, whatever it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from libgraph.dates import Holds, Span
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import accounts
from libgraph.history.lives import Life, lives
from libgraph.history.phrases import LIFE, when
from libgraph.query.entities import Entity

ESTABLISHES, PARTY, CARRIES_ON = "establishes it", "is with its programme", "carries that on"


@dataclass(frozen=True)
class Ground:
    """An agreement behind a centre: why it counts, if it is in force then, its end in words."""

    agreement: Entity
    why: str
    in_force: Holds
    ends: str
    sources: tuple[str, ...]


def grounds(graph: Graph, span: Span, lang: str = "en") -> dict[str, tuple[Ground, ...]]:
    """The agreements behind each centre (an IRI), those in force first."""
    known = {life.agreement.iri: life for life in lives(graph, span, lang=lang)}
    behind: dict[str, dict[str, tuple[str, Holds]]] = defaultdict(dict)
    for centre, agreement, why, holds in (*_party(graph, known, span), *_established(graph)):
        if agreement in known:
            behind[centre][agreement] = why, holds
    return {centre: _grounds(found, known, lang) for centre, found in sorted(behind.items())}


def _grounds(
    found: dict[str, tuple[str, Holds]], known: dict[str, Life], lang: str
) -> tuple[Ground, ...]:
    whole = dict(found)
    for agreement in found:
        for later in _after(known[agreement]):
            whole.setdefault(later, (CARRIES_ON, Holds.YES))
    made = [
        Ground(
            agreement=known[iri].agreement,
            why=why,
            in_force=min(holds, known[iri].in_force),
            ends=_ends(known[iri], lang),
            sources=known[iri].sources,
        )
        for iri, (why, holds) in whole.items()
        if iri in known
    ]
    return tuple(sorted(made, key=lambda one: (-one.in_force, one.agreement.label, one.why)))


def _after(life: Life) -> Iterable[str]:
    """What carries an agreement on."""
    chain = [one.iri for one in life.chain]
    return chain[chain.index(life.agreement.iri) + 1 :] if chain else ()


def _ends(life: Life, lang: str) -> str:
    words = LIFE[lang]
    told = [when(life.ends, lang)] if life.ends else []
    return "; ".join([*told, words["open"]] if life.open else told) or words["silent"]


def _established(graph: Graph) -> Iterator[tuple[str, str, str, Holds]]:
    query = """SELECT DISTINCT ?centre ?agreement {
        ?agreement lg:establishes ?centre . ?centre a lg:PACCentre }"""
    for centre, agreement in graph.texts(query):
        yield centre, agreement, ESTABLISHES, Holds.YES


def _party(
    graph: Graph, known: dict[str, Life], span: Span
) -> Iterator[tuple[str, str, str, Holds]]:
    bodies = _bodies(graph)
    for centre, ours in _ours(graph, span).items():
        for iri, life in known.items():
            parties = {party.iri for party in life.parties}
            holds = max((ours[one] for one in parties & ours.keys()), default=Holds.NO)
            if holds and parties & bodies - ours.keys():
                yield centre, iri, PARTY, holds


def _bodies(graph: Graph) -> set[str]:
    """The programmes and federations that centres are part of."""
    query = """SELECT DISTINCT ?body { ?centre a lg:PACCentre ; lg:partOf+ ?body .
        ?body a/rdfs:subClassOf* ?class FILTER(?class IN (lg:Programme, lg:Association)) }"""
    return {body for (body,) in graph.texts(query)}


def _ours(graph: Graph, span: Span) -> dict[str, dict[str, Holds]]:
    """Each centre itself, and its hosts as far as they house it then."""
    found: dict[str, dict[str, Holds]] = {}
    rows = sorted(
        graph.texts("""SELECT ?centre ?r ?host { ?centre a lg:PACCentre
            OPTIONAL { ?r a lg:Relationship ; lg:kind lg:Hosting ;
                lg:hosted ?centre ; lg:host ?host } }""")
    )
    known = accounts(graph, (r for _, r, _ in rows if r))
    for centre, r, host in rows:
        ours = found.setdefault(centre, {centre: Holds.YES})
        if r:
            ours[host] = max(ours.get(host, Holds.NO), known[r].holds(span))
    return found
