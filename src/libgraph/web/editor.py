"""The query editor: any SPARQL over this graph, with the named questions as examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.namespaces import PREFIXES
from libgraph.query.catalog import question, questions
from libgraph.query.header import Question
from libgraph.web.asked import asked
from libgraph.web.formats import GRAPHS, SOLUTIONS
from libgraph.web.pages import page
from libgraph.web.phrases import Phrases
from libgraph.web.safety import POLICY

_FIRST = """PREFIX id: <https://w3id.org/libgraph/id/>
PREFIX lg: <https://w3id.org/libgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?library ?name ?place WHERE {
  ?library a/rdfs:subClassOf* lg:Library ; rdfs:label ?name .
  OPTIONAL { ?library lg:seat ?place }
}
ORDER BY ?name
LIMIT 100
"""
_DRAWING = ("map", "network", "column", "from", "to", "explore", "undrawn")
# the editor measures its lines by styles that it writes into the page; scripts stay in files
_STYLED = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


@dataclass(frozen=True, slots=True)
class Example:
    """A named question: what it is called, and asks, in the reader's language."""

    name: str
    title: str
    text: str


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/editor", editor)]


def editor(request: Request) -> Response:
    """The page: with the query of the address, an example, or one to begin with."""
    about, words = asked(request), request.query_params
    named = question(words["example"]) if words.get("example") else None
    example = _example(named, about.lang) if named else None
    written = words.get("query") or (_sparql(named, example) if named and example else _FIRST)
    say = Phrases(about.lang)
    answer = page(
        request,
        "editor.html",
        asked=about,
        query=written,
        example=example,
        given=bool(example or words.get("query")),
        examples=[_example(one, about.lang) for one in questions()],
        ids=PREFIXES["id"],
        drawing={name: say(f"editor_{name}") for name in _DRAWING},
        formats=dict.fromkeys((*SOLUTIONS.values(), *GRAPHS.values())),
    )
    answer.headers["Content-Security-Policy"] = _STYLED
    return answer


def _example(one: Question, lang: str) -> Example:
    say = Phrases(lang)
    title, text = f"q_{one.name}", f"q_{one.name}_text"
    return Example(
        one.name,
        say(title) if title in say else one.title,
        say(text) if text in say else one.question,
    )


def _sparql(one: Question, example: Example) -> str:
    """A named question as other people's programs can send it: with its prefixes.

    Its header says things to our own commands; here one line says what is asked.
    """
    lines = one.text.splitlines()
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        del lines[0]
    body = "\n".join(lines)
    return "\n".join([f"# {example.text}", *_prologue(body), body, ""])


def _prologue(sparql: str) -> Iterator[str]:
    """The prefixes that a query uses, and the one by which the editor shortens what is found."""
    for prefix, base in PREFIXES.items():
        if prefix == "id" or re.search(rf"(?<![\w<]){prefix}:(?!//)", sparql):
            yield f"PREFIX {prefix}: <{base}>"
