"""A coverage audit as tables and as one document, for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode

from libgraph.graph.protocol import Row, Term
from libgraph.history.conflicts import Conflict
from libgraph.history.coverage import Audit, Centre, Claim, Place, together
from libgraph.history.coverage_agreements import Ground
from libgraph.history.coverage_history import Period
from libgraph.query.answer import Answer

_CLAIM = ("claim", "centre", "centreLabel", "holds", "when", "sources")
_PLACE = ("place", "placeLabel", "isoCode", "region", "certain", "possible", *_CLAIM)
_CENTRE = ("centre", "centreLabel", "atWork", "inForce", "agreement", "agreementLabel")
_AGREEMENT = ("why", "agreementInForce", "ends", "sources")
_COUNTS = ("served", "several", "seated", "areas", "centres")


def of_places(places: Iterable[Place]) -> Answer:
    """Countries or areas: one row for each centre, and one for each place without any.

    `claim` tells whether the centre covers the place, or lies in it.
    """
    rows = [row for place in places for row in _place(place)]
    return Answer(_PLACE, rows)


def of_centres(centres: Iterable[Centre]) -> Answer:
    """Centres: one row for each agreement behind one, and one for each centre without any."""
    return Answer((*_CENTRE, *_AGREEMENT), [row for one in centres for row in _centre(one)])


def of_differences(centres: Iterable[Centre]) -> Answer:
    """Where sources list the countries of a centre differently."""
    rows: list[Row] = [
        (*_entity(one.centre.iri, one.centre.label), *_words(found.explanation, _cited(found)))
        for one in centres
        for found in one.differences
    ]
    return Answer(("centre", "centreLabel", "difference", "sources"), rows)


def of_history(periods: Iterable[Period]) -> Answer:
    """Counts over the years; each certainly, and certainly or possibly."""
    counted = [name + end for name in _COUNTS for end in ("Certain", "Possible")]
    columns = ("first", "last", *counted, "none")
    rows: list[Row] = []
    for one in periods:
        pairs = [number for name in _COUNTS for number in getattr(one.counts, name)]
        rows.append(tuple(_words(*map(str, (one.first, one.last, *pairs, one.counts.none)))))
    return Answer(columns, rows)


def document(audit: Audit) -> dict[str, Any]:
    """The whole audit as one JSON document."""
    return {
        "first": audit.span.first.isoformat(),
        "last": audit.span.last.isoformat(),
        "region": audit.region and {"code": audit.region.code, "name": audit.region.name("en")},
        "onlyCertain": audit.certain,
        "counts": {
            "countries": len(audit.countries),
            "none": len(audit.none),
            "seated": len(audit.seated),
            "one": _counted(audit.one, 1),
            "several": _counted(audit.several, 2),
        },
        "countries": list(map(_place_document, audit.countries)),
        "areas": list(map(_place_document, audit.areas)),
        "centres": list(map(_centre_document, audit.centres)),
    }


def _counted(places: tuple[Place, ...], least: int) -> dict[str, int]:
    certain = sum(one.certain >= least for one in places)
    return {"certainly": certain, "possibly": len(places) - certain}


def _place(place: Place) -> list[Row]:
    numbers = _words(place.code, place.region, str(place.certain), str(place.possible))
    head = (*_entity(place.iri, place.label), *numbers)
    nobody: list[Row] = [(None,) * len(_CLAIM)]
    rows = [(Literal("covers"), *_claim(claim)) for claim in together(place.claims)]
    rows += [(Literal("lies in"), *_claim(seat)) for seat in together(place.seats)]
    return [(*head, *row) for row in rows or nobody]


def _claim(claim: Claim) -> Row:
    told = _words(str(claim.holds), claim.when, " ".join(claim.sources))
    return (*_entity(claim.centre.iri, claim.centre.label), *told)


def _centre(one: Centre) -> list[Row]:
    told = _words(str(one.at_work), str(one.in_force))
    head = (*_entity(one.centre.iri, one.centre.label), *told)
    nothing: list[Row] = [(None,) * (2 + len(_AGREEMENT))]
    return [(*head, *row) for row in map(_ground, one.grounds)] or [
        (*head, *row) for row in nothing
    ]


def _ground(ground: Ground) -> Row:
    told = _words(ground.why, str(ground.in_force), ground.ends, " ".join(ground.sources))
    return (*_entity(ground.agreement.iri, ground.agreement.label), *told)


def _place_document(place: Place) -> dict[str, Any]:
    return {
        "iri": place.iri or None,
        "name": place.label,
        "isoCode": place.code or None,
        "region": place.region or None,
        "centres": {"certain": place.certain, "possible": place.possible},
        "claims": list(map(_claim_document, together(place.claims))),
        "seats": list(map(_claim_document, together(place.seats))),
    }


def _claim_document(claim: Claim) -> dict[str, Any]:
    return {
        "centre": claim.centre.iri,
        "name": claim.centre.label,
        "holds": str(claim.holds),
        "when": claim.when,
        "sources": list(claim.sources),
    }


def _centre_document(one: Centre) -> dict[str, Any]:
    return {
        "iri": one.centre.iri,
        "name": one.centre.label,
        "atWork": str(one.at_work),
        "agreementInForce": str(one.in_force),
        "agreements": [
            {
                "iri": ground.agreement.iri,
                "name": ground.agreement.label,
                "why": ground.why,
                "inForce": str(ground.in_force),
                "ends": ground.ends,
                "sources": list(ground.sources),
            }
            for ground in one.grounds
        ],
        "differences": [
            {"difference": found.explanation, "sources": _cited(found).split()}
            for found in one.differences
        ],
    }


def _cited(found: Conflict) -> str:
    return " ".join(sorted({source.iri for side in found.sides for source in side.sources}))


def _entity(iri: str, label: str) -> tuple[Term, Term]:
    return (NamedNode(iri) if iri else None), Literal(label)


def _words(*words: str) -> list[Term]:
    return [Literal(one) if one else None for one in words]
