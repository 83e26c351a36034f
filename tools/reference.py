"""Write docs/api.md, the reference of the Python interface, from its docstrings.

python tools/reference.py

The examples in it are run by the tests, as doctests.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

PAGE = ROOT / "docs" / "api.md"
PARTS = {
    "Open a graph": ("libgraph.graph", ("open_graph", "Graph")),
    "Ask, show, measure, draw": ("libgraph.api", ("ask", "show", "analyze", "draw")),
    "Dates": ("libgraph.dates", ()),
    "Evidence": ("libgraph.evidence", ()),
    "Errors": ("libgraph.errors", ()),
}
START = """# Python

<!-- Made from the docstrings by `make tour`. -->

What the command line does, scripts can do: `import libgraph`, open a graph, ask it.
`open_graph`, `Graph`, `ask`, `show`, `analyze` and `draw` are at hand in `libgraph` itself.
[Half an hour with the graph](notebook.ipynb) is a notebook to run.
"""
EXAMPLE = re.compile(r"^>>> .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
TREE = re.compile(r"^[^\n]+\n├(?:.+\n?)+", re.MULTILINE)
SECTION = re.compile(r"^(Raises|Returns|Args|Yields):\n((?:[ ]+.*\n?)+)", re.MULTILINE)
QUOTED = re.compile(r"(: |-> )'([^']*)'")


def page() -> str:
    """The whole page."""
    parts = [START]
    for title, (module_name, names) in PARTS.items():
        module = importlib.import_module(module_name)
        parts.append(f"## {title}\n\n`{module_name}`\n\n{_said(module)}\n")
        for name in names or _public(module):
            parts += _object(name, getattr(module, name), 3)
    return "\n".join(parts)


def _public(module: Any) -> list[str]:
    """What a module itself defines for others, in its order."""
    return [
        name
        for name, one in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(one) or inspect.isfunction(one))
        and one.__module__ == module.__name__
    ]


def _object(name: str, one: Any, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}\n\n```python\n{_signature(name, one)}\n```\n\n{_said(one)}\n"
    if inspect.isclass(one) and not issubclass(one, Exception):
        for member, value in vars(one).items():
            plain = _plain(value)
            if not member.startswith("_") and inspect.isfunction(plain) and plain.__doc__:
                yield from _object(f"{name}.{member}", plain, level + 1)


def _plain(value: Any) -> Any:
    """The function below a property, class method or the like."""
    for below in ("__func__", "fget", "func"):
        value = getattr(value, below, value)
    return value


def _signature(name: str, one: Any) -> str:
    """How it is called; a long one with each parameter on a line of its own."""
    if inspect.isclass(one) and not is_dataclass(one):
        above = ", ".join(base.__name__ for base in one.__bases__ if base is not object)
        return f"class {name}({above})" if above else f"class {name}"
    said = inspect.signature(one)
    if inspect.isclass(one):
        return QUOTED.sub(r"\1\2", f"class {name}{said.replace(return_annotation=said.empty)}")
    line = QUOTED.sub(r"\1\2", f"{name}{said}")
    return (
        line if len(line) < 90 else re.sub(r", (?=\w+:|\*)|(?<=\()(?=\w+:)|(?=\) ->)", _break, line)
    )


def _break(found: re.Match[str]) -> str:
    if found.string[found.end()] == ")":
        return ",\n"
    return found[0].rstrip() + "\n    "


def _said(one: Any) -> str:
    """A docstring as Markdown: examples and trees are code, sections are lists."""
    text = re.sub(r":\w+:`+([^`]+)`+|``([^`]+)``", r"`\1\2`", inspect.getdoc(one) or "")
    text = SECTION.sub(_section, text)
    text = TREE.sub(lambda found: f"```text\n{found[0].rstrip()}\n```\n", text)
    return EXAMPLE.sub(lambda found: f"```pycon\n{found[0]}\n```", text)


def _section(found: re.Match[str]) -> str:
    entries = re.sub(r"\n {5,}", " ", found[2]).splitlines()
    return f"{found[1]}:\n\n" + "\n".join(f"- {entry.strip()}" for entry in entries) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
