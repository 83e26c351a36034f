"""Write docs/licences.md: every package that libgraph brings, its licence, and who asks for it.

make licences        needs an environment with every extra: what is not installed says nothing
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
ALWAYS = "always"
STATIC = ROOT / "src" / "libgraph"
_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "W3C License": "W3C-20150513",
}
_WORDS = {
    "GNU General Public License (GPL)": "GPL-2.0-or-later",  # igraph's own COPYING says which
    "BSD 3-Clause license": "BSD-3-Clause",
    "MIT License": "MIT",
    "http://www.apache.org/licenses/LICENSE-2.0": "Apache-2.0",
}
_STRONG = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)


@dataclass(frozen=True)
class Package:
    """A package, its licence, who asks for it, and what it comes with."""

    name: str
    licence: str
    by: tuple[str, ...]
    comes_with: tuple[str, ...]


def asked() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: always, and by extra; `all` in place of what it gathers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {ALWAYS: project["dependencies"], **project["optional-dependencies"]}
    found = {name: [Requirement(line) for line in lines] for name, lines in named.items()}
    (gathered,) = found.pop("all")
    return {**found, "all": [one for extra in sorted(gathered.extras) for one in found[extra]]}


def packages() -> list[Package]:
    """Every package that comes with libgraph or an extra, by name."""
    by: dict[str, set[str]] = {}
    comes: dict[str, set[str]] = {}
    for group, requirements in asked().items():
        for requirement in requirements:
            for name, asker in _closure(requirement, "libgraph", set()):
                by.setdefault(name, set()).add(asker)
                comes.setdefault(name, set()).add(group)
    return [
        Package(name, licence(name), tuple(sorted(by[name])), _order(comes[name]))
        for name in sorted(by)
    ]


def _closure(one: Requirement, asker: str, seen: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """A package and all below it, each with who asks for it."""
    name = canonicalize_name(one.name)
    yield name, asker
    if (known := (name, *sorted(one.extras))) in seen:
        return
    seen.add(known)
    for line in metadata.requires(name) or ():
        below = Requirement(line)
        if any(_holds(below, extra) for extra in ("", *one.extras)):
            yield from _closure(below, name, seen)


def _holds(one: Requirement, extra: str) -> bool:
    return one.marker is None or one.marker.evaluate({"extra": extra})


def _order(groups: set[str]) -> tuple[str, ...]:
    return (ALWAYS,) if ALWAYS in groups else tuple(sorted(groups))


def licence(package: str) -> str:
    """The licence of a package that is installed, as an SPDX expression where it says enough."""
    about = metadata.metadata(package)
    if expression := about.get("License-Expression"):
        return expression
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or ()
               if line.startswith("License :: ")]  # fmt: skip
    if known := [_CLASSIFIERS[name] for name in classes if name in _CLASSIFIERS]:
        return " OR ".join(sorted(known))
    said = (about.get("License") or "unknown").strip().splitlines()[0]
    return _WORDS.get(said, said)


def is_strong(licence: str) -> bool:
    """Whether who passes a program on with this package must license it alike.

    >>> is_strong("GPL-2.0-or-later"), is_strong("LGPL-2.1"), is_strong("MIT OR Apache-2.0")
    (True, False, False)
    """
    return bool(_STRONG.search(licence))


def vendored() -> list[Mapping[str, str]]:
    """Other people's work inside libgraph's own files: each with name, version and licence."""
    found = [
        one
        for path in sorted(STATIC.rglob("*vendored.json"))
        for one in _parts(json.loads(path.read_text("utf-8")))
    ]
    return sorted(
        {one["name"]: one for one in reversed(found)}.values(), key=lambda one: one["name"]
    )


def _parts(told: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The packages of one file, and what they have bundled in their turn."""
    parts = told.get("packages") or [told["package"], *told.get("bundled", ())]
    return [{"version": "", **one} for one in parts]


def page() -> str:
    """The page."""
    rows = [
        (one.name, one.licence, ", ".join(one.by), ", ".join(one.comes_with)) for one in packages()
    ]
    inside = [
        (one["name"], one["version"], one["licence"], one.get("credit", "")) for one in vendored()
    ]
    return _TEXT.format(
        python=".".join(map(str, sys.version_info[:2])),
        table=_table(("package", "licence", "asked for by", "comes with"), rows),
        vendored=_table(("part", "version", "licence", "credit"), inside),
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines).rstrip("\n")


_TEXT = """# Licences

<!-- written by make licences -->

libgraph's code is MIT, its data and vocabulary CC0-1.0. Below is every package that an installation
brings on Python {python}, as its own metadata say. None that comes always, or with `[all]`, is
under the GPL: igraph, which is, comes with `[fast]` alone, and a program that is passed on together
with it must be under the GPL too. frozendict, which PyLD needs, is under the LGPL: it is used as it
is, and whoever passes it on lets others replace it, as pip does.

{table}

`all` stands for `[all]`, which gathers `draw`, `remote` and `serve`.

## Inside libgraph's own files

{vendored}

The texts of these licences travel beside the files, in `*vendored-licences.txt` and in the files'
heads.
"""

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
    sys.exit(0)
