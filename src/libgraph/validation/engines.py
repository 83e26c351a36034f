"""The engines that run SHACL; all of them find the same.

``columns`` is ours, for our shapes; ``pyshacl`` is the reference; ``auto`` takes ours unless a
shape needs more of SHACL than it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib import Graph

from libgraph.errors import CannotRun
from libgraph.validation import shacl
from libgraph.validation.facts import Facts
from libgraph.validation.quiet import quiet
from libgraph.validation.result import Result, results
from libgraph.validation.shapes import Shapes

Engine = Callable[[Facts, Shapes], Iterable[Result]]


def auto(facts: Facts, shapes: Shapes) -> Iterable[Result]:
    """The results of our engine where it knows all that the shapes use, else of pySHACL.

    Raises:
        CannotRun: pySHACL gave up; it says why.
    """
    try:
        return list(shacl.run(facts, shapes.graph))
    except shacl.Unknown:
        return pyshacl(facts, shapes)


def columns(facts: Facts, shapes: Shapes) -> Iterable[Result]:
    """The results of our own engine.

    Raises:
        CannotRun: a shape uses what only pySHACL knows.
    """
    try:
        return list(shacl.run(facts, shapes.graph))
    except shacl.Unknown as error:
        raise CannotRun(
            f"the shapes use {error}, which this engine does not know: use --engine pyshacl"
        ) from None


def pyshacl(facts: Facts, shapes: Shapes) -> Iterable[Result]:
    """The results of pySHACL, which is imported only here.

    Raises:
        CannotRun: pySHACL gave up; it says why.
    """
    from pyshacl import validate

    rules = Graph()
    rules += shapes.graph  # for pySHACL adds to what it is given
    with quiet():
        _, report, text = validate(facts.to_rdflib(), shacl_graph=rules, inplace=True)
    if not isinstance(report, Graph):
        raise CannotRun(f"pySHACL did not finish ({text}): please report this with your data")
    return list(results(report, shapes.graph))


ENGINES: dict[str, Engine] = {"auto": auto, "columns": columns, "pyshacl": pyshacl}
