"""Dates in words, in the reader's language."""

from __future__ import annotations

import re
from datetime import date

from libgraph.query.wording import dated

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}
_OF_MONTH = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_WITH_MONTH = (
    "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём декабрём"
)
# Russian: the word before a date asks for a case of the month and of the decade
_CASES = {
    **dict.fromkeys(("с", "до", "раньше", "позднее"), (_OF_MONTH, "{}0-х")),
    **dict.fromkeys(("между", "и"), (_WITH_MONTH, "{}0-ми")),
}
_DAY = {"en": "{d} {m} {y}", "ru": "{d} {m} {y}", "kk": "{y} жылғы {d} {m}"}
_MONTH = {"en": "{m} {y}", "ru": "{m} {y}", "kk": "{y} жылғы {m}"}
_DECADE = {"en": "{}0s", "ru": "{}0-е", "kk": "{}0-жылдар"}
_ABOUT = {"en": "about {}", "ru": "прибл. {}", "kk": "шамамен {}"}
_DOUBTED = {"en": "{} (doubtful)", "ru": "{} (под вопросом)", "kk": "{} (күмәнді)"}
_DATE = re.compile(
    r"(?<![\w-])(?P<before>(?:[^\W\d]+ )?)(?P<year>\d{3}[\dX])"
    r"(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)(?![\w-])"
)


def day_in_words(day: date, lang: str) -> str:
    """A day, as it is written in this language.

    >>> day_in_words(date(2009, 5, 12), "en")
    '12 May 2009'
    """
    return _in_words(day.isoformat(), lang)


def written_in_words(way: str, text: str, lang: str) -> str:
    """A dating in words, and in brackets the EDTF as it stands in the graph.

    >>> written_in_words("https://w3id.org/libgraph/ontology#during", "2009-05/..", "ru")
    'с мая 2009 [2009-05/..]'
    """
    edtf = text if text.startswith("[") else f"[{text}]"
    return f"{_in_words(dated(way, text, lang), lang)} {edtf}"


def _in_words(text: str, lang: str) -> str:
    return _DATE.sub(lambda found: found["before"] + _said(found, lang), text)


def _said(found: re.Match[str], lang: str) -> str:
    year, month, day, mark = (found[part] or "" for part in ("year", "month", "day", "mark"))
    usual = _MONTHS[lang], _DECADE[lang]
    months, decade = _CASES.get(found["before"].strip(), usual) if lang == "ru" else usual
    words = decade.format(year[:3]) if year.endswith("X") else year
    if month:
        names = _OF_MONTH if day and lang == "ru" else months
        form = _DAY[lang] if day else _MONTH[lang]
        words = form.format(y=year, m=names.split()[int(month) - 1], d=int(day or 0))
    words = _ABOUT[lang].format(words) if mark and mark in "~%" else words
    return _DOUBTED[lang].format(words) if mark and mark in "?%" else words
