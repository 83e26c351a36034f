"""What a curator decides about two things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from libgraph.namespaces import DIFFERENT_FROM, SAME_AS, XSD, lg

Described = tuple[str, str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Decision:
    """That one thing (an IRI) is the other, which is kept; or that the two are different.

    `described` is what is to be said of things that the graph does not have.
    """

    one: str
    other: str
    same: bool
    reason: str
    by: str
    on: date
    language: str = "en"
    described: tuple[Described, ...] = ()

    def quads(self) -> set[Quad]:
        """The decision as it is read again."""
        node = NamedNode(self.one)
        about = {
            Quad(NamedNode(thing), NamedNode(predicate), value)
            for thing, predicate, value in self.described
        }
        return about | {
            relation(self.one, self.other, same=self.same),
            *(
                Quad(node, NamedNode(lg(name)), value)
                for name, value in (
                    ("identityReason", Literal(self.reason, language=self.language)),
                    ("decidedBy", Literal(self.by)),
                    ("decidedOn", Literal(str(self.on), datatype=NamedNode(f"{XSD}date"))),
                )
            ),
        }


def relation(one: str, other: str, *, same: bool) -> Quad:
    """The one triple without which there is no decision."""
    predicate = SAME_AS if same else DIFFERENT_FROM
    return Quad(NamedNode(one), NamedNode(predicate), NamedNode(other))
