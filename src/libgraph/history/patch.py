"""The difference of two graphs as an RDF Patch, which a machine can apply.

RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html, read by Apache Jena and rdflib) is a
line a triple: ``D`` takes it away, ``A`` adds it, in N-Triples' terms. Triples, not quads: in
which graph a statement stands follows from its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Triple

from libgraph.errors import UsageError
from libgraph.graph import Graph
from libgraph.history.snapshot import Snapshot, difference


def patch(old: Graph, new: Graph) -> str:
    """The lines that make the new graph of the old one, sorted; '' where there is nothing to do.

    Also what is no difference in the words of the domain, such as another address of a
    statement, is in it: applied to what the old graph says, it gives what the new one says.

    Raises:
        UsageError: a blank node would have to be named, which no patch can.
    """
    found = difference(Snapshot(old), Snapshot(new))
    lines = [*_lines("D", found.gone), *_lines("A", found.added)]
    return "\n".join(["TX .", *lines, "TC .", ""]) if lines else ""


def _lines(operation: str, triples: Iterable[Triple]) -> list[str]:
    return sorted(f"{operation} {_written(triple)} ." for triple in triples)


def _written(triple: Triple) -> str:
    if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
        raise UsageError(
            f"a patch cannot name what has no address (a blank node, at {triple.predicate.value}): "
            "use -f text or -f json, or give it an IRI in both graphs"
        )
    return str(triple)
