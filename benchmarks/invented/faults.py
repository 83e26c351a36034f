"""Statements with one known mistake each, to see whether validation finds them."""

from __future__ import annotations

from collections.abc import Callable

from invented.telling import Telling
from invented.writing import Pairs, text, typed

Plant = Callable[[Telling], None]
ATTESTED = (("lg:attested", text("1985")),)  # before any source was written


def _tenure(telling: Telling, holder: str, dating: Pairs) -> None:
    pairs = (("lg:holder", holder), ("lg:post", "id:library-0-director"))
    telling.says("lg:Tenure", pairs, dating)


def no_date(telling: Telling) -> None:
    """A statement that is not dated."""
    _tenure(telling, "id:person-0", ())


def two_dates(telling: Telling) -> None:
    """A statement that is dated in two ways."""
    _tenure(telling, "id:person-0", (("lg:during", text("1990/1991")), *ATTESTED))


def impossible_date(telling: Telling) -> None:
    """A day that no calendar has."""
    _tenure(telling, "id:person-0", (("lg:during", text("1989-02-30")),))


def no_source(telling: Telling) -> None:
    """A statement without evidence."""
    pairs = [("rdf:type", "lg:Tenure"), ("lg:holder", "id:person-0")]
    pairs += [("lg:post", "id:library-0-director"), ("lg:number", text(telling.slug)), *ATTESTED]
    telling.output.node(telling.next(), pairs)


def library_in_post(telling: Telling) -> None:
    """A post that is held by a library."""
    _tenure(telling, "id:library-1", ATTESTED)


def no_post(telling: Telling) -> None:
    """A tenure of no post."""
    telling.says("lg:Tenure", (("lg:holder", "id:person-0"),), ATTESTED)


def below_zero(telling: Telling) -> None:
    """A number of books below zero."""
    pairs = (
        ("lg:of", "id:library-0"),
        ("lg:quantity", "lg:books"),
        ("lg:value", typed(-3, "integer")),
    )
    telling.says("lg:Figure", pairs, ATTESTED)


def link_to_itself(telling: Telling) -> None:
    """Something that is part of itself."""
    pairs = (
        ("lg:from", "id:library-0"),
        ("lg:relation", "lg:partOf"),
        ("lg:to", "id:library-0"),
    )
    telling.says("lg:Link", pairs, ATTESTED)


def nobody(telling: Telling) -> None:
    """A body that nobody describes."""
    iri = f"id:nobody-{telling.number}"
    pairs = (("lg:from", "id:library-0"), ("lg:relation", "lg:partOf"), ("lg:to", iri))
    telling.says("lg:Link", pairs, ATTESTED)


def backward_passage(telling: Telling) -> None:
    """A passage that ends before it begins."""
    pairs = [("rdf:type", "lg:Tenure"), ("lg:holder", "id:person-0")]
    pairs += [("lg:post", "id:library-0-director"), *ATTESTED]
    quoted = f"<https://w3id.org/libgraph/id/source/{telling.slug}#char=90,40>"
    telling.output.node(telling.next(), [*pairs, ("prov:wasQuotedFrom", quoted)])


def unknown_term(telling: Telling) -> None:
    """A property that the vocabulary does not have."""
    pairs = (("lg:of", "id:library-0"), ("lg:form", text("Library", "en")))
    telling.says("lg:Naming", (*pairs, ("lg:colour", text("blue"))), ATTESTED)


def no_party(telling: Telling) -> None:
    """An agreement that nobody is party to."""
    iri = f"id:lonely-{telling.next()[3:]}"
    telling.thing(iri, "lg:Agreement", {"en": "Agreement of nobody"})


def plain_label(telling: Telling) -> None:
    """A label without a language."""
    iri = f"id:plain-{telling.next()[3:]}"
    pairs = [("rdf:type", "lg:Library"), ("rdfs:label", text("Library"))]
    telling.output.node(iri, pairs)


PLANTS: tuple[Plant, ...] = (
    no_date,
    two_dates,
    impossible_date,
    no_source,
    library_in_post,
    no_post,
    below_zero,
    link_to_itself,
    nobody,
    backward_passage,
    unknown_term,
    no_party,
    plain_label,
)
