"""The matrix as a page: the picture, and tables of pairs and bodies that say the same."""

from __future__ import annotations

from collections import Counter

from libgraph.drawing.figure import Sheet, page, static
from libgraph.drawing.matrix_model import Matrix, Pair
from libgraph.drawing.matrix_shades import DARK_SHADES, SHADES, ink
from libgraph.drawing.matrix_svg import svg
from libgraph.drawing.matrix_tips import told
from libgraph.drawing.matrix_words import MatrixWords, matrix_words


def html(matrix: Matrix) -> str:
    """The page; the same matrix gives the same text."""
    words = matrix_words(matrix.lang)
    return page(
        title=matrix.title,
        caption=matrix.caption,
        lang=words.lang,
        svg=svg(matrix, framed=False),
        sheets=(pairs(matrix, words), bodies(matrix, words)),
        scripts=(static("matrix.js"),),
        styles=_styles() + static("matrix.css"),
    )


def pairs(matrix: Matrix, words: MatrixWords) -> Sheet:
    """Each pair, with the number, kinds, dates and sources of its ties."""
    unsure = any(pair.possible for pair in matrix.pairs)
    heads = ["one", "other", "count", *(["only"] if unsure else []), "kinds", "what", "said"]
    rows = tuple(_row(matrix, pair, words, unsure=unsure) for pair in matrix.pairs)
    return Sheet(words("pairs"), tuple(map(words, heads)), rows)


def bodies(matrix: Matrix, words: MatrixWords) -> Sheet:
    """Each body, with its community and how many ties and partners it has here."""
    heads = ("one", "community", "count", "partners")
    rows = ((b.label, str(b.community), str(b.ties), str(b.partners)) for b in matrix.bodies)
    return Sheet(words("bodies"), tuple(map(words, heads)), tuple(rows))


def _row(matrix: Matrix, pair: Pair, words: MatrixWords, *, unsure: bool) -> tuple[str, ...]:
    counted = Counter(words.layer(tie.layer) for tie in pair.shared)
    kinds = ", ".join(name if n == 1 else f"{name} {n}" for name, n in counted.items())
    sources = dict.fromkeys(source for tie in pair.shared for source in tie.sources)
    return (
        matrix.bodies[pair.one].label,
        matrix.bodies[pair.other].label,
        str(len(pair.shared)),
        *([str(pair.possible)] if unsure else []),
        kinds,
        "; ".join(told(tie, words) for tie in pair.shared),
        "; ".join(sources),
    )


def _styles() -> str:
    """The shades in light (and on paper) and in dark, with the ink that can be read on each."""
    light, dark = (
        "".join(
            f"--mx-{at}: {shade}; --mx-ink-{at}: {ink(shade)}; "
            for at, shade in enumerate(shades, start=1)
        )
        for shades in (SHADES, DARK_SHADES)
    )
    light += "--mx-self: #d5dae0; --mx-pale: #f3f7fb; --mx-hatch: #a9bfd6;"
    dark += "--mx-self: #333b45; --mx-pale: #1a222c; --mx-hatch: #46586c;"
    return (
        f"\n:root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )
