"""Which extras are installed, and whether what they are for works when it is tried."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module

from libgraph.doctor import requirements
from libgraph.doctor.engines import igraph
from libgraph.doctor.finding import Finding, State, expect, tried
from libgraph.doctor.loopback import answering
from libgraph.doctor.serving import answered

_PART = "extra"


def extras() -> Iterator[Finding]:
    """Each extra: absent, or tried."""
    yield from map(_extra, requirements.extras())


def _extra(name: str) -> Finding:
    needed = requirements.required(name)
    found = {one.name: requirements.version(one.name) for one in needed}
    missing = [package for package, version in found.items() if version is None]
    install = f"pip install 'libgraph[{name}]'"
    if missing:
        says = f"{_FOR.get(name, 'more')}: there is no {', '.join(missing)}"
        return Finding(_PART, name, State.ABSENT, says, install, facts=found)
    old = [one for one in needed if not requirements.fits(one, found[one.name] or "")]
    if old:
        says = ", ".join(f"{one.name} is {found[one.name]}, not {one.specifier}" for one in old)
        return Finding(_PART, name, State.BROKEN, says, f"{install} --upgrade", found)
    mend = _MENDS.get(name) or f"pip install --force-reinstall {' '.join(found)}"
    one = tried(_PART, name, _TRIALS.get(name, _untried), mend, State.BROKEN)
    return Finding(_PART, name, one.state, one.says, one.mend, facts=found)


def _untried() -> str:
    return "its packages are there"


def _draw() -> str:
    from libgraph.drawing import graphviz, raster

    svg = graphviz.run("digraph { a -> b }", "dot", "svg")
    expect("<svg" in svg, "Graphviz gave no SVG")
    small = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    expect(raster.png(small).startswith(b"\x89PNG"), "vl-convert gave no PNG")
    return "a small SVG and a small PNG were drawn"


def _remote() -> str:
    from libgraph.graph.endpoint import Remote

    with answering() as address:
        expect(Remote(address, as_it_is=True).ask("ASK { ?a ?b ?c }"), "no answer was understood")
    return "a server on this machine was asked"


def _fast() -> str:
    for name in ("scipy", "pyarrow"):
        import_module(name)
    return f"{igraph()} with igraph"


def _spark() -> str:
    from libgraph.network.spark_session import java

    told = subprocess.run(
        [java(), "-version"], capture_output=True, text=True, timeout=30, check=False
    )
    expect(told.returncode == 0, f"Java does not run: {told.stderr.strip()}")
    first = (told.stderr or told.stdout).splitlines()[0]
    return f"{first}; Spark starts in ten seconds and is not tried; GraphFrames comes apart from it"


_FOR = {
    "draw": "SVG, PNG and PDF pictures",
    "remote": "addresses of servers",
    "serve": "pages in a browser",
    "fast": "networks of many thousand ties, and parquet",
    "spark": "networks that outgrow one machine",
}
_TRIALS: dict[str, Callable[[], str]] = {
    "draw": _draw,
    "remote": _remote,
    "serve": answered,
    "fast": _fast,
    "spark": _spark,
}
_MENDS = {"spark": "apt-get install default-jre-headless"}
