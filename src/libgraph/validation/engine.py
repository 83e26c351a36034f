"""Runs SHACL. pySHACL is imported here and nowhere else, and only when something is validated."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rdflib import Graph

from libgraph.errors import CannotRun

from .result import Result, results
from .shapes import Shapes


def pyshacl(graph: Graph, shapes: Shapes) -> list[Result]:
    """The results of pySHACL, the reference engine.

    Raises:
        CannotRun: pySHACL gave up; it says why.
    """
    from pyshacl import validate

    with _silence():
        _, report, text = validate(graph, shacl_graph=shapes.graph, inplace=True)
    if not isinstance(report, Graph):
        raise CannotRun(f"pySHACL did not finish ({text}): please report this with your data")
    return list(results(report, shapes.graph))


@contextmanager
def _silence() -> Iterator[None]:
    """Keep quiet what rdflib says about values that shapes report anyway."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
