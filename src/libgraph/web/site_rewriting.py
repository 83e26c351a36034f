"""Turns a page of the explorer into a file: links become relative, what has no file goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action",
          "input": "data-suggest"}  # fmt: skip
_FRAMES = ("a", "figure")
_DOWNLOADS = "downloads"
_GONE = ("prev", "next")
Leads = Callable[[str], str | None]


@dataclass
class _Frame:
    """An element that is judged when it is whole: `gone` with all in it, `plain` without its
    tags, `bare` of a link that was in it."""

    tag: str
    start: str
    parts: list[str] = field(default_factory=list)
    gone: bool = False
    plain: bool = False
    bare: bool = False
    downloads: bool = False


class _Rewriting(HTMLParser):
    """Copies a page as it is written, but for links of this site."""

    def __init__(self, leads: Leads) -> None:
        super().__init__(convert_charrefs=False)
        self._leads = leads
        self.frames = [_Frame("", "")]

    def _copy(self, text: str) -> None:
        self.frames[-1].parts.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written, known = self.get_starttag_text() or "", dict(attrs)
        named = _LINKS.get(tag, "")
        address, target = known.get(named) or "", None
        ours = address.startswith("/") and not address.startswith("//")
        if ours:
            target = self._leads(address)
            written = _tag(tag, {**known, named: target})
        lost = ours and target is None
        if tag in _FRAMES or known.get("class") == _DOWNLOADS:
            self._open(tag, written, known, lost=lost)
        elif lost and tag == "img":
            self.frames[-1].gone = True
        elif not (lost and tag in ("link", "script")):
            self._copy(written)

    def _open(self, tag: str, written: str, known: dict[str, str | None], *, lost: bool) -> None:
        frame = _Frame(tag, written, plain=lost)
        if tag == "a":
            frame.gone = lost and (
                any(one.downloads for one in self.frames)
                or known.get("rel") in _GONE
                or "hreflang" in known
            )
        frame.downloads = known.get("class") == _DOWNLOADS
        self.frames.append(frame)

    def handle_endtag(self, tag: str) -> None:
        frame = self.frames[-1]
        if tag != frame.tag or len(self.frames) == 1:
            self._copy(f"</{tag}>")
            return
        self.frames.pop()
        text = "".join(frame.parts)
        lost = frame.gone or frame.plain
        self.frames[-1].bare = self.frames[-1].bare or lost
        if not frame.gone and not (tag == "figure" and frame.bare and "<a " not in text):
            self._copy(text if frame.plain else f"{frame.start}{text}</{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._copy(self.get_starttag_text() or "")

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._copy(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._copy(f"<!{decl}>")


def _tag(name: str, attributes: dict[str, str | None]) -> str:
    written = (key if value is None else f'{key}="{escape(value)}"'
               for key, value in attributes.items())  # fmt: skip
    return f"<{name} {' '.join(written)}>"


def rewritten(page: str, leads: Leads) -> str:
    """The page with each address of this site as `leads` has it; links to None become text."""
    rewriting = _Rewriting(leads)
    rewriting.feed(page)
    rewriting.close()
    return "".join("".join([one.start, *one.parts]) for one in rewriting.frames)
