"""Draw the pictures of docs/model.md from the ontology, into docs/model/.

python tools/model_pictures.py

Graphviz lays them out, through the drawing room of libgraph; the same ontology, the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from pyoxigraph import BlankNode, Literal, NamedNode, Store  # noqa: E402

from libgraph.drawing import graphviz  # noqa: E402
from libgraph.drawing.dot import quoted  # noqa: E402
from libgraph.graph.vocabulary import quads  # noqa: E402
from libgraph.namespaces import LG  # noqa: E402

FOLDER = ROOT / "docs" / "model"
THING, STATEMENT, RELATIONSHIP = "#e8f1fa", "#fdf3dc", "#eaf5e6"
HEAD = """digraph {
graph [rankdir=LR bgcolor=white fontname=Helvetica nodesep=0.18 ranksep=1.1 pad=0.2]
node [shape=box style="filled,rounded" fontname=Helvetica fontsize=12 color="#5a6472"]
node [margin="0.14,0.07"]
edge [fontname=Helvetica fontsize=10 color="#5a6472" fontcolor="#333b45" arrowsize=0.7]
"""
PREFIXES = f"PREFIX lg: <{LG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
KINDS = "SELECT DISTINCT ?kind { ?kind lg:distinguishedBy ?any } ORDER BY ?kind"
ENDS = """SELECT DISTINCT ?kind ?end ?range { ?kind lg:distinguishedBy ?end .
    ?end rdfs:subPropertyOf lg:end ; rdfs:range ?range } ORDER BY ?kind ?end"""
BELOW = """SELECT ?one ?above { ?one rdfs:subClassOf ?above . ?one rdfs:subClassOf* lg:Thing .
    ?above rdfs:subClassOf* lg:Thing } ORDER BY ?one ?above"""
Row = tuple[str, ...]


def rows(query: str) -> list[Row]:
    """What the ontology answers, addresses as local names."""
    store = Store()
    store.extend(quads())
    return [tuple(_said(one) for one in row) for row in store.query(PREFIXES + query)]


def _said(term: NamedNode | BlankNode | Literal) -> str:
    return term.value.removeprefix(LG)


def levels() -> str:
    """Things, statements, relationships: one example."""
    return HEAD.replace("ranksep=1.1", "ranksep=0.45") + "".join(
        [
            _node(
                "r",
                "Relationship\nAnna Berg is director,\n2019 to 2024\n(worked out)",
                RELATIONSHIP,
            ),
            _node("s1", "Statement\nnews of 2021: seen\nin office 2021-03-04", STATEMENT),
            _node("s2", "Statement\nannual report:\n2019 to 2024", STATEMENT),
            _node("p", "Thing: person\nAnna Berg", THING),
            _node("q", "Thing: post\nDirector of the\nLake Library", THING),
            _node("d1", "Thing: source\nNews of the Hill\nLibrary, 2021", THING),
            _node("d2", "Thing: source\nReport of the Lake\nLibrary, 2024", THING),
            *(_edge("r", one, "from statement") for one in ("s1", "s2")),
            *(_edge(one, "p", "holder") for one in ("s1", "s2")),
            *(_edge(one, "q", "post") for one in ("s1", "s2")),
            _edge("s1", "d1", "quoted from"),
            _edge("s2", "d2", "quoted from"),
            "}\n",
        ]
    )


def statements() -> str:
    """Each kind of statement, and what its properties lead to."""
    ends = rows(ENDS)
    kinds = [_node(f"k{kind}", kind, STATEMENT) for (kind,) in rows(KINDS)]
    things = [_node(f"t{name}", name, THING) for name in sorted({row[2] for row in ends})]
    ties = [_edge(f"k{kind}", f"t{range_}", end) for kind, end, range_ in ends]
    return HEAD + "".join([*kinds, *things, *ties, "}\n"])


def things() -> str:
    """The tree of the kinds of things."""
    below = rows(BELOW)
    nodes = [_node(name, name, THING) for name in sorted({name for row in below for name in row})]
    return HEAD + "".join([*nodes, *(_edge(above, one, "") for one, above in below), "}\n"])


def _node(key: str, label: str, colour: str) -> str:
    return f"{quoted(key)} [label={quoted(label)} fillcolor={quoted(colour)}]\n"


def _edge(start: str, end: str, label: str) -> str:
    return f"{quoted(start)} -> {quoted(end)} [label={quoted(label)}]\n"


def drawn() -> Iterator[tuple[str, str]]:
    """The file name and text of each picture."""
    for name, source in (("levels", levels()), ("statements", statements()), ("things", things())):
        yield f"{name}.svg", _plain(graphviz.run(source, "dot", "svg"))


def _plain(svg: str) -> str:
    """Without what says which program drew it."""
    return re.sub(r"<!--.*?-->\n?", "", svg[svg.index("<svg") :], flags=re.DOTALL)


def write(pictures: Iterable[tuple[str, str]]) -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pictures:
        (FOLDER / name).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    write(drawn())
