"""A graph on somebody's server: any SPARQL 1.1 endpoint that holds what libgraph pushed there.

Questions go to the server as they are. What comes back is checked before it counts: a body
that stops early, a type that lies, an answer that was cut without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import Quad, QuerySolutions, Store, Triple

from libgraph.errors import BadEndpoint, BadQuery
from libgraph.graph import results, syntax
from libgraph.graph.closure import closed
from libgraph.graph.endpoint_body import Pieces, Reply
from libgraph.graph.endpoint_http import Sent, Server
from libgraph.graph.endpoint_kinds import asks_kinds, spelled_out
from libgraph.graph.endpoint_rows import ACCEPT, Rows
from libgraph.graph.endpoint_triples import ACCEPT_TRIPLES, Template, described
from libgraph.graph.endpoint_whole import whole
from libgraph.graph.protocol import Graph, Result, Row
from libgraph.namespaces import (
    DCTERMS,
    DERIVED_GRAPH,
    MERGED_GRAPH,
    PREFIXES,
    PUSHED_GRAPH,
    PUSHED_STATE,
    lg,
)

if TYPE_CHECKING:
    from libgraph.dates import Span

_LONGEST = 900
"""Characters of a query that fit into an address everywhere, each as three."""
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_GRAPH = re.compile(r"\bGRAPH\b", re.IGNORECASE)
_PUSHED = f"SELECT ?graph {{ GRAPH <{PUSHED_GRAPH}> {{ ?record <{DCTERMS}hasPart> ?graph }} }}"
_NAMED = "SELECT DISTINCT ?graph { GRAPH ?graph { ?thing ?says ?what } }"
_STATE = f"SELECT ?state {{ GRAPH <{PUSHED_GRAPH}> {{ ?record <{PUSHED_STATE}> ?state }} }}"
_CLASSES = """SELECT DISTINCT ?below ?above { ?below rdfs:subClassOf ?above
    FILTER(ISIRI(?below) && ISIRI(?above)) }"""
_KINDS = "SELECT DISTINCT ?kind { ?thing a ?kind }"
Values = tuple[tuple[str, str], ...]


class Remote(Graph):
    """The graph on a server that is asked with SPARQL.

    `user` is who asks (the password comes from the environment), `timeout` how many seconds the
    server may be silent. Questions see the merged graph, wherever the server holds it; with
    `as_it_is`, the server's own default graph.

    Raises:
        UsageError: no such address can be.
        MissingExtra: what speaks with servers is not installed.
    """

    def __init__(
        self,
        address: str,
        user: str | None = None,
        timeout: float | None = None,
        *,
        as_it_is: bool = False,
    ) -> None:
        self.address = address
        self._user = user
        self._as_it_is = as_it_is
        self._has_relationships = False
        self.server = Server(address, user, timeout)

    def query(self, sparql: str) -> Result:
        form = syntax.form(sparql)
        if form not in _QUERIES:
            raise BadQuery(_fault(sparql) or "begin the query with SELECT, ASK or CONSTRUCT")
        full = _declared(sparql)
        if form == "SELECT":
            return self._solutions(full)
        if form == "ASK":
            return results.boolean(self._rows(full).truth())
        if form == "DESCRIBE":
            return results.triples(described(self._reply(full, ACCEPT_TRIPLES), self.address))
        template = Template(full)
        return results.triples(
            template.filled(self._whole(template.select, self._rows(template.select)))
        )

    def solutions(self, sparql: str) -> QuerySolutions:
        self._expect_relationships()
        return super().solutions(spelled_out(sparql, self._above) if asks_kinds(sparql) else sparql)

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        """The classes above each class, as the server has them."""
        pairs = Graph.texts(self, _CLASSES)
        return closed(((below, above) for below, above in pairs), self._names(_KINDS))

    def _solutions(self, sparql: str) -> QuerySolutions:
        rows = self._rows(sparql)  # what is refused is refused now, not at the first row
        lines = _lines(rows.variables, self._whole(sparql, rows))
        return results.solutions(cast(IO[bytes], Pieces(lines)))

    def _whole(self, sparql: str, first: Rows) -> Iterator[Row]:
        return whole(sparql, first, self._rows, self.address)

    def _rows(self, sparql: str) -> Rows:
        return Rows(self._reply(sparql, ACCEPT), self.address)

    def _reply(self, sparql: str, accept: str) -> Reply:
        reply = self._asked(sparql, accept, self._dataset(sparql))
        if reply.status == 200:
            return reply
        if reply.status == 400 and (fault := _fault(sparql)):
            reply.close()
            raise BadQuery(fault)
        raise self.server.refused(reply)

    def _asked(self, sparql: str, accept: str, dataset: Values = ()) -> Reply:
        sent = Sent(accept, (("query", sparql), *dataset))
        size = sum(len(value) for _, value in sent.values)
        return self.server.reply("GET" if size < _LONGEST else "POST", self.address, sent)

    def _dataset(self, sparql: str) -> Values:
        """Which graphs a query sees, where the server's own default graph is not the merged one."""
        if self._as_it_is or not self._merge_is_named:
            return ()
        plain = syntax.masked(sparql)
        if _FROM.search(plain):
            return ()
        named = self.pushed if _GRAPH.search(plain) else ()
        return (("default-graph-uri", MERGED_GRAPH), *(("named-graph-uri", name) for name in named))

    @cached_property
    def _merge_is_named(self) -> bool:
        """Whether the merged graph has a name, as on servers without a default graph of its own."""
        ask = f"ASK {{ GRAPH <{MERGED_GRAPH}> {{ ?thing ?says ?what }} }}"
        reply = self._asked(ask, ACCEPT)
        if reply.status in (401, 403, 404, 410):
            raise self.server.refused(reply)
        if reply.status != 200:  # a server that has no named graphs at all
            reply.close()
            return False
        return Rows(reply, self.address).truth()

    @cached_property
    def pushed(self) -> tuple[str, ...]:
        """The graphs of what was said and of the vocabulary: those pushed, else all there are."""
        names = self._names(_PUSHED) or self._names(_NAMED)
        return tuple(sorted(names - {MERGED_GRAPH, PUSHED_GRAPH, DERIVED_GRAPH}))

    def _names(self, sparql: str) -> set[str]:
        there = Remote(self.address, self._user, self.server.timeout, as_it_is=True)
        return {name for (name,) in Graph.texts(there, sparql)}

    def _expect_relationships(self) -> None:
        """Raise an error where nothing is derived: no question would find anything there."""
        if self._as_it_is or self._has_relationships:
            return
        if not self._rows(f"ASK {{ ?relationship a <{lg('Relationship')}> }}").truth():
            raise BadEndpoint(
                f"{self.address} holds no graph that libgraph pushed there: fill it with  "
                f"libgraph push {self.address}  (free SPARQL works without)"
            )
        if self._names(_STATE) - {"Published"}:
            raise BadEndpoint(
                f"a push to {self.address} was not finished, and half a graph gives wrong "
                f"answers: run  libgraph push {self.address}  again"
            )
        self._has_relationships = True

    def said(self) -> Iterator[Quad]:
        from libgraph.graph.endpoint_content import said

        return said(self)

    def derived(self) -> Iterator[Triple]:
        from libgraph.graph.endpoint_content import derived

        return derived(self)

    def __repr__(self) -> str:
        return f"<Graph at {self.address}>"


def open_endpoint(
    address: str,
    *,
    user: str | None = None,
    timeout: float | None = None,
    known_at: Span | None = None,
    keep: bool = True,
) -> Graph:
    """Open the graph at an address; with `known_at`, its slice, fetched and worked out here.

    Raises:
        UsageError: no such address can be, or there is too much to fetch for a slice.
        BadEndpoint: it does not answer as a SPARQL server should.
        MissingExtra: what speaks with servers is not installed.
    """
    remote = Remote(address, user, timeout)
    if known_at is None:
        return remote
    from libgraph.graph.endpoint_content import sliced

    return sliced(remote, known_at, keep=keep)


def _declared(sparql: str) -> str:
    """A query with the prefixes that it uses and does not declare; its lines stay in place."""
    plain = syntax.masked(sparql)
    own = {name.lower() for name in re.findall(r"PREFIX\s+([^\s:]*)\s*:", plain, re.IGNORECASE)}
    used = set(re.findall(r"(?<![\w?$:.-])([A-Za-z][\w.-]*):", plain))
    missing = sorted((used & PREFIXES.keys()) - own)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + sparql


def _fault(sparql: str) -> str | None:
    """What is wrong with a query, if our own engine would refuse it too."""
    if syntax.elsewhere(sparql):
        return None  # the server may allow it
    try:
        Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        return syntax.complaint(sparql, error)
    except ValueError:
        return None
    return None


def _lines(variables: list[str], rows: Iterator[Row]) -> Iterator[bytes]:
    """Rows as the engine's own TSV, a batch at a time."""
    yield ("\t".join(f"?{name}" for name in variables) + "\n").encode()
    for row in rows:
        yield ("\t".join("" if term is None else str(term) for term in row) + "\n").encode()
