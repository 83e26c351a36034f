"""The header of a query file: title, question, parameters, columns.

    # title: Members
    # question: Who belongs to what, and as what?
    # param of: entity - the organization, programme or series
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
    """What a reader may say: its name, type and help; each is optional."""

    name: str
    type: str
    help: str


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
        BadFile: the header lacks a title or a question, or has a type that does not exist.
    """
    found = parse(str(path), path.read_text("utf-8"))
    if not (found.title and found.question):
        raise BadFile(
            f"{path} lacks a title or a question: begin it with  # title: …  # question: …"
        )
    return replace(found, name=path.stem)


def parse(origin: str, text: str) -> Question:
    """A query with whatever header it has.

    Raises:
        BadFile: the header has a type that does not exist.
    """
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for line in _header(text):
        if not (match := _LINE.fullmatch(line)):
            continue
        what, name, rest = match[1], match[2].strip(), match[3].strip()
        type_, _, help_ = (part.strip() for part in rest.partition(" - "))
        if what == "param":
            parameters.append(Parameter(name, _known(type_, PARAMETER_TYPES, origin), help_))
        elif what == "column":
            shown, _, variable = (part.strip(" ?") for part in name.partition("="))
            known = _known(type_, COLUMN_TYPES, origin)
            columns.append(Column(shown, known, help_, variable or shown))
        else:
            said[what] = rest
    title, question = said.pop("title", ""), said.pop("question", "")
    return Question(origin, title, question, text, tuple(parameters), tuple(columns), said)


def _header(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line.strip())
    return lines


def _known(type_: str, types: tuple[str, ...], where: str) -> str:
    if type_ not in types:
        raise BadFile(f"{where}: {type_!r} is not a type: use one of {', '.join(types)}")
    return type_
