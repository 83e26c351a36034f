"""The header of a query file: title, question, parameters, columns.

    # title: Members
    # question: Who belongs to what, and as what?
    # param of: entity = ifla - the organization, programme or series
    # param year: year - in this year
    # row: relationship
    # order: member
    # column member: entity - who belongs
    # column place = ?venue: entity - where it was
    # column when: when

A column takes the variable of its own name, or the one named after `=`. A column of type
`entity` becomes two in the answer: `member`, the IRI, and `memberLabel`. Variables whose names
begin with `relationship` hold the relationships (or statements) that a row rests on: from them
come the columns of type `when`, `holds`, `sources` and `count`. Rows that agree in what `row`
names (the relationships, unless said) are one row of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from libgraph.errors import BadFile

_LINE = re.compile(
    r"#\s*(title|question|leaves out|directed|param|column|rule|row|order)\b\s*([^:]*):\s*(.*)"
)
PARAMETER_TYPES = ("entity", "text", "year", "integer")
COLUMN_TYPES = ("entity", "concept", "text", "number", "when", "sources", "count", "in-office")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may say: its name, type, help and default; each is optional."""

    name: str
    type: str
    help: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What an answer shows, and the variable it is taken from."""

    name: str
    type: str
    help: str
    variable: str


@dataclass(frozen=True)
class Question:
    """A query file: its text, and what its header says."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter called `name`."""
        return next((known for known in self.parameters if known.name == name), None)


def read(path: Path) -> Question:
    """The question in a file that has a full header.

    Raises:
        BadFile: the header lacks a title or a question, or has a type that does not exist; or
            the file is not UTF-8.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    found = parse(str(path), text)
    if not (found.title and found.question):
        raise BadFile(
            f"{path} lacks a title or a question: begin it with  # title: …  # question: …"
        )
    return replace(found, name=path.stem)


def parse(origin: str, text: str) -> Question:
    """A query with its header, if it has one: it begins with a title.

    Raises:
        BadFile: the header has a type that does not exist, or orders by no column.
    """
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for what, name, rest in _header(text):
        type_, _, help_ = (part.strip() for part in rest.partition(" - "))
        if what == "param":
            parameters.append(_parameter(name, type_, help_, origin))
        elif what == "column":
            columns.append(_column(name, type_, help_, origin))
        else:
            said[what] = rest
    title, question = said.pop("title", ""), said.pop("question", "")
    found = Question(origin, title, question, text, tuple(parameters), tuple(columns), said)
    return _in_order(found)


def _parameter(name: str, type_: str, help_: str, origin: str) -> Parameter:
    type_, _, default = (part.strip() for part in type_.partition("="))
    return Parameter(name, _known(type_, PARAMETER_TYPES, origin), help_, default)


def _column(name: str, type_: str, help_: str, origin: str) -> Column:
    shown, _, variable = (part.strip(" ?") for part in name.partition("="))
    return Column(shown, _known(type_, COLUMN_TYPES, origin), help_, variable or shown)


def _in_order(found: Question) -> Question:
    shown = {name for c in found.columns for name in (c.name, f"{c.name}Label")}
    for name in found.extra.get("order", "").split():
        if found.columns and name not in shown:
            raise BadFile(f"{found.name} orders by {name!r}, which is no column of it: name one")
    return found


def _header(text: str) -> list[tuple[str, str, str]]:
    """The lines of the header: what each declares, its name and its value."""
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _LINE.fullmatch(line.strip()):
            lines.append((match[1], match[2].strip(), match[3].strip()))
    return lines if any(what == "title" for what, _, _ in lines) else []


def _known(type_: str, types: tuple[str, ...], where: str) -> str:
    if type_ not in types:
        raise BadFile(f"{where}: {type_!r} is not a type: use one of {', '.join(types)}")
    return type_
