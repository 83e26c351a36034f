"""A browser that stays open: pages of any width, in the light, in the dark and on paper.

`browser.py` starts a browser for each page; this one is told by Chromium's own protocol, over a
pipe, and so knows of every request and can change the medium.
"""

from __future__ import annotations

import json
import os
import select
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Any

from browser import _FLAGS, _NOISE, CHROMIUM, _pixels

PATIENCE = 120.0
_KEPT = [flag for flag in _FLAGS if "budget" not in flag and "logging" not in flag]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
# axe takes an address with state (#node=a) for a skip link that leads nowhere
_FAULTS = """
  const { violations } = await axe.run(document, { iframes: false });
  const state = (id, node) => id === "skip-link" && /href="#\\w+=/.test(node.html);
  return violations.filter(({ impact }) => impact !== "minor")
    .map(({ id, nodes }) => [id, nodes.filter((node) => !state(id, node)).map(({ html }) => html.slice(0, 160))])
    .filter(([, found]) => found.length);
"""
_READY = "document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 60)))"


class Window:
    """One page; `complaints` is what it wrote to the console, `requests` what it asked for."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give an order in the protocol's words; the answer."""
        return self._browser.tell(method, parameters, self._session)

    def ask(self, script: str) -> Any:
        """What the body of an async function returns."""
        said = self.tell(
            "Runtime.evaluate",
            expression=f"(async () => {{ {script} }})()",
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def look(self, width: int, height: int, *, dark: bool = False, paper: bool = False) -> None:
        """Take another size and medium."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])

    def faults(self) -> list[Any]:
        """What axe-core finds that is not minor: rules, and where they are broken."""
        if not self.ask("return 'axe' in window"):
            self.ask(f"{AXE.read_text('utf-8')}\nreturn 0")
        return list(self.ask(_FAULTS))

    def shot(self, *, whole: bool = False, scale: float = 1.0) -> bytes:
        """What is seen as PNG; with `whole` also what would have to be scrolled to."""
        box = self.ask(
            "const { scrollWidth: width, scrollHeight: height } = document.documentElement;"
            f"return {{ x: 0, y: 0, scale: {scale}, width: Math.min(width, innerWidth),"
            f" height: {'Math.min(height, 12000)' if whole else 'innerHeight'} }}"
        )
        taken = self.tell("Page.captureScreenshot", clip=box, captureBeyondViewport=whole)
        return b64decode(taken["data"])

    def colours(self) -> Counter[str]:
        """How often each colour is seen, of every fourth pixel."""
        return Counter(_pixels(self.shot(scale=0.5)))

    def heard(self, method: str, said: dict[str, Any]) -> None:
        """Keep what the page did by itself."""
        if method == "Runtime.consoleAPICalled":
            self.complaints.append(str([one.get("value") for one in said["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(said["exceptionDetails"]))
        elif method == "Log.entryAdded" and said["entry"]["level"] in ("warning", "error"):
            if not any(noise in said["entry"]["text"] for noise in _NOISE):
                self.complaints.append(said["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])


class Browser:
    """Chromium without a window of its own."""

    def __init__(self, folder: Path) -> None:
        assert CHROMIUM
        self._folder, self._rest, self._number = folder, b"", 0
        self._windows: dict[str, Window] = {}
        its_input, self._input = os.pipe()
        self._output, its_output = os.pipe()
        # its ends must be 3 and 4; first out of the way, lest one is put upon the other
        ends = [fcntl(end, F_DUPFD, 20) for end in (its_input, its_output)]
        quiet = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        moved = [(os.POSIX_SPAWN_DUP2, end, at) for at, end in enumerate(ends, start=3)]
        words = [CHROMIUM, *_KEPT, f"--user-data-dir={folder / 'open'}", "--remote-debugging-pipe"]
        self._process = os.posix_spawn(CHROMIUM, words, os.environ, file_actions=[quiet, *moved])
        for end in (its_input, its_output, *ends):
            os.close(end)

    def open(self, page: str, width: int = 1280, height: int = 900, **more: Any) -> Window:
        """Open a page or picture (its text); `more` is a hash, a suffix, or as in `look`."""
        hash_, suffix = more.pop("hash_", ""), more.pop("suffix", ".html")
        self._number += 1
        path = self._folder / f"page-{self._number}{suffix}"
        path.write_text(page, "utf-8")
        target = self.tell("Target.createTarget", {"url": "about:blank"})["targetId"]
        named = {"targetId": target, "flatten": True}
        session = self.tell("Target.attachToTarget", named)["sessionId"]
        window = self._windows[session] = Window(self, session)
        window.look(width, height, **more)
        for domain in ("Page", "Runtime", "Log", "Network"):
            window.tell(f"{domain}.enable")
        self._opened = ""
        window.tell("Page.navigate", url=f"{path.as_uri()}{hash_}")
        while self._opened != session:
            self._listen()
        window.requests.remove(path.as_uri())
        window.ask(f"await {_READY}")
        return window

    def tell(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        """Give an order and wait for its answer."""
        self._number += 1
        number = self._number
        order = {"id": number, "method": method, "params": parameters}
        said = json.dumps(order | ({"sessionId": session} if session else {}))
        os.write(self._input, said.encode() + b"\0")
        while (answer := self._listen()).get("id") != number:
            pass
        assert "error" not in answer, (method, answer["error"])
        return dict(answer["result"])

    def close(self) -> None:
        """End it, and wait until it is gone."""
        self.tell("Browser.close", {})
        os.waitpid(self._process, 0)
        os.close(self._input)
        os.close(self._output)

    def _listen(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._output], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the browser says nothing"
            self._rest += os.read(self._output, 1 << 20)
        first, self._rest = self._rest.split(b"\0", 1)
        said: dict[str, Any] = json.loads(first)
        session = said.get("sessionId", "")
        if "method" in said and session in self._windows:
            self._windows[session].heard(said["method"], said["params"])
            if said["method"] == "Page.loadEventFired":
                self._opened = session
        return said


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    opened = Browser(folder)
    try:
        yield opened
    finally:
        opened.close()
