"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache, cached_property

from rdflib.term import Node, URIRef

from libgraph.namespaces import local_name, shorten

_ENOUGH = 500  # of those that stand before and after a name among thousands that begin as it does


class Nearest:
    """Finds the IRI that is written most alike. Only IRIs that begin or end alike are compared.

    `known` is looked at when the first hint is asked for: mostly nothing is wrong.
    """

    def __init__(self, known: Iterable[Node]) -> None:
        self._known = known
        self._sorted = cache(self._sorted_bucket)
        self.hint = cache(self._hint)

    def _hint(self, iri: str) -> str:
        """A question that ends a sentence, ``: did you mean lg:holder?``; or nothing.

        >>> Nearest([URIRef("https://w3id.org/libgraph/id/nlrk")]).hint(
        ...     "https://w3id.org/libgraph/id/nlrkk")
        ': did you mean id:nlrk?'
        """
        wanted = local_name(iri)
        near = sorted({one for key in _keys(wanted) for one in self._around(key, iri)})
        folded = {_forwards(one): one for one in reversed(near)}
        found = get_close_matches(_forwards(iri), folded, n=1, cutoff=0.7)
        return f": did you mean {shorten(folded[found[0]])}?" if found else ""

    def _around(self, key: str, iri: str) -> list[str]:
        bucket, spelling = self._sorted(key), _spelling(key)
        at = bisect_left(bucket, spelling(iri), key=spelling)
        return bucket[max(at - _ENOUGH, 0) : at + _ENOUGH]

    def _sorted_bucket(self, key: str) -> list[str]:
        return sorted(self._buckets.get(key, ()), key=_spelling(key))

    @cached_property
    def _buckets(self) -> dict[str, set[str]]:
        buckets: defaultdict[str, set[str]] = defaultdict(set)
        for iri in self._known:
            if isinstance(iri, URIRef):
                for key in _keys(local_name(iri)):
                    buckets[key].add(iri)
        return dict(buckets)


def _keys(name: str) -> tuple[str, str]:
    folded = name.casefold()
    return f"{folded[:2]}*", f"*{folded[-2:]}"


def _spelling(key: str) -> Callable[[str], str]:
    """How the IRIs of a bucket are put in order: from the end on which they agree."""
    return _backwards if key.startswith("*") else _forwards


def _forwards(iri: str) -> str:
    return local_name(iri).casefold()


def _backwards(iri: str) -> str:
    return _forwards(iri)[::-1]
