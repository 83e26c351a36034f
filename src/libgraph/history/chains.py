"""Which agreement renews, replaces or follows which, and the whole chain in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name

RELATIONS = ("renews", "replaces", "follows")


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A later agreement carries on an earlier one (IRIs); `relation` is one of RELATIONS."""

    later: str
    relation: str
    earlier: str


def links(graph: Graph) -> list[Link]:
    """The links between agreements."""
    values = " ".join(f"lg:{relation}" for relation in RELATIONS)
    query = f"""SELECT DISTINCT ?later ?relation ?earlier {{
        VALUES ?relation {{ {values} }}
        ?r a lg:Relationship ; lg:kind lg:Link ; lg:relation ?relation ;
           lg:from ?later ; lg:to ?earlier
        FILTER(?later != ?earlier)
        FILTER EXISTS {{ ?later a/rdfs:subClassOf* lg:Agreement }}
        FILTER EXISTS {{ ?earlier a/rdfs:subClassOf* lg:Agreement }}
        FILTER NOT EXISTS {{ ?later owl:sameAs ?kept }}
        FILTER NOT EXISTS {{ ?earlier owl:sameAs ?kept }} }}"""
    found = (Link(later, local_name(how), earlier) for later, how, earlier in graph.texts(query))
    return sorted(found)


def chains(ties: Iterable[Link], age: Callable[[str], object]) -> dict[str, tuple[str, ...]]:
    """For each linked agreement the chain it stands in, the earliest first.

    `age` sorts those that the links leave open. Where links run in a circle, `age` decides.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    earlier: dict[str, set[str]] = defaultdict(set)
    for link in ties:
        neighbours[link.later].add(link.earlier)
        neighbours[link.earlier].add(link.later)
        earlier[link.later].add(link.earlier)
    found: dict[str, tuple[str, ...]] = {}
    for start in sorted(neighbours):
        if start not in found:
            chain = _in_order(_reached(start, neighbours), earlier, age)
            found |= dict.fromkeys(chain, chain)
    return found


def _reached(start: str, neighbours: dict[str, set[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        fresh = neighbours[todo.pop()] - found
        found |= fresh
        todo.extend(fresh)
    return found


def _in_order(
    members: set[str], earlier: dict[str, set[str]], age: Callable[[str], object]
) -> tuple[str, ...]:
    waiting, chain = sorted(members, key=age), []  # type: ignore[arg-type]
    while waiting:
        left = set(waiting)
        ready = (one for one in waiting if not earlier[one] & left)
        chain.append(next(ready, waiting[0]))
        waiting.remove(chain[-1])
    return tuple(chain)
