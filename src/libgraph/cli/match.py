"""libgraph match"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note, visible

if TYPE_CHECKING:
    from libgraph.curation.candidates import Thing
    from libgraph.curation.proposals import Proposal
    from libgraph.graph import Graph

_COLUMNS = (
    *("score", "kind", "one", "name1", "other", "name2"),
    *("reason", "shared", "against"),
)
_DECIDE = "decide with  libgraph match --accept ONE OTHER,  or  --reject ONE OTHER"


@click.command("match")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--within-graph", is_flag=True, help="Compare the graph with itself: the default.")
@click.option("--kind", type=click.Choice(["person", "body"]), help="Only persons, or only bodies.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    help="The least score that is shown.  [default: 0.5 for persons, 0.7 for bodies]",
)
@click.option("--identifiers", is_flag=True, help="Only by identifiers, not by names.")
@click.option("--limit", type=click.IntRange(1), help="Only so many, the likeliest.")
@click.option("--accept", nargs=2, metavar="ONE OTHER", help="Decide: the two are one, OTHER.")
@click.option("--reject", nargs=2, metavar="ONE OTHER", help="Decide: the two are different.")
@click.option("--reason", help="Why: by default what the proposal says.")
@click.option("--by", envvar="LIBGRAPH_CURATOR", help="Who decides.")
@click.option(
    "--curation",
    type=click.Path(path_type=Path),
    help="Where decisions go: by default curation.ttl in the folder that -g names.",
)
@click.option("--journal", is_flag=True, help="Show who decided what, when, and what became of it.")
@click.option(
    "--undo",
    is_flag=False,
    flag_value=0,
    type=click.IntRange(0),
    metavar="[N]",
    help="Take back the last decision, or the one of this number in the journal.",
)
@options.formats(["text", "table", "csv", "json"], default="text")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    file: Path | None,
    within_graph: bool,
    kind: str | None,
    least: float | None,
    identifiers: bool,
    limit: int | None,
    accept: tuple[str, str] | None,
    reject: tuple[str, str] | None,
    reason: str | None,
    by: str | None,
    curation: Path | None,
    journal: bool,
    undo: int | None,
    format_: str,
) -> None:
    """Propose pairs that may be one person or body, and write down who is.

    Compared is the graph with itself, or with the things in FILE: a registry, as libgraph import
    writes it, other RDF, or a table of organizations or people. Identifiers come first, then
    names in any spelling, script and order; each proposal says what both share and what speaks
    against. Nothing is merged until somebody decides; what is decided is not proposed again.
    Decisions are kept in a journal beside their file, and can be undone.

    \b
    libgraph match
    libgraph match ror.ttl --kind body
    libgraph -g FOLDER match --accept ONE OTHER --by "B. Librarian"
    libgraph -g FOLDER match --undo --by "B. Librarian"
    """
    from libgraph.cli import match_journal

    undoing = undo is not None
    asks = {"--accept": accept, "--reject": reject, "--undo": undoing, "--journal": journal}
    _one_of({"FILE": file, "--within-graph": within_graph})
    _one_of(asks | ({"FILE": file} if undoing or journal else {}))
    if undoing:
        match_journal.undo(asked, undo or None, by, reason, curation)
        return
    if journal:
        output.emit(match_journal.rendered(asked, curation, format_))
        return
    if accept or reject:
        _decide(asked, accept or reject or ("", ""), bool(accept), reason, by, curation, file)
        return
    found = _found(asked, file, kind, least, identifiers, curation)
    output.emit(_rendered(list(islice(found, limit)), format_))
    if identifiers and not found:
        note("no identifier is shared: leave out --identifiers to compare names too")


def _one_of(given: Mapping[str, object]) -> None:
    from libgraph.errors import UsageError

    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        raise UsageError(f"{' and '.join(names)} are two things: give one of them")


def _found(
    asked: options.Asked, file: Path | None, kind: str | None, least: float | None,
    identifiers: bool, curation: Path | None,
) -> list[Proposal]:  # fmt: skip
    from libgraph.curation.candidates import known
    from libgraph.curation.decisions import decided
    from libgraph.curation.proposals import Pool, proposals

    graph = asked.open()
    things = known(graph, asked.lang)
    left = _read(file) if file else things.things
    return proposals(
        Pool(left, things),
        decided(graph, curation).about,
        kind=kind,
        least=least,
        identifiers_only=identifiers,
    )


def _read(file: Path) -> dict[str, Thing]:
    from libgraph.curation.records import read

    on_terminal = sys.stderr.isatty()

    def watch(number: int) -> None:
        if on_terminal:
            click.echo(f"\r{visible(str(file))}: {number:,} triples", nl=False, err=True)

    things = read(file, watch)
    if on_terminal:
        click.echo("\r\x1b[K", nl=False, err=True)
    return things


# ── Decisions ────────────────────────────────────────────────────────────────────────────


def _decide(
    asked: options.Asked, pair: tuple[str, str], same: bool, reason: str | None, by: str | None,
    curation: Path | None, file: Path | None,
) -> None:  # fmt: skip
    from libgraph.curation.candidates import known
    from libgraph.curation.deciding import Register
    from libgraph.curation.decisions import decide, decided, file_for

    place = file_for(asked.graph, curation)
    graph = asked.open()
    register = Register(known(graph, asked.lang), _read(file) if file else {})
    one, other = (_meant(graph, words, register.records, asked.lang) for words in pair)
    decision = register.decision(
        one, other, same=same, by=by or "", on=date.today(), reason=reason, language=asked.lang
    )
    if one == other and pair[0] != pair[1]:
        _refuse_two(one, same)
        output.emit(f"{' and '.join(pair)} are one already: nothing is written.\n")
        return
    names = register.label(decision.one), register.label(decision.other)
    written = decide(place, decision, decided(graph, curation or place), names)
    what = "is held to be" if same else "is held to be different from"
    where = f"written to {place}" if written else "this was decided before"
    output.emit(f"{names[0]} {what} {names[1]}: {where}.\n")


def _meant(graph: Graph, words: str, records: Mapping[str, Thing], lang: str) -> str:
    """A thing of the file, by its address or slug; or one of the graph, however it is called."""
    from libgraph.namespaces import ID, expand
    from libgraph.query.entities import resolve

    for iri in (words, expand(words), ID + words):
        if iri in records:
            return str(iri)
    return resolve(graph, words, lang).iri


def _refuse_two(iri: str, same: bool) -> None:
    from libgraph.errors import UsageError
    from libgraph.namespaces import shorten

    if not same:
        raise UsageError(
            f"both names mean {shorten(iri)}, for the two are held to be one: undo that first, or "
            "take owl:sameAs out of the curation file"
        )


# ── Print ────────────────────────────────────────────────────────────────────────────────


def _rendered(found: list[Proposal], format_: str) -> str:
    if format_ == "json":
        import dataclasses

        rows = [dataclasses.asdict(one) for one in found]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if format_ == "csv":
        return output.csv(_COLUMNS, [_row(one) for one in found])
    if format_ == "table":
        return output.table(*output.named(_COLUMNS, [_row(one) for one in found]))
    return _text(found)


def _row(one: Proposal) -> list[str]:
    shared, against = "; ".join(one.shared), "; ".join(one.against)
    names = [one.one, one.one_label, one.other, one.other_label]
    return [f"{one.score:.2f}", one.kind, *names, one.reason, shared, against]


def _text(found: list[Proposal]) -> str:
    if not found:
        return "Nothing looks like another under a second name.\n"
    count = "1 pair" if len(found) == 1 else f"{len(found)} pairs"
    lines = [f"{count} that may be one; {_DECIDE}."]
    for one in found:
        lines += ["", *_block(one)]
    return "\n".join(lines) + "\n"


def _block(one: Proposal) -> list[str]:
    from libgraph.namespaces import shorten

    return [
        f"  {one.score:.2f}  {one.one_label} ({shorten(one.one)})",
        f"        {one.other_label} ({shorten(one.other)})",
        f"        {one.reason}",
        *(f"        · {words}" for words in one.shared),
        *(f"        against: {words}" for words in one.against),
    ]
