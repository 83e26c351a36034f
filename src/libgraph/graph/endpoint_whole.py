"""All rows of an answer: where a server cut it without a word, the rest is asked for in pages.

Virtuoso gives 10,000 of 84,000 rows with the status of a whole answer. Whether an answer is
whole is asked of the server itself (COUNT) wherever it can be doubted, and what cannot be made
whole is an error, never an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from libgraph.errors import BadEndpoint
from libgraph.graph.endpoint_pages import Paged, looks_cut, paged
from libgraph.graph.endpoint_rows import Rows
from libgraph.graph.protocol import Row

Ask = Callable[[str], Rows]
# rows that came before a cut was noticed are known again when they come in a page
_REMEMBERED = 200_000


def whole(sparql: str, first: Rows, ask: Ask, address: str) -> Iterator[Row]:
    """The rows of a SELECT query, of which `first` is the server's answer.

    Raises:
        BadEndpoint: it is cut and cannot be paged, or its pages do not add up.
    """
    given: Counter[int] = Counter()
    number = 0
    for row in first:
        number += 1
        if number <= _REMEMBERED:
            given[hash(row)] += 1
        yield row
    if number == first.cap or (first.cap is None and looks_cut(number)):
        yield from _rest(sparql, first, given, ask, address)


def _rest(sparql: str, first: Rows, given: Counter[int], ask: Ask, address: str) -> Iterator[Row]:
    number = given.total()
    parts = paged(sparql)
    if parts is None or number != (first.cap or number):
        if first.cap is not None:
            raise _cut(address, first.cap)
        return  # nothing says that it is cut, and it cannot be counted
    if parts.limit == number:
        return
    wanted = parts.expected(_count(parts, ask, address))
    if wanted <= number:
        return
    if parts.order or number == _REMEMBERED:  # in their order, they would not fit together
        raise _cut(address, number)
    for row in _pages(parts, first.variables, number, wanted, ask):
        if given[hash(row)]:
            given[hash(row)] -= 1
        else:
            number += 1
            yield row
    if number != wanted or given.total():
        raise BadEndpoint(
            f"{address} gives {first.cap or 'few'} rows at once, and its pages do not add up "
            f"({number} of {wanted} rows): it may be changing; try again, or ask for less"
        )


def _pages(parts: Paged, variables: list[str], size: int, wanted: int, ask: Ask) -> Iterator[Row]:
    for start in range(0, wanted, size):
        yield from ask(parts.page(variables, min(size, wanted - start), start))


def _count(parts: Paged, ask: Ask, address: str) -> int:
    found = [row[0] for row in ask(parts.counting)]
    if len(found) != 1 or found[0] is None or not found[0].value.isdigit():
        raise BadEndpoint(f"{address} cannot count its own rows, so nobody knows if they are all")
    return int(found[0].value)


def _cut(address: str, cap: int) -> BadEndpoint:
    return BadEndpoint(
        f"{address} gives {cap} rows at most and there are more: "
        "ask for less at once, or leave out ORDER BY, so that the rest can be fetched in pages"
    )
