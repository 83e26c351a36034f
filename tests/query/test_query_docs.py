"""docs/queries.md is made from the headers of the query files; each example is run.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes it anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from libgraph import api
from libgraph.graph import Graph
from libgraph.query.catalog import questions
from libgraph.query.header import Question

PAGE = Path(__file__).parent.parent.parent / "docs" / "queries.md"
# for the first parameter of each question, something that the shipped graph knows
EXAMPLES = {
    "agreements": "nl-korea",
    "contacts": "nlrk",
    "corners": "nlrk",
    "coverage": "pac-central-asia",
    "events": "almaty",
    "figures": "nlrk",
    "hosts": "nlrk",
    "members": "ifla-pac",
    "names": "nlrk",
    "participants": "ifla-general-conference-1991",
    "relationships": "nlrk",
    "signatories": "agreement-nlrk-ifla-pac",
    "support": "gazprom-kyrgyzstan",
    "tenures": "issakhov-o-i",
    "works": "sarsenbaeva-botakoz",
}
START = """# Query cookbook: the named questions

Made from the headers in `queries/`. Each example finds something in the shipped graph. Every question takes `--as-of DATE`, and then has a column
`holds`: yes or possibly. A column of type *entity* is two in csv, json and the like: `x`, the
address, and `xLabel`, the name.
"""


def section(found: Question) -> str:
    first = found.parameters[0].name if found.parameters else ""
    example = f" -p {first}={EXAMPLES[found.name]}" if first else ""
    lines = [
        f"## {found.name}",
        "",
        found.question,
        "",
        "```sh",
        f"libgraph query {found.name}{example}",
        "```",
        "",
    ]
    if found.parameters:
        lines += ["| parameter | type | meaning |", "|---|---|---|"]
        lines += [f"| `{p.name}` | {p.type} | {p.help} |" for p in found.parameters] + [""]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.type} | {c.help} |" for c in found.columns]
    return "\n".join(lines) + "\n"


def test_the_page_says_what_the_headers_say() -> None:
    page = "\n".join([START, *(section(found) for found in questions())])
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


def test_every_example_finds_something(shipped: Graph) -> None:
    for found in questions():
        said = {found.parameters[0].name: EXAMPLES[found.name]} if found.parameters else {}
        assert api.ask(shipped, found.name, **said).rows, found.name
