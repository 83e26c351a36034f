"""libgraph conflicts"""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.errors import UsageError

if TYPE_CHECKING:
    from libgraph.graph import Graph
    from libgraph.history.conflicts import Conflict
    from libgraph.history.sides import Side
    from libgraph.query.quotes import Quote

_TITLES = {
    "contradiction": "Contradictions: both cannot be true",
    "coverage-difference": "Coverage differences: two lists of one region",
    "gap": "Gaps: at work after the agreement behind it ended",
    "out-of-office": "Out of office: signers not in the post they signed from",
    "succession": "Successions: one begins where the other ends",
    "refinement": "Refinements: one side is more precise",
    "spelling": "Spellings: names of one thing",
}
_COLUMNS = (
    *("kind", "about", "aboutLabel", "explanation"),
    *("statement1", "sentence1", "when1", "holds1", "sources1"),
    *("statement2", "sentence2", "when2", "holds2", "sources2", "resolved"),
)
_QUOTES = 10
_AGREEMENTS = 5
_DECIDE = "To prefer one: the columns rank and rank_reason of its table, or docs/evidence.md."
Quotes = dict[str, tuple["Quote", ...]]


@click.command("conflicts")
@click.argument("entity", required=False, shell_complete=completing.entities)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(_TITLES)),
    multiple=True,
    help="Only conflicts of this kind; may be repeated.",
)
@click.option("--unresolved", is_flag=True, help="Leave out what a curator has decided.")
@click.option(
    "--fail",
    is_flag=True,
    help="Exit 1 if a contradiction, coverage difference, gap or out-of-office is unresolved.",
)
@options.formats(["text", "csv", "json"], default="text")
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    entity: str | None,
    kinds: tuple[str, ...],
    unresolved: bool,
    fail: bool,
    format_: str,
    target: Path | None,
) -> int:
    """Show where sources disagree, about everything or about one ENTITY.

    Statements of different sources are compared; what one source says against itself is not.
    What a curator has decided is shown as resolved, with the reason. With --sources, the
    passages of both sides are printed. For a party, the text names the agreements of its own that
    sources disagree about, too. -o NAME.csv, .xlsx or .json writes a row, or an object, for each.

    \b
    libgraph conflicts
    libgraph conflicts pac-central-asia --kind gap --as-of 2020
    """
    from libgraph.history.conflicts import conflicts, of_agreements
    from libgraph.query.entities import resolve

    format_ = _chosen(format_, target)
    graph = asked.open()
    about = resolve(graph, entity, asked.lang).iri if entity else None
    ask = partial(
        conflicts, graph, kinds=kinds, span=asked.span, certain=asked.certain, lang=asked.lang
    )
    found = ask(entity=about)
    shown = _left(found, unresolved)
    if format_ == "xlsx":
        from libgraph.tables.sheet import workbook

        columns, rows = output.named(_COLUMNS, [_row(one) for one in shown])
        output.emit_bytes(workbook(columns, rows), target)
    else:
        told = about if format_ == "text" else None
        more = ask(among=of_agreements(graph, told, kinds)) if told else []
        beside = _left([one for one in more if one not in found], unresolved)
        output.emit(_rendered(shown, beside, _quotes(graph, asked, shown), format_), target)
    return int(fail and any(one.fails for one in found))


def _left(found: list[Conflict], unresolved: bool) -> list[Conflict]:
    return [one for one in found if not (unresolved and one.resolved)]


def _chosen(format_: str, target: Path | None) -> str:
    """The format that the name of a file asks for, unless -f does."""
    ending = output.ending(target)
    if format_ != "text" or target is None or target.suffix in ("", ".txt"):
        return format_
    if ending in ("csv", "json", "xlsx"):
        return ending
    raise UsageError(
        f"{target} cannot be written: conflicts go to a file that ends in .csv, "
        ".xlsx, .json or .txt"
    )


def _rendered(found: list[Conflict], beside: list[Conflict], quotes: Quotes, format_: str) -> str:
    """The conflicts in a format; those of a party's agreements, `beside`, are told in text only."""
    if format_ == "csv":
        return output.csv(_COLUMNS, [_row(one) for one in found])
    if format_ == "json":
        rows = [_document(one, quotes) for one in found]
        return json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n"
    return _text(found, beside, quotes)


def _quotes(graph: Graph, asked: options.Asked, found: list[Conflict]) -> Quotes:
    """The passages, where the reader keeps texts."""
    if not asked.texts or not found:
        return {}
    from libgraph.query.quotes import quotes

    statements = {iri for one in found for side in one.sides for iri in side.statements}
    return quotes(graph, statements, asked.lang, asked.texts)


def _row(one: Conflict) -> list[str]:
    cells = [one.kind, one.about.iri, one.about.label, one.explanation]
    for side in one.sides:
        sources = " ".join(source.iri for source in side.sources)
        holds = "" if side.holds is None else str(side.holds)
        cells += [" ".join(side.statements), side.sentence, side.when, holds, sources]
    return [*cells, one.resolved]


def _document(one: Conflict, quotes: Quotes) -> dict[str, object]:
    document = dataclasses.asdict(one)
    for side in document["sides"]:
        side["holds"] = None if side["holds"] is None else str(side["holds"])
        if quotes:
            side["passages"] = [
                dataclasses.asdict(quote)
                for iri in side["statements"]
                for quote in quotes.get(iri, ())
            ]
    return document


def _counted(found: list[Conflict]) -> str:
    """How many there are, and how many of them somebody must look at."""
    serious = sum(one.fails for one in found)
    resolved = sum(bool(one.resolved) for one in found)
    count = "1 conflict" if len(found) == 1 else f"{len(found)} conflicts"
    parts = [f"{count} between sources", f"{serious} to be looked into"]
    return ", ".join([*parts, f"{resolved} resolved"] if resolved else parts)


def _text(found: list[Conflict], beside: list[Conflict], quotes: Quotes) -> str:
    if not found and not beside:
        return "The sources do not disagree.\n"
    lines = [f"{_counted(found)}."] if found else []
    for kind, group in groupby(found, key=lambda one: one.kind):
        lines += ["", _TITLES[kind]]
        for one in group:
            lines += ["", *_block(one, quotes)]
    if beside:
        lines += ["", *_agreements(beside)] if found else _agreements(beside)
    if any(one.fails for one in found):
        lines += ["", _DECIDE]
    return "\n".join(lines) + "\n"


def _agreements(beside: list[Conflict]) -> list[str]:
    """What to ask about a party's agreements: first those that somebody must look at."""
    from libgraph.namespaces import local_name

    groups: dict[str, list[Conflict]] = {}
    for one in sorted(beside, key=lambda one: not one.fails):
        groups.setdefault(one.about.iri, []).append(one)
    lines = [
        f"  libgraph conflicts {local_name(iri)}  ({_counted(group)})"
        for iri, group in groups.items()
    ]
    more = len(lines) - _AGREEMENTS
    rest = [f"  and {more} more; libgraph conflicts  lists all"] if more > 0 else []
    return [
        "About agreements that it is party to, the sources disagree:",
        *lines[:_AGREEMENTS],
        *rest,
    ]


def _block(one: Conflict, quotes: Quotes) -> list[str]:
    lines = [f"  {one.about.label}", f"    {one.explanation}"]
    for side in one.sides:
        lines += _side(side, quotes)
    return [*lines, f"    resolved: {one.resolved}"] if one.resolved else lines


def _side(side: Side, quotes: Quotes) -> list[str]:
    from libgraph.namespaces import local_name

    held = f"{side.holds}; " if side.holds is not None else ""
    sources = "; ".join(f"{source.label} [{local_name(source.iri)}]" for source in side.sources)
    places = dict.fromkeys(quote for iri in side.statements for quote in quotes.get(iri, ()))
    lines = [f"    · {side.sentence} ({held}{side.when})", f"      in {sources}"]
    lines += [f"        {_quote(quote)}" for quote in list(places)[:_QUOTES]]
    more = len(places) - _QUOTES
    return [*lines, f"        and {more} more passages"] if more > 0 else lines


def _quote(quote: Quote) -> str:
    from libgraph.namespaces import local_name

    where = local_name(quote.source)
    if quote.passage:
        where += f", characters {quote.passage.begin}–{quote.passage.end}"
    return f"{where}: “{quote.words}”" if quote.words else where
