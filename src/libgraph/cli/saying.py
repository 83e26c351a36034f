"""What goes to a terminal is words: no sign in them moves the cursor or hides what stands there."""

from __future__ import annotations

import re

import click

# all that steers a terminal or turns the direction of a text, but ends of lines and tabs
_STEERING = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = re.compile("[\t-\r\x85\u2028\u2029]+")


def visible(text: str) -> str:
    r"""A text with its control characters as JSON, Turtle and SPARQL write them.

    >>> visible("Library\x1b[31m")
    'Library\\u001b[31m'
    """
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def line(text: str) -> str:
    """A text on one line, for a cell or a sentence."""
    return visible(_BREAKS.sub(" ", text))


def note(sentence: str) -> None:
    """Tell a person something beside the answer."""
    tell(f"libgraph: {sentence}")


def tell(sentence: str) -> None:
    """Tell a person what was written, and where."""
    click.echo(visible(sentence), err=True)
