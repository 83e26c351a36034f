"""What takes long and everybody asks for is found out before the first reader comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from libgraph.graph.labels import LANGUAGES
from libgraph.web.asked import Asked
from libgraph.web.catalogue import names
from libgraph.web.disagreements import disagreements, large
from libgraph.web.finding import spellings, ties
from libgraph.web.held import Edition, Held
from libgraph.web.home import busiest


def jobs(held: Held) -> Iterator[Callable[[], object]]:
    """Pieces of work, one after the other; in a large graph, only what every reader needs."""
    edition = held.current
    yield lambda: busiest(edition)
    yield lambda: spellings(edition)
    yield lambda: ties(edition)
    for lang in LANGUAGES:
        yield from _of_language(edition, Asked(lang))


def _of_language(edition: Edition, asked: Asked) -> Iterator[Callable[[], object]]:
    yield lambda: large(edition) or disagreements(edition, asked)
    yield lambda: names(edition, asked.lang)
