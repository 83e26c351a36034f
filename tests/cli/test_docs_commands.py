"""No command stands in the docs that nothing runs; all links of the docs lead somewhere."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sessions import ROOT, written

from commandline import context
from conftest import Said

sys.path.insert(0, str(ROOT / "tools"))
import docs_site

DOCS = ROOT / "docs"
PAGES = sorted(docs_site.sources())
FENCED = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLAYED = {  # which test plays the sessions of which page
    "cite.md": "test_tour.py",
    "endpoints.md": "test_endpoint_docs.py",
    "evidence.md": "test_command_pages.py",
    "explorer.md": "test_docs_sessions.py",
    "install.md": "test_doctor.py",
    "match.md": "test_match.py",
    "start.md": "test_tour.py",
    "start.ru.md": "test_tour.py",
    "stores.md": "test_docs_sessions.py",
    "tables.md": "test_tables_page.py",
    "tour.md": "test_tour.py",
}
RUN_ELSEWHERE = {  # lines outside of sessions that are not run here, and why
    r"https?://|dba": "asks a server: tests/endpoint has one",
    r"\bror\.(store|jsonl)": "needs a release of the registry: tests/registries",
    r"^match ": "slow; test_match.py",
    r"^serve$|\bsite ": "test_docs_sessions.py",
    r"docs/gallery/": "make gallery; tests/test_gallery.py",
    r"my-graph": "test_own_data.py",
    r"draw network -o|draw (map|matrix|timeline)": "slow; tests/drawing, tests/test_gallery.py",
    r"export -f|push library.nq": "slow; tests/export, tests/network, tests/endpoint",
    r"--engine spark": "needs Java: tests/network",
    r"coverage (--history|--as-of)": "slow; test_tour.py, test_command_pages.py",
    r"query (?!members|tenures|agreements)": "tests/query/test_query_docs.py",
    r"^doctor$": "tests/doctor",
}


def shown(page: Path) -> Iterator[str]:
    """The commands that a page shows outside of its sessions."""
    for language, block in FENCED.findall(page.read_text("utf-8")):
        if language in ("sh", "text", "") and page.parent.name != "commands":
            whole = block.replace("\\\n", " ")
            yield from re.findall(r"^(?:[A-Z]\w+=\S+ )?libgraph .*$", whole, re.MULTILINE)


def words(line: str) -> list[str]:
    """A command line without comments, and without variables before it."""
    if line.count("'") % 2:
        line += "'"  # the rest of the query stands on the next lines
    said = shlex.split(line, comments=True)
    return said[said.index("libgraph") + 1 :]


LINES = {line: page for page in PAGES for line in shown(page)}
SAID = re.compile(r"^\$ (libgraph .*)$", re.MULTILINE)
IN_SESSIONS = {
    shlex.join(words(one)) for page in PAGES for one in SAID.findall(page.read_text("utf-8"))
}
HERE = [
    line
    for line in LINES
    if (said := shlex.join(words(line))) not in IN_SESSIONS
    and not any(re.search(reason, said) for reason in RUN_ELSEWHERE)
]


def test_every_session_is_played() -> None:
    there = {page for page in PAGES if "\n$ libgraph " in page.read_text("utf-8")}
    assert {page.name for page in there if page.parent.name != "commands"} == set(PLAYED)
    for name, test in PLAYED.items():
        (found,) = (ROOT / "tests").rglob(test)
        assert name in found.read_text("utf-8"), f"{test} does not play {name}"


def test_every_command_parses() -> None:
    assert len(LINES) >= 70
    for line, page in LINES.items():
        assert context(tuple(words(line))), f"{page.name}: {line}"


def test_no_reason_is_idle() -> None:
    lines = [shlex.join(words(line)) for line in LINES]
    for reason in RUN_ELSEWHERE:
        assert any(re.search(reason, line) for line in lines), reason


def test_the_others_run(
    libgraph: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library").mkdir()
    assert len(HERE) >= 10
    for line in HERE:
        if "validate library" in line:  # by now somebody has filled in the templates
            written(DOCS / "tables.md", tmp_path)
        said = libgraph(*words(line))
        assert said.code == 0, f"{LINES[line].name}: {line}\n{said.err}"


def anchors(page: Path) -> set[str]:
    """The places in a page that links can lead to."""
    text = FENCED.sub("", page.read_text("utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_every_link_leads_somewhere() -> None:
    count = 0
    for page in PAGES:
        for link in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
            parts = urlsplit(link)
            if not parts.scheme:
                target = (page.parent / parts.path).resolve() if parts.path else page
                assert target.exists(), f"{page.name}: {link} leads nowhere"
                if parts.fragment and target.suffix == ".md":
                    assert parts.fragment in anchors(target), f"{page.name}: {link}: no such place"
                count += 1
    assert count >= 250


def test_the_menu_of_the_site_has_every_page_once() -> None:
    menu = docs_site.menu()
    assert len(menu) == len(set(menu))
    there = {name for name in docs_site.sources().values() if not name.startswith("files/")}
    assert set(menu) == there
