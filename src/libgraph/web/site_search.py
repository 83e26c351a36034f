"""All names in a script, so that a page can search them without a server."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

from libgraph.folding import HABITS, plain
from libgraph.graph.labels import labels
from libgraph.namespaces import LG, SOURCE
from libgraph.web.catalogue import catalogue
from libgraph.web.finding import ties
from libgraph.web.held import Edition

_FAMILIAR = (range(0xA1, 0x250), range(0x400, 0x530), range(0x2010, 0x2030))
"""Latin letters with their accents, Cyrillic ones, and marks between words."""
_NAMES = (
    "SELECT DISTINCT ?thing ?name { ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }"
)


def script(edition: Edition, lang: str, file: Callable[[str], str]) -> str:
    """The script; `file` gives the address of a thing's page from that of the script.

    Of each thing: its page, name, kind (a place in `kinds`), how often it is an end of ties
    (-1 for a source), other spellings.
    """
    graph, kind_of = edition.graph, {one.iri: one.kinds[0] for one in catalogue(edition)}
    kind_of |= {iri: "Source" for (iri,) in graph.texts("SELECT ?s { ?s a lg:Source }")}
    spellings: dict[str, set[str]] = defaultdict(set)
    for thing, name in graph.texts(_NAMES):
        spellings[thing].add(name)
    kinds, tied = sorted(set(kind_of.values())), ties(edition)
    called = labels(graph, [*kind_of, *(LG + kind for kind in kinds)], lang)
    ordered = sorted(kind_of, key=lambda iri: (iri.startswith(SOURCE), called[iri], iri))
    things = [
        [file(iri), called[iri], kinds.index(kind_of[iri]),
         -1 if iri.startswith(SOURCE) else tied.get(iri, 0),
         *sorted(spellings[iri] - {called[iri]})]
        for iri in ordered
    ]  # fmt: skip
    content = {
        "letters": _letters(name for _, name, _, _, *more in things for name in (name, *more)),
        "habits": [[habit.pattern, usual.replace("\\", "$")] for habit, usual in HABITS],
        "kinds": [called[LG + kind] for kind in kinds],
        "things": things,
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.libgraphNames = {written};\n"


def _letters(names: Iterable[object]) -> dict[str, str]:
    """How each letter of the names is written in Latin ones; of those that people type, all."""
    used = {one for name in names for one in unicodedata.normalize("NFKC", str(name))}
    used |= {chr(code) for codes in _FAMILIAR for code in codes}
    return {one: plain(one) for one in sorted(used) if not one.isascii()}
