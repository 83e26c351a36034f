"""Write docs/commands/: a page for each command, from its help.

python tools/command_pages.py

What stands under "In use" is written by hand, and kept; its answers come from `make tour`.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import click
from manual import ROOT, commands

from libgraph.cli.main import COMMANDS, main

FOLDER = ROOT / "docs" / "commands"
IN_USE = re.compile(r"^## In use\n.*?(?=^## |^It takes the|\Z)", re.MULTILINE | re.DOTALL)
BAR = r"\|"
NOTE = "<!-- Made from the help by `make tour`, but for what stands under “In use”. -->"
START = """# Commands

{note}

`libgraph COMMAND --help` says the same in the terminal, `man libgraph-COMMAND` too. Where a session
asks the folder `library`, it is the one that [Tables](../tables.md) makes; all others ask the graph
that ships with libgraph. An ENTITY is a thing: its slug (`nlrk`), its address, or any spelling of
its name.

| command | what it does |
|---|---|
{rows}

## Options of every command

{options}

## Exit codes

| code | meaning |
|---|---|
| 0 | All is fine. |
| 1 | The answer is bad news: a rule is violated, two graphs differ, something is stale. |
| 2 | What was asked cannot be meant: an unknown name, a bad date, SPARQL that does not parse. |
| 3 | It could not run: a missing or broken file, a server that is down, a limit that was reached. |
"""


def pages() -> dict[str, str]:
    """The text of each page, by file name, with what the present pages say by hand."""
    below = [ctx for ctx in commands() if ctx.parent]
    return {"index.md": index(below)} | {name(ctx): page(ctx) for ctx in below}


def name(ctx: click.Context) -> str:
    """The file of a command's page."""
    return "-".join(ctx.command_path.split()[1:]) + ".md"


def index(below: list[click.Context]) -> str:
    """The page that lists all commands, and what they share."""
    rows = [f"| [`{ctx.command_path}`]({name(ctx)}) | {_cell(summary(ctx))} |" for ctx in below]
    top = click.Context(main, info_name="libgraph", terminal_width=10_000)
    return START.format(note=NOTE, rows="\n".join(rows), options=_options(top, set()))


def page(ctx: click.Context) -> str:
    """The page of a command."""
    usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    prose, examples = _help(inspect.cleandoc(ctx.command.help or ""))
    parts = [f"# {ctx.command_path}", NOTE, prose, f"```text\n{usage}\n```", _by_hand(ctx)]
    if examples:
        parts.append(f"## Examples\n\n```sh\n{examples}\n```")
    if isinstance(ctx.command, click.Group):
        parts.append("\n".join(_listed(ctx)))
    own = _options(ctx, {option.name for option in main.params})
    parts.append(f"## Options\n\n{own}" if own else "")
    if any(param.name == "graph" for param in ctx.command.params):
        parts.append(
            "It takes the [options of every command](index.md#options-of-every-command) too."
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(ctx: click.Context) -> str:
    """One line about a command."""
    assert ctx.parent
    listed = getattr(ctx.parent.command, "summaries", {}) | (
        COMMANDS if not ctx.parent.parent else {}
    )
    return str(listed.get(ctx.info_name) or ctx.command.get_short_help_str(200))


def _by_hand(ctx: click.Context) -> str:
    path = FOLDER / name(ctx)
    found = IN_USE.search(path.read_text("utf-8")) if path.is_file() else None
    if isinstance(ctx.command, click.Group) and not found:
        return ""
    return (
        found[0].rstrip() if found else f"## In use\n\n```console\n$ {ctx.command_path} --help\n```"
    )


def _help(text: str) -> tuple[str, str]:
    """The paragraphs of a help, and its examples."""
    prose, examples = [], []
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.splitlines()]
        if part.startswith("\b") and all("libgraph " in line for line in lines[1:]):
            examples += lines[1:]
        elif part.startswith("\b"):
            prose.append("\n".join(["```text", *part.splitlines()[1:], "```"]))
        else:
            prose.append(" ".join(part.split()).replace("<", "&lt;").replace("*", r"\*"))
    return "\n\n".join(prose), "\n".join(examples)


def _listed(ctx: click.Context) -> Iterator[str]:
    assert isinstance(ctx.command, click.Group)
    yield "| command | what it does |\n|---|---|"
    for word in ctx.command.list_commands(ctx):
        command = ctx.command.get_command(ctx, word)
        assert command
        one = click.Context(command, parent=ctx, info_name=word)
        yield f"| [`{one.command_path}`]({name(one)}) | {_cell(summary(one))} |"


def _options(ctx: click.Context, without: set[str | None]) -> str:
    """A table of a command's options; '' where it has none of its own."""
    own = (param for param in ctx.command.params if param.name not in without)
    records = filter(None, (param.get_help_record(ctx) for param in own))
    rows = [
        f"| `{names.replace('|', BAR)}` | {_cell(meaning)} |"
        for names, meaning in records
        if meaning
    ]
    return "\n".join(["| option | what it does |", "|---|---|", *rows]) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", BAR).replace("<", "&lt;")


def write() -> None:
    """All pages, and none besides."""
    made = pages()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for file, text in made.items():
        (FOLDER / file).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    write()
