"""Put a graph on a server, as often as one likes: named graphs as said, and their merge.

The server's default graph becomes the merge of all with what is derived, as in a store of our
own. Where a server shows all graphs together as its default graph (Virtuoso), the merge gets a
graph of its own, and questions name it. What was put is written down in a graph too, with a
digest for each, so that the next push sends what changed and removes what is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from secrets import token_hex

from libgraph.errors import BadEndpoint
from libgraph.graph.endpoint import Remote
from libgraph.graph.endpoint_body import Reply
from libgraph.graph.endpoint_http import Sent
from libgraph.graph.remote_parts import Part, lines, parts
from libgraph.graph.remote_places import places
from libgraph.graph.stored import Stored
from libgraph.namespaces import DCTERMS, MERGED_GRAPH, PUSHED_GRAPH, PUSHED_STATE

_AT_ONCE = 20_000
_HELD = f"""SELECT ?graph ?digest {{ GRAPH <{PUSHED_GRAPH}> {{
    <{PUSHED_GRAPH}> <{DCTERMS}hasPart> ?graph
    OPTIONAL {{ ?graph <{DCTERMS}identifier> ?digest }} }} }}"""


class Push:
    """One push to the server whose queries go to `address`.

    `todo` are the parts to send, `gone` the graphs to remove, `same` the parts that stay.
    `store` is where the server takes graphs, if that cannot be told from `address`; with
    `overwrite` its default graph is replaced even if somebody else filled it.

    Raises:
        BadEndpoint: the server cannot be asked.
    """

    def __init__(
        self,
        graph: Stored,
        address: str,
        *,
        store: str | None = None,
        user: str | None = None,
        timeout: float | None = None,
        overwrite: bool = False,
    ) -> None:
        self._store, self._overwrite = graph.store, overwrite
        self._remote = Remote(address, user, timeout, as_it_is=True)
        self._places = [store] if store else places(address)
        self._held = self._recorded()
        every = list(parts(graph.store))
        self.todo = [part for part in every if self._held.get(part.name) != part.digest]
        self.same = [part for part in every if self._held.get(part.name) == part.digest]
        self.gone = sorted(self._held.keys() - {part.name for part in every})
        self._merge_is_named = False

    def _recorded(self) -> dict[str, str]:
        """The graphs that were put there before, with their digests; '' where one is in doubt."""
        return {row[0]: row[1] for row in self._remote.texts(_HELD)}

    def begin(self) -> None:
        """Write down what is going to be there, and see what kind of server this is.

        Raises:
            BadEndpoint: it takes no graphs, or its default graph is somebody else's.
        """
        filled = not self._held and self._remote.ask("ASK { ?thing ?says ?what }")
        mark = token_hex(16)
        kept = {part.name: part.digest for part in self.same}
        doubtful = {part.name: "" for part in self.todo} | dict.fromkeys(self.gone, "")
        self._record(kept | doubtful, "Incomplete", mark)
        self._merge_is_named = self._remote.ask(f'ASK {{ ?record <{DCTERMS}identifier> "{mark}" }}')
        if filled and not self._merge_is_named and not self._overwrite:
            self._delete(PUSHED_GRAPH)
            raise BadEndpoint(
                f"the default graph of {self._remote.address} holds something that libgraph did "
                "not put there: push to a server of its own, or replace it with --overwrite"
            )

    def put(self, part: Part) -> None:
        """Send one part, in pieces where it is large.

        Raises:
            BadEndpoint: the server does not take it.
        """
        todo = lines(self._store, part.name)
        method = "PUT"
        while piece := "".join(islice(todo, _AT_ONCE)):
            self._send(method, part.name, piece.encode())
            method = "POST"

    def finish(self) -> None:
        """Remove what is gone, see that all arrived, and write that down.

        Raises:
            BadEndpoint: the server holds less, or more, than was sent.
        """
        for name in self.gone:
            self._delete(name)
        for part in self.todo:
            self._check(part)
        every = {part.name: part.digest for part in (*self.same, *self.todo)}
        self._record(every, "Published", token_hex(16))

    def _check(self, part: Part) -> None:
        where = "?s ?p ?o" if self._is_default(part.name) else f"GRAPH <{part.name}> {{ ?s ?p ?o }}"
        ((number,),) = self._remote.texts(f"SELECT (COUNT(*) AS ?n) {{ {where} }}")
        if int(number) != part.triples:
            raise BadEndpoint(
                f"{self._remote.address} holds {number} triples of {part.name} after "
                f"{part.triples} were sent: push again, or ask its keeper"
            )

    def _is_default(self, name: str) -> bool:
        return name == MERGED_GRAPH and not self._merge_is_named

    def _record(self, digests: Mapping[str, str], state: str, mark: str) -> None:
        """Write down which graphs are ours."""
        record = f"<{PUSHED_GRAPH}>"
        says = [
            f'{record} <{PUSHED_STATE}> "{state}" .',
            f'{record} <{DCTERMS}identifier> "{mark}" .',
        ]
        for name, digest in digests.items():
            says.append(f"{record} <{DCTERMS}hasPart> <{name}> .")
            if digest:
                says.append(f'<{name}> <{DCTERMS}identifier> "{digest}" .')
        self._send("PUT", PUSHED_GRAPH, "\n".join(says).encode())

    def _delete(self, name: str) -> None:
        self._send("DELETE", name, None)

    def _send(self, method: str, name: str, content: bytes | None) -> None:
        """Speak the Graph Store Protocol, at the first place that understands it."""
        target = (("default", ""),) if self._is_default(name) else (("graph", name),)
        kind = {"Content-Type": "application/n-triples"} if content is not None else {}
        sent = Sent("*/*", target, content, kind)
        while True:
            reply = self._remote.server.reply(method, self._places[0], sent)
            if reply.status < 300 or (method == "DELETE" and reply.status == 404):
                reply.close()
                return
            if len(self._places) == 1 or reply.status not in (400, 404, 405, 501):
                raise self._refused(reply)
            reply.close()
            del self._places[0]

    def _refused(self, reply: Reply) -> BadEndpoint:
        if reply.status in (404, 405, 501):
            reply.close()
            return BadEndpoint(
                f"{self._remote.address} takes no graphs at {self._places[0]}: say with --store "
                "where it does (SPARQL 1.1 Graph Store Protocol)"
            )
        return self._remote.server.refused(reply, "take this graph")
