"""libgraph export"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import note
from libgraph.errors import UsageError

_ENDINGS = {
    ".gexf": "gexf", ".graphml": "graphml", ".cyjs": "cyjs", ".net": "pajek", ".ics": "ics",
    ".parquet": "parquet",
}  # fmt: skip


@click.command("export")
@options.formats((*options.GRAPHS, "ics", *options.NETWORKS, "parquet"), default="turtle")
@options.target
@click.option(
    "--framed",
    is_flag=True,
    help="JSON-LD as one tree per library; what is no library's is left out.",
)
@click.option(
    "--with-derived",
    is_flag=True,
    help="Also what the build works out: bounds, relationships, shortcuts.",
)
@click.option(
    "--around",
    metavar="ENTITY",
    help="Networks: only what is near this thing.",
    shell_complete=completing.entities,
)
@click.option("--depth", type=click.IntRange(0, 20), help="Networks: how near, in steps [1].")
@click.option(
    "--layer", "layers", multiple=True, metavar="NAME", help="Networks: bodies and these ties."
)
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    /,
    format_: str,
    target: Path | None,
    framed: bool,
    with_derived: bool,
    **part: Any,
) -> None:
    """Write the graph as RDF, for desktop tools, or as a calendar: always the same bytes.

    Turtle, N-Triples and RDF/XML have no named graphs; the evidence hangs on the statements,
    so nothing is lost. With --as-of, only the statements that hold then, each marked yes or
    possibly.

    The calendar (-f ics) has each known end of an agreement, membership, tenure or hosting, and
    what is announced. Whole days; an end known to the year only spans it. Reading a newer file
    into a calendar program updates the entries.

    Without -f, the name of the file decides, as in  -o libgraph.gexf .

    For desktop tools: gexf (Gephi, with its timeline), graphml (yEd, networkx, igraph), cyjs
    (Cytoscape), pajek, and csv-edges (Excel, Gephi), which writes a table of edges and, beside
    it, FILE-nodes. What a format cannot hold is said.

    For Spark, and for tables of any size, parquet writes a folder with nodes, edges, their dates
    and weights: of all kinds of ties between bodies, or of each --layer.

    \b
    libgraph export -f gexf -o libgraph.gexf
    libgraph export -f graphml --around nlrk --depth 2 -o nlrk.graphml
    libgraph export -f csv-edges --layer agreements --as-of 2020 -o agreements.csv
    libgraph export -f parquet -o network.parquet
    """
    format_ = _format(format_, target)
    _check(format_, framed=framed, with_derived=with_derived, **part)
    if format_ in options.NETWORKS:
        _network(asked, format_, target, **part)
    elif format_ == "parquet":
        _parquet(asked, target, part["layers"])
    elif format_ == "ics":
        output.emit_bytes(_calendar(asked), target)
    else:
        from libgraph.export.graph import written

        content = written(
            asked.open(), format_, derived=with_derived, framed=framed,
            span=asked.span, certain=asked.certain,
        )  # fmt: skip
        output.emit_bytes(content, target)


def _format(asked: str, target: Path | None) -> str:
    """The format that was asked for; where none was, the one that the file's name asks for."""
    given = click.get_current_context().get_parameter_source("format_")
    if target is None or given is not click.core.ParameterSource.DEFAULT:
        return asked
    named = _ENDINGS.get(target.suffix.lower()) or output.ending(target)
    if named in (*options.GRAPHS, *_ENDINGS.values()):
        return named
    if target.suffix.lower() in (".docx", ".xlsx", ".pdf", ".svg", ".png", ".html"):
        raise UsageError(
            f"{target} cannot be written: a graph goes to a file that ends in .ttl, .trig, .nt, "
            ".nq, .rdf, .jsonld, .gexf, .graphml or .ics, or say what it is with -f"
        )
    return asked


def _check(format_: str, *, framed: bool, with_derived: bool, **part: Any) -> None:
    """Raise UsageError where an option does not fit the format."""
    if framed and format_ != "jsonld":
        raise UsageError("--framed is for JSON-LD: add  -f jsonld")
    if with_derived and format_ not in options.GRAPHS:
        what = "a calendar" if format_ == "ics" else "a network"
        raise UsageError(f"--with-derived is for RDF, not for {what}: leave it out")
    fitting = part if format_ in options.NETWORKS else ["layers"] if format_ == "parquet" else []
    for name, value in part.items():
        if value not in (None, ()) and name not in fitting:
            option = name.removesuffix("s")
            raise UsageError(f"--{option} is for networks: add  -f gexf  or another of them")


def _network(
    asked: options.Asked,
    format_: str,
    target: Path | None,
    *,
    around: str | None,
    depth: int | None,
    layers: tuple[str, ...],
) -> None:
    from libgraph.desktop import network
    from libgraph.desktop.formats import written
    from libgraph.desktop.scope import Scope
    from libgraph.errors import UsageError
    from libgraph.query.entities import resolve

    if depth is not None and not around:
        raise UsageError("--depth is about one thing: name it with --around")
    graph = asked.open()
    scope = Scope(
        around=resolve(graph, around, asked.lang) if around else None,
        depth=1 if depth is None else depth, span=asked.span, as_of=asked.as_of or "",
        known_at=asked.known_at or "", certain=asked.certain, lang=asked.lang,
    )  # fmt: skip
    net = network(graph, layers, scope)
    found = written(net, format_)
    plain = target and (target.is_file() or not target.exists())  # no pipe, no /dev/null
    beside = target.with_name(f"{target.stem}-nodes{target.suffix}") if target and plain else None
    if found.nodes and beside:
        output.emit_bytes(found.nodes, beside)
    output.emit_bytes(found.content, target)
    said = [f"{target}: {net.about}"] if target else []
    if found.nodes:
        said.append(
            f"the nodes are in {beside}" if beside else "the nodes need a file: add -o FILE"
        )
    said += [f"left out: {'; '.join(net.left)}"] if net.left else []
    for sentence in (*said, *found.losses):
        note(sentence)


def _parquet(asked: options.Asked, target: Path | None, layers: tuple[str, ...]) -> None:
    from importlib.util import find_spec

    from libgraph.errors import MissingExtra

    if target is None:
        raise UsageError("parquet is a folder of files: say where, with -o FOLDER")
    if not (find_spec("pyarrow") and find_spec("numpy")):
        raise MissingExtra("parquet files", "spark")
    from libgraph.network import parquet

    said = parquet.write(
        asked.open(), target, layers, asked.span, asked.lang,
        certain=asked.certain, known_at=asked.known_at or "",
    )  # fmt: skip
    note(f"{target}: {said.told()}")


def _calendar(asked: options.Asked) -> bytes:
    from libgraph.export import ics
    from libgraph.history import calendar

    found = calendar.entries(asked.open(), asked.lang, span=asked.span, certain=asked.certain)
    if not found:
        note("no end and nothing announced is known: no entries")
    return ics.written(calendar.titled(asked.lang), found)
