"""The network as a whole: each number of the summary, with what it says in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from libgraph.network import measures
from libgraph.network.reading import Reading
from libgraph.network.ties import Network
from libgraph.network.words import count, listed, number, share


@dataclass(frozen=True, slots=True)
class Fact:
    """A number about the whole network (None: undefined), its meaning, and it in words."""

    name: str
    value: float | None
    meaning: str
    amount: str


def facts(reading: Reading) -> list[Fact]:
    """The numbers of the summary, in the order in which they are read."""
    return [*_sizes(reading), *_layers(reading), *_shape(reading), *_groups(reading)]


def _sizes(reading: Reading) -> Iterator[Fact]:
    bodies, alone = len(reading.graph), len(reading.graph) - len(reading.tied())
    pairs, ties = len(reading.graph.pairs), len(reading.ties)
    yield Fact("bodies", bodies, "bodies with a tie, be it only a possible one", f"{bodies}")
    yield Fact("isolated", alone, "of these, bodies without a tie as counted here", f"{alone}")
    yield Fact("pairs", pairs, "pairs of bodies that are tied, in one way or several", f"{pairs}")
    yield Fact("ties", ties, "ties; what two bodies share counts once", f"{ties}")


def _layers(reading: Reading) -> Iterator[Fact]:
    counted = reading.tallies.by_layer()
    for layer in reading.network.layers:
        ties = counted.get(layer.name, 0)
        yield Fact(f"ties by {layer.name}", ties, layer.question, count(ties, "tie"))


def _shape(reading: Reading) -> Iterator[Fact]:
    bodies, pairs = len(reading.graph), len(reading.graph.pairs)
    possible = bodies * (bodies - 1) // 2
    yield Fact(
        "density",
        pairs / possible if possible else None,
        "of the pairs that these bodies can form, so many are tied",
        f"{share(pairs, possible)}, {pairs} of {possible}" if possible else "there is no pair",
    )
    average = 2 * pairs / bodies if bodies else None
    words = "there is no body" if average is None else number(average)
    yield Fact("averageDegree", average, "others that a body is tied to, on average", words)
    clustering = measures.clustering(reading.graph)
    words = "there is no such pair" if clustering is None else share(clustering, 1)
    meaning = "of the pairs of bodies with a partner in common, so many are tied themselves"
    yield Fact("clustering", clustering, meaning, words)


def _groups(reading: Reading) -> Iterator[Fact]:
    groups = [group for group in measures.groups(reading.graph) if len(group) > 1]
    meaning = "groups of two or more bodies, with no tie from one to another"
    yield Fact("components", len(groups), meaning, f"{len(groups)}")
    largest = len(groups[0]) if groups else 0
    words = f"{largest} of {count(len(reading.graph), 'body', 'bodies')}"
    yield Fact("largestComponent", largest, "bodies in the largest group", words)


def strongest_pair(reading: Reading) -> Iterator[str]:
    """Which two bodies share most, if any share more than one thing."""
    most = max(reading.graph.pairs.weights, default=0)
    pairs = [listed(reading.called(pair)) for *pair, ties in reading.graph.pairs if ties == most]
    if most > 1 and len(pairs) == 1:
        yield f"The closest pair, {pairs[0]}, share {most} things."
    elif most > 1:
        yield f"{len(pairs)} pairs share {most} things each, and none more."


def one_thing(reading: Reading) -> Iterator[str]:
    """Whether one thing makes most of the ties: an event ties everybody who took part."""
    via, ties = reading.tallies.largest_thing() or ("", 0)
    all_ties = len(reading.ties)
    if ties > max(2, all_ties / 2):
        name = reading.network.name(via)
        yield f"{ties} of the {all_ties} ties come from one thing: {name}."


def untied(network: Network) -> Iterator[str]:
    """How many of the graph's other bodies the network does not reach."""
    names = sorted(map(network.name, network.untied))
    if names:
        more = count(len(names), "more body", "more bodies")
        yield f"Without any such tie: {more}, {listed(names)}."
