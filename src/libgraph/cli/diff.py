"""libgraph diff"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output

if TYPE_CHECKING:
    from libgraph.history.changes import Change, Comparison, Size

_LINES, _GROUPS, _BRIEF = 12, 40, 60
_MARKS = {"added": "+", "gone": "-", "changed": "~"}


@click.command("diff")
@options.shared
@click.argument("paths", nargs=-1, metavar="[OLD NEW]")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json", "turtle-patch"]),
    default="text",
    help="How to print [text].",
)
@options.target
@click.option(
    "--with-graph",
    is_flag=True,
    help="Tables of OLD and NEW may name what the graph (-g, or the shipped one) describes.",
)
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], format_: str, target: Path | None, with_graph: bool
) -> None:
    """Say what NEW says that OLD does not, and the other way round.

    OLD and NEW are files or folders. Without them, and with --known-at OLD/NEW, what was known
    at two dates is compared; 2014/ compares 2014 with everything known. How a graph is
    written makes no difference: format, file layout, order, the addresses of statements. A
    turtle-patch is an RDF Patch that makes NEW of OLD. With --with-graph, a graph lends its names
    to their tables, and is not compared. The exit code is 1 where they differ.

    \b
    libgraph diff data-2025 data
    libgraph diff --with-graph data-2025 data
    libgraph diff --known-at 2014/2021
    libgraph diff old.ttl new.ttl -f turtle-patch -o changes.rdfp
    """
    from libgraph.errors import UsageError
    from libgraph.history.diff import diff

    asked: options.Asked = ctx.obj
    if asked.as_of:
        raise UsageError("diff compares all times: leave --as-of out; --known-at takes two dates")
    if with_graph and not paths:
        raise UsageError("--with-graph is for OLD and NEW: name them, or leave --with-graph out")
    sides = _files(asked, paths, with_graph) if paths else _dates(asked)
    (old_title, older), (new_title, newer) = sides
    old, new = older.open(), newer.open()
    found = diff(old, new, asked.lang)
    if format_ == "turtle-patch":
        from libgraph.history.patch import patch

        output.emit(patch(old, new), target)
    else:
        titles = old_title, new_title
        output.emit(_json(found) if format_ == "json" else _text(found, titles), target)
    ctx.exit(int(found.differ))


Side = tuple[str, options.Asked]


def _files(asked: options.Asked, paths: tuple[str, ...], with_graph: bool) -> tuple[Side, Side]:
    from libgraph.errors import UsageError

    if len(paths) != 2:
        raise UsageError(f"{_count(len(paths), 'graph')} named: name two, OLD and NEW")
    if asked.graph and not with_graph:
        raise UsageError(
            "OLD and NEW name the graphs: leave -g out, or use it with --known-at, or add "
            "--with-graph if their tables name what it describes"
        )
    context = tuple(asked.paths()) if with_graph else ()
    remedy = asked.remedy if with_graph else "--with-graph"
    each = dataclasses.replace(asked, context=context, remedy=remedy)
    old, new = ((path, dataclasses.replace(each, graph=(path,))) for path in paths)
    return old, new


def _dates(asked: options.Asked) -> tuple[Side, Side]:
    from libgraph.errors import UsageError

    old, slash, new = (asked.known_at or "").partition("/")
    if not slash or old in ("", ".."):
        raise UsageError(
            "say what to compare: OLD and NEW (files or folders), or two dates, "
            "as in --known-at 2014/2021"
        )
    _in_order(f"{old}/{new}")
    later = None if new in ("", "..") else new
    return (
        (f"known at {old}", dataclasses.replace(asked, known_at=old)),
        (f"known at {new}" if later else "all", dataclasses.replace(asked, known_at=later)),
    )


def _in_order(dates: str) -> None:
    from libgraph.dates import Span

    Span.parse(dates)  # complains of what is no date, or ends before it begins


# ── For machines ─────────────────────────────────────────────────────────────────────────


def _json(found: Comparison) -> str:
    whole = {
        "differ": found.differ,
        "old": dataclasses.asdict(found.old),
        "new": dataclasses.asdict(found.new),
        "moved": found.moved,
        "changes": [_change(change, found.names) for change in found.changes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change, names: dict[str, str]) -> dict[str, object]:
    said = dataclasses.asdict(change)
    return said | {"what": str(change.what), "aboutLabel": names.get(change.about, change.about)}


# ── For people ───────────────────────────────────────────────────────────────────────────


def _text(found: Comparison, titles: tuple[str, str]) -> str:
    old, new = titles
    lines = [f"Old ({old}): {_size(found.old)}", f"New ({new}): {_size(found.new)}", ""]
    if found.strangers:
        shared = _shared(found.triples[2])
        lines += [f"The two graphs share {shared}: changes are only counted, -f json lists them."]
    elif found.differ:
        lines += _groups(found)
    lines += _summary(found)
    return "\n".join(lines) + "\n"


def _shared(triples: int) -> str:
    return f"next to nothing ({_count(triples, 'triple')})" if triples else "nothing"


def _size(size: Size) -> str:
    return (
        f"{_count(size.statements, 'statement')} from {_count(size.sources, 'source')}, "
        f"{_count(size.things, 'thing')}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _groups(found: Comparison) -> Iterator[str]:
    groups = found.groups()
    for about, changes in list(groups.items())[:_GROUPS]:
        yield found.names.get(about, about)
        yield from _capped([f"  {_line(change)}" for change in changes])
        yield ""
    if len(groups) > _GROUPS:
        yield f"… and {_count(len(groups) - _GROUPS, 'more thing')}: -f json has all.\n"


def _capped(lines: list[str]) -> Iterable[str]:
    if len(lines) <= _LINES + 1:
        return lines
    return [*lines[:_LINES], f"  … and {len(lines) - _LINES} more: -f json has all"]


def _line(change: Change) -> str:
    if not change.is_statement:
        return f"{_MARKS[change.what]} {_thing(change)}"
    from libgraph.namespaces import local_name

    ranked = f", {change.rank}" if change.rank != "normal" else ""
    sources = ", ".join(map(local_name, change.sources))
    said = f"{_MARKS[change.what]} {change.sentence} ({change.when}{ranked}) [{sources}]"
    words = [aspect.words for aspect in change.aspects]
    if change.besides:
        words.append(f"beside {' and '.join(change.besides)}")
    return f"{said}: {'; '.join(words)}" if words else said


def _thing(change: Change) -> str:
    if change.what == "changed":
        return "; ".join(aspect.words for aspect in change.aspects)
    kind = f"{'gone' if change.what == 'gone' else 'new'} {change.kind_label}"
    said = [
        f"{aspect.label} {', '.join(aspect.old + aspect.new)}"
        for aspect in change.aspects
        if aspect.label not in ("kind", "name", "title")
    ]
    brief = [words for words in said if len(words) <= _BRIEF]
    return f"{kind}: {'; '.join(brief)}" if brief else kind


def _summary(found: Comparison) -> Iterator[str]:
    counted = found.counted()
    for noun in ("statement", "thing"):
        parts = [
            f"{n} {what} ({mark})" for what, mark in _MARKS.items() if (n := counted[noun, what])
        ]
        if parts:
            yield f"{noun.capitalize()}s: {', '.join(parts)}."
    if not found.differ:
        yield "No difference."
    if found.moved:
        yield (
            f"{_count(found.moved, 'statement')} at another address, saying the same: "
            "no difference, but in a turtle-patch."
        )
