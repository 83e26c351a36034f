"""The options that commands share; they may stand before or after the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from libgraph.cli.saying import note
from libgraph.cli.sparing import spare
from libgraph.cli.unknown import known

if TYPE_CHECKING:
    from libgraph.dates import Span
    from libgraph.graph import Graph

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass
class Asked:
    """What the shared options say."""

    graph: tuple[str, ...] = ()
    as_of: str | None = None
    known_at: str | None = None
    certain: bool = False
    lang: str = "en"
    sources: str | None = None
    no_cache: bool = False
    timeout: float | None = None
    max_memory: str | None = None
    user: str | None = None
    debug: bool = False
    context: tuple[Path, ...] = ()  # describes what tables name, and is no part of the graph
    remedy: str = "-g shipped"  # what to add where only the shipped graph knows a name

    def open(self, paths: Sequence[str | Path] | None = None) -> Graph:
        """Open the graph that was asked for, or the one in `paths`, as it was known then.

        Its questions cost no more than --timeout and --max-memory allow.
        """
        graph = self._opened(paths)
        if self.timeout is None and self.max_memory is None:
            return graph
        from libgraph.graph.limited import limited
        from libgraph.graph.limits import Limits, size

        memory = size(self.max_memory) if self.max_memory else None
        return limited(graph, Limits(seconds=self.timeout, memory=memory))

    def _opened(self, paths: Sequence[str | Path] | None) -> Graph:
        from libgraph.graph import open_graph
        from libgraph.tables.faults import BadTables

        where = self.graph if paths is None else paths
        spare(where)
        settings: dict[str, Any] = {
            "keep": not self.no_cache, "texts": self.texts,
            "context": self.context, "user": self.user, "timeout": self.timeout,
        }  # fmt: skip
        if self.known_at is None:
            try:
                graph = open_graph(where, **settings)
            except BadTables as wrong:
                if names := known(wrong, open_graph):
                    note(f"the shipped graph knows {names}: add {self.remedy}")
                raise
            for notice in graph.notices:
                note(notice)
            return graph
        from libgraph.dates import Span
        from libgraph.graph.slicing import undated

        by = Span.parse(self.known_at)
        graph = open_graph(where, known_at=by, **settings)
        if left := undated(graph):
            sources = "1 source has" if left == 1 else f"{left} sources have"
            note(f"{sources} no usable date and cannot be in it")
        return graph

    def paths(self) -> list[Path]:
        """The files and folders that were asked for: the shipped data where none is named."""
        from libgraph import resources
        from libgraph.graph.addresses import files_alone
        from libgraph.graph.built import attached, the_store

        files_alone(self.graph, "this command")
        if built := the_store(self.graph):
            return list(attached(built)[0].files)
        shipped, here = resources.folder("data"), Path.cwd()
        near = shipped.relative_to(here) if shipped.is_relative_to(here) else shipped
        return [Path(path) for path in self.graph] or [near]

    @property
    def span(self) -> Span | None:
        """The days of --as-of; `today` is one."""
        from libgraph.dates import Span
        from libgraph.errors import UsageError

        if self.as_of is None and self.certain:
            raise UsageError("--certain is about a time: say which, as in  --as-of 2020 --certain")
        return Span.parse(_day(self.as_of)) if self.as_of is not None else None

    @property
    def texts(self) -> Path | None:
        """The folder of source texts."""
        return Path(self.sources) if self.sources else None


def _day(words: str) -> str:
    return date.today().isoformat() if words == "today" else words


_LANG = click.Choice(["en", "ru", "kk"])
_OPTIONS: dict[str, dict[str, Any]] = {
    "-g,--graph": {
        "multiple": True,
        "metavar": "PATH",
        "help": "A folder or file of RDF or tables, may be repeated; a built store; "
        "https://host/sparql; shipped, for what comes with libgraph.",
    },
    "--as-of": {
        "metavar": "DATE",
        "help": "Answer for a time: today, 2009, 2009-05, 2009-05-12 or 2009/2012 (EDTF).",
    },
    "--known-at": {
        "metavar": "DATE",
        "help": "Answer from what had been written by then: 2009, 2009-05 or 2009-05-12.",
    },
    "--certain": {"is_flag": True, "help": "With --as-of: only what certainly holds."},
    "--lang": {"type": _LANG, "help": "The language of names and sentences."},
    "--sources": {
        "metavar": "FOLDER",
        "envvar": "LIBGRAPH_SOURCES",
        "help": "Where you keep the texts of the sources.",
    },
    "--no-cache": {"is_flag": True, "help": "Derive again, and keep nothing."},
    "--timeout": {
        "type": click.FloatRange(min=0, min_open=True),
        "metavar": "SECONDS",
        "help": "Stop where the questions to the graph take longer, and exit with 3.",
    },
    "--max-memory": {
        "metavar": "SIZE",
        "help": "Stop where a question needs more memory: 500M, 2G.",
    },
    "--user": {
        "metavar": "NAME",
        "help": "Who asks a server; the password is in LIBGRAPH_PASSWORD.",
    },
    "--debug": {"is_flag": True, "help": "Show where an error comes from."},
}


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    asked = ctx.find_root().ensure_object(Asked)
    if value not in (None, (), False):
        setattr(asked, parameter.name or "", value)


TABLES = ("table", "csv", "tsv", "json", "xml", "jsonl", "markdown")
GRAPHS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")
NETWORKS = ("gexf", "graphml", "cyjs", "pajek", "csv-edges")
target = click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write to this file."
)


def formats(choices: Sequence[str] = TABLES, default: str = "table") -> Callable[[_F], _F]:
    """The option -f, with these formats."""
    return click.option(
        "-f", "--format", "format_", type=click.Choice(choices), default=default, show_default=True
    )


def shared(function: _F) -> _F:
    """Give a command the shared options; it asks for `Asked` with click.pass_obj."""
    for names, settings in reversed(_OPTIONS.items()):
        option = click.option(*names.split(","), expose_value=False, callback=_keep, **settings)
        function = option(function)
    return function
