"""Matrices by hand, and small graphs to make them of."""

from __future__ import annotations

from libgraph.drawing.matrix_model import Body, Matrix, Pair, Shared

HOSTILE = (
    "</script><script>document.body.dataset.hacked='1'</script>",
    "Say \"hello\" & <b>more</b> 'now'",
    "📚 Библиотека – ұлттық кітапхана",
    "مكتبة الملك فهد الوطنية " * 13,
    "A very long name of a library " * 10,
    "",
)


def shared(layer: str = "agreements", *, possible: bool = False, way: int = 0) -> Shared:
    return Shared(layer, "Memorandum", "since 2008", possible, way, ("A source",))


def square(
    names: tuple[str, ...], *pairs: Pair, lang: str = "en", sizes: tuple[int, ...] = ()
) -> Matrix:
    """A matrix with these bodies; `sizes` are those of its communities."""
    numbers = [at for at, size in enumerate(sizes or (len(names),), start=1) for _ in range(size)]
    bodies = tuple(
        Body(f"https://example.org/{at}", name, numbers[at], 1, 1) for at, name in enumerate(names)
    )
    return Matrix("Who & whom", "As of 2020; two sources.", bodies, pairs, lang)


def hostile(lang: str = "en") -> Matrix:
    pairs = [Pair(at, at + 1, (shared(),)) for at in range(len(HOSTILE) - 1)]
    return square(HOSTILE, *pairs, lang=lang)


def unsure() -> Matrix:
    """A certain pair, one that is only possible, one that is both."""
    return square(
        ("Library A", "Library B", "Library C", "Library D"),
        Pair(0, 1, (shared(), shared("events"))),
        Pair(0, 2, (shared(possible=True, way=1, layer="support"),)),
        Pair(2, 3, (shared(), shared(possible=True))),
        sizes=(2, 2),
    )
