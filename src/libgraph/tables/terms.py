"""The words of the vocabulary as cells use them: classes, concepts, relations, and their order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from libgraph import resources
from libgraph.namespaces import LABEL, LG, RDFS, SKOS, TYPE, XSD, lg, local_name

_SUBCLASS, _SUBPROPERTY = RDFS + "subClassOf", RDFS + "subPropertyOf"
_RANGE, _SCHEME = RDFS + "range", SKOS + "inScheme"
_SIGNS = re.compile(r"[\W_]+")
_OWN = {"single": lg("SingleHolderPost")}  # short words that people write, beside the labels


@dataclass(frozen=True)
class Terms:
    """What the ontology says, as far as tables ask."""

    labels: dict[str, str]  # English
    above: dict[str, frozenset[str]]  # a class or property, and all above it
    plain: frozenset[str]  # properties whose texts have no language
    statements: frozenset[str]  # the classes of statements
    _words: dict[str, set[str]] = field(repr=False)
    _members: dict[str, frozenset[str]] = field(repr=False)  # of a scheme, of a class of terms

    def label(self, iri: str) -> str:
        """The English word for a term."""
        return self.labels.get(iri, local_name(iri))

    def ancestors(self, types: Iterable[str]) -> frozenset[str]:
        """Classes with all classes above them."""
        none: frozenset[str] = frozenset()
        return none.union(*(self.above.get(one, frozenset({one})) for one in types))

    def is_end(self, property_: str) -> bool:
        """Whether a property names an end of a statement, of which a statement has one."""
        return lg("end") in self.above.get(property_, ())

    def below(self, classes: Iterable[str]) -> list[str]:
        """The classes that are one of these or below one, by their labels."""
        wanted = set(classes)
        found = [one for one, above in self.above.items() if above & wanted]
        return sorted(found, key=self.label)

    def members(self, scheme: str) -> list[str]:
        """The concepts of a scheme, or the terms of a class of terms, by their labels."""
        return sorted(self._members.get(scheme, ()), key=self.label)

    def find(self, word: str, among: Iterable[str]) -> str | None:
        """The one of these terms that a word names: by its IRI, local name or a label."""
        listed = set(among)
        found = listed & self._words.get(_plain(word), set())
        own = _OWN.get(_plain(word))
        if own in listed:
            return own
        return found.pop() if len(found) == 1 else word if word in listed else None


def _plain(word: str) -> str:
    """A word without what does not matter.

    >>> _plain("lg:full-member") == _plain("Full member")
    True
    """
    return _SIGNS.sub("", word.strip().removeprefix("lg:")).casefold()


@cache
def terms() -> Terms:
    """The terms of ``ontology/``, read once."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: dict[str, str] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for path in sorted(resources.folder("ontology").glob("*.ttl")):
        for quad in parse(path=str(path)):
            term, value = quad.subject, quad.object
            if not isinstance(term, NamedNode) or not term.value.startswith(LG):
                continue
            if quad.predicate.value == LABEL and isinstance(value, Literal):
                for word in (value.value, *re.split(r" or | или | немесе ", value.value)):
                    words[_plain(word)].add(term.value)
                if value.language == "en":
                    labels[term.value] = value.value
            elif isinstance(value, NamedNode):
                said[quad.predicate.value][term.value].add(value.value)
    for iri in labels:
        words[_plain(local_name(iri))].add(iri)
    above = _closed(said[_SUBCLASS] | said[_SUBPROPERTY], said[TYPE])
    members: dict[str, set[str]] = defaultdict(set)
    for predicate in (_SCHEME, TYPE):
        for term_, groups in said[predicate].items():
            for group in groups:
                members[group].add(term_)
    return Terms(
        labels,
        above,
        frozenset(iri for iri, ranges in said[_RANGE].items() if XSD + "string" in ranges),
        frozenset(iri for iri, up in above.items() if lg("Statement") in up),
        dict(words),
        {group: frozenset(found) for group, found in members.items()},
    )


def _closed(
    direct: dict[str, set[str]], declared: dict[str, set[str]]
) -> dict[str, frozenset[str]]:
    """Everything above each class and property, itself included."""
    found = {}
    for iri, types in declared.items():
        if not any(local_name(one).endswith(("Class", "Property")) for one in types):
            continue
        up, todo = {iri}, [iri]
        while todo:
            new = direct.get(todo.pop(), set()) - up
            up |= new
            todo.extend(new)
        found[iri] = frozenset(up)
    return found


def literal(property_: str, text: str, datatype: str, language: str = "en") -> Literal:
    """A cell's text as the property wants it: a number, yes or no, plain text, text in a language.

    >>> literal(lg("theme"), "reading", "text").language
    'en'
    """
    match datatype:
        case "integer" | "number":
            whole = re.fullmatch(r"[+-]?\d+", text) is not None
            return Literal(text, datatype=NamedNode(XSD + ("integer" if whole else "decimal")))
        case "boolean":
            return Literal(text.casefold() in ("true", "yes", "1"))
        case "iri":
            return Literal(text, datatype=NamedNode(XSD + "anyURI"))
    return Literal(text, language=language) if speaks(property_) else Literal(text)


def speaks(property_: str) -> bool:
    """Whether the texts of a property are in a language."""
    ours = property_.startswith(LG) and property_ not in terms().plain and property_ != lg("value")
    return ours or property_.startswith(SKOS)
