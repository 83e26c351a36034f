"""Write dist/libgraph-VERSION.cdx.json: all that an installation holds, in CycloneDX 1.6.

make sbom                      of a new environment with libgraph[all], as a user gets it
python tools/sbom.py PYTHON    of the environment of this Python

Packages of Python are listed by cyclonedx-py; what others made and libgraph's own files carry is
added, and the whole is held against the schema.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

sys.path.insert(0, str(Path(__file__).resolve().parent))

from licences import ROOT, vendored

_SCHEMA = SchemaVersion.V1_6
_EPOCH = "1580601600"  # what hatchling takes too: 2020-02-02


def of_environment(python: str) -> str:
    """The document for the environment of a Python.

    Raises:
        ValueError: it is not as the schema wants it.
    """
    environment = {"SOURCE_DATE_EPOCH": _EPOCH, **os.environ}
    project = ["--pyproject", str(ROOT / "pyproject.toml")]
    how = ["--sv", "1.6", "--output-reproducible", "--no-validate", "-o", "-"]
    command = [sys.executable, "-m", "cyclonedx_py", "environment", python, *project, *how]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    told["components"] += map(_component, vendored())
    return checked(told)


def checked(told: dict[str, Any]) -> str:
    """A document as it is written.

    Raises:
        ValueError: it is not as the schema wants it.
    """
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if fault := JsonStrictValidator(_SCHEMA).validate_str(text):
        raise ValueError(f"the list is not CycloneDX {_SCHEMA.to_version()}: {fault}")
    return text


def _component(one: Mapping[str, str]) -> dict[str, Any]:
    """A package of npm that was built into a file of libgraph."""
    version = one["version"] and f"@{one['version']}"
    purl = f"pkg:npm/{one['name'].replace('@', '%40')}{version}"
    licence = [{"license": {"name": one["licence"]}}]
    return {
        "type": "library", "bom-ref": f"vendored:{one['name']}", "name": one["name"],
        "version": one["version"], "purl": purl, "licenses": licence,
        "properties": [{"name": "libgraph:vendored", "value": "true"}],
    }  # fmt: skip


def installed(folder: Path) -> str:
    """The Python of a new environment with libgraph and all that it brings for most people."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", f"{ROOT}[all]"], check=True)
    subprocess.run([*pip, "uninstall", "--yes", "setuptools", "pip"], check=True)
    return python


def main(words: list[str]) -> None:
    from libgraph import __version__

    target = ROOT / "dist" / f"libgraph-{__version__}.cdx.json"
    with TemporaryDirectory() as folder:
        text = of_environment(words[0] if words else installed(Path(folder)))
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8")
    print(f"{target.relative_to(ROOT)}: {len(json.loads(text)['components'])} parts")


if __name__ == "__main__":
    main(sys.argv[1:])
