"""The report as people, programs and GitHub read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields

from libgraph.errors import BadFile
from libgraph.namespaces import shorten
from libgraph.validation import w3c
from libgraph.validation.report import Finding, Report

# how GitHub calls the severities; shapes may have more of their own
_LEVELS = {"violation": "error", "warning": "warning", "info": "notice"}


def text(report: Report) -> str:
    """For people: where, how bad, which thing, what is wrong, and what to write instead."""
    blocks = [_block(finding) for finding in report.results]
    return "\n".join([*blocks, f"{summary(report)}\n"])


def summary(report: Report) -> str:
    """One sentence.

    >>> summary(Report(()))
    'Nothing is wrong.'
    """
    others = {finding.severity for finding in report.results}.difference(_LEVELS)
    counts = [
        f"{number} {severity}{'s' if number > 1 else ''}"
        for severity in (*_LEVELS, *sorted(others))
        if (number := report.count(severity))
    ]
    checked = _checked(report)
    if not counts:
        return f"{checked}nothing is wrong." if checked else "Nothing is wrong."
    files = len({finding.file for finding in report.results if finding.file})
    where = f" in {files} file{'s' if files > 1 else ''}" if files else ""
    return f"{checked}{', '.join(counts)}{where}."


def _checked(report: Report) -> str:
    if not report.triples:
        return ""
    documents = f" from {report.documents} document{'s' if report.documents != 1 else ''}"
    return f"{report.triples:,} triples{documents}: "


def _block(finding: Finding) -> str:
    place = _place(finding)
    lines = [f"{place + ': ' if place else ''}{finding.severity}: {finding.label}"]
    if finding.path is not None:
        lines.append(f"    {finding.path}{_value(finding)}")
    lines.append(f"    {finding.message}")
    return "\n".join(lines) + "\n"


def _place(finding: Finding) -> str:
    if finding.file is None:
        return ""
    return finding.file if finding.line is None else f"{finding.file}:{finding.line}"


def _value(finding: Finding) -> str:
    if finding.value is None:
        return ""
    if finding.value == str(finding.result.value) and hasattr(finding.result.value, "datatype"):
        return f" {finding.value!r}"
    return f" {shorten(finding.value)}"


_INTERNAL = "result"


def json_text(report: Report) -> str:
    """For programs: one object, with the findings in order."""
    document = {
        "conforms": report.conforms,
        "violations": report.count("violation"),
        "warnings": report.count("warning"),
        "results": list(map(_fields, report.results)),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def jsonl(report: Report) -> str:
    """For programs that read line by line: a finding on each."""
    return "".join(json.dumps(_fields(one), ensure_ascii=False) + "\n" for one in report.results)


def _fields(finding: Finding) -> dict[str, object]:
    names = [field.name for field in fields(Finding) if field.name != _INTERNAL]
    return {name: getattr(finding, name) for name in names}


def turtle(report: Report) -> str:
    """For other tools: the W3C's validation report, the same bytes on every run."""
    return w3c.turtle([finding.result for finding in report.results])


def github(report: Report) -> str:
    """For GitHub: workflow commands that become annotations of the lines."""
    return "".join(_annotation(finding) for finding in report.results)


def unread(error: BadFile) -> str:
    """For GitHub: what kept the files from being read, as annotations of their lines."""
    return "".join(
        _command("error", file, line, "not read", words) for file, line, words in error.places
    )


def _annotation(finding: Finding) -> str:
    value = f" ({finding.path}{_value(finding)})" if finding.path is not None else ""
    level = _LEVELS.get(finding.severity, "notice")
    return _command(level, finding.file, finding.line, finding.label, finding.message + value)


def _command(level: str, file: str | None, line: int | None, title: str, message: str) -> str:
    known = {"file": file, "line": line, "title": title}
    properties = [
        f"{key}={_property(str(said))}" for key, said in known.items() if said is not None
    ]
    return f"::{level} {','.join(properties)}::{_data(message)}\n"


def _data(value: str) -> str:
    """Escape a message, as GitHub's own toolkit does."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape the value of a property, which colons and commas end."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "json": json_text,
    "jsonl": jsonl,
    "turtle": turtle,
    "github": github,
}
