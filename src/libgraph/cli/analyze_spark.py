"""libgraph analyze --engine spark"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from libgraph.cli import options
    from libgraph.network import Table

_F = TypeVar("_F", bound=Callable[..., Any])
_OPTIONS = {
    "--master": ("URL", "spark: where it runs, as in spark://HOST:7077 [local[*]]."),
    "--packages": ("NAME", "spark: GraphFrames, as Maven coordinates or a jar."),
    "--projection": ("PLACE", "spark: what  export -f parquet  wrote, instead of a graph."),
}


@dataclass(frozen=True, slots=True)
class Spark:
    """What the options say; None where they say nothing."""

    master: str | None
    packages: str | None
    projection: str | None

    def check(self, engine: str) -> None:
        """Raise UsageError where they are given for another engine."""
        from libgraph.errors import UsageError

        for option in _OPTIONS:
            if engine != "spark" and getattr(self, option.removeprefix("--")) is not None:
                raise UsageError(f"{option} is for Spark: add  --engine spark")

    def table(
        self, asked: options.Asked, analysis: str, layers: tuple[str, ...], by: str | None
    ) -> Table:
        """What Spark measures of the projection, or of the graph."""
        from libgraph.network import spark

        how = {
            "master": self.master or "local[*]",
            "packages": self.packages or "",
            "by": by or "shared",
        }
        if self.projection is not None:
            _only_the_projection(asked)
            return spark.analyze(analysis, self.projection, layers, **how)
        spark.check(analysis, how["by"])  # before a graph is opened, which can take long
        return spark.analyze_graph(
            asked.open(), analysis, layers, asked.span, asked.lang, certain=asked.certain, **how
        )


def spark_options(function: _F) -> _F:
    """Give a command the options of Spark."""
    for name, (metavar, told) in reversed(_OPTIONS.items()):
        function = click.option(name, metavar=metavar, help=told)(function)
    return function


def _only_the_projection(asked: options.Asked) -> None:
    from libgraph.errors import UsageError

    given = {
        "-g": asked.graph, "--as-of": asked.as_of, "--known-at": asked.known_at,
        "--certain": asked.certain,
    }  # fmt: skip
    for option, value in given.items():
        if value:
            raise UsageError(
                f"a projection is made with its graph and time: give {option} to  export -f parquet"
            )
