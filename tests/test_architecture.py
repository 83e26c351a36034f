"""The house: arrows go down only, each heavy guest stays in one room, rooms stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "libgraph"
FILES = sorted(SOURCE.rglob("*.py"))
# from the roof to the cellar; rooms on one floor do not know each other
FLOORS = (
    {"cli"},
    {"doctor"},
    {"api", "web"},
    {"desktop"},
    {"drawing"},
    {"network", "history"},
    {"query", "validation", "export"},
    {"curation"},
    {"graph"},
    {"registries", "tables"},
    {"reading", "territories"},
    {"dates", "evidence", "folding", "showing", "spreadsheets", "writing"},
    {"disk", "resources", "namespaces", "errors"},
)
ONLY_IN = {
    "click": "cli",
    "httpx": "graph",
    "keyring": "graph",
    "networkx": "network",
    "pyshacl": "validation",
    "pyld": "export",
    "anyascii": "folding",
    "rich": "cli",
    "openpyxl": "tables",
    "vl_convert": "drawing",
    "igraph": "network",
    "scipy": "network",
    "numpy": "network",
    "pyarrow": "network",
    "pyspark": "network",
    "graphframes": "network",
    "starlette": "web",
    "jinja2": "web",
    "uvicorn": "web",
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, relative ones made absolute."""
    package = ["libgraph", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module or ""]).strip(".")
            yield from (f"{module}.{name.name}" for name in node.names)


def floor(name: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if name in rooms), None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_go_down_only(path: Path) -> None:
    here = floor(room(path))
    if here is None:
        assert path.name == "__init__.py", f"{path} is on no floor"
        return
    for module in imports(path):
        parts = module.split(".")
        there = floor(parts[1]) if parts[0] == "libgraph" and len(parts) > 1 else None
        if there is not None and parts[1] != room(path):
            assert there > here, f"{path.name} looks up or sideways to {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_guest_stays_in_one_room(path: Path) -> None:
    for module in imports(path):
        top = module.split(".")[0]
        assert ONLY_IN.get(top, room(path)) == room(path), f"{module} belongs in {ONLY_IN[top]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 50, f"{path.name}: {node.name} is long"


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 8


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(result.stdout.splitlines()[-1].split())


HEAVY = {
    "rdflib", "networkx", "pyshacl", "pyld", "rich", "numpy", "anyascii", "pyoxigraph", "openpyxl",
}  # fmt: skip


def test_help_pays_for_click_alone() -> None:
    loaded = loaded_by("from libgraph.cli.main import outcome\noutcome(['--help'])")
    assert not loaded & HEAVY


def test_a_named_question_pays_for_the_engine_alone() -> None:
    ask = "from libgraph.cli.main import outcome\noutcome(['query', 'members'])"
    loaded_by(ask)  # the first derives, and keeps
    loaded = loaded_by(ask)
    assert loaded & HEAVY == {"pyoxigraph"}


def test_importing_the_package_loads_nothing() -> None:
    assert not loaded_by("import libgraph") & HEAVY
