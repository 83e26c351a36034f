"""libgraph cite"""

from __future__ import annotations

import click

from libgraph.cli import options, output


@click.command("cite")
@click.argument("source")
@click.argument("words")
@options.shared
@click.pass_obj
def command(asked: options.Asked, source: str, words: str) -> None:
    """Find WORDS in the text of SOURCE and print the passage's address for your data.

    White space, line ends, case and the shape of quotation marks do not matter. The text is
    looked for in the folder of --sources (or LIBGRAPH_SOURCES).

    \b
    libgraph cite 001 "member of the IFLA" --sources texts/
    """
    from libgraph.query.cite import cite

    for passage in cite(asked.open(), source, words, asked.texts):
        output.emit(f"<{passage}>\n")
