"""Build the documentation site into build/docs-site, and check it.

make docs

Its pages are those of docs/, and the few that stand elsewhere because people look for them there
(README.md, SECURITY.md …). They are gathered into build/docs-pages, with their links to one another
as they stand on the site; a file that is linked and is no page goes along under files/. Then
zensical builds the site, strictly, and every link of it is followed; none may load from elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from os.path import relpath
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).parent))
import check_site  # noqa: E402

DOCS, PAGES, SITE = ROOT / "docs", ROOT / "build" / "docs-pages", ROOT / "build" / "docs-site"
ELSEWHERE = {
    "README.md": "index.md",
    "SECURITY.md": "security.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "data/README.md": "data.md",
    "benchmarks/README.md": "files/benchmarks/README.md",
}
LINK = re.compile(r"(!?\[[^\]]*\]\()([^)\s#]+)(#[^)\s]*)?(\))")
FENCE = re.compile(r"^```(\w+) [^\n]+$", re.MULTILINE)
LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}
NO_LOAD = {"canonical", "alternate", "prev", "next", "author"}


def sources() -> dict[Path, str]:
    """Each page's file, and its name on the site."""
    inside = {path: path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))}
    return inside | {ROOT / name: at for name, at in ELSEWHERE.items() if (ROOT / name).is_file()}


def gather(pages: dict[Path, str], to: Path) -> None:
    """Copy all pages into `to`, and what they link to."""
    shutil.rmtree(to, ignore_errors=True)
    for source, name in pages.items():
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(relinked(source, pages, to), "utf-8")


def relinked(source: Path, pages: dict[Path, str], to: Path) -> str:
    """The text of a page, its links as they stand on the site."""

    def moved(link: re.Match[str]) -> str:
        before, address, anchor, after = link.groups(default="")
        if ":" in address:
            return link[0]
        meant = (source.parent / address).resolve()
        place = pages.get(meant) or _beside(meant, to)
        here = (to / pages[source]).parent
        return f"{before}{relpath(to / place, here)}{anchor}{after}" if place else link[0]

    return FENCE.sub(r"```\1", LINK.sub(moved, source.read_text("utf-8")))


def _beside(meant: Path, to: Path) -> str:
    """Where a linked file that is no page stands; '' where there is none."""
    if not meant.is_file() or not meant.is_relative_to(ROOT):
        return ""
    inside = meant.relative_to(DOCS) if meant.is_relative_to(DOCS) else None
    name = (inside or Path("files", meant.relative_to(ROOT))).as_posix()
    (to / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(meant, to / name)
    return name


def named(nav: list[Any]) -> Iterator[str]:
    """The pages of a menu."""
    for entry in nav:
        for below in entry.values():
            yield from [below] if isinstance(below, str) else named(below)


def menu() -> list[str]:
    """The pages of the site's menu."""
    config = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))
    return list(named(config["project"]["nav"]))


class Loads(HTMLParser):
    """What a page makes the browser load from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        address = said.get(LOADING.get(tag, "")) or ""
        if address.startswith(("http:", "https:", "//")) and said.get("rel") not in NO_LOAD:
            self.found.append(address)


def faults(site: Path, wanted: list[str]) -> Iterator[str]:
    """What is wrong with a built site: pages amiss, links into nothing, loads from elsewhere."""
    for name in wanted:
        if not (site / name).with_suffix(".html").is_file():
            yield f"zensical.toml: the menu names {name}, which is not there"
    for page in sorted(site.rglob("*.html")):
        for address in Loads(page.read_text("utf-8")).found:
            yield f"{page.relative_to(site)}: loads {address}"
    for fault in check_site.check(site).faults:
        if "nothing leads here" not in fault and not fault.startswith(("404.html", "sitemap.xml")):
            yield fault


def build() -> list[str]:
    """Build the site; what is wrong with it."""
    gather(sources(), PAGES)
    shutil.rmtree(SITE, ignore_errors=True)
    program = Path(sys.executable).parent / "zensical"
    done = subprocess.run(
        [program, "build", "--strict"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"NO_COLOR": "1", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src")},
    )
    if done.returncode:
        return [done.stdout + done.stderr]
    return list(faults(SITE, menu()))


if __name__ == "__main__":
    wrong = build()
    print("\n".join(wrong) or f"{SITE}: {len(list(SITE.rglob('*.html')))} pages")
    sys.exit(1 if wrong else 0)
