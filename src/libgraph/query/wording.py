"""Dates in words, in the languages of the interface."""

from __future__ import annotations

from libgraph.namespaces import local_name

_WORDS = {
    "en": {
        "in": "{0}",
        "since": "since {0}",
        "from": "from {0}",
        "until": "until {0}",
        "span": "{0} to {1}",
        "by": "by {0}",
        "between": "between {0} and {1}",
        "attested": "seen {0}",
        "announced": "planned for {0}",
        "announced-span": "planned: {0}",
        "undated": "no date given",
    },
    "ru": {
        "in": "{0}",
        "since": "с {0}",
        "from": "с {0}, конец не указан",
        "until": "до {0}",
        "span": "{0} – {1}",
        "by": "не позднее {0}",
        "between": "между {0} и {1}",
        "attested": "отмечено: {0}",
        "announced": "запланировано на {0}",
        "announced-span": "запланировано: {0}",
        "undated": "дата не указана",
    },
    "kk": {
        "in": "{0}",
        "since": "басы: {0}",
        "from": "басы: {0}, соңы көрсетілмеген",
        "until": "соңы: {0}",
        "span": "{0} – {1}",
        "by": "ең кеш: {0}",
        "between": "{0} мен {1} аралығында",
        "attested": "байқалған уақыты: {0}",
        "announced": "жоспарланған уақыты: {0}",
        "announced-span": "жоспарланған уақыты: {0}",
        "undated": "күні көрсетілмеген",
    },
}


def dated(way: str, text: str, lang: str = "en") -> str:
    """A dating in words: the property (``lg:during`` …, or '') and the EDTF as written.

    >>> dated("https://w3id.org/libgraph/ontology#during", "1992/..")
    'since 1992'
    >>> dated("https://w3id.org/libgraph/ontology#attested", "[2013-08-17..2014-07]")
    'seen between 2013-08-17 and 2014-07'
    >>> dated("https://w3id.org/libgraph/ontology#announced", "../2019")
    'planned: until 2019'
    """
    words = _WORDS[lang]
    if not way:
        return words["undated"]
    said = _span(text, words)
    kind = local_name(way)
    if kind == "announced" and said != text:
        kind = "announced-span"
    return said if kind == "during" else words[kind].format(said)


def _span(text: str, words: dict[str, str]) -> str:
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1 and "," not in text:
        first, _, last = text[1:-1].partition("..")
        key = "between" if first and last else "by" if last else "from"
        return words[key].format(*filter(None, (first, last)))
    first, slash, last = text.partition("/")
    if not slash:
        return words["in"].format(text)
    if last == "..":
        return words["since"].format(first)
    if first in ("", ".."):
        return words["until"].format(last)
    return words["span"].format(first, last) if last else words["from"].format(first)
