"""libgraph doctor"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output

if TYPE_CHECKING:
    from libgraph.doctor import Case, Finding


@click.command("doctor")
@options.formats(["table", "json"])
@options.shared
@click.pass_obj
def command(asked: options.Asked, format_: str) -> int:
    """Say what is installed, what works, what the graph holds, what is stale, how to mend it.

    Engines and extras are tried: a store is opened, a picture drawn, a page made. Below the
    table stand the commands that help. Exit 1 where something is stale or broken, and 3 where the
    graph of -g cannot be asked at all. What is not installed is no fault.

    \b
    libgraph doctor
    libgraph -g my.store doctor -f json
    """
    from libgraph.doctor import State, examine, verdict

    findings = list(output.progress(examine(_case(asked)), "looking"))
    found = verdict(findings)
    output.emit(_json(findings, found) if format_ == "json" else _table(findings, found))
    return {State.FINE: 0, State.CANNOT_RUN: 3}.get(found, 1)


def _case(asked: options.Asked) -> Case:
    from libgraph.doctor import Case
    from libgraph.errors import UsageError

    if asked.as_of or asked.known_at or asked.certain:
        raise UsageError(
            "doctor looks at the graph as it is: leave out --as-of, --known-at, --certain"
        )
    memory = None
    if asked.max_memory:
        from libgraph.graph.limits import size

        memory = size(asked.max_memory)
    return Case(
        paths=asked.graph, texts=asked.texts, user=asked.user, timeout=asked.timeout,
        memory=memory, keep=not asked.no_cache, lang=asked.lang,
    )  # fmt: skip


def _json(findings: Sequence[Finding], found: str) -> str:
    told = {"verdict": found, "findings": [dataclasses.asdict(one) for one in findings]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _table(findings: Sequence[Finding], found: str) -> str:
    rows = [(one.part, one.name, str(one.state), one.says) for one in findings]
    absent = [one for one in findings if one.state == "not installed"]
    ill = [one for one in findings if one.state not in ("fine", "not installed")]
    parts = [output.table(("part", "what", "state", "seen"), rows)]
    parts += _commands("To mend it", ill) + _commands("If you wish", absent)
    return "\n".join([*parts, f"{_VERDICTS[found]}\n"])


def _commands(title: str, findings: Sequence[Finding]) -> list[str]:
    why: dict[str, list[str]] = {}
    for one in findings:
        why.setdefault(one.mend, []).append(f"{one.part} {one.name}: {one.state}")
    lines = [f"  {mend}    # {', '.join(what)}\n" for mend, what in why.items()]
    return [f"{title}:\n{''.join(lines)}"] if lines else []


_VERDICTS = {
    "fine": "All is fine.",
    "stale": "Something is stale: answers may be of yesterday.",
    "broken": "Something is broken: what it is for will not work.",
    "cannot run": "Nothing can be asked until this is mended.",
}
