"""The words of a timeline in English, Russian and Kazakh."""

from __future__ import annotations

_SAID = {
    "title": ("What happened when", "Что и когда происходило", "Не және қашан болды"),
    "agreement": ("Agreements", "Соглашения", "Келісімдер"),
    "tenure": ("Posts", "Должности", "Лауазымдар"),
    "membership": ("Memberships", "Членство", "Мүшелік"),
    "hosting": ("Hostings", "Размещение", "Орналастыру"),
    "link": ("Ties between things", "Связи между объектами", "Нысандар байланысы"),
    "coverage": ("Coverage", "Охват", "Қамту"),
    "support": ("Support", "Поддержка", "Қолдау"),
    "lifespan": ("Existence", "Существование", "Болмысы"),
    "event": ("Events", "Мероприятия", "Іс-шаралар"),
    "participation": ("Participation", "Участие", "Қатысу"),
    "party": ("Parties", "Стороны", "Тараптар"),
    "signing": ("Signings", "Подписания", "Қол қою"),
    "what": ("What", "Что", "Не"),
    "kind": ("Kind", "Вид", "Түрі"),
    "written": ("As written", "Как в источнике", "Дереккөздегідей"),
    "begins": ("Begins", "Начало", "Басталуы"),
    "ends": ("Ends", "Конец", "Аяқталуы"),
    "sources": ("Sources", "Источники", "Дереккөздер"),
    "remark": ("Remark", "Примечание", "Ескерту"),
    "certain": ("certain", "достоверно", "анық"),
    "range": (
        "between earliest and latest day",
        "между самым ранним и самым поздним днём",
        "ең ерте және ең кеш күн аралығы",
    ),
    "unknown": ("end not known", "граница неизвестна", "шегі белгісіз"),
    "open": ("went on when written", "продолжалось на момент записи", "жазылғанда жалғасып жатқан"),
    "seen": ("only seen then", "лишь отмечено тогда", "сол кезде ғана байқалған"),
    "once": ("takes place", "происходит", "өтеді"),
    "planned": ("only announced", "лишь объявлено", "тек жарияланған"),
    "possible": (
        "only possibly at that time",
        "лишь возможно в это время",
        "сол уақытта мүмкін ғана",
    ),
    "disputed": ("sources contradict", "источники противоречат", "дереккөздер қайшы"),
    "undated": ("Without a date: not drawn", "Без даты: не нарисовано", "Күні жоқ: салынбаған"),
    "dated": ("Drawn", "Нарисовано", "Салынған"),
    "nothing": (
        "Nothing here has a date that could be drawn.",
        "Нет ничего с датой, которую можно нарисовать.",
        "Салуға болатын күні бар ештеңе жоқ.",
    ),
    "ever": ("At all times on record", "За всё время", "Барлық уақыт бойынша"),
    "then": ("As of {0}", "На {0}", "Уақыты: {0}"),
    "whole": ("the whole graph", "весь граф", "бүкіл граф"),
    "caption": (
        "{0}, {1}, {2}; bars: {3}, without a date: {4}; sources: {5}.",
        "{0}, {1}, {2}; полос: {3}, без даты: {4}; источников: {5}.",
        "{0}, {1}, {2}; жолақтар: {3}, күні жоқ: {4}; дереккөздер: {5}.",
    ),
    "left": (
        "Drawn are the {0} of {1} that sources contradict on or that most sources tell of; "
        "left out: {2}. The page (.html) shows all.",
        "Нарисованы {0} из {1}: спорные и те, о которых больше источников; "
        "опущено: {2}. На странице (.html) показано всё.",
        "{1} ішінен даулысы мен дереккөзі көбі салынған: {0}; қалғаны: {2}. "
        "Бетте (.html) бәрі көрсетілген.",
    ),
    "show": ("Show", "Показать", "Көрсету"),
    "folded": (
        "years left out of the axis",
        "годы, пропущенные на оси",
        "осьтен қалдырылған жылдар",
    ),
    "by": ("by {0}", "не позднее {0}", "ең кеш: {0}"),
    "from": ("not before {0}", "не раньше {0}", "ең ерте: {0}"),
    "unbounded": ("not known", "неизвестно", "белгісіз"),
}


def timeline_words(lang: str) -> dict[str, str]:
    """All of it in this language, by key."""
    column = ("en", "ru", "kk").index(lang)
    return {key: forms[column] for key, forms in _SAID.items()}
