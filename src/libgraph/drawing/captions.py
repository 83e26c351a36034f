"""What the caption of a network says: its time, what it is limited to, how much, from where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from libgraph.drawing.scene import Edge

_NAMED = 12  # sources that a caption names; more are counted
_SAID = {
    "en": {
        "title": "Who is tied to whom",
        "ever": "At all times on record",
        "then": "As of {0}",
        "sure": "only what is certain",
        "slice": ", by what had been written by {0}",
        "whole": "the whole graph",
        "near": "around {1}, steps: {0}",
        "only": "only: {0}",
        "layers": "bodies tied by: {0}",
        "counts": "things: {0}, ties: {1}",
        "sources": "Sources: {0}.",
        "many": "Sources: {0}; each tie names its own.",
    },
    "ru": {
        "title": "Кто с кем связан",
        "ever": "За всё время",
        "then": "На {0}",
        "sure": "только достоверное",
        "slice": ", по написанному к {0}",
        "whole": "весь граф",
        "near": "вокруг: {1}, шагов: {0}",
        "only": "только: {0}",
        "layers": "организации связывает: {0}",
        "counts": "объектов: {0}, связей: {1}",
        "sources": "Источники: {0}.",
        "many": "Источников: {0}; у каждой связи указаны свои.",
    },
    "kk": {
        "title": "Кім кіммен байланысты",
        "ever": "Барлық уақыт бойынша",
        "then": "Уақыты: {0}",
        "sure": "тек анық деректер",
        "slice": ", {0} дейін жазылғандар бойынша",
        "whole": "бүкіл граф",
        "near": "айналасы: {1}, қадам саны: {0}",
        "only": "тек: {0}",
        "layers": "ұйымдарды байланыстыратыны: {0}",
        "counts": "нысандар: {0}, байланыстар: {1}",
        "sources": "Дереккөздер: {0}.",
        "many": "Дереккөздер саны: {0}; әр байланыста өзінікі көрсетілген.",
    },
}


def title(around: str, lang: str) -> str:
    """The name of the thing that all is around, else what any network tells."""
    return around if around else _SAID[lang]["title"]


def time(as_of: str, certain: bool, lang: str) -> str:
    """The time that was asked about."""
    words = _SAID[lang]
    when = words["then"].format(as_of) if as_of else words["ever"]
    return f"{when}, {words['sure']}" if certain else when


def written_by(day: str, lang: str) -> str:
    """The end of what is said of time, where only what had been written by a day is drawn."""
    return _SAID[lang]["slice"].format(day) if day else ""


def scope(around: str, depth: int, layers: Iterable[str], kinds: Iterable[str], lang: str) -> str:
    """What the picture is limited to; `layers` and `kinds` in words."""
    words, (layers, kinds) = _SAID[lang], (list(layers), list(kinds))
    parts = [words["near"].format(depth, around)] if around else []
    parts += [words["layers"].format(", ".join(layers))] if layers else []
    parts += [words["only"].format(", ".join(kinds))] if kinds else []
    return "; ".join(parts) or words["whole"]


def caption(edges: Sequence[Edge], things: int, scope: str, time: str, lang: str) -> str:
    """Time, limits, counts and sources, for under the picture."""
    words = _SAID[lang]
    sources = sorted({source for edge in edges for source in edge.sources})
    counts = words["counts"].format(things, len(edges))
    named = words["sources"].format("; ".join(sources) or "–")
    if len(sources) > _NAMED:
        named = words["many"].format(len(sources))
    return f"{time}, {scope}; {counts}. {named}"
