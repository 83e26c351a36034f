"""The command line: parse, call, print. Commands are loaded when they are called."""

from __future__ import annotations

import errno
import os
import sys
from keyword import iskeyword

import click

from libgraph.cli import options, version
from libgraph.cli.lazily import Lazily
from libgraph.cli.saying import note

COMMANDS = {
    "query": "Ask a named question, or any SPARQL.",
    "queries": "List the named questions and what they take.",
    "show": "Show everything about one thing.",
    "find": "Find things by any spelling of their names.",
    "why": "Show what is said about a thing, and where.",
    "path": "Explain how two things are tied, in sentences.",
    "timeline": "Tell what happened, in order of time.",
    "agreements": "List agreements, and how each stands on a day.",
    "expiring": "List what ends soon, the soonest first.",
    "coverage": "Tell which countries have a PAC centre, and which have none.",
    "conflicts": "Show where sources disagree, and who decided what.",
    "analyze": "Measure the network: centrality, communities, brokers.",
    "import": "Bring tables and registries in.",
    "cite": "Find words in a source and print the passage's address.",
    "match": "Propose who may be one, and write down who is.",
    "validate": "Check data against the rules, with file and line.",
    "diff": "Compare two graphs, or two dates, in words.",
    "build": "Build a store into a folder, to be opened at once whatever its size.",
    "export": "Write the graph as RDF, for Gephi and other tools, or as a calendar.",
    "push": "Put the graph on a server, for everybody to ask.",
    "draw": "Draw the network as a page or a picture.",
    "serve": "Open the graph to a browser: pages, search, SPARQL.",
    "site": "Write the same pages as files, for any web host or none.",
    "doctor": "Say what is installed, what works, what is stale, and how to mend it.",
}

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@click.command(
    cls=Lazily,
    lazy={
        name: (f"{name}_" if iskeyword(name) else name, help_) for name, help_ in COMMANDS.items()
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@options.shared
@version.option
@click.pass_context
def main(ctx: click.Context) -> None:
    """Who is tied to whom in the world of libraries, since when, until when, and who says so.

    Without -g, the graph that ships with libgraph is asked. A thing is named by its slug
    (nlrk), its address, or any spelling of its name.
    """


def run() -> None:
    """The entry point: one sentence and an exit code for whatever goes wrong."""
    sys.exit(outcome(sys.argv[1:]))


def outcome(arguments: list[str]) -> int:
    """Run a command line and give its exit code."""
    from libgraph.errors import LibgraphError

    try:
        code = main.main(arguments, prog_name="libgraph", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        return _complain(error.format_message(), 2)
    except click.Abort:
        return _complain("stopped", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LibgraphError as error:
        if "--debug" in arguments:
            raise
        return _complain(str(error), error.exit_code)
    except Exception as error:
        if "--debug" in arguments:
            raise
        if isinstance(error, OSError) and error.errno in _FULL:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _complain(f"the answer cannot be written ({error.strerror}): make room", 3)
        return _complain(
            f"unexpected {type(error).__name__}: {error}: please report it, with --debug", 3
        )


def _complain(sentence: str, code: int) -> int:
    note(sentence)
    return code
