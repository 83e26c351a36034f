"""The words of the calendar and the timeline, in the languages of the interface."""

from __future__ import annotations

from libgraph.graph.written import unmarked
from libgraph.history.timeline import Phase
from libgraph.query.wording import dated

PHASES = {
    "en": {"begins": "begins", "ends": "ends", "at": "", "seen": "seen", "planned": "planned"},
    "ru": {
        "begins": "начало",
        "ends": "конец",
        "at": "",
        "seen": "отмечено",
        "planned": "план",
    },
    "kk": {
        "begins": "басталуы",
        "ends": "аяқталуы",
        "at": "",
        "seen": "байқалған",
        "planned": "жоспар",
    },
}
CALENDAR = {
    "en": {
        "name": "Agreements, posts and announced events",
        "ends": "Ends",
        "planned": "Planned",
        "end": "End as written",
        "time": "Time as written",
        "parties": "Parties",
        "source": "Source",
    },
    "ru": {
        "name": "Соглашения, должности и объявленные события",
        "ends": "Конец",
        "planned": "План",
        "end": "Конец, как в источнике",
        "time": "Время, как в источнике",
        "parties": "Стороны",
        "source": "Источник",
    },
    "kk": {
        "name": "Келісімдер, лауазымдар және жарияланған оқиғалар",
        "ends": "Аяқталуы",
        "planned": "Жоспар",
        "end": "Соңы, дереккөздегідей",
        "time": "Уақыты, дереккөздегідей",
        "parties": "Тараптар",
        "source": "Дереккөз",
    },
}

LIFE = {
    "en": {
        "open": "open",
        "silent": "not said",
        "signed": "signed {}",
        "place": "{} of {}",
        "renews": "renews {}",
        "replaces": "replaces {}",
        "follows": "follows {}",
        "renewed": "renewed by {}",
        "replaced": "replaced by {}",
        "followed": "followed by {}",
    },
    "ru": {
        "open": "бессрочно",
        "silent": "не указано",
        "signed": "подписано {}",
        "place": "{} из {}",
        "renews": "продлевает: {}",
        "replaces": "заменяет: {}",
        "follows": "следует за: {}",
        "renewed": "продлено: {}",
        "replaced": "заменено: {}",
        "followed": "за ним следует: {}",
    },
    "kk": {
        "open": "мерзімсіз",
        "silent": "көрсетілмеген",
        "signed": "қол қойылған: {}",
        "place": "{} / {}",
        "renews": "ұзартады: {}",
        "replaces": "алмастырады: {}",
        "follows": "алдыңғысы: {}",
        "renewed": "ұзартқан: {}",
        "replaced": "алмастырған: {}",
        "followed": "кейінгісі: {}",
    },
}
PASSIVE = {"renews": "renewed", "replaces": "replaced", "follows": "followed"}


def phase(moment: Phase, lang: str) -> str:
    """A phase in words; '' for what simply takes place."""
    return PHASES[lang][moment]


def when(texts: tuple[str, ...], lang: str) -> str:
    """Dates as written, in words; what `written.marked` marked is told as such.

    >>> when(("[..2009-12-31]",), "en")
    'by 2009-12-31'
    """
    return "; ".join(dated(*unmarked(text), lang) for text in texts)
