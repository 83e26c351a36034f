"""What is offered while somebody types: things, types, properties; and a look at a thing."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from libgraph.curation.candidates import SCHEMES
from libgraph.errors import UnknownName, UsageError
from libgraph.folding import fold
from libgraph.graph.labels import LANGUAGES, labels
from libgraph.namespaces import lg
from libgraph.query.entities import Entity
from libgraph.query.profile import profile
from libgraph.web import catalogue, extending, matches
from libgraph.web.asked import Asked, asked
from libgraph.web.finding import finding
from libgraph.web.held import Edition
from libgraph.web.matches import description
from libgraph.web.pages import Links, page
from libgraph.web.records import Record, records

_SHOWN, _MOST, _LONGEST = 10, 100, 500
_FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
Node = dict[str, Any]


def types(record: Record, names: dict[str, str]) -> list[Node]:
    """The kinds of a thing as the API writes them."""
    return [{"id": kind, "name": names[lg(kind)]} for kind in record.known.kinds]


def entity(request: Request) -> Response:
    """Things whose names have these words, or that are named by this id."""
    question, edition, prefix, cursor = _prefix(request)
    known, names = records(edition), catalogue.names(edition, question.lang)
    found = [one.known.iri for one in known.identified(prefix)]
    if fold(prefix):
        found += [one.iri for one in finding(edition, prefix)]
    ranked = [known.by_iri[iri] for iri in dict.fromkeys(found) if iri in known.by_iri]
    rows = [
        {
            "id": one.id,
            "name": names[one.known.iri],
            "description": description(one, names),
            "notable": types(one, names)[:1],
        }
        for one in ranked[cursor : cursor + _SHOWN]
    ]
    return JSONResponse({"result": rows})


def type_(request: Request) -> Response:
    """Kinds whose name, in any language of ours, or id begins so."""
    question, edition, prefix, cursor = _prefix(request)
    kinds = sorted({kind for one in catalogue.catalogue(edition) for kind in one.kinds})
    called = [labels(edition.graph, map(lg, kinds), lang) for lang in LANGUAGES]
    known = {kind: [kind, *(names[lg(kind)] for names in called)] for kind in kinds}
    names = catalogue.names(edition, question.lang)
    rows = [{"id": kind, "name": names[lg(kind)]} for kind in _beginning(known, prefix)]
    return JSONResponse({"result": rows[cursor : cursor + _SHOWN]})


def property_(request: Request) -> Response:
    """What things are compared by, and what can be fetched, whose name or id begins so."""
    question, _, prefix, cursor = _prefix(request)
    every = dict.fromkeys((*matches.PROPERTIES, *extending.PROPERTIES))
    known = {pid: [pid, *(extending.name_of(pid, lang) for lang in LANGUAGES)] for pid in every}
    rows = [
        {"id": pid, "name": extending.name_of(pid, question.lang)}
        for pid in _beginning(known, prefix)
    ]
    return JSONResponse({"result": rows[cursor : cursor + _SHOWN]})


def _prefix(request: Request) -> tuple[Asked, Edition, str, int]:
    question, words = asked(request), request.query_params
    cursor = words.get("cursor", "") or "0"
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise UsageError(f"cursor is a whole number from 0, not {cursor!r}")
    edition = request.app.state.held.edition(question.known_at)
    return question, edition, words.get("prefix", "").strip()[:_LONGEST], int(cursor)


def _beginning(known: dict[str, list[str]], prefix: str) -> list[str]:
    """The keys with a name in which a word begins so; all, where nothing is written yet."""
    wanted = f" {fold(prefix)}"
    if prefix and not wanted.strip():
        return []
    return [key for key, names in known.items() if any(wanted in f" {fold(n)}" for n in names)]


def proposed(request: Request) -> Response:
    """What can be fetched of things of a type."""
    lang, words = asked(request).lang, request.query_params
    limit = words.get("limit", "") or str(_MOST)
    if not (limit.isascii() and limit.isdigit() and int(limit[:9]) > 0):
        raise UsageError(f"limit is a whole number from 1, not {limit!r}")
    rows = [{"id": pid, "name": extending.name_of(pid, lang)} for pid in extending.PROPERTIES]
    type_ = words.get("type", "")
    return JSONResponse(
        {"type": type_, "limit": int(limit[:9]), "properties": rows[: int(limit[:9])]}
    )


def view(request: Request) -> Response:
    """Leads from an id to the page of the thing."""
    question, record = _named(request)
    return RedirectResponse(Links(question)(record.known.iri), 303)


def preview(request: Request) -> Response:
    """A few lines about a thing, for a frame on somebody else's page."""
    question, record = _named(request)
    edition = request.app.state.held.edition(question.known_at)
    names = catalogue.names(edition, question.lang)
    found = Entity(record.known.iri, names[record.known.iri])
    told = profile(edition.graph, found, question.lang).ties
    answer = page(
        request, "preview.html", asked=question, entity=found,
        described=description(record, names),
        names=[name for name in record.thing.names if name != found.label][:6],
        identifiers=[(SCHEMES[s], list(v.values())) for s, v in record.thing.identifiers.items()],
        ties={kind: len(group) for kind, group in told.items()},
    )  # fmt: skip
    answer.headers["Content-Security-Policy"] = _FRAMED  # which rules over X-Frame-Options
    return answer


def _named(request: Request) -> tuple[Asked, Record]:
    question, id_ = asked(request), request.query_params.get("id", "").strip()
    record = records(request.app.state.held.edition(question.known_at)).by_id(id_)
    if record is None:
        raise UnknownName(f"nothing has the id {id_[:80]!r}: take one from an answer")
    return question, record
