"""The shades of a matrix: which stands for how many ties, and what can be read on it."""

from __future__ import annotations

from collections.abc import Iterator

from libgraph.drawing.kinds import contrast

SHADES = ("#dbe9f6", "#b0d0ea", "#7db2dd", "#3a78b3", "#1c4e80")
DARK_SHADES = ("#1e3a57", "#28547f", "#3b72a8", "#82b6e3", "#c6e1f8")


def ink(shade: str) -> str:
    """Black or white, whichever can be read better on a shade."""
    return max(("#1b1f24", "#ffffff"), key=lambda colour: contrast(shade, colour))


def steps(most: int) -> tuple[int, ...]:
    """From how many ties on each shade stands, where the most is `most`.

    >>> steps(3), steps(5), steps(6), steps(100)
    ((1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 3, 4), (1, 3, 6, 16, 40))
    """
    if most <= len(SHADES):
        return tuple(range(1, most + 1))
    return tuple(sorted({max(1, round(most ** (step / 5))) for step in range(5)}))


def spans(steps: tuple[int, ...], most: int) -> Iterator[str]:
    """Each shade that occurs, with the numbers of ties that it stands for."""
    for step, following in zip(steps, [*steps[1:], most + 1], strict=True):
        last = min(following - 1, most)
        if step <= most:
            yield f"{step}" if last == step else f"{step}–{last}"
