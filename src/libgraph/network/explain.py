"""What the numbers mean, in sentences with the bodies' own names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from libgraph.dates import Span
from libgraph.network import measures
from libgraph.network.engines import FASTER, LARGE, fast
from libgraph.network.measures import Division, Values
from libgraph.network.projection import projections
from libgraph.network.reading import CERTAIN, Measured, Reading
from libgraph.network.result import Column, Table, shown
from libgraph.network.tallies import tallies
from libgraph.network.ties import Network
from libgraph.network.words import count, listed, number, when, with_others

_MENTIONED = 5


# ── What was counted ─────────────────────────────────────────────────────────────────────


def table(
    title: str,
    found: Sequence[Reading],
    columns: Iterable[Column],
    rows: Iterable[tuple[object, ...]],
    notes: Iterable[str],
    *,
    full: bool = False,
) -> Table:
    """A table whose notes say what was counted, then `notes`, then what was left out and how."""
    network = found[0].network
    told = [*counted(network), *(notes if network.ties else ())]
    brief = len(network.layers) > 1 and not full
    told += [_counted_layers(network)] if brief else left_out(network)
    told += by_engine(found)
    name = f"{title}: {scope(network)}"
    return Table(name, tuple(columns), tuple(rows), tuple(told), engine=_engines(found))


def scope(network: Network) -> str:
    """The layers and the time, as a title names them."""
    every = len(network.layers) == len(projections())
    layers = "all kinds of ties" if every else _layers(network)
    return f"{layers}, {when(network.span)}"


def counted(network: Network) -> Iterator[str]:
    """How many ties there are, and how many of them are certain."""
    ties, certain = len(network.ties), len(tallies(network.ties).certain())
    if not ties:
        surely = " for certain" if network.only_certain else ""
        yield f"No bodies are tied{surely} ({scope(network)}): there is nothing to measure."
    elif network.span is None:
        yield f"{count(ties, 'tie')}, whenever they held: two need not have held at once."
    else:
        unsure = f"{count(ties - certain, 'tie')} only possible"
        rest = "possible ties are not counted" if network.only_certain else unsure
        yield f"{_at(network.span)}: {count(certain, 'certain tie')}; {rest}."


def _at(span: Span) -> str:
    time = when(span)
    return time[0].upper() + time[1:] if span.first == span.last else f"At some time {time}"


def left_out(network: Network) -> list[str]:
    """What each layer leaves out, and that directions are not followed."""
    lines = [f"Left out of {layer.name}: {layer.leaves_out}." for layer in network.layers]
    directed = [layer.name for layer in network.layers if layer.directed]
    if directed:
        lines.append(f"One way, but counted for both bodies: {listed(directed)}.")
    return lines


def by_engine(found: Sequence[Reading]) -> Iterator[str]:
    """Which engine measured, where that is not what everybody has; and what is estimated."""
    graph = found[-1].graph
    if graph.engine != "networkx":
        yield f"Measured with {_engines(found)}."
    elif len(graph.pairs) > LARGE and not fast():
        yield f"Measured with networkx; for quicker measures of so many ties: {FASTER}"
    if graph.sample:
        yield (
            f"Betweenness and closeness are estimated, from the chains of {len(graph.sample)} "
            f"bodies drawn from all {len(graph)}; all else is exact."
        )


def _engines(found: Sequence[Reading]) -> str:
    return listed(dict.fromkeys(reading.graph.engine for reading in found))


def _counted_layers(network: Network) -> str:
    return f"Counted: {_layers(network)}; the summary says what each leaves out."


def _layers(network: Network) -> str:
    names = [layer.name for layer in network.layers]
    return listed(names, len(names)) if names else "nothing"


# ── Who stands out ───────────────────────────────────────────────────────────────────────


def alike(measured: Measured) -> Iterator[str]:
    """Say so where there is nothing to rank: no tie, two bodies, or all tied equally."""
    tied = measured.reading.tied()
    if not tied:
        yield _no_tie(measured.reading)
    elif len(tied) == 2:
        who = listed(measured.reading.called(tied))
        yield f"Only two bodies are tied, {who}; ranks say nothing here."
    elif all(len({values[node] for node in tied}) == 1 for values in measured.values.values()):
        yield f"All {len(tied)} bodies are tied equally; ranks say nothing here."


def by_shared(measured: Measured) -> Iterator[str]:
    """Who is tied through most things."""
    most, who, verb, each = _first(measured, "shared", "is", "are")
    yield f"{who} {verb} tied through most things: {shown(most)}{each}."


def by_degree(measured: Measured) -> Iterator[str]:
    """Who is tied to most others."""
    most, who, verb, each = _first(measured, "degree", "is", "are")
    others = len(measured.reading.graph) - 1
    yield f"{who} {verb} tied to most bodies: {shown(most)} of the {others} others{each}."


def by_strength(measured: Measured) -> Iterator[str]:
    """Who has most ties; or that no pair shares more than one thing."""
    most, who, verb, each = _first(measured, "strength", "has", "have")
    if measured.values["strength"] == measured.values["degree"]:
        yield "No two bodies share more than one thing, so degree and strength say the same."
    else:
        yield f"{who} {verb} most ties: {shown(most)}{each}."


def by_betweenness(measured: Measured) -> Iterator[str]:
    """Who stands between others: through whom how many of the shortest chains run."""
    most, who, verb, each = _first(measured, "betweenness", "stands", "stand")
    if not most:
        yield "No body stands between others: whoever is connected is tied directly."
        return
    others = len(measured.reading.graph) - 1
    through = most * others * (others - 1) / 2
    leaders = _leaders(measured.values["betweenness"])
    pairs = max(_pairs(measured.reading, node) for node in leaders)
    which = "most other pairs" if through > pairs / 2 else "more pairs than anybody else"
    run = "run" if through > 1 else "runs"
    whom = "each of them" if each else "it"
    chains = f"{number(through)} of {count(pairs, 'shortest chain')} {run} through {whom}"
    yield f"{who} {verb} between {which}: {chains}."


def by_closeness(measured: Measured) -> Iterator[str]:
    """Who is nearest to the others."""
    most, who, verb, _ = _first(measured, "closeness", "is", "are")
    scale = "where 1 is a direct tie to everybody"
    yield f"{who} {verb} nearest to the others: closeness {shown(most)}, {scale}."


def by_core(measured: Measured) -> Iterator[str]:
    """Who forms the innermost circle."""
    circle = measured.reading.central(_leaders(measured.values["core"]))
    most = shown(measured.values["core"][circle[0]])
    if len(circle) == len(measured.reading.tied()):
        yield f"There is no inner circle: everybody has core number {most}."
    else:
        who = listed(measured.reading.called(circle))
        yield f"The innermost circle is {who}: each is tied to at least {most} others of it."


def by_constraint(measured: Measured) -> Iterator[str]:
    """Who depends least on one partner or circle."""
    known = [value for value in measured.values["constraint"] if value is not None]
    free: Values = [None if v is None else -v for v in measured.values["constraint"]]
    if len(set(known)) > 1:
        _, who, verb, _ = _first(Measured(measured.reading, {"free": free}), "free", "is", "are")
        yield f"{who} {verb} least bound to one partner or circle: constraint {shown(min(known))}."


def moved(
    network: Network, certain: Sequence[str | None], possible: Sequence[str | None]
) -> Iterator[str]:
    """How far the possible ties move ranks."""
    rows = list(zip(network.bodies, certain, possible, strict=True))
    new = sum(before is None and after is not None for _, before, after in rows)
    moves = [
        (-abs(_place(before) - _place(after)), f"{network.name(body)} from {before} to {after}")
        for body, before, after in rows
        if before and after and _place(before) != _place(after)
    ]
    if moves:
        yield f"The possible ties move {listed(move for _, move in sorted(moves))}."
    if new:
        yield f"Only by possible ties, {count(new, 'body has', 'bodies have')} a place."
    if not moves and not new:
        yield "The possible ties change no place."


def _place(rank: str) -> int:
    return int(rank.rstrip("="))


def _first(measured: Measured, measure: str, one: str, several: str) -> tuple[float, str, str, str]:
    """The greatest value, who has it, the verb that goes with them, and 'each' for several."""
    values = measured.values[measure]
    leaders = _leaders(values)
    who = listed(measured.reading.called(leaders))
    plural = len(leaders) > 1
    return values[leaders[0]] or 0, who, several if plural else one, " each" if plural else ""


def _leaders(values: Values) -> list[int]:
    most = max((value for value in values if value is not None), default=None)
    return [node for node, value in enumerate(values) if value == most]


def _pairs(reading: Reading, node: int) -> int:
    """How many pairs of others are connected in the group of a node."""
    size = next(len(group) for group in measures.groups(reading.graph) if node in group)
    return (size - 1) * (size - 2) // 2


def _no_tie(reading: Reading) -> str:
    return "No tie is certain." if reading.title == CERTAIN else "There is no tie."


# ── What holds the network together, and what divides it ─────────────────────────────────


def cuts(reading: Reading) -> Iterator[str]:
    """Without whom the network falls apart, and into what."""
    parts = measures.parts(reading.graph)
    lost = {node: sum(sizes[1:]) for node, sizes in parts.items()}
    worst = sorted(parts, key=lambda node: (-lost[node], reading.names[node], node))
    for node in worst[:_MENTIONED]:
        without = measures.parts_without(reading.graph, node)
        pieces = "; ".join(group_name(reading, piece) for piece in without)
        yield f"Without {reading.names[node]}, {len(parts[node])} parts fall apart: {pieces}."
    if rest := len(worst) - _MENTIONED if worst[_MENTIONED:] else 0:
        yield f"The loss of {count(rest, 'more body', 'more bodies')} would split a group too."
    if not parts and len(reading.tied()) > 2:
        yield "No group falls apart without one of its bodies: the rest still hang together."


def division(reading: Reading, found: Division) -> Iterator[str]:
    """How clear the communities are, and how sure the search is of them."""
    number_of, alone = len(found.communities), len(reading.graph) - len(reading.tied())
    if found.modularity is None:
        yield _no_tie(reading)
    elif number_of == 1:
        yield f"All {len(reading.tied())} tied bodies form one community: modularity 0."
    else:
        modularity = shown(found.modularity)
        yield f"{number_of} communities, modularity {modularity}: {_clear(reading, found)}."
        yield from _sure(found)
    if alone and found.communities:
        yield f"Without a tie and in no community: {count(alone, 'body', 'bodies')}."


def _clear(reading: Reading, found: Division) -> str:
    if found.communities == [group for group in measures.groups(reading.graph) if len(group) > 1]:
        return "they are the groups that no tie connects"
    if (found.modularity or 0) >= 0.3:
        return "clearly more ties inside them than chance would put there"
    return "hardly more ties inside them than chance would put there, so read them with care"


def _sure(found: Division) -> Iterator[str]:
    if found.alike < found.starts:
        yield f"{found.alike} of {found.starts} searches agree; others are nearly as good."
    elif found.starts > 1:
        yield f"All {found.starts} searches, from different starts, agree."


def apart(reading: Reading) -> Iterator[str]:
    """Whether the network hangs together."""
    groups = [group for group in measures.groups(reading.graph) if len(group) > 1]
    bodies, alone = len(reading.graph), len(reading.graph) - len(reading.tied())
    if not groups:
        yield _no_tie(reading)
    elif len(groups[0]) == bodies:
        yield f"All {bodies} bodies hang together: a chain of ties leads from each to each."
    else:
        around, has = reading.names[reading.central(groups[0])[0]], len(groups[0])
        what = "1 group" if len(groups) == 1 else f"{len(groups)} groups that no tie connects"
        which = "it" if len(groups) == 1 else "the largest"
        yield f"{what}; {which} has {has} of the {bodies} bodies, around {around}."
    if alone and groups:
        yield f"Without a tie: {count(alone, 'body', 'bodies')}."


def group_name(reading: Reading, nodes: Sequence[int], leading: int = 2) -> str:
    """A group by the names of its most central members."""
    return with_others(reading.called(reading.central(nodes)[:leading]), len(nodes))
