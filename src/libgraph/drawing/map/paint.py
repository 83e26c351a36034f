"""What countries are painted with: a colour for each centre, dots where it only possibly covers,
stripes where several claim.

Colours are Paul Tol's "light" scheme, safe for the colour-blind; countries and circles carry the
centre's number too, so that nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from libgraph.dates import Holds
from libgraph.drawing.map.atlas import Atlas, Land

LAND = "var(--map-land, #e8eae4)"
SEA = "var(--map-sea, #f3f7fa)"
_PALETTE = (
    *("#44bb99", "#ee8866", "#77aadd", "#eedd88", "#ffaabb", "#bbcc33", "#99ddff", "#aaaa00"),
)
_STRIPE = 5.0
_SAMPLES = (
    '<pattern id="m-sample-dots" patternUnits="userSpaceOnUse" width="5" height="5">'
    f'<path fill="{LAND}" d="M0 0h5v5h-5z"/><path fill="#44bb99" fill-opacity=".28" '
    'd="M0 0h5v5h-5z"/><circle cx="2.5" cy="2.5" r="1.15" fill="#44bb99"/></pattern>'
    '<pattern id="m-sample-stripes" patternUnits="userSpaceOnUse" width="10" height="10" '
    'patternTransform="rotate(45)"><path fill="#44bb99" d="M0 0h5v10h-5z"/>'
    '<path fill="#ee8866" d="M5 0h5v10h-5z"/></pattern>'
)
Key = tuple[tuple[int, Holds], ...]
"""The centres that claim a country, by number, and how sure it is."""


@dataclass(frozen=True, slots=True)
class Paints:
    """The colour of each centre that covers a country, and what else must be defined.

    Patterns are for outlines in tenths of a unit, as `world.FINE` has them.
    """

    colours: dict[int, str]
    keys: tuple[Key, ...]

    def fill(self, key: Key) -> str:
        """What a country with these claims is filled with."""
        if not key:
            return LAND
        return self.colours[key[0][0]] if plain(key) else f"url(#{name(key)})"

    def definitions(self) -> Iterator[str]:
        """The patterns, as SVG; those of the legend first."""
        yield _SAMPLES
        for key in self.keys:
            yield from self._dots(key) if len(key) == 1 else self._stripes(key)

    def _dots(self, key: Key) -> Iterator[str]:
        colour = self.colours[key[0][0]]
        yield (
            f'<pattern id="{name(key)}" patternUnits="userSpaceOnUse" width="5" height="5" '
            'patternTransform="scale(10)">'
        )
        yield f'<path fill="{LAND}" d="M0 0h5v5h-5z"/>'
        yield f'<path fill="{colour}" fill-opacity=".28" d="M0 0h5v5h-5z"/>'
        yield f'<circle cx="2.5" cy="2.5" r="1.15" fill="{colour}"/></pattern>'

    def _stripes(self, key: Key) -> Iterator[str]:
        wide = _STRIPE * len(key)
        yield (
            f'<pattern id="{name(key)}" patternUnits="userSpaceOnUse" width="{wide:g}" '
            f'height="{wide:g}" patternTransform="scale(10) rotate(45)">'
            f'<path fill="{LAND}" d="M0 0h{wide:g}v{wide:g}h-{wide:g}z"/>'
        )
        for at, (number, holds) in enumerate(key):
            faint = "" if holds is Holds.YES else ' fill-opacity=".35"'
            box = f"M{at * _STRIPE:g} 0h{_STRIPE:g}v{wide:g}h-{_STRIPE:g}z"
            yield f'<path fill="{self.colours[number]}"{faint} d="{box}"/>'
        yield "</pattern>"


def plain(key: Key) -> bool:
    """One centre covers it certainly: no pattern is needed."""
    return len(key) == 1 and key[0][1] is Holds.YES


def name(key: Key) -> str:
    """The id of a pattern; the page's script makes the same."""
    return "m-" + "_".join(f"{number}{str(holds)[0]}" for number, holds in key)


def key_of(land: Land, year: int | None = None) -> Key:
    """Who claims a country then, or in a year."""
    held: dict[int, Holds] = {}
    for claim in land.claims:
        if year is None:
            holds = claim.course.then
        else:
            runs = claim.course.runs
            holds = next((run.holds for run in runs if run.first <= year <= run.last), Holds.NO)
        held[claim.centre] = max(holds, held.get(claim.centre, Holds.NO))
    return tuple((number, holds) for number, holds in sorted(held.items()) if holds)


def paints(atlas: Atlas, years: Iterable[int] = ()) -> Paints:
    """What it takes to paint the time asked about, and these years."""
    covering = sorted({claim.centre for land in atlas.lands for claim in land.claims})
    colours = {number: _PALETTE[at % len(_PALETTE)] for at, number in enumerate(covering)}
    times = (None, *years)
    keys = {key_of(land, time) for land in atlas.lands for time in times}
    return Paints(colours, tuple(sorted(key for key in keys if key and not plain(key))))
