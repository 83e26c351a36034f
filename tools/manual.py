"""Write the manual pages and the shells' completions from the commands themselves.

make man                            into build/share/, as they travel in the wheel
python tools/manual.py FOLDER
man -l build/share/man/man1/libgraph-query.1

Only click is needed: a command's help costs nothing else.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import click  # noqa: E402
from click.shell_completion import get_completion_class  # noqa: E402

from libgraph import __version__  # noqa: E402
from libgraph.cli.main import main  # noqa: E402

COMPLETIONS = {
    "bash": "bash-completion/completions/libgraph",
    "zsh": "zsh/site-functions/_libgraph",
    "fish": "fish/vendor_completions.d/libgraph.fish",
}
_EXITS = """.SH EXIT STATUS
.TP
0
All is fine.
.TP
1
The answer is bad news: a rule is violated, two graphs differ, something is stale.
.TP
2
What was asked cannot be meant: an unknown name, a bad date, SPARQL that does not parse.
.TP
3
It could not run: a missing or broken file, a server that is down, a limit that was reached.
.SH ENVIRONMENT
.TP
LIBGRAPH_CACHE
The folder in which derived graphs are kept.
.TP
LIBGRAPH_SOURCES
The folder of the sources' texts, as \\-\\-sources names it.
.TP
LIBGRAPH_PASSWORD
The password with which a server is asked.
"""


def write(folder: Path) -> list[Path]:
    """All pages and completions, under `folder` as under share/."""
    texts = {f"man/man1/{'-'.join(ctx.command_path.split())}.1": page(ctx) for ctx in commands()}
    texts |= {place: completion(shell) for shell, place in COMPLETIONS.items()}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return [folder / name for name in texts]


def commands() -> Iterator[click.Context]:
    """Every command, the outermost first."""
    yield from _below(click.Context(main, info_name="libgraph", terminal_width=10_000))


def _below(ctx: click.Context) -> Iterator[click.Context]:
    yield ctx
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            command = ctx.command.get_command(ctx, name)
            assert command
            yield from _below(click.Context(command, parent=ctx, info_name=name))


def completion(shell: str) -> str:
    """What a shell reads to complete the words of a command."""
    made = get_completion_class(shell)
    assert made
    one = made(main, {}, "libgraph", "_LIBGRAPH_COMPLETE")
    return (one.source_template % one.source_vars()).lstrip("\n")


def page(ctx: click.Context) -> str:
    """A manual page in roff."""
    name = ctx.command_path.replace(" ", "-")
    help_ = inspect.cleandoc(ctx.command.help or "")
    lines = [
        f'.TH "{_roff(name.upper())}" 1 "" "libgraph {__version__}" "libgraph"',
        ".nh",
        ".ad l",
    ]
    lines += [".SH NAME", f"{_roff(name)} \\- {_roff(_summary(ctx, help_))}"]
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    lines += [".SH SYNOPSIS", f".B {_roff(ctx.command_path)}", _roff(pieces)]
    lines += [".SH DESCRIPTION", *_paragraphs(help_)]
    lines += _options(ctx) + _commands(ctx)
    others = [_roff(other) for other in _others(ctx)]
    lines += [
        *_EXITS.splitlines(),
        ".SH SEE ALSO",
        ", ".join(f"\\fB{one}\\fR(1)" for one in others),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _summary(ctx: click.Context, help_: str) -> str:
    """The line with which a command is listed, or its first sentence."""
    listed = getattr(ctx.parent.command, "summaries", {}) if ctx.parent else {}
    first = listed.get(ctx.info_name) or " ".join(help_.partition("\n\n")[0].split())
    return first.removesuffix(".")


def _paragraphs(help_: str) -> Iterator[str]:
    for text in re.split(r"\n\s*\n", help_):
        if text.startswith("\b"):
            yield from (".PP", ".RS 4", ".nf", *map(_roff, text.splitlines()[1:]), ".fi", ".RE")
        else:
            yield from (".PP", _roff(" ".join(text.split())))


def _options(ctx: click.Context) -> list[str]:
    records = [param.get_help_record(ctx) for param in _params(ctx)]
    lines = []
    for names, meaning in filter(None, records):
        lines += [".TP", f"\\fB{_roff(names)}\\fR", _roff(meaning)]
    return [".SH OPTIONS", *lines]


def _params(ctx: click.Context) -> Iterator[click.Option]:
    return (one for one in ctx.command.get_params(ctx) if isinstance(one, click.Option))


def _commands(ctx: click.Context) -> list[str]:
    if not isinstance(ctx.command, click.Group):
        return []
    lines = [".SH COMMANDS"]
    for name in ctx.command.list_commands(ctx):
        below = f"{ctx.command_path} {name}".replace(" ", "-")
        meaning = getattr(ctx.command, "summaries", {}).get(name, "")
        lines += [".TP", f"\\fB{_roff(below)}\\fR(1)", _roff(meaning)]
    return lines


def _others(ctx: click.Context) -> list[str]:
    if ctx.parent:
        return [ctx.parent.command_path.replace(" ", "-")]
    return [f"libgraph-{name}" for name in main.list_commands(ctx)]


def _roff(text: str) -> str:
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("|", "|\\:")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "share")
    print(f"{target}: {len(write(target))} files")
