"""Many IRIs in a query: as they stand in VALUES, so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_SIZE = 2000


def values(iris: Iterable[str]) -> str:
    """IRIs as they stand in VALUES.

    >>> values(["https://example.org/a", "https://example.org/b"])
    '<https://example.org/a> <https://example.org/b>'
    """
    return " ".join(f"<{iri}>" for iri in iris)


def batches(iris: Iterable[str]) -> Iterator[str]:
    """The same, each IRI once and in order, in parts that a query can hold."""
    ordered = sorted(set(iris))
    for start in range(0, len(ordered), _SIZE):
        yield values(ordered[start : start + _SIZE])
