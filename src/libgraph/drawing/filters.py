"""What a picture is limited to, in the words of the house: kinds of things, kinds of ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from libgraph.drawing.drawn_ties import KINDS as TIES
from libgraph.drawing.drawn_ties import Tie
from libgraph.drawing.kinds import KINDS as THINGS
from libgraph.errors import UnknownName, UsageError


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of things and of ties that were asked for; none is all."""

    things: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()

    @classmethod
    def parse(cls, asked: Iterable[str], layers: Sequence[str] = ()) -> Kinds:
        """Read words such as `library`, `person`, `tenure`, also several with commas between.

        Raises:
            UnknownName: there is no such kind; the message lists those there are.
            UsageError: a kind of ties was asked for, although layers say which ties.
        """
        names = [name.strip().lower() for text in asked for name in text.split(",")]
        for name in names:
            if name not in TIES and (name not in THINGS or name == "other"):
                raise UnknownName(_unknown(name))
        ties = tuple(name for name in TIES if name in names)
        if ties and layers:
            raise UsageError(
                f"--kinds {ties[0]} and --layer both say which ties: leave one of them out"
            )
        return cls(tuple(name for name in THINGS if name in names), ties)

    def keep(self, ties: Iterable[Tie], kinds: dict[str, str], centre: str) -> list[Tie]:
        """The ties between things of these kinds, or the ties of these kinds.

        Where both are asked for (`library,tenure`), one end of a tie may be of any kind. The
        centre always passes.
        """
        enough = any if self.ties else all

        def passes(thing: str) -> bool:
            return not self.things or thing == centre or kinds.get(thing) in self.things

        return [
            tie
            for tie in ties
            if (not self.ties or tie.edge.layer in self.ties)
            and enough(map(passes, (tie.edge.source, tie.edge.target)))
        ]


def _unknown(name: str) -> str:
    things = [key for key in THINGS if key != "other"]
    near = get_close_matches(name, [*things, *TIES], 1)
    if near:
        return f"no kind is called {name!r}: did you mean {near[0]!r}?"
    return f"no kind is called {name!r}: write {', '.join(things)}, or, of ties, {', '.join(TIES)}"


def near(start: str, ties: Iterable[Tie], depth: int) -> set[str]:
    """What lies within so many steps of a thing."""
    beside: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        beside[tie.edge.source].add(tie.edge.target)
        beside[tie.edge.target].add(tie.edge.source)
    found = frontier = {start}
    for _ in range(depth):
        frontier = {other for thing in frontier for other in beside[thing]} - found
        found = found | frontier
    return found
