"""Which engine measures: networkx where a network is small or it is asked for, else igraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TypeVar

from libgraph.errors import UsageError
from libgraph.network.weighted import Pairs, Weighted

ENGINES = ("auto", "networkx", "igraph", "spark")
LARGE = 3000
"""From so many tied pairs on, networkx takes minutes for what follows every chain."""
FASTER = "pip install 'libgraph[fast]'"


_SPREAD = ("shared", "degree", "strength")
"""What Spark gives of centrality: the rest follows every chain, or peels layer by layer."""
_One = TypeVar("_One")


def measures_of(engine: str, measures: Mapping[str, _One]) -> Mapping[str, _One]:
    """Those of the measures that an engine gives."""
    return {name: one for name, one in measures.items() if engine != "spark" or name in _SPREAD}


def fast() -> bool:
    """Whether what large networks need is installed."""
    return all(find_spec(name) for name in ("igraph", "scipy", "pyarrow"))


def measured(
    size: int, pairs: Pairs, asked: str = "auto", *, approximate: bool = False
) -> Weighted:
    """The graph of `size` bodies in the engine asked for.

    Raises:
        UsageError: there is no such engine, or it is not installed.
    """
    if asked not in ENGINES:
        raise UsageError(f"no engine is called {asked!r}: write one of {', '.join(ENGINES)}")
    if asked == "igraph" and not fast():
        raise UsageError(f"igraph is not installed: run  {FASTER} , or leave --engine out")
    large = asked == "auto" and len(pairs) > LARGE and fast()
    name = asked if asked != "auto" else "igraph" if large else "networkx"
    return _engine(name)(size, pairs, approximate=approximate)


def _engine(name: str) -> Callable[..., Weighted]:
    if name == "igraph":
        from libgraph.network.in_igraph import InIgraph

        return InIgraph
    if name == "spark":
        from libgraph.network.in_spark import InSpark

        return InSpark
    from libgraph.network.in_networkx import InNetworkx

    return InNetworkx
