"""libgraph --version"""

from __future__ import annotations

from typing import Any

import click


def _show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    import platform

    from libgraph import __version__
    from libgraph.doctor.requirements import packages

    lines = [f"libgraph {__version__}", f"Python {platform.python_version()}"]
    lines += [f"{name} {version}" for name, version in packages().items() if version]
    click.echo("\n".join(lines))
    ctx.exit()


def option(function: Any) -> Any:
    """The option --version: libgraph, Python, and every engine that is installed."""
    return click.option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show,
        help="Show the versions of libgraph, Python and all engines, and exit.",
    )(function)
