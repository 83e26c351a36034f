"""Find the one thing that a reader means: by IRI, CURIE, slug or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from libgraph.errors import AmbiguousName, BadQuery, UnknownName
from libgraph.folding import fold
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import ID, SOURCE, expand, shorten
from libgraph.query.find import having, ranked, tied
from libgraph.query.matching import SHORT, pattern

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_SLUG = re.compile(r"[\w.-]+")
_LISTED = 8
_COMPARED = 30_000
_CLEAR = 0.75  # so alike that a slip of the hand lies between


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with its name in the reader's language."""

    iri: str
    label: str


def resolve(
    graph: Graph, words: str, lang: str = "en", bases: tuple[str, ...] = (ID, SOURCE)
) -> Entity:
    """The one thing that `words` mean; nothing is guessed. A slug is looked up under `bases`.

    A name may be written in part, by whole words of it.

    Raises:
        UnknownName: nothing is called so; the message lists the nearest names.
        AmbiguousName: several things are; the message lists them.
    """
    found = _by_iri(graph, words, bases) or _by_name(graph, words)
    if len(found) == 1:
        iri = found.pop()
        return Entity(iri, labels(graph, [iri], lang)[iri])
    if not found:
        raise UnknownName(f"nothing is called {words!r}{_hint(graph, words, lang)}")
    names = labels(graph, found, lang)
    listed = [f"{name} ({shorten(iri)})" for iri, name in sorted(names.items(), key=lambda i: i[1])]
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    raise AmbiguousName(
        f"{words!r} can mean {len(listed)} things: {'; '.join(listed[:_LISTED])}{more}: "
        "say which, by the slug in brackets"
    )


def slugs(graph: Graph, begun: str, most: int) -> Iterator[str]:
    """The slugs of things that begin so, then of sources, each in order; `most` at most."""
    if not _SLUG.fullmatch(begun):
        return
    begins = " || ".join(f'STRSTARTS(STR(?it), "{base}{begun}")' for base in (ID, SOURCE))
    found = {
        iri for (iri,) in graph.texts(f"SELECT DISTINCT ?it {{ ?it a ?kind FILTER({begins}) }}")
    }
    names = dict.fromkeys(
        iri.removeprefix(SOURCE).removeprefix(ID)
        for iri in sorted(found, key=lambda iri: (iri.startswith(SOURCE), iri))
    )
    yield from [name for name in names if "/" not in name and name.startswith(begun)][:most]


def _by_iri(graph: Graph, words: str, bases: tuple[str, ...]) -> set[str]:
    plain = words.strip().removeprefix("<").removesuffix(">")
    candidates = [expand(plain), plain if _IRI.fullmatch(plain) else None]
    if _SLUG.fullmatch(plain):
        slugs = dict.fromkeys((plain, plain.lower()))
        candidates += [base + slug for slug in slugs for base in bases]
    for iri in candidates:
        if iri and _IRI.fullmatch(iri) and _is_there(graph, iri):
            return {_kept(graph, iri)}
    return set()


def _is_there(graph: Graph, iri: str) -> bool:
    try:
        return graph.ask(f"ASK {{ <{iri}> ?p ?o }}")
    except BadQuery:  # no address that the engine can read, so none in the graph
        return False


def _kept(graph: Graph, iri: str) -> str:
    """The IRI that a curator keeps for this one."""
    query = f"""SELECT ?kept {{
        <{iri}> owl:sameAs+ ?kept FILTER NOT EXISTS {{ ?kept owl:sameAs ?other }} }}"""
    found = sorted(kept for (kept,) in graph.texts(query))
    return found[0] if found else iri


def _by_name(graph: Graph, words: str) -> set[str]:
    folded = fold(words)
    if not folded:
        return set()
    exact = f'SELECT DISTINCT ?thing {{ ?thing lg:nameKey "{folded}" }}'
    whole = pattern(folded, whole=True)
    loose = f"SELECT DISTINCT ?thing {{ ?thing lg:nameKey ?key FILTER({whole}) }}"
    for query in (exact, loose):
        found = {thing for (thing,) in graph.texts(query)}
        if found:
            return _things(found)
    return set()


def _things(found: set[str]) -> set[str]:
    """Those that are no sources, if there are any: a title competes with no name."""
    sources = {iri for iri in found if iri.startswith(SOURCE)}
    return found - sources or sources


def _hint(graph: Graph, words: str, lang: str) -> str:
    """What has such letters in its name, if these are few; else what is most alike."""
    folded = fold(words)
    loose = f"SELECT DISTINCT ?thing {{ ?thing lg:nameKey ?key FILTER({pattern(folded)}) }} LIMIT 5"
    near = sorted(thing for (thing,) in graph.texts(loose)) if folded else []
    if not 0 < len(near) < 5:
        return nearest(graph, words, lang) or ": libgraph find  searches all names"
    return f": perhaps {_listed(graph, near, lang)}"


def _listed(graph: Graph, things: Iterable[str], lang: str) -> str:
    names = labels(graph, things, lang)
    return "; ".join(f"{names[iri]} ({shorten(iri)})" for iri in things)


def nearest(graph: Graph, words: str, lang: str) -> str:
    """The names that are most alike, as the end of a message that nothing is called so.

    It is empty where nothing is alike, and in a graph with too many names to compare each.
    """
    near = alike(graph, words)
    if not near:
        return ""
    return f": the nearest {'are' if len(near) > 1 else 'is'} {_listed(graph, near, lang)}"


def alike(graph: Graph, words: str) -> list[str]:
    """What has the names that are most alike: four things at most, the nearest first.

    Where the words may be a slug, what has one that is written nearly so goes before. A slip in a
    word that many names have leads to what has most ties among them. In a graph with too many names
    to compare each, nothing is.
    """
    folded = fold(words)
    keys: dict[str, str] = {}
    query = f"SELECT ?thing ?key {{ ?thing lg:nameKey ?key }} LIMIT {_COMPARED + 1}"
    rows = list(graph.texts(query))
    if len(rows) > _COMPARED:
        return []
    for thing, key in sorted(rows):
        keys.setdefault(key, thing)
    scored = sorted(((_alike(folded, key), key) for key in keys), reverse=True)
    near = dict.fromkeys(keys[key] for score, key in scored[:6] if score >= 0.5)
    if scored and scored[0][0] < _CLEAR and (meant := _mended(folded, keys)) != folded:
        found = ranked(meant, partial(having, graph), partial(tied, graph))
        near = dict.fromkeys(match.iri for match in found) or near
    misspelt = _misspelt(words, {thing for thing, _ in rows})
    return list(dict.fromkeys([*misspelt, *near]))[:4]


def _misspelt(words: str, things: Iterable[str]) -> list[str]:
    """The three things whose slugs are nearest by letters; none where the words are no slug."""
    from difflib import get_close_matches

    meant = words.strip().removeprefix("id:").removeprefix("src:")
    if not _SLUG.fullmatch(meant) or not ("-" in meant or meant.islower()):
        return []
    # sources first, so that of two that share a slug the thing is kept
    known = {
        iri.removeprefix(SOURCE).removeprefix(ID): iri
        for iri in sorted(things, key=lambda iri: (not iri.startswith(SOURCE), iri))
    }
    return [known[slug] for slug in get_close_matches(meant.lower(), known, cutoff=_CLEAR)]


def _mended(folded: str, keys: Iterable[str]) -> str:
    """The words, and for each that stands in no name the one that is most like it.

    Words of three letters and fewer are like too many.
    """
    from difflib import get_close_matches

    known = sorted({word for key in keys for word in key.split() if len(word) > SHORT})
    return " ".join(
        next(iter(get_close_matches(word, known, 1, _CLEAR)), word) if len(word) > SHORT else word
        for word in folded.split()
    )


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.5 else 0.0
