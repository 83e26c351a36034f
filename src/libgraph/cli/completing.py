"""What a shell offers for half a word: questions, their parameters, kinds of tables, things.

Whatever goes wrong offers nothing: a complaint in the middle of a command line helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from libgraph.cli.options import Asked

_F = TypeVar("_F", bound=Callable[..., Any])
_Offer = Callable[[click.Context, click.Parameter, str], list[str]]
_MOST = 200


def _quietly(offered: Callable[[click.Context, str], Iterable[str]]) -> _Offer:
    def offer(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
        try:
            return [word for word in offered(ctx, begun) if word.startswith(begun)]
        except Exception:
            return []

    return offer


def _questions(_: click.Context, __: str) -> Iterator[str]:
    from libgraph import resources

    return (path.stem for path in sorted(resources.folder("queries").glob("*.rq")))


def _parameters(ctx: click.Context, begun: str) -> Iterator[str]:
    """``of=`` where the question takes `of`; after that, what may stand there."""
    from libgraph.query.catalog import question

    asked = ctx.params["name"] or ctx.args[0]  # half an option leaves arguments unread
    found = {one.name: one for one in question(asked).parameters}
    name, known, value = begun.partition("=")
    if not known:
        yield from (f"{each}=" for each in found)
    elif found[name].type == "entity":
        yield from (f"{name}={slug}" for slug in _entities(ctx, value))


def _kinds(_: click.Context, __: str) -> Iterator[str]:
    from libgraph.tables.columns import kinds

    return iter(kinds())


def _entities(ctx: click.Context, begun: str) -> Iterator[str]:
    """Slugs of things in the graph that would be asked; no server is asked for half a word."""
    from libgraph.graph import open_graph
    from libgraph.graph.addresses import the_address
    from libgraph.query.entities import slugs

    asked = ctx.find_object(Asked) or Asked()
    if not begun or the_address(asked.graph):
        return iter(())
    return slugs(open_graph(asked.graph, keep=not asked.no_cache), begun, _MOST)


questions = _quietly(_questions)
parameters = _quietly(_parameters)
kinds = _quietly(_kinds)
entities = _quietly(_entities)
