"""Statements made by hand, as the search for conflicts reads them: one line each, and no graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from libgraph import dates
from libgraph.dates import NO_BOUNDS, Bounds, SourceDate
from libgraph.graph.vocabulary import vocabulary
from libgraph.history.conflict_found import Found
from libgraph.history.conflict_reading import Said, World
from libgraph.history.matters import rules
from libgraph.namespaces import ID, SOURCE, lg, local_name

PREFERRED, NORMAL, WEAK, DEPRECATED = 3, 2, 1, 0
_TEXTS = {"form", "value", "approximate"}
_TERMS = {"relation", "quantity", "capacity", "supportKind", "contactKind"}


def bounds(text: str) -> Bounds:
    """The bounds of ``2001/2005``, ``seen 2004``, ``planned 2027`` or nothing.

    What goes on, goes on in 2016, when both sources were written.
    """
    way, _, date = text.rpartition(" ")
    if not date:
        return NO_BOUNDS
    if way:
        return {"seen": dates.attested, "planned": dates.announced}[way](date)
    return dates.during(date, SourceDate.parse("2016"))


def said(
    iri: str,
    kind: str,
    date: str = "",
    source: str = "gazette",
    *,
    rank: int = NORMAL,
    reason: str = "",
    ties: Iterable[str] = (),
    language: str = "en",
    **values: str | tuple[str, ...],
) -> Said:
    """A statement; ``from_`` stands for ``from``, and `ties` for the relationships."""
    way, _, text = date.rpartition(" ")
    ways = {"": "during" if text else "", "seen": "attested", "planned": "announced"}
    return Said(
        iri=iri,
        kind=lg(kind),
        values={
            lg(name.strip("_")): _values(name, value) for name, value in values.items() if value
        },
        language=language,
        way=ways[way] and lg(ways[way]),
        text=text,
        source=SOURCE + source,
        rank=rank,
        reason=reason,
        bounds=bounds(date),
        about=frozenset(ties),
    )


def _values(name: str, value: str | tuple[str, ...]) -> tuple[str, ...]:
    every = (value,) if isinstance(value, str) else value
    base = "" if name in _TEXTS else lg("") if name in _TERMS else ID
    return tuple(base + one if one else "" for one in every)


def world(
    *statements: Said,
    classes: dict[str, str] | None = None,
    described: dict[str, str] | None = None,
) -> World:
    """The statements as the world, under the rules of the ontology."""
    by_kind: dict[str, list[Said]] = {kind: [] for kind in vocabulary().kinds}
    for one in statements:
        by_kind[one.kind].append(one)
    return World(
        statements=by_kind,
        classes={ID + thing: frozenset({lg(one)}) for thing, one in (classes or {}).items()},
        described={ID + one: frozenset({ID + two}) for one, two in (described or {}).items()},
        rules=rules(),
    )


def told(found: Found) -> tuple[str, str, str]:
    """A conflict in short: its kind and thing, its sides, its explanation."""
    sides = " | ".join(" ".join(one.iri for one in side) for side in found.sides)
    return f"{found.kind}: {local_name(found.about)}", sides, explained(found)


def explained(found: Found) -> str:
    """The explanation, with the last words of each IRI."""
    return "".join(local_name(word) if "://" in word else word for word in found.words)


def only(found: Iterator[Found]) -> Found:
    [one] = found
    return one


def sides(find: Callable[[World], Iterator[Found]], *statements: Said) -> list[str]:
    return [told(one)[1] for one in find(world(*statements))]
