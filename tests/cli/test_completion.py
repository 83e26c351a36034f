"""Words that complete themselves, asked of the shells that people use."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import SMALL

BIN = Path(sys.executable).parent
SHELLS = ("bash", "zsh", "fish")
Complete = Callable[[str], str]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **more}


def script(shell: str, folder: Path) -> Path:
    """What a user puts into the start file of a shell."""
    made = subprocess.run(
        [BIN / "libgraph"],
        env=environment(_LIBGRAPH_COMPLETE=f"{shell}_source"),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    path = folder / f"completion.{shell}"
    path.write_text(made.stdout, "utf-8")
    return path


def in_bash(line: str, path: Path) -> str:
    words = line.split(" ")
    asked = (
        f"source {path}; COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); "
        f"COMP_CWORD={len(words) - 1}; _libgraph_completion libgraph; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    return shown(["bash", "--norc", "-c", asked])


def in_fish(line: str, path: Path) -> str:
    return shown(["fish", "--no-config", "-c", f"source {path}; complete -C '{line}'"])


def shown(command: list[str]) -> str:
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout


def in_zsh(line: str, path: Path) -> str:
    """zsh completes only on a terminal: type the line there, and two tabs to see the list."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover  (another process)
        os.execvpe("zsh", ["zsh", "-f", "-i"], environment(TERM="dumb", PS1="", COLUMNS="200"))
    try:
        os.write(terminal, f"autoload -U compinit; compinit -u -D; source {path}\n".encode())
        os.write(terminal, b"echo rea''dy\n")
        heard(terminal, "ready")
        os.write(terminal, f"{line}\t\t".encode())
        return "".join(pieces(terminal, 3))
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def pieces(terminal: int, quiet: float) -> Iterator[str]:
    """What a terminal shows until it has been quiet for so many seconds."""
    while select.select([terminal], [], [], quiet)[0]:
        yield os.read(terminal, 65536).decode("utf-8", "replace")


def heard(terminal: int, word: str) -> None:
    until, seen = time.monotonic() + 60, ""
    while word not in seen.replace("rea''dy", ""):
        assert time.monotonic() < until, seen
        seen += "".join(pieces(terminal, 0.2))


COMPLETERS = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}


@pytest.fixture(params=SHELLS)
def complete(request: pytest.FixtureRequest, tmp_path: Path) -> Complete:
    """What a shell offers for a line."""
    shell = request.param
    if not shutil.which(shell):
        assert shell != "bash"
        pytest.skip(f"there is no {shell}")
    path = script(shell, tmp_path)
    return lambda line: COMPLETERS[shell](line, path)


def test_shells_complete_commands_and_questions(complete: Complete) -> None:
    assert "queries" in complete("libgraph quer")
    assert "tenures" in complete("libgraph query tenu")


def offered(*words: str) -> list[str]:
    """What is offered for the last of the words, whichever shell asks."""
    from click.shell_completion import ShellComplete

    from libgraph.cli.main import main

    made = ShellComplete(main, {}, "libgraph", "_LIBGRAPH_COMPLETE")
    return [one.value for one in made.get_completions(list(words[:-1]), words[-1])]


def test_everything_that_has_a_name_is_offered() -> None:
    assert offered("query", "coverage", "-f", "t") == ["table", "tsv", "turtle", "trig"]
    assert offered("query", "coverage", "-p", "") == ["centre=", "country="]
    assert offered("import", "template", "agr") == ["agreements"]
    assert offered("draw", "m") == ["map", "matrix"]
    assert offered("analyze", "cen") == ["centrality"]
    assert "--as-of" in offered("show", "--")


def test_slugs_of_the_graph_that_is_asked_are_offered() -> None:
    assert "nl-korea" in offered("show", "nl-k")
    of_small = offered("-g", str(SMALL / "data.ttl"), "why", "d")
    assert "director-riverland" in of_small
    assert "director-riverland" not in offered("why", "d")
    assert "organization=nlrk" in offered("query", "tenures", "-p", "organization=nlr")
    assert all("/" not in slug for slug in offered("path", "nlrk", "a"))
    for command in ("agreements", "expiring"):
        assert "nl-korea" in offered(command, "--party", "nl-k")


def test_what_cannot_be_looked_up_offers_nothing_and_says_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert offered("show", "") == []  # thousands help nobody
    assert offered("show", 'a"b') == []
    assert offered("-g", "/nowhere", "show", "a") == []
    assert offered("-g", "http://127.0.0.1:9/sparql", "show", "a") == []
    assert offered("query", "no-such-question", "-p", "a") == []
    assert "show" in offered("no-such-command", "sh")  # which the shell would take for the first
    assert capfd.readouterr() == ("", "")
