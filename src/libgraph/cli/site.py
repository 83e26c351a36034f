"""libgraph site"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.core import ParameterSource

from libgraph.cli import options, output


@click.command("site")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--base", default="", metavar="URL", help="Where the site will be: adds a site map for robots."
)
@options.shared
@click.pass_context
def command(ctx: click.Context, folder: Path, base: str) -> None:
    """Write the explorer into the folder OUT, as files that need no server.

    Open OUT/index.html in a browser, or put the folder anywhere on a web host: all links are
    relative, and the search runs in the page. The pages are in English, Russian and Kazakh; with
    --lang in that language alone. A folder that was made so before is replaced when the new one
    is whole; any other is left alone. With --sources the texts of the sources are on their pages:
    publish only what you may.

    \b
    libgraph site public
    libgraph site public --lang ru --base https://example.org/libraries
    """
    from libgraph.errors import UsageError
    from libgraph.graph.labels import LANGUAGES
    from libgraph.web.settings import Settings
    from libgraph.web.site import site

    asked = ctx.obj
    if asked.as_of or asked.known_at:
        raise UsageError("a site holds all times: leave out --as-of and --known-at")
    languages = (asked.lang,) if _is_chosen(ctx) else tuple(LANGUAGES)
    settings = Settings(paths=asked.graph, texts=asked.texts, base=base)
    with _ending_cleanly(), output.watched() as progress:
        made = site(settings, folder, languages, progress)
    size = f"{made.size / 1_000_000:,.1f} MB"
    output.emit(f"{folder}: {made.pages:,} pages, {made.files:,} files, {size}\n")


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Who is told to end removes what is half written, as who is interrupted does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _is_chosen(ctx: click.Context) -> bool:
    """Whether a language was asked for, before or after the command."""
    every = (ctx, ctx.find_root())
    return any(one.get_parameter_source("lang") is ParameterSource.COMMANDLINE for one in every)
