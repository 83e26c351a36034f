"""What a network says of itself, in English, Russian and Kazakh."""

from __future__ import annotations

SAID = {
    "en": {
        "title": "Who is tied to whom",
        "ever": "At all times on record",
        "then": "As of {0}",
        "known": "as known at {0}",
        "sure": "only what is certain",
        "whole": "the whole graph",
        "near": "around {1}, steps: {0}",
        "counts": "things: {0}, ties: {1}",
    },
    "ru": {
        "title": "Кто с кем связан",
        "ever": "За всё время",
        "then": "На {0}",
        "known": "по данным, известным на {0}",
        "sure": "только достоверное",
        "whole": "весь граф",
        "near": "вокруг: {1}, шагов: {0}",
        "counts": "объектов: {0}, связей: {1}",
    },
    "kk": {
        "title": "Кім кіммен байланысты",
        "ever": "Барлық уақыт бойынша",
        "then": "Уақыты: {0}",
        "known": "{0} күнге дейін белгілі деректер бойынша",
        "sure": "тек анық деректер",
        "whole": "бүкіл граф",
        "near": "айналасы: {1}, қадам саны: {0}",
        "counts": "нысандар: {0}, байланыстар: {1}",
    },
}
