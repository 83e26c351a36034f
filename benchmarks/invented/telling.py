"""One source being written: its statements with their evidence, and the things it brings in."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from invented.chance import Chance
from invented.dating import written
from invented.naming import Names
from invented.writing import Output, Pairs, Term, text, typed
from libgraph.namespaces import SOURCE

SOURCE_BEGIN = f"<{SOURCE}"


class Telling:
    """A source; `says` writes a statement of it, `thing` something that it speaks of."""

    def __init__(self, output: Output, chance: Chance, number: int, day: date) -> None:
        self.output, self.chance, self.number, self.day = output, chance, number, day
        self.length = chance.between(800, 9000)
        self._said = 0

    @property
    def slug(self) -> str:
        """The source's name in addresses."""
        return f"s{self.number:07d}"

    def describe(self, publisher: Term, title: str) -> None:
        """The source itself; one in five with the length and checksum of its text."""
        pairs = [
            ("rdf:type", "lg:Source"),
            ("dcterms:title", text(title, "en")),
            ("dcterms:publisher", publisher),
            ("dcterms:date", written(self.chance, self.day)),
            ("dcterms:language", text(self.chance.one(("en", "en", "ru", "kk")))),
            ("schema:url", typed(f"https://example.org/news/{self.number}", "anyURI")),
        ]
        if self.number % 5 == 0:
            checksum = sha256(self.slug.encode()).hexdigest()
            pairs.append(("lg:textLength", typed(self.length, "integer")))
            pairs.append(("lg:textSha256", text(checksum)))
        self.output.node(f"src:{self.slug}", pairs)

    def thing(self, iri: Term, kind: Term, names: Names, *more: tuple[Term, Term]) -> Term:
        """Describe a thing; a name has words in each of its languages."""
        labels = [("rdfs:label", text(words, language)) for language, words in names.items()]
        self.output.node(iri, [("rdf:type", kind), *labels, *more])
        return iri

    def says(self, kind: Term, pairs: Pairs, dating: Pairs) -> Term:
        """Write a statement of this source, with where it stands."""
        iri = self.next()
        self.output.node(iri, [("rdf:type", kind), *pairs, *dating, self.evidence()])
        return iri

    def next(self) -> Term:
        """The address of the next statement."""
        self._said += 1
        return f"st:{self.slug}-{self._said}"

    def evidence(self) -> tuple[Term, Term]:
        """A passage of the source, or the whole of it."""
        if self.chance.share() < 0.3:
            return "prov:wasQuotedFrom", f"src:{self.slug}"
        begin = self.chance.below(self.length - 400)
        end = begin + self.chance.between(30, 300)
        return "prov:wasQuotedFrom", f"{SOURCE_BEGIN}{self.slug}#char={begin},{end}>"
