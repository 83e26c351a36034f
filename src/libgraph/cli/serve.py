"""libgraph serve"""

from __future__ import annotations

import click

from libgraph.cli import options


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port."
)
@options.shared
@click.pass_obj
def command(asked: options.Asked, host: str, port: int) -> None:
    """Open the graph to a browser: pages, search, SPARQL, downloads.

    Only this machine can reach it, unless --host says otherwise. Stop it with Ctrl+C.
    """
    from libgraph.web.serving import serve
    from libgraph.web.settings import Settings

    settings = Settings(paths=asked.graph, texts=asked.texts)
    serve(settings, host, port, lambda where: click.echo(f"libgraph: {where}", err=True))
