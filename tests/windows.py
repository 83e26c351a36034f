"""A browser that stays open: pages of any size, in the light, in the dark and on paper.

It is told by Chromium's own protocol, over a pipe, and so knows of every request and complaint, and
can change the medium. Tests take the fixture `chromium`; each window has storage of its own.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import F_DUPFD, fcntl
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

# the shell has the same engine and starts six times as fast, for it brings no windows of its own
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
PATIENCE = 120.0
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
    "--disable-features=SpareRendererForSitePerProcess",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]
_NOISE = ("GL Driver Message", "swiftshader", "GroupMarkerNotSet")  # for want of a GPU
AXE = Path(__file__).parent / "drawing" / "axe" / "axe.min.js"
# axe takes an address with state (#node=a) for a skip link that leads nowhere
_FAULTS = """
  const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  const state = (id, node) => id === "skip-link" && /href="#\\w+=/.test(node.html);
  return violations.filter(({ impact }) => %(every)s || impact !== "minor")
    .map(({ id, nodes }) => [id, nodes.filter((node) => %(every)s || !state(id, node)).map(({ html }) => html.slice(0, 160))])
    .filter(([, found]) => found.length);
"""
# what every script may use
_HELP = """
  const pause = (ms = 60) => new Promise((done) => setTimeout(done, ms));
  const until = async (is, wanted = is) => {
    for (const end = Date.now() + 60000; !(await is()); await pause(15))
      if (Date.now() > end) throw new Error(`it never came: ${wanted}`);
  };
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const stepped = (step) => new Promise((done) => {
    addEventListener("hashchange", () => setTimeout(done), { once: true });
    step();
  });
  const key = (target, name) => target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
"""


class Window:
    """One page; `complaints` is what it wrote to the console, `requests` what it asked for."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self._loaded = ""
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give an order in the protocol's words; the answer."""
        return self._browser.tell(method, parameters, self._session)

    def ask(self, script: str) -> Any:
        """What the body of an async function returns."""
        said = self.tell(
            "Runtime.evaluate",
            expression=f"(async () => {{ {_HELP} return await (async () => {{ {script} }})() }})()",
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def go(self, address: str) -> None:
        """Open another document, and wait until it is there."""
        opened = self.tell("Page.navigate", url=address)
        assert "errorText" not in opened, (address, opened["errorText"])
        self._browser.wait(
            lambda: self._loaded == opened.get("loaderId", self._loaded), f"load event of {address}"
        )

    def leave(self, script: str) -> None:
        """Do what leads to another document, as in `ask`, and wait until that is there."""
        left = self._loaded  # a document that is left answers no more: nothing is awaited of it
        self.tell("Runtime.evaluate", expression=f"void (async () => {{ {_HELP} {script} }})()")
        self._browser.wait(lambda: self._loaded != left, "load event of the next page")

    def settle(self) -> None:
        """Wait until letters have their fonts, and what is there is drawn."""
        self.ask("await document.fonts.ready; await drawn()")

    def look(self, width: int, height: int, *, dark: bool = False, paper: bool = False) -> None:
        """Take another size and medium."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])

    def faults(self, *, every: bool = False) -> list[Any]:
        """What axe-core finds: rules, and where they are broken; with `every` what is minor, too."""
        if not self.ask("return 'axe' in window"):
            self.tell("Runtime.evaluate", expression=AXE.read_text("utf-8"))
        return list(self.ask(_FAULTS % {"every": str(every).lower()}))

    def shot(self) -> bytes:
        """What is seen as PNG."""
        taken = self.tell("Page.captureScreenshot", optimizeForSpeed=True)
        return b64decode(taken["data"])

    def colours(self) -> Counter[str]:
        """How many pixels have each colour."""
        picture = Image.open(BytesIO(self.shot())).convert("RGB")
        counts = picture.getcolors(picture.width * picture.height)
        return Counter({f"#{bytes(pixel).hex()}": count for count, pixel in counts})

    def heard(self, method: str, said: dict[str, Any]) -> None:
        """Keep what the page did by itself."""
        if method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        elif method == "Page.lifecycleEvent" and said["name"] == "load":
            self._loaded = said["loaderId"]
        elif (complaint := _complaint(method, said)) and not any(
            one in complaint for one in _NOISE
        ):
            self.complaints.append(complaint)


def _complaint(method: str, said: dict[str, Any]) -> str:
    """What a page writes to the console, as it is told; nothing for what is no complaint."""
    if method == "Runtime.consoleAPICalled":
        return str([one.get("value", one.get("description")) for one in said["args"]])
    if method == "Runtime.exceptionThrown":
        return str(said["exceptionDetails"])
    if method == "Log.entryAdded" and said["entry"]["level"] != "verbose":
        return str(said["entry"]["text"])
    return "the page crashed" if method == "Inspector.targetCrashed" else ""


class Browser:
    """Chromium without a window of its own; started when it is needed, and again if it died."""

    def __init__(self, folder: Path, *flags: str) -> None:
        assert CHROMIUM
        self._folder, self._flags = folder, flags
        self._number = self._process = 0
        self._rest = b""
        self._answer: dict[str, Any] = {}
        self._windows: dict[str, Window] = {}
        self._contexts: list[str] = []

    def open(self, page: str, width: int = 1280, height: int = 900, **more: Any) -> Window:
        """Open a page or picture (its text); `more` is a hash, a suffix, or as in `look`."""
        hash_, suffix = more.pop("hash_", ""), more.pop("suffix", ".html")
        self._number += 1
        path = self._folder / f"page-{self._number}{suffix}"
        path.write_text(page, "utf-8")
        window = self.window(width, height, **more)
        window.go(f"{path.as_uri()}{hash_}")
        window.requests.remove(path.as_uri())
        window.settle()
        return window

    def window(self, width: int = 1280, height: int = 900, **more: bool) -> Window:
        """A window that shows nothing yet; `more` as in `look`."""
        if self._gone():
            self._start()
        context = self.tell("Target.createBrowserContext", {})["browserContextId"]
        self._contexts.append(context)
        place = {"url": "about:blank", "browserContextId": context}
        target = self.tell("Target.createTarget", place)["targetId"]
        named = {"targetId": target, "flatten": True}
        session = self.tell("Target.attachToTarget", named)["sessionId"]
        window = self._windows[session] = Window(self, session)
        window.look(width, height, **more)
        for domain in ("Page", "Runtime", "Log", "Network"):
            window.tell(f"{domain}.enable")
        window.tell("Page.setLifecycleEventsEnabled", enabled=True)
        window.tell("Emulation.setFocusEmulationEnabled", enabled=True)
        return window

    def tell(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        """Give an order and wait for its answer."""
        self._number += 1
        number = self._number
        order = {"id": number, "method": method, "params": parameters}
        said = json.dumps(order | ({"sessionId": session} if session else {}))
        with suppress(BrokenPipeError):  # that it died is heard below
            os.write(self._input, said.encode() + b"\0")
        self._answer = {}
        self.wait(lambda: self._answer.get("id") == number, f"answer to {method}")
        assert "error" not in self._answer, (method, self._answer["error"])
        return dict(self._answer["result"])

    def wait(self, come: Callable[[], bool], what: str) -> None:
        """Listen until it has come."""
        end = time.monotonic() + PATIENCE
        while not come():
            if not (said := self._heard(end)):
                complaints = [one for window in self._windows.values() for one in window.complaints]
                raise AssertionError(f"no {what} in {PATIENCE:g} s; complaints: {complaints}")
            if "id" in said:
                self._answer = said
            elif window := self._windows.get(said.get("sessionId", "")):
                window.heard(said["method"], said["params"])

    def clear(self) -> None:
        """Close all windows, and forget what they kept."""
        if not self._gone():
            for context in self._contexts:
                self.tell("Target.disposeBrowserContext", {"browserContextId": context})
        self._contexts.clear()
        self._windows.clear()

    def close(self) -> None:
        """End it, and wait until it is gone."""
        if not self._gone():
            self.tell("Browser.close", {})
            os.waitpid(self._process, 0)
            self._forget()

    def _heard(self, end: float) -> dict[str, Any]:
        """The next thing that it says; nothing, if it does not come before the end."""
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._output], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return {}
            if not (read := os.read(self._output, 1 << 20)):
                os.waitpid(self._process, 0)
                self._forget()
                raise AssertionError("the browser has died")
            self._rest += read
        first, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(first))

    def _gone(self) -> bool:
        """Whether there is none: not yet, or no longer."""
        if self._process and os.waitpid(self._process, os.WNOHANG)[0]:
            self._forget()
        return not self._process

    def _forget(self) -> None:
        os.close(self._input)
        os.close(self._output)
        self._process, self._rest = 0, b""
        self._windows.clear()
        self._contexts.clear()

    def _start(self) -> None:
        its_input, self._input = os.pipe()
        self._output, its_output = os.pipe()
        # its ends must be 3 and 4; first out of the way, lest one is put upon the other
        ends = [fcntl(end, F_DUPFD, 20) for end in (its_input, its_output)]
        quiet = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        moved = [(os.POSIX_SPAWN_DUP2, end, at) for at, end in enumerate(ends, start=3)]
        profile = f"--user-data-dir={self._folder / 'profile'}"
        words = [str(CHROMIUM), *_FLAGS, *self._flags, profile]
        self._process = os.posix_spawn(words[0], words, os.environ, file_actions=[quiet, *moved])
        for end in (its_input, its_output, *ends):
            os.close(end)


@contextmanager
def browser(folder: Path, *flags: str) -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    opened = Browser(folder, *flags)
    try:
        yield opened
    finally:
        opened.close()
