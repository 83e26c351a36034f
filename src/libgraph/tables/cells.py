"""Cells as files hold them, and what each becomes once it is checked; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from libgraph import dates
from libgraph.errors import BadDate
from libgraph.spreadsheets import fused
from libgraph.tables.columns import Column
from libgraph.tables.faults import Wrong

LONGEST = 32_767  # characters, as in a spreadsheet
TAG = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"  # of a language
ERRORS = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffd")
_BOOLEANS = {"yes": True, "true": True, "1": True, "да": True, "иә": True} | {
    "no": False, "false": False, "0": False, "нет": False, "жоқ": False,
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "eng": "en", "английский": "en", "ағылшын": "en", "ағылшынша": "en",
    "russian": "ru", "rus": "ru", "русский": "ru", "орыс": "ru", "орысша": "ru",
    "kazakh": "kk", "kaz": "kk", "kz": "kk", "казахский": "kk", "қазақ": "kk", "қазақша": "kk",
}  # fmt: skip
_TAG = re.compile(TAG)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NUMBERS = re.compile(r"([+-]?)([0-9]{1,3})(?:([ ,.'’])[0-9]{3}(?:\3[0-9]{3})*)")
_DAY = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: ?[гж]\.?)?")


class Raw(NamedTuple):
    """A cell as a file holds it."""

    text: str
    sort: str = "text"  # or number, date, boolean, error: what a spreadsheet takes it for
    day: str = ""  # of a number: the day that a spreadsheet may mean
    wrong: str = ""  # what the reader of the file has seen to be wrong


class Sheet(NamedTuple):
    """The filled rows of one table, each with the number that a spreadsheet shows; read once."""

    name: str
    kind: str
    rows: Iterable[tuple[int, list[Raw]]]


def sound(raw: Raw) -> str:
    """The text of any cell, white space folded.

    Raises:
        Wrong: a formula, an error, or signs that nobody sees or types.
    """
    if raw.wrong:
        raise Wrong(raw.wrong)
    if is_error(raw):
        raise Wrong("is an error of the spreadsheet: correct the formula, or write the value")
    if raw.text.lstrip().startswith("="):
        raise Wrong("is a formula: paste its value instead (paste special, values)")
    if len(raw.text) > LONGEST:
        raise Wrong(f"has {len(raw.text):,} characters: a cell has at most {LONGEST:,}")
    text = " ".join(fused(raw.text.strip()).split())
    if not text.isprintable() or "\ufffd" in text:
        for sign in filter(_hidden, text):
            raise Wrong(f"has the sign U+{ord(sign):04X}, which nobody reads: write it anew")
    return text


def is_error(raw: Raw) -> bool:
    """Say whether a spreadsheet could not work the cell out."""
    return raw.sort == "error" or raw.text.strip() in ERRORS


def check(raw: Raw, column: Column) -> str:
    """The text of a cell as its column wants it: true or false, digits, a good date.

    Raises:
        Wrong: it is not what the column holds; the message says what to write.
    """
    text = sound(raw)
    if raw.sort in ("date", "boolean") and raw.sort != _SORTS.get(column.datatype):
        made = "a date" if raw.sort == "date" else "true or false"
        raise Wrong(
            f"was made {made} by the spreadsheet: format the column as text, and write it again"
        )
    return _edtf(text, raw) if column.datatype == "edtf" else _checked(text, column)


def _checked(text: str, column: Column) -> str:
    if column.pattern and not re.fullmatch(column.pattern, text):
        raise Wrong(_misfit(text, column))
    judge = _CHECKS.get(column.datatype)
    return judge(text) if judge else text


def _hidden(sign: str) -> bool:
    return sign in _INVISIBLE or unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co")


def _misfit(text: str, column: Column) -> str:
    found = re.search(f"(?:{column.pattern})$", text.replace(" ", ""))
    said = column.description[:1].lower() + column.description[1:].rstrip(".")
    return f"does not fit: write {found[0]}" if found else f"does not fit, it must be {said}"


# ── Dates ────────────────────────────────────────────────────────────────────────────────


def _edtf(text: str, raw: Raw) -> str:
    try:
        dates.check(text)
    except BadDate as fault:
        raise Wrong(_serial(text, raw) or _written_day(text) or _without(text, fault)) from None
    return text


def _serial(text: str, raw: Raw) -> str:
    if not re.fullmatch(r"[1-9][0-9]{4}(\.[0-9]+)?", text):
        return ""
    day = raw.day or (date(1899, 12, 30) + timedelta(int(float(text)))).isoformat()
    return (
        f"is a number, not a date; if a spreadsheet made it, it is the day {day}: "
        f"write {day}, in a column that is formatted as text"
    )


def _written_day(text: str) -> str:
    """What to write instead of 31.12.2009, 12/31/2009 or 05/06/2009."""
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    one, sign, two, year = found.groups()
    if len(year) == 2:
        return "is not an EDTF date, and its year is unclear: write it in full, as in 2009-12-31"
    first, second = _day(year, two, one), _day(year, one, two)
    if first and second and first != second and sign != ".":
        return (
            f"is unclear: write {first} if the day stands first, {second} if the month stands first"
        )
    day = first or second
    return f"is not an EDTF date: write {day}" if day else "is no day that a calendar has"


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _without(text: str, fault: BadDate) -> str:
    said, value = str(fault), repr(text) + " "
    return said.removeprefix(value) if said.startswith(value) else f"is not an EDTF date: {said}"


# ── Everything else ──────────────────────────────────────────────────────────────────────


def _integer(text: str) -> str:
    if not re.fullmatch("[0-9]+", text):
        raise Wrong(_grouped(text) or "is not a whole number: write digits alone, as in 1680")
    return text


def _number(text: str) -> str:
    if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
        return text
    if re.fullmatch("[+-]?[0-9]+,([0-9]{1,2}|[0-9]{4,})", text):
        raise Wrong(f"has a comma: write {text.replace(',', '.')}")
    raise Wrong(
        _grouped(text)
        or "is not a number: write digits alone, as in 1680, and what else there "
        "is to say in the column approximate or note"
    )


def _grouped(text: str) -> str:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return ""
    whole = re.sub("[^0-9+-]", "", text)
    if found[3] in ",." and text.count(found[3]) == 1:
        return f"is unclear: write {whole}, or {text.replace(',', '.')} with a point"
    return f"has its digits in groups: write {whole}"


def _boolean(text: str) -> str:
    known = _BOOLEANS.get(text.casefold())
    if known is None:
        raise Wrong("is neither yes nor no: write yes, or no, or nothing")
    return "true" if known else "false"


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        full = f"https://{text}"
        better = full if "." in text and _ADDRESS.fullmatch(full) else "https://…"
        raise Wrong(f"is not a full address: write it as a browser shows it, as in {better}")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        short = re.sub("^(?:id|src):|^.*/id/(?:source/)?", "", text)
        plain = re.sub("[^a-z0-9]+", "-", short.lower()).strip("-") if text.isascii() else ""
        raise Wrong(
            "is not an id of small Latin letters, digits and hyphens: "
            f"write {plain or 'one, as in nl-korea'}"
        )
    return text


def _language(text: str) -> str:
    code = _LANGUAGES.get(text.casefold())
    if code is None and _TAG.fullmatch(text):
        return text
    small = text[:1].lower() + text[1:].lower()
    better = code or (small if _TAG.fullmatch(small) else "its code, as in en, ru, kk")
    raise Wrong(f"is not the code of a language: write {better}")


def _passage(text: str) -> str:
    text = text.replace(" ", "")
    for part in text.split(";"):
        found = re.fullmatch("([0-9]{1,12}),([0-9]{1,12})", part)
        if not found or int(found[1]) >= int(found[2]):
            raise Wrong(
                "is not a passage: write the first and the last position as libgraph cite "
                "prints them, as in 0,131 or 0,131;140,150"
            )
    return text


_SORTS = {"edtf": "date", "boolean": "boolean"}
_CHECKS: dict[str, Callable[[str], str]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "iri": _address,
    "slug": _slug,
    "language": _language,
    "passage": _passage,
}
