"""Text as XML has it: escaped, and without the characters that XML forbids."""

from __future__ import annotations

import re

# all but tab, line ends and the planes of Unicode, less surrogates and two non-characters
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ENDS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_TABLE = str.maketrans(_SPECIAL | _ENDS)


class Xml:
    """Escapes text, and knows whether it had to leave characters out (`dropped`)."""

    def __init__(self) -> None:
        self.dropped = False

    def __call__(self, text: str) -> str:
        return self._allowed(text).translate(_TABLE)

    def token(self, text: str) -> str:
        """On one line, for labels: runs of white space as one space."""
        return self(" ".join(self._allowed(text).split()))

    def _allowed(self, text: str) -> str:
        allowed, dropped = _FORBIDDEN.subn("", text)
        self.dropped |= dropped > 0
        return allowed

    def losses(self) -> tuple[str, ...]:
        """What to say of the characters that were left out."""
        said = "control characters in names and titles left out: XML forbids them"
        return (said,) if self.dropped else ()
