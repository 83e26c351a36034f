"""Which packages libgraph asks for, which are there, and whether they are new enough."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement

from libgraph import __version__
from libgraph.doctor.finding import Finding, State

NAME = "libgraph"
_PART = "installed"


def installed() -> Iterator[Finding]:
    """libgraph itself, Python, and every package that it cannot do without."""
    yield _itself()
    where = f"{sys.executable}, {platform.platform()}"
    python = platform.python_version()
    yield Finding(_PART, "Python", State.FINE, f"{python} ({where})", facts={"version": python})
    yield from map(_judged, required())


def required(extra: str = "") -> list[Requirement]:
    """What libgraph needs always; or what an extra needs besides."""
    found = []
    for one in _all():
        marker = one.marker
        of_extra = marker is not None and "extra" in str(marker)
        holds = marker is None or marker.evaluate({"extra": extra})
        if holds and of_extra == bool(extra):
            found.append(one)
    return found


def packages() -> dict[str, str | None]:
    """Every package that libgraph or an extra asks for, and the version that is installed."""
    needed = [*required(), *(one for extra in extras() for one in required(extra))]
    return {one.name: version(one.name) for one in needed}


def extras() -> list[str]:
    """The extras that packages are asked for; `all` only gathers others."""
    try:
        names = metadata.metadata(NAME).get_all("Provides-Extra") or []
    except metadata.PackageNotFoundError:
        return []
    return [name for name in names if name != "all"]


def version(package: str) -> str | None:
    """The version of a package that is installed; None where it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def fits(one: Requirement, found: str) -> bool:
    """Whether a version is one that libgraph asks for."""
    return one.specifier.contains(found, prereleases=True)


@cache
def _all() -> list[Requirement]:
    try:
        return [Requirement(line) for line in metadata.requires(NAME) or []]
    except metadata.PackageNotFoundError:
        return []


def _itself() -> Finding:
    if found := version(NAME):
        facts = {"version": __version__, "installed": found}
        if found == __version__:
            return Finding(_PART, NAME, State.FINE, __version__, facts=facts)
        says = f"{__version__} runs, and {found} is what was installed"
        return Finding(_PART, NAME, State.STALE, says, f"pip install --upgrade {NAME}", facts)
    return Finding(
        _PART,
        NAME,
        State.ABSENT,
        f"{__version__} runs from a folder; what it needs is not known, and not looked at",
        f"pip install {NAME}",
        {"version": __version__},
    )


def _judged(one: Requirement) -> Finding:
    found, facts = version(one.name), {"version": version(one.name), "needed": str(one.specifier)}
    mend = f"pip install --upgrade '{one.name}{one.specifier}'"
    if found is None:
        says = f"is not there, and libgraph needs {one.specifier}"
        return Finding(_PART, one.name, State.CANNOT_RUN, says, mend, facts)
    if not fits(one, found):
        says = f"{found}, and libgraph needs {one.specifier}"
        return Finding(_PART, one.name, State.BROKEN, says, mend, facts)
    return Finding(_PART, one.name, State.FINE, found, facts=facts)
