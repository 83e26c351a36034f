"""What changed in a statement or thing, property by property, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal

from libgraph.evidence import passage
from libgraph.history.pairing import Pair
from libgraph.history.snapshot import RANKING, Node, Term
from libgraph.namespaces import (
    DATINGS,
    DIFFERENT_FROM,
    LABEL,
    QUOTED_FROM,
    SAME_AS,
    TYPE,
    lg,
    local_name,
)
from libgraph.query.wording import dated

Call = Callable[[str], str]
_DATING = frozenset({*DATINGS, lg("undated")})
_CALLED = {
    TYPE: "kind",
    LABEL: "name",
    QUOTED_FROM: "passage",
    SAME_AS: "the same as",
    DIFFERENT_FROM: "not the same as",
    lg("identityReason"): "reason",
}
_SIDES = ("beginning", "end")
_OPEN = {"": "unknown", "..": "open"}


@dataclass(frozen=True, slots=True)
class Aspect:
    """A property that changed: its IRI and name, what was and what is now, and a phrase."""

    property: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    words: str


def aspects(pair: Pair, called: Call, once_called: Call, lang: str) -> tuple[Aspect, ...]:
    """What changed between two forms of one statement or thing, or what its only form says.

    What is gone is called as the old graph calls it (`once_called`).
    """
    old: Mapping[str, frozenset[Term]] = pair.old.said if pair.old else {}
    new: Mapping[str, frozenset[Term]] = pair.new.said if pair.new else {}
    found = [*_dating(pair, lang), *_rank(pair)]
    for predicate in sorted((old.keys() | new.keys()) - _DATING - RANKING, key=_place):
        before, after = old.get(predicate, frozenset()), new.get(predicate, frozenset())
        if before != after:
            gone, added = _words(before - after, once_called), _words(after - before, called)
            what = _CALLED.get(predicate) or called(predicate)
            found.append(Aspect(predicate, what, gone, added, f"{what} {_phrase(gone, added)}"))
    return tuple(found)


def _place(predicate: str) -> tuple[int, str]:
    """Kind and name first, evidence last."""
    first = (TYPE, LABEL)
    place = first.index(predicate) if predicate in first else 2 + (predicate == QUOTED_FROM)
    return place, predicate


def _phrase(gone: tuple[str, ...], added: tuple[str, ...]) -> str:
    if gone and added:
        return f"{', '.join(added)} instead of {', '.join(gone)}"
    return f"{', '.join(added)} added" if added else f"{', '.join(gone)} gone"


def _words(terms: frozenset[Term], called: Call) -> tuple[str, ...]:
    return tuple(sorted(_word(term, called) for term in terms))


def _word(term: Term, called: Call) -> str:
    if isinstance(term, BlankNode):
        return f"something without an address ({term})"
    if isinstance(term, Literal):
        return f"“{term.value}” ({term.language})" if term.language else term.value
    found = passage(term.value)
    if found:
        return f"characters {found.begin}–{found.end} of {local_name(found.source)}"
    return called(term.value)


# ── When ─────────────────────────────────────────────────────────────────────────────────


def when(node: Node, lang: str) -> str:
    """The dating of a statement in words."""
    return dated(*_date(node), lang)


def beside(pair: Pair, others: Iterable[Node], lang: str) -> tuple[Aspect, ...]:
    """What a statement that only one graph has does to the date that the others give."""
    node = pair.now
    known = {_date(other): other for other in others}
    if len(known) != 1 or _date(node) in known:
        return ()
    (other,) = known.values()
    old, new = (other, node) if pair.new else (node, other)
    words = "; ".join(_sides(old, new))
    before, after = (when(old, lang),), (when(new, lang),)
    return (Aspect(_date(node)[0], "date", before, after, words),) if words else ()


def _date(node: Node) -> tuple[str, str]:
    return next(((way, min(node.values(way))) for way in DATINGS if way in node.said), ("", ""))


def _dating(pair: Pair, lang: str) -> Iterator[Aspect]:
    if pair.old is None or pair.new is None or _date(pair.old) == _date(pair.new):
        return
    old, new = when(pair.old, lang), when(pair.new, lang)
    words = "; ".join(_sides(pair.old, pair.new)) or f"dated {new} instead of {old}"
    yield Aspect(_date(pair.new)[0] or _date(pair.old)[0], "date", (old,), (new,), words)


def _sides(before: Node, after: Node) -> Iterator[str]:
    """What happened to the two ends of an interval; nothing, where one is no interval."""
    (way, first), (now, last) = _date(before), _date(after)
    if way != now or not first.count("/") == last.count("/") == 1:
        return
    for side, old, new in zip(_SIDES, first.split("/"), last.split("/"), strict=True):
        if old != new:
            yield f"{side} {_side(old, new)}"


def _side(old: str, new: str) -> str:
    if old in _OPEN and new not in _OPEN:
        return f"{new} added"
    if new in _OPEN and old not in _OPEN:
        return f"{old} gone"
    return f"{_OPEN.get(new, new)} instead of {_OPEN.get(old, old)}"


# ── What a curator decided ───────────────────────────────────────────────────────────────


def rank(node: Node | None) -> str:
    """The rank of a statement, 'normal' where nobody decided."""
    ranks = node.values(lg("rank")) if node else frozenset()
    return local_name(min(ranks)) if ranks else "normal"


def _rank(pair: Pair) -> Iterator[Aspect]:
    before, after = rank(pair.old), rank(pair.new)
    old, new = _reasons(pair.old), _reasons(pair.new)
    reason = f": {'; '.join(new)}" if new and after != "normal" else ""
    if before != after:
        words = f"rank {after} instead of {before}{reason}"
        yield Aspect(lg("rank"), "rank", (before,), (after,), words)
    elif old != new:
        words = f"another reason for the rank {after}{reason}"
        yield Aspect(lg("rankReason"), "reason for the rank", old, new, words)


def _reasons(node: Node | None) -> tuple[str, ...]:
    return tuple(sorted(node.values(lg("rankReason")))) if node else ()
