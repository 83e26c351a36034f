"""libgraph coverage"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from libgraph.dates import Span
    from libgraph.graph import Graph
    from libgraph.history.coverage_story import Section
    from libgraph.query.answer import Answer
    from libgraph.territories import Territory

_TABLES = ("countries", "areas", "centres", "differences")
_READ = ("table", "markdown")
_WIDTH = 96


@click.command("coverage")
@click.option(
    "--region",
    "words",
    metavar="REGION",
    help="Only this region of the United Nations (M49), or country: 143, Central Asia …",
)
@click.option("--history", "over_years", is_flag=True, help="How the counts changed by year.")
@click.option(
    "--table",
    "which",
    type=click.Choice(_TABLES),
    default="countries",
    show_default=True,
    help="Which table csv, tsv, xml and jsonl write; json holds all of them.",
)
@options.formats()
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    words: str | None,
    over_years: bool,
    which: str,
    format_: str,
    target: Path | None,
) -> None:
    """Tell which countries have a PAC centre today, or at the time of --as-of, and which none.

    Countries with several centres and with one, with who says so; countries that a centre only
    lies in; areas that sources name
    without listing countries; the centres and the agreements they work by; lists that differ
    between sources; countries with no centre on record. Certain and possible stand apart.

    A centre works by an agreement that establishes it, or to which it or its host is party
    together with IFLA PAC or IFLA, and by what renews or replaces such an agreement.

    \b
    libgraph coverage --as-of 2012
    libgraph coverage --region "Central Asia" --as-of 2020 --certain
    libgraph coverage --history --region 142
    """
    from libgraph.territories import territory

    format_ = output.chosen(format_, target)
    region = territory(words) if words else None
    span, graph = asked.span, asked.open()
    if over_years:
        told = _history(graph, span, region, format_)
    else:
        told = _audit(asked, graph, region, which, format_)
    if isinstance(told, str):
        output.emit(told, target)
    else:
        output.answer(told, format_, target)


def _audit(
    asked: options.Asked, graph: Graph, region: Territory | None, which: str, format_: str
) -> str | Answer:
    from libgraph.history import coverage_tables as tables
    from libgraph.history.coverage import audit
    from libgraph.history.coverage_story import sections, story
    from libgraph.history.within import today

    span = asked.span or today()
    found = audit(graph, span, region=region, certain=asked.certain, lang=asked.lang)
    if format_ == "json":
        document = tables.document(found)
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if format_ not in _READ:
        chosen = {
            "countries": lambda: tables.of_places(found.countries),
            "areas": lambda: tables.of_places(found.areas),
            "centres": lambda: tables.of_centres(found.centres),
            "differences": lambda: tables.of_differences(found.centres),
        }
        if which == "countries" and found.areas:
            many = "1 area" if len(found.areas) == 1 else f"{len(found.areas)} areas"
            note(f"sources also name {many} as a whole: --table areas  lists them")
        return chosen[which]()
    when = asked.as_of if asked.as_of not in (None, "today") else None
    told = story(found, when or span.first.isoformat(), asked.known_at)
    return _page(told, sections(found), format_)


def _history(
    graph: Graph, span: Span | None, region: Territory | None, format_: str
) -> str | Answer:
    from libgraph.history.coverage_history import history
    from libgraph.history.coverage_story import where
    from libgraph.history.coverage_tables import of_history
    from libgraph.history.coverage_years import history_section, history_story

    periods = history(graph, span=span, region=region)
    if format_ not in _READ:
        return of_history(periods)
    told = history_story(periods, where(region.name("en") if region else None))
    return _page(told, [history_section(periods)] if periods else [], format_)


def _page(told: str, sections: list[Section], format_: str) -> str:
    """The story, then the tables."""
    blocks = [_wrapped(told, "") if format_ == "table" else f"{told}\n"]
    blocks += [_section(section, format_) for section in sections]
    return "\n".join(blocks)


def _section(section: Section, format_: str) -> str:
    if section.columns:
        columns, rows = output.named(section.columns, section.rows)
        body = (
            output.markdown(columns, rows) if format_ == "markdown" else output.table(columns, rows)
        )
    elif format_ == "markdown":
        body = "".join(f"- {line}\n" for (line,) in section.rows)
    else:
        body = "".join(_wrapped(line, "  ") for (line,) in section.rows)
    return f"## {section.title}\n\n{body}" if format_ == "markdown" else f"{section.title}\n{body}"


def _wrapped(text: str, indent: str) -> str:
    import textwrap

    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) + "\n"
