"""libgraph serve"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from libgraph.cli import options
from libgraph.cli.saying import note
from libgraph.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from libgraph.web.settings import Settings

_EXTRA = ("uvicorn", "starlette", "jinja2", "h11")
_COUNT = click.IntRange(min=1)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port."
)
@click.option(
    "--max-rows", type=_COUNT, default=10_000, show_default=True, help="Of one SPARQL answer."
)
@click.option(
    "--workers", type=_COUNT, default=2, show_default=True, help="So many queries at a time."
)
@click.option(
    "--queue",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="So many more may wait; the rest is sent away.",
)
@options.shared
@click.pass_obj
def command(
    asked: options.Asked, host: str, port: int, max_rows: int, workers: int, queue: int
) -> None:
    """Open the graph to a browser: pages, search, SPARQL, downloads.

    Only this machine can reach it, unless --host says otherwise. Stop it with Ctrl+C.
    --timeout (10 seconds, unless said) and --max-memory (500M) hold each SPARQL query and each
    question of the JSON API. All that runs for strangers takes no more memory than --workers times
    --max-memory, beside the graph itself (see docs/load.md).
    """
    try:
        from libgraph.web.serving import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise MissingExtra("pages in a browser", "serve") from None
    settings = _settings(asked, max_rows, workers, queue)
    serve(settings, host, port, note)


def _settings(asked: options.Asked, rows: int, workers: int, queue: int) -> Settings:
    from libgraph.graph.addresses import files_alone
    from libgraph.graph.limits import Limits, size
    from libgraph.web.settings import LIMITS, Settings

    if asked.as_of or asked.known_at or asked.certain:
        raise UsageError(
            "serve takes no --as-of, --known-at or --certain: readers choose them on each page"
        )
    if asked.lang != "en":
        raise UsageError("serve takes no --lang: readers choose it on each page")
    if asked.user:
        raise UsageError("serve takes no --user: it serves files, and asks no other server")
    if asked.no_cache:
        raise UsageError("serve takes no --no-cache: what is derived is kept for its processes")
    files_alone(asked.graph, "serve")
    memory = size(asked.max_memory) if asked.max_memory else LIMITS.memory
    limits = Limits(asked.timeout or LIMITS.seconds, rows, memory)
    return Settings(
        paths=asked.graph, texts=asked.texts, limits=limits, workers=workers, queue=queue
    )
