"""Command lines as click parses them, without running anything."""

from __future__ import annotations

import click

from libgraph.cli.main import main


def context(words: tuple[str, ...]) -> click.Context:
    """Parse a command line as far as it goes; a click.UsageError where it is none."""
    command: click.Command | None = main
    name, rest, found = "libgraph", list(words), None
    while command:
        found = command.make_context(name, rest, parent=found)
        if not isinstance(command, click.Group):
            break
        chosen, command, rest = command.resolve_command(
            found, [*found._protected_args, *found.args]
        )
        name = chosen or ""
    assert found
    return found
