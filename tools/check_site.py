"""Check a static site: every link leads to a file in its folder, and to a place in that file.

    python tools/check_site.py FOLDER [FOLDER] [--elsewhere]

Prints what leads nowhere, and exits with 1 if anything does. Links to other sites are counted,
not followed; --elsewhere lists them. A file that nothing leads to is a fault too: nobody finds it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

LINKS = ("href", "src", "action", "data-suggest", "poster", "xlink:href")
LIST = "--elsewhere"
ELSEWHERE = ("https", "http", "mailto")
INSIDE = ("data", "blob")
ALONE = {"libgraph-site.json", "sitemap.xml"}
"""Files that are not for readers, so that no page leads to them."""
STATE = re.compile(r"[\w-]+=")
"""What follows # is for the script of the page: which thing to show."""
_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")


class Read(HTMLParser):
    """The addresses and anchors of a page or picture."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in LINKS:
                self.links.append(value or "")
            elif name == "srcset":
                self.links += [part.split()[0] for part in (value or "").split(",")]
            elif name in ("id", "name") and value:
                self.anchors.add(value)


@dataclass
class Checked:
    """What was found: faults as sentences, addresses elsewhere, and how much was read."""

    faults: list[str] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    links: int = 0


def check(folder: Path) -> Checked:
    """Follow every link of every file in a folder."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    read = dict(_read(folder, files))
    checked, led_to = Checked(pages=sum(file.endswith(".html") for file in read)), set[str]()
    for file, found in sorted(read.items()):
        for link in found.links:
            checked.links += 1
            parts = urlsplit(link)
            if parts.scheme in ELSEWHERE or link.startswith("//"):
                checked.elsewhere[link] += 1
            elif parts.scheme not in INSIDE:
                target = _target(file, parts.path)
                led_to.add(target)
                if fault := _fault(link, target, files, read):
                    checked.faults.append(f"{file}: {fault}")
    for file in sorted(files - led_to - ALONE - {"index.html"}):
        checked.faults.append(f"{file}: nothing leads here")
    checked.faults += _missing_in_map(folder, files)
    return checked


def _read(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, Read]]:
    for file in files:
        if file.endswith((".html", ".svg")):
            yield file, Read((folder / file).read_text("utf-8"))
        elif file.endswith("names.js"):  # what the search of a language leads to
            names = Read("")
            said = (folder / file).read_text("utf-8").partition(" = ")[2].rstrip(";\n")
            names.links = [thing[0] for thing in json.loads(said)["things"]]
            yield file, names
        elif file.endswith(".css"):
            sheet = Read("")
            sheet.links = _URL.findall((folder / file).read_text("utf-8"))
            yield file, sheet


def _target(file: str, path: str) -> str:
    """The file, from the root of the site, that a link leads to."""
    return normpath(join(dirname(file), unquote(path))) if path else file


def _fault(link: str, target: str, files: set[str], read: dict[str, Read]) -> str:
    """What is wrong with a link; '' where nothing is."""
    parts = urlsplit(link)
    if parts.scheme:
        return f"{link} is for no browser"
    if parts.path.startswith("/") or target.startswith(".."):
        return f"{link} leads out of the site"
    if parts.query:
        return f"{link} asks a server"
    if target not in files:
        return f"{link} leads to no file"
    anchor = unquote(parts.fragment)
    if anchor and not STATE.match(anchor) and target in read and anchor not in read[target].anchors:
        return f"{link} leads to no place in {target}"
    return ""


def _missing_in_map(folder: Path, files: set[str]) -> Iterator[str]:
    """Addresses of the site map that are no page; where they begin is told by the first."""
    if "sitemap.xml" not in files:
        return
    tree = ElementTree.parse(folder / "sitemap.xml")
    listed = [one.text or "" for one in tree.iter("{*}loc")]
    base = min(listed, key=len, default="")
    for address in listed:
        path = unquote(address.removeprefix(base))
        if not {path, f"{path}index.html", f"{path}/index.html".lstrip("/")} & files:
            yield f"sitemap.xml: {address} is no page"


def main(words: list[str]) -> int:
    """Check folders; 1 where something leads nowhere."""
    bad = 0
    for folder in (word for word in words if word != LIST):
        checked = check(Path(folder))
        bad += len(checked.faults)
        for fault in checked.faults[:100]:
            print(fault)
        for address in sorted(checked.elsewhere) if LIST in words else ():
            print(f"  {address}")
        hosts = {urlsplit(address).netloc for address in checked.elsewhere}
        print(
            f"{folder}: {checked.pages:,} pages, {checked.links:,} links; "
            f"{len(checked.faults):,} lead nowhere, {checked.elsewhere.total():,} to "
            f"{len(checked.elsewhere):,} addresses at {len(hosts):,} other hosts (not followed)"
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
