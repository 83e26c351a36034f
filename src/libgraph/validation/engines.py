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
        try:
            _, report, text = validate(facts.to_rdflib(), shacl_graph=rules, inplace=True)
        except Exception as error:  # of whatever is wrong with a shape, in classes of its own
            raise _unusable(str(error) or "a value of the wrong kind") from error
    if not isinstance(report, Graph):
        raise _unusable(text)
    return list(results(report, shapes.graph))


def _unusable(why: str) -> CannotRun:
    said = " ".join(why.split()).removeprefix("Validation Failure - ")
    return CannotRun(
        f"pySHACL cannot use the shapes ({said}): mend them, or report this where they are ours"
    )


ENGINES: dict[str, Engine] = {"auto": auto, "columns": columns, "pyshacl": pyshacl}
