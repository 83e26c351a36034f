"""The browser of the tests: it hears every complaint, and no page knows of another."""

from __future__ import annotations

from pathlib import Path

import pytest

import windows
from windows import Browser, browser

PAGE = "<!doctype html><html lang=en><title>t</title><body><h1>t</h1>"


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("console.error('bad')", "bad"),
        ("console.warn('bad')", "bad"),
        ("console.log('bad', new Error('worse'))", "worse"),
        ("throw new Error('bad')", "bad"),
        ("Promise.reject(new Error('bad'))", "bad"),
        ("setTimeout(() => nothing.there)", "nothing"),
        ("fetch('gone.json').catch(() => 0)", "file:"),
        ("document.body.append(Object.assign(new Image(), { src: 'gone.png' }))", "ERR_FILE"),
        ("new Worker(URL.createObjectURL(new Blob(['console.error(\\'bad\\')'])))", "bad"),
        ("new Worker(URL.createObjectURL(new Blob(['throw new Error(\\'bad\\')'])))", "bad"),
        ("document.body.append(Object.assign(document.createElement('iframe'),"
         " { srcdoc: '<script>console.error(`bad`)<' + '/script>' }))", "bad"),
    ],
)  # fmt: skip
def test_every_complaint_is_heard(chromium: Browser, script: str, word: str) -> None:
    window = chromium.open(f"{PAGE}<script>{script}</script>")
    chromium.wait(lambda: any(word in one for one in window.complaints), "complaint")


def test_what_is_asked_for_is_known_and_a_quiet_page_is_quiet(chromium: Browser) -> None:
    window = chromium.open(f"{PAGE}<img src='https://example.invalid/'>")
    assert window.requests == ["https://example.invalid/"]
    assert any("ERR_" in one for one in window.complaints)
    window = chromium.open(PAGE)
    assert (window.complaints, window.requests) == ([], [])


def test_no_page_knows_of_another(chromium: Browser) -> None:
    keep = "localStorage.kept = (localStorage.kept ?? '') + 'x'; return [localStorage.kept, innerWidth]"
    assert chromium.open(PAGE, 500).ask(keep) == ["x", 500]
    assert chromium.open(PAGE).ask(keep) == ["x", 1280]
    chromium.clear()
    assert chromium.open(PAGE).ask(keep) == ["x", 1280]


def test_a_browser_that_died_is_started_again(tmp_path: Path) -> None:
    with browser(tmp_path) as frail:
        with pytest.raises(AssertionError, match="died"):
            frail.open(PAGE).tell("Browser.crash")
        assert frail.open(PAGE).ask("return document.title") == "t"


def test_what_does_not_come_is_said(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    window = chromium.open(f"{PAGE}<script>console.error('stuck')</script>")
    monkeypatch.setattr(windows, "PATIENCE", 0.2)
    with pytest.raises(AssertionError, match=r"no answer to Runtime.evaluate in 0.2 s.*stuck"):
        window.ask("await new Promise(() => 0)")


def test_axe_finds_faults(chromium: Browser) -> None:
    found = chromium.open("<!doctype html><p style='color: #ccc'>Pale</p>").faults()
    assert {"color-contrast", "html-has-lang"} <= {rule for rule, _ in found}


def test_colours_are_counted(chromium: Browser) -> None:
    square = "<body style='margin:0;background:#fff'><p style='margin:0;width:10px;height:9px;background:#123456'>"
    assert chromium.open(square, 50, 40).colours() == {"#123456": 90, "#ffffff": 50 * 40 - 90}
