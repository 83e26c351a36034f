"""Likely partners: who shares much with a body, and has no agreement with it yet."""

from __future__ import annotations

from collections.abc import Sequence

from libgraph.dates import Holds, Span
from libgraph.errors import UsageError
from libgraph.graph import Graph
from libgraph.graph.labels import labels
from libgraph.network import recommend_words as words
from libgraph.network.measures import ranks
from libgraph.network.recommend_evidence import Evidence, evidence
from libgraph.network.recommend_score import Candidate, candidates, leave_one_out
from libgraph.network.result import Column, Table, doubled
from libgraph.network.words import when
from libgraph.query.telling import tell

_TRIED = 50  # pairs that are hidden for the note below the table; the benchmark hides all
_FIGURES = 4


def recommend(
    graph: Graph,
    body: str,
    span: Span | None = None,
    lang: str = "en",
    *,
    certain: bool = False,
    top: int | None = None,
) -> Table:
    """Propose likely partners of a body (an IRI), the nearest first, each with its reasons.

    With `span`, what held at some time in it counts, certain and possible apart; with
    `certain`, only what is certain. `top` bounds the rows that are put into words.

    Raises:
        UsageError: the IRI is no body (a person, a place, an event …).
    """
    known = evidence(graph, span, lang)
    if body not in known.bodies:
        name = labels(graph, [body], lang)[body]
        raise UsageError(f"{name} is no body: partners are proposed for libraries and other bodies")
    found = candidates(known, body, certain=certain)
    twice = span is not None and not certain
    rows = _rows(_speaker(graph, known, body, found[:top]), found, top, twice=twice)
    notes = [
        *([] if found else [_nothing(known, body)]),
        "These are proposals from what sources say; people decide. What no source speaks of is "
        "missing, and a high score does not say that either side wants an agreement.",
        *words.scoring(known),
        *words.left_out(known, body),
        *words.measured(known, leave_one_out(known, _TRIED, certain=certain)),
    ]
    title = f"Likely partners of {known.names[body]}, {when(span)}"
    return Table(title, tuple(_columns(twice=twice)), tuple(rows), tuple(notes))


def _speaker(graph: Graph, known: Evidence, body: str, found: Sequence[Candidate]) -> words.Speaker:
    shown = {(r.thing, end) for c in found for r in c.reasons for end in (body, c.body)}
    resting = {iri for thing, end in shown for iri in known.resting(thing, end)}
    return words.Speaker(known, body, tell(graph, resting))


def _columns(*, twice: bool) -> list[Column]:
    return [
        *doubled("rank", "its place by score; = where several share it", twice=twice),
        Column("body", "the proposed partner's IRI"),
        Column("bodyLabel", "the proposed partner"),
        *doubled("score", "how much it shares with the body asked about", twice=twice),
        *doubled("shared", "how many things it shares with it", twice=twice),
        Column("reasons", "what they share, with dates"),
    ]


def _rows(
    speaker: words.Speaker, found: Sequence[Candidate], top: int | None, *, twice: bool
) -> list[tuple[object, ...]]:
    readings = (Holds.YES, Holds.POSSIBLY) if twice else (Holds.YES,)
    places = [ranks(c.score(least) or None for c in found) for least in readings]
    return [
        (
            *(place[number] for place in places),
            candidate.body,
            speaker.known.names[candidate.body],
            *(round(candidate.score(least), _FIGURES) for least in readings),
            *(sum(r.holds >= least for r in candidate.reasons) for least in readings),
            speaker.reasons(candidate) if top is None or number < top else "",
        )
        for number, candidate in enumerate(found)
    ]


def _nothing(known: Evidence, body: str) -> str:
    return (
        f"Nothing to propose: {known.names[body]} shares no partner, event, programme, person or "
        f"place with a body that it is not tied to already ({when(known.span)})."
    )
