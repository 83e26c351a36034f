"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from rdflib.term import Node, URIRef

from libgraph.namespaces import local_name, shorten


class Nearest:
    """Finds the IRI that is written most alike. Only IRIs that begin or end alike are compared."""

    def __init__(self, known: Iterable[Node]) -> None:
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        for iri in known:
            if isinstance(iri, URIRef):
                for key in _keys(local_name(iri)):
                    self._alike[key].add(str(iri))
        self.hint = cache(self._hint)

    def _hint(self, iri: str) -> str:
        """A question that ends a sentence, ``: did you mean lg:holder?``; or nothing.

        >>> Nearest([URIRef("https://w3id.org/libgraph/id/nlrk")]).hint(
        ...     "https://w3id.org/libgraph/id/nlrkk")
        ': did you mean id:nlrk?'
        """
        wanted = local_name(iri)
        near = sorted({one for key in _keys(wanted) for one in self._alike[key]})
        folded = {local_name(one).casefold(): one for one in reversed(near)}
        found = get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.7)
        return f": did you mean {shorten(folded[found[0]])}?" if found else ""


def _keys(name: str) -> tuple[str, str]:
    folded = name.casefold()
    return f"{folded[:2]}*", f"*{folded[-2:]}"
