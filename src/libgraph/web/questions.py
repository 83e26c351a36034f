"""The named questions as forms, and their answers as tables with links."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.graph.written import unmarked
from libgraph.query.answer import Answer
from libgraph.query.catalog import question as question_named
from libgraph.query.catalog import questions as every
from libgraph.query.header import Question
from libgraph.query.run import ask
from libgraph.query.wording import dated
from libgraph.web.asked import Asked, asked
from libgraph.web.cited import Cited, Source
from libgraph.web.disagreements import large
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import page
from libgraph.web.phrases import Phrases

PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, things with the IRIs that they lead to, or sources."""

    words: str = ""
    things: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """A question in the reader's language."""

    name: str
    title: str
    text: str


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/questions", questions), Route("/questions/{name}", question)]


@kept
def questions(request: Request) -> Response:
    """The page that lists them."""
    asked_for = asked(request)
    titles = [_title(one, asked_for.lang) for one in every()]
    return page(request, "questions.html", asked=asked_for, questions=titles)


@kept
def question(request: Request) -> Response:
    """The form of one, and its answer."""
    asked_for = asked(request)
    one = question_named(request.path_params["name"])
    edition = request.app.state.held.edition(asked_for.known_at)
    words = request.query_params
    given = {p.name: words[p.name].strip() for p in one.parameters if words.get(p.name, "").strip()}
    waiting = bool(one.parameters) and not given and large(edition)
    answer = Answer((), []) if waiting else _answer(edition, one, given, asked_for)
    shown = answer.first(PER_PAGE)
    cited = Cited(edition.graph, _sources(shown), asked_for.lang)
    columns, rows = _table(shown, cited, asked_for.lang)
    labels = [_said(f"param_{p.name}", p.help or p.name, asked_for.lang) for p in one.parameters]
    return page(
        request,
        "question.html",
        asked=asked_for,
        question=_title(one, asked_for.lang),
        parameters=list(zip(one.parameters, labels, strict=True)),
        given=given,
        columns=columns,
        rows=rows,
        total=len(answer.rows),
        most=PER_PAGE,
        cited=cited,
        waiting=waiting,
    )  # fmt: skip


def _answer(edition: Edition, one: Question, given: dict[str, str], asked_for: Asked) -> Answer:
    return ask(
        edition.graph, one, given,
        span=asked_for.span, certain=asked_for.certain, lang=asked_for.lang,
    )  # fmt: skip


def _title(one: Question, lang: str) -> Title:
    title = _said(f"q_{one.name}", one.title, lang)
    return Title(one.name, title, _said(f"q_{one.name}_text", one.question, lang))


def _said(key: str, otherwise: str, lang: str) -> str:
    """A phrase, or other words where there is none."""
    say = Phrases(lang)
    return say(key) if key in say else otherwise


def _sources(answer: Answer) -> list[str]:
    if "sources" not in answer.columns:
        return []
    at = answer.columns.index("sources")
    return [iri for row in answer.texts() for iri in row[at].split()]


def _table(answer: Answer, cited: Cited, lang: str) -> tuple[list[str], list[list[Cell]]]:
    """Columns by their names for reading, and rows of cells."""
    labelled = {name.removesuffix("Label") for name in answer.columns if name.endswith("Label")}
    places = {name: at for at, name in enumerate(answer.columns)}
    shown = [name for name in answer.columns if name not in labelled]
    plain = [name.removesuffix("Label") for name in shown]

    def cell(row: list[str], name: str) -> Cell:
        words = row[places[name]]
        if name == "sources":
            return Cell(sources=cited.of(dict.fromkeys(words.split())))
        if name == "when":
            return Cell("; ".join(dated(*unmarked(one), lang) for one in words.split()))
        if name == "holds":
            return Cell(_said(words, words, lang))
        return _named(words, row[places[name.removesuffix("Label")]])

    rows = [[cell(row, name) for name in shown] for row in answer.texts()]
    return [_said(f"column_{name}", _spaced(name), lang) for name in plain], rows


def _named(words: str, iris: str) -> Cell:
    """Things by their names; plain words where it is not clear which is which."""
    names, every = words.split("; "), iris.split()
    if len(names) != len(every) or not all("://" in iri for iri in every):
        return Cell(words)
    return Cell(things=tuple(zip(every, names, strict=True)))


def _spaced(name: str) -> str:
    """The name of a column for reading.

    >>> _spaced("onBehalfOf")
    'on behalf of'
    """
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)
