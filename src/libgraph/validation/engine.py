"""Runs SHACL. pySHACL is imported here and nowhere else, and only when something is validated."""

from __future__ import annotations

from rdflib import Graph

from libgraph.errors import CannotRun
from libgraph.validation.quiet import quiet
from libgraph.validation.result import Result, results
from libgraph.validation.shapes import Shapes


def pyshacl(graph: Graph, shapes: Shapes) -> list[Result]:
    """The results of pySHACL, the reference engine.

    Raises:
        CannotRun: pySHACL gave up; it says why.
    """
    from pyshacl import validate

    with quiet():
        _, report, text = validate(graph, shacl_graph=shapes.graph, inplace=True)
    if not isinstance(report, Graph):
        raise CannotRun(f"pySHACL did not finish ({text}): please report this with your data")
    return list(results(report, shapes.graph))
