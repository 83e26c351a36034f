"""Names that look like others: by signs that nobody sees, or by letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rdflib import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Literal, Node, URIRef

from libgraph.namespaces import local_name
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_NAMES = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, LG.form)
_LATIN, _OTHERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ", "Ͱ-ϿЀ-ԯԱ-֏ἀ-῿"  # Greek, Cyrillic, Armenian
_TURNING = "\u202a-\u202e\u2066-\u2069"
_JOINING = "\u00ad\u200b-\u200f\u2060-\u2064\u061c\ufeff"  # some scripts need them
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SEEN = f"\x00-\x7f{_LATIN}{_OTHERS}"
_HIDDEN = re.compile(
    f"[\x00-\x1f\x7f-\x9f{_TURNING}\U000e0000-\U000e007f]"
    f"|(?:^|(?<=[{_SEEN}]))[{_JOINING}]+(?=[{_SEEN}]|$)"
)
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(f"[{_LATIN}][{_OTHERS}]|[{_OTHERS}][{_LATIN}]")
_ANY_LATIN = re.compile(f"[{_LATIN}]")
_LATIN_LOOKS = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")


def hidden(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Signs in names that nobody sees, and that may turn or split what is read."""
    for node, path, value in _named(facts, *_NAMES, DCTERMS.title):
        said = str(value)
        if _LEFTWARD.search(said):  # what is written from right to left has marks for that
            said = re.sub("[\u200e\u200f\u061c]", "", said)
        if found := _HIDDEN.search(said):
            sign = f"U+{ord(found[0][0]):04X}"
            text = (
                f"{_shown(str(value))!r} has the sign {sign}, which hides or turns what stands "
                "there: take it out"
            )
            yield Fault("hidden", node, text, path, value)


def mixed(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Words of letters of two scripts, and words that only look Latin among Latin ones.

    Titles of sources are left out: they are quoted as they stand there.
    """
    for node, path, value in _named(facts, *_NAMES):
        if word := _disguised(str(value)):
            yield Fault("script", node, _of_two(word), path, value)


def _named(facts: Facts, *names: URIRef) -> Iterator[tuple[Node, URIRef | None, Node]]:
    """What has a name that is not plain ASCII: by its label, and by its address."""
    for predicate in names:
        for node, value in facts.column(predicate):
            if isinstance(value, Literal) and not (value.isascii() and value.isprintable()):
                yield node, predicate, value
    for node in facts.column(RDF.type).first:
        if isinstance(node, URIRef) and not node.isascii():
            yield node, None, Literal(local_name(str(node)))


def _disguised(text: str) -> str | None:
    """The first word that is not what it seems."""
    if not _ANY_LATIN.search(text):
        return None
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if _MIXED.search(unicodedata.normalize("NFC", text)):
        return next((word for word in words if _MIXED.search(word)), None)
    foreign = [word for word in words if not word.isascii() and not _ANY_LATIN.search(word)]
    alike = [word for word in foreign if len(word) > 1 and _LATIN_LOOKS.issuperset(word)]
    return alike[0] if alike == foreign and alike else None


def _of_two(word: str) -> str:
    sign = next(c for c in word if not _ANY_LATIN.match(c))
    script = unicodedata.name(sign).split()[0].capitalize()
    if _ANY_LATIN.search(word):
        said = f"mixes Latin and {script} letters ({sign} is U+{ord(sign):04X})"
        return f"{word} {said}: write the word in one script"
    return (
        f"{word} looks Latin among Latin words, and is {script}: write it anew if it is not meant"
    )


def _shown(text: str) -> str:
    return _HIDDEN.sub("", text)
