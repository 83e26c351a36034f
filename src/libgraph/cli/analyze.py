"""libgraph analyze"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from libgraph.cli import completing, options, output
from libgraph.cli.analyze_spark import Spark, spark_options

if TYPE_CHECKING:
    from libgraph.network import Table

ANALYSES = (
    "summary",
    "centrality",
    "communities",
    "brokers",
    "components",
    "evolution",
    "recommend",
)
ENGINES = ("auto", "networkx", "igraph", "spark")
_ESTIMATED = ("centrality", "brokers")
_MEASURES = ("size", "density", "components", "rank")
_YEAR = click.IntRange(1, 9999)


_PROPOSED = 10  # partners, where nobody says how many


@click.command("analyze")
@click.argument("analysis", type=click.Choice(ANALYSES))
@click.argument("entity", required=False, shell_complete=completing.entities)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="NAME",
    help="Only these ties; may be repeated [all].",
)
@click.option("--by", metavar="MEASURE", help="Rank the central by this measure [shared].")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(_MEASURES),
    help="evolution: only this; may be repeated [size, density, components].",
)
@click.option(
    "--of",
    multiple=True,
    metavar="ENTITY",
    help="evolution: the rank of this body; repeatable.",
    shell_complete=completing.entities,
)
@click.option("--from", "first", type=_YEAR, metavar="YEAR", help="evolution: the first year.")
@click.option("--to", "last", type=_YEAR, metavar="YEAR", help="evolution: the last year.")
@click.option(
    "--step", type=click.IntRange(min=1), metavar="N", help="evolution: every Nth year [1]."
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the first N rows; of recommend, 10 if not said.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    help="What measures: auto takes igraph for large networks, where it is installed [auto].",
)
@click.option(
    "--approximate",
    is_flag=True,
    help="centrality, brokers: estimate what follows every chain, for very large networks.",
)
@spark_options
@options.formats(["table", "csv", "json"], default="table")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    /,
    analysis: str,
    entity: str | None,
    layers: tuple[str, ...],
    by: str | None,
    top: int | None,
    format_: str,
    engine: str,
    approximate: bool,
    master: str | None,
    packages: str | None,
    projection: str | None,
    **over_years: Any,
) -> None:
    """Measure the network of bodies, for all time or --as-of a time, or year by year; or
    recommend likely partners of an ENTITY, with reasons.

    Layers: agreements, events, hosting, memberships, people, support. Each number is explained
    below its table.

    \b
    libgraph analyze centrality --top 5
    libgraph analyze brokers --layer agreements --as-of 2020
    libgraph analyze evolution --from 1990 -f csv
    libgraph analyze evolution --of nlrk --of ifla
    libgraph analyze recommend nlrk --top 5
    libgraph analyze components --engine spark --master spark://HOST:7077 --projection hdfs:///p
    """
    _only_some(analysis, entity, by, engine, approximate=approximate)
    spark = Spark(master, packages, projection)
    spark.check(engine)
    if engine == "spark":
        _only_evolution(analysis, over_years)
        output.emit(_rendered(spark.table(asked, analysis, layers, by), format_, top))
        return
    if analysis == "evolution":
        table = _evolution(asked, layers, by, engine=engine, **over_years)
        output.emit(_rendered(table, format_, top))
        return
    _only_evolution(analysis, over_years)
    if analysis == "recommend":
        output.emit(_rendered(_recommend(asked, entity, layers, top), format_, top))
        return
    how: dict[str, Any] = {"engine": engine} | ({"approximate": True} if approximate else {})
    how |= {"by": by} if by else {}
    output.emit(_rendered(_measured(asked, analysis, layers, how), format_, top))


def _only_some(
    analysis: str, entity: str | None, by: str | None, engine: str, *, approximate: bool
) -> None:
    """See that what only some analyses take is given to those."""
    from libgraph.errors import UsageError

    if by and analysis not in ("centrality", "evolution"):
        raise UsageError(f"--by is for centrality: leave it out of  analyze {analysis}")
    if entity and analysis != "recommend":
        raise UsageError(f"{entity!r} is too much: only  analyze recommend  is about one body")
    if approximate and analysis not in _ESTIMATED:
        raise UsageError(f"--approximate is for centrality and brokers: {analysis} is exact")
    if analysis == "recommend" and engine != "auto":
        raise UsageError("recommend measures nothing: leave out --engine")


def _measured(
    asked: options.Asked, analysis: str, layers: tuple[str, ...], how: dict[str, Any]
) -> Table:
    from libgraph import network

    found = network.network(asked.open(), layers, asked.span, asked.lang)
    table: Table = getattr(network, analysis)(found.certain() if asked.certain else found, **how)
    return table


def _only_evolution(analysis: str, over_years: dict[str, Any]) -> None:
    from libgraph.errors import UsageError

    for name, value in over_years.items():
        if value:
            option = {"first": "from", "last": "to", "measures": "measure"}.get(name, name)
            raise UsageError(f"--{option} is for evolution: leave it out of  analyze {analysis}")


def _recommend(
    asked: options.Asked, entity: str | None, layers: tuple[str, ...], top: int | None
) -> Table:
    from libgraph.errors import UsageError
    from libgraph.network.recommend import recommend
    from libgraph.query.entities import resolve

    if not entity:
        raise UsageError("say for whom: name a body, as in  analyze recommend nlrk")
    if layers:
        raise UsageError("recommend weighs all kinds of ties: leave out --layer")
    graph = asked.open()
    body = resolve(graph, entity, asked.lang).iri
    return recommend(
        graph, body, asked.span, asked.lang, certain=asked.certain, top=top or _PROPOSED
    )


def _evolution(
    asked: options.Asked,
    layers: tuple[str, ...],
    by: str | None,
    *,
    measures: tuple[str, ...],
    of: tuple[str, ...],
    first: int | None,
    last: int | None,
    step: int | None,
    engine: str,
) -> Table:
    from libgraph.errors import UsageError
    from libgraph.network.evolution import evolution
    from libgraph.query.entities import resolve

    if asked.as_of:
        raise UsageError("evolution asks year by year: write --from and --to instead of --as-of")
    if by and not of:
        raise UsageError("--by ranks bodies: name them with --of, such as --of nlrk")
    graph = asked.open()
    bodies = list(dict.fromkeys(resolve(graph, words, asked.lang).iri for words in of))
    return evolution(
        graph, measures, of=bodies, by=by or "shared", first=first, last=last, step=step or 1,
        layers=layers, certain=asked.certain, lang=asked.lang, engine=engine,
    )  # fmt: skip


def _rendered(table: Table, format_: str, top: int | None) -> str:
    cut = replace(table, rows=table.rows[:top])
    if format_ == "json":
        return json.dumps(cut.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if format_ == "csv":
        rows = [["" if value is None else str(value) for value in row] for row in cut.rows]
        return output.csv([column.name for column in cut.columns], rows)
    left = f"{top} of {len(table.rows)} rows shown." if top and top < len(table.rows) else ""
    return _told(cut.narrow(), left)


def _told(table: Table, left: str) -> str:
    """The table, what its columns mean, and what its numbers say."""
    rows = [[str(cell) for cell in row] for row in table.rows]
    meanings = [f"  {column.name}: {column.explanation}" for column in table.columns]
    notes = [left, *table.notes] if left else table.notes
    parts = [table.title, "", output.table([c.name for c in table.columns], rows).rstrip("\n"), ""]
    return "\n".join([*parts, *meanings, "", *notes]) + "\n"
