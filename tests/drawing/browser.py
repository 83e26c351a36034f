"""A real browser without a window: what a page does when it is opened, and how it looks."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import zlib
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=6000",
    "--enable-logging=stderr",
]
_NOISE = ("GL Driver Message", "swiftshader", "GroupMarkerNotSet")


@dataclass(frozen=True)
class Seen:
    """The page after it ran: its DOM, what it wrote to the console, what a test script returned."""

    dom: str
    console: list[str]

    def attribute(self, name: str) -> str:
        """A data- attribute of the body."""
        found = re.search(rf'<body[^>]* data-{name}="([^"]*)"', self.dom)
        return unescape(found.group(1)) if found else ""

    @property
    def result(self) -> Any:
        return json.loads(self.attribute("result"))


def opened(page: str, folder: Path, script: str = "", hash_: str = "", *flags: str) -> Seen:
    """Open the page; `script` is the body of an async function whose result is kept."""
    path = folder / "page.html"
    path.write_text(page.replace("</body>", _driver(script) + "</body>"), "utf-8")
    done = _run(folder, f"{path.as_uri()}{hash_}", "--dump-dom", *flags)
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    console = [line for line in lines if "CONSOLE" in line]
    said = [line for line in console if not any(noise in line for noise in _NOISE)]
    return Seen(done.stdout.decode("utf-8"), said)


def _driver(script: str) -> str:
    if not script:
        return ""
    return f"""<script>
    const pause = (ms = 60) => new Promise((done) => setTimeout(done, ms));
    const [box, choices, status, panel, notice] = ["find", "suggestions", "found", "panel", "notice"]
      .map((id) => document.getElementById(id));
    const type = async (text) => {{
      box.value = text; box.dispatchEvent(new Event("input")); await pause();
    }};
    const key = (target, name) => target.dispatchEvent(
      new KeyboardEvent("keydown", {{ key: name, bubbles: true, cancelable: true }}));
    (async () => {{ {script} }})().then(
      (result) => {{ document.body.dataset.result = JSON.stringify(result ?? null); }},
      (error) => {{ document.body.dataset.result = JSON.stringify(String(error)); }});
    </script>"""


def _run(folder: Path, address: str, *flags: str) -> subprocess.CompletedProcess[bytes]:
    assert CHROMIUM
    profile = folder / "profile"
    command = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", *flags, address]
    return subprocess.run(command, capture_output=True, timeout=240, check=True)


def colours(page: str, folder: Path, width: int, height: int, hash_: str = "") -> Counter[str]:
    """How often each colour occurs in a screenshot of the page (or picture) of this size."""
    path, picture = folder / "shot.html", folder / "shot.png"
    path.write_text(page, "utf-8")
    size = f"--window-size={width},{height}"
    _run(folder, f"{path.as_uri()}{hash_}", f"--screenshot={picture}", size)
    return Counter(_pixels(picture.read_bytes()))


def _pixels(png: bytes) -> list[str]:
    """The pixels of an 8-bit RGB or RGBA picture as #rrggbb."""
    at, packed, wide, depth = 8, b"", 0, 3
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"IHDR":
            wide, depth = struct.unpack(">I", png[at + 8 : at + 12])[0], png[at + 17] // 2 + 2
        if kind == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    rows, above = zlib.decompress(packed), bytearray(wide * depth)
    found = []
    for start in range(0, len(rows), wide * depth + 1):
        above = _unfiltered(rows[start], rows[start + 1 : start + 1 + wide * depth], above, depth)
        found += [above[x : x + 3].hex() for x in range(0, wide * depth, depth)]
    return [f"#{pixel}" for pixel in found]


def _unfiltered(how: int, row: bytes, above: bytearray, depth: int) -> bytearray:
    if how == 0:
        return bytearray(row)
    if how == 2:
        return bytearray((one + two) & 255 for one, two in zip(row, above, strict=True))
    out = bytearray(len(row))
    for at, byte in enumerate(row):
        left = out[at - depth] if at >= depth else 0
        corner = above[at - depth] if at >= depth else 0
        out[at] = (byte + _predicted(how, left, above[at], corner)) & 255
    return out


def _predicted(how: int, left: int, above: int, corner: int) -> int:
    if how == 1:
        return left
    if how == 3:
        return (left + above) // 2
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))
