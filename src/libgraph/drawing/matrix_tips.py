"""What is told of a body, a pair and a tie of a matrix."""

from __future__ import annotations

from libgraph.drawing.matrix_model import Body, Matrix, Pair, Shared
from libgraph.drawing.matrix_words import MatrixWords
from libgraph.drawing.text import one_line

_TOLD = 5
_WAYS = {1: "→ ", -1: "← ", 0: ""}


def told(tie: Shared, words: MatrixWords) -> str:
    """A tie with its date; an arrow leads from the pair's first body to its second, or back."""
    when = f"{tie.when}, {words('possible')}" if tie.possible else tie.when
    return f"{_WAYS[tie.way]}{tie.what or words.layer(tie.layer)} ({when})"


def of_body(body: Body, words: MatrixWords) -> str:
    """A name, and how many ties it has here."""
    return f"{one_line(body.label)}\n{words('has', body.ties, body.partners)}"


def of_pair(matrix: Matrix, pair: Pair, words: MatrixWords) -> str:
    """Both names, how many ties, and the first of them with their dates."""
    one, other = (one_line(matrix.bodies[end].label) for end in (pair.one, pair.other))
    lines = [f"{one} – {other}", words("number", len(pair.shared))]
    if pair.possible:
        lines[1] += f", {words('unsure', pair.possible)}"
    lines += [
        f"{words.layer(tie.layer)}: {told(tie, words)}" if tie.what else told(tie, words)
        for tie in pair.shared[:_TOLD]
    ]
    if len(pair.shared) > _TOLD:
        lines.append(words("more", len(pair.shared) - _TOLD))
    return "\n".join(map(one_line, lines))
