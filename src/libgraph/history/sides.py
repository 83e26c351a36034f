"""The two sides of a conflict in words: what is said, when, and in which sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from libgraph.dates import Holds, Span
from libgraph.history.conflict_found import Group, when
from libgraph.history.conflict_reading import Said
from libgraph.history.matters import rules
from libgraph.query.entities import Entity
from libgraph.query.telling import filled, spoken, templates

_TOLD = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its statements (IRIs), what they say, when, and who says so.

    `holds` is None where no time was asked for.
    """

    statements: tuple[str, ...]
    sentence: str
    when: str
    holds: Holds | None
    sources: tuple[Entity, ...]


def side(group: Group, names: dict[str, str], lang: str = "en", span: Span | None = None) -> Side:
    """A side in words, with the names of all that it names and of its sources."""
    sources = sorted({said.source for said in group if said.source})
    return Side(
        statements=tuple(said.iri for said in group),
        sentence=together(list(dict.fromkeys(sentence(said, names, lang) for said in group))),
        when=when(group, lang),
        holds=held(group, span) if span else None,
        sources=tuple(Entity(source, names.get(source, source)) for source in sources),
    )


def sentence(said: Said, names: dict[str, str], lang: str = "en") -> str:
    """A statement read aloud, as the ontology says for its kind."""
    carried = {p: values for p, values in said.values.items() if p in rules().carried}
    return filled(templates(lang)[said.kind], _named_once(spoken(carried, names)))


def _named_once(words: dict[str, str]) -> dict[str, str]:
    """The words of a sentence, without a place that the name of the thing itself ends with.

    >>> _named_once({"of": "PAC Centre for Asia, Tokyo", "place": "Tokyo"})
    {'of': 'PAC Centre for Asia, Tokyo'}
    """
    of, place = words.get("of", ""), words.get("place", "")
    said = place and re.search(rf"(?<!\w){re.escape(place)}(?: \d{{4}})?$", of)
    return {slot: word for slot, word in words.items() if not (said and slot == "place")}


def named(group: Group) -> set[str]:
    """What a side names, to be labelled: things, concepts, and its sources."""
    carried = rules().carried
    values = (vs for said in group for p, vs in said.values.items() if p in carried)
    sources = {said.source for said in group}
    return {value for vs in values for value in vs if "://" in value} | sources - {""}


def held(group: Group, span: Span) -> Holds:
    """Whether a side holds at some time in the span; what is undated possibly does."""
    return max(said.bounds.holds(span) for said in group)


def together(sentences: Sequence[str]) -> str:
    """Several sentences as one; what they begin with stands once, what one adds to another too.

    >>> together(["The region includes Lowland", "The region includes Upland"])
    'The region includes Lowland, Upland'
    >>> together(["Conference, Moscow 1991", "Conference, Moscow 1991: Libraries"])
    'Conference, Moscow 1991: Libraries'
    """
    longer = tuple(sentences)
    sentences = [one for one in longer if not any(it.startswith(f"{one}:") for it in longer)]
    words = [sentence.split(" ") for sentence in sentences]
    same = list(takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
    if len(sentences) > 1 and len(same) > 1:
        rest = sorted(" ".join(each[len(same) :]) for each in words)
        return " ".join([*(column[0] for column in same), ", ".join(rest)])
    more = len(sentences) - _TOLD
    return "; ".join(sentences[:_TOLD]) + (f"; and {more} more" if more > 0 else "")
