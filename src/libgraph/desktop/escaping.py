"""Text as XML has it: escaped, and without the characters that XML forbids."""

from __future__ import annotations

import re

# all but tab, line ends and the planes of Unicode, less surrogates and two non-characters
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ENDS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_TABLE = str.maketrans(_SPECIAL | _ENDS)


class Xml:
    """Escapes text, and counts the characters it had to leave out (`dropped`)."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(self, text: str) -> str:
        plain, dropped = _FORBIDDEN.subn("", text)
        self.dropped += dropped
        return plain.translate(_TABLE)

    def token(self, text: str) -> str:
        """On one line, for labels: runs of white space as one space."""
        return self(" ".join(text.split()))

    def losses(self) -> tuple[str, ...]:
        """What to say of the characters that were left out."""
        if not self.dropped:
            return ()
        many = "1 control character" if self.dropped == 1 else f"{self.dropped} control characters"
        return (f"{many} in names left out: XML forbids them",)
