"""The network page against a bare sigma page: how soon each is seen, and how ours answers a hand.

Both pages hold the same nodes, edges and positions and the same build of sigma and graphology;
the bare one holds nothing else. They are opened by turns in one headless chromium, with WebGL in
software. First draw: from the beginning of navigation until the first frame after sigma drew, and
until its pixels can be read: what WebGL is told to draw is drawn later, by another process.

    python benchmarks/first_draw.py [RUNS [GRAPHS …]]     graphs: shipped, 20000
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from string import Template
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from libgraph.drawing.html import html
from libgraph.drawing.island import safe_json
from libgraph.drawing.picture import Wanted, picture
from libgraph.drawing.points import points
from libgraph.drawing.routes import Point
from libgraph.drawing.scene import Edge, Node, Scene, Years
from windows import Window, browser

GOAL = 1.5
LARGE, TIES = 20_000, 40_000
VENDOR = Path(__file__).parent.parent / "src/libgraph/drawing/static/vendor.min.js"

BARE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>bare</title>
<style>html, body, #stage { margin: 0; height: 100%; }</style></head>
<body><div id="stage"></div>
<script type="application/json" id="data">$data</script>
<script>$vendor</script>
<script>
const { nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const graph = new Vendored.Graph({ multi: true, type: "undirected" });
nodes.forEach(([label, x, y, size, color], at) => graph.addNode(at, { label, x, y, size, color }));
edges.forEach(([one, other]) => graph.addEdge(one, other, { size: 0.6, color: "#c4c8cd" }));
new Vendored.Sigma(graph, document.getElementById("stage"));
</script></body></html>
""")

# Waits for a frame, then for the pixels of every WebGL canvas.
PAINTED = """
  const frame = () => new Promise(requestAnimationFrame);
  window.painted = () => frame().then(frame).then(() => {
    for (const canvas of document.querySelectorAll("canvas.sigma-nodes, canvas.sigma-edges")) {
      const gl = canvas.getContext("webgl2") || canvas.getContext("webgl");
      if (gl) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    }
    return performance.now();
  });
"""
WATCH = f"""{PAINTED}
  window.first = new Promise((done) => {{
    const look = () => document.querySelector("canvas.sigma-nodes")
      ? painted().then(done) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }});
  window.busy = [];
  new PerformanceObserver((list) => busy.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({{ entryTypes: ["longtask"] }});
"""

# What a hand does, each with the moment at which the page has answered.
HANDS = {
    "search: a letter until suggestions": """
      const [box, list] = ["find", "suggestions"].map((id) => document.getElementById(id));
      const sought = "national library";
      box.value = sought.slice(0, (box.value.length % sought.length) + 1);
      list.replaceChildren();
      const answered = new Promise((done) => new MutationObserver((_, watch) => {
        watch.disconnect(); done();
      }).observe(list, { childList: true }));
      box.dispatchEvent(new Event("input"));
      await answered;
    """,
    "filter: a kind hidden or shown": """
      document.querySelector("#kinds input").click();
    """,
    "year: a step of the slider": """
      const slider = document.getElementById("year");
      slider.value = Number(slider.value) - 1;
      slider.dispatchEvent(new Event("input"));
    """,
    "selection: a thing with its ties": """
      window.turn = (window.turn ?? 0) + 1;
      Page.select(Page.model.things[window.turn]);
    """,
}  # fmt: skip


def large_scene(count: int = LARGE, ties: int = TIES) -> Scene:
    """Invented libraries, tied by preferential attachment; the same at every call."""
    chance = random.Random(count)
    base = "https://w3id.org/libgraph/id/n"
    kinds = ("library", "library", "library", "organization", "agreement", "event")
    nodes = tuple(
        Node(
            f"{base}{at}", f"National library {at}", kinds[at % len(kinds)],
            (f"National library {at}", f"Национальная библиотека {at}", f"Ұлттық кітапхана {at}"),
            languages=("en", "ru", "kk"),
        )
        for at in range(count)
    )  # fmt: skip
    ends, edges = [0], []
    for at in range(1, count):
        for _ in range(ties // count):
            other = chance.choice(ends)
            edges.append(_tie(f"{base}{at}", f"{base}{other}", chance))
            ends += [at, other]
        ends[-1:] = [other] if other != at else []
    layers = (("membership", "Membership"), ("party", "Party to an agreement"))
    return Scene(
        f"{count} libraries",
        "Invented.",
        nodes,
        tuple(edges),
        layers=layers,
        years=Years(1950, 2025),
    )


def _tie(source: str, target: str, chance: random.Random) -> Edge:
    first = chance.randint(1950, 2020)
    sure = chance.random() < 0.8
    return Edge(
        source, target, "is a member of" if sure else "is party to", f"{first}/{first + 5}",
        sources=(f"Invented report of {first}",), layer="membership" if sure else "party",
        years=((first, first + 5, sure),),
    )  # fmt: skip


def shipped() -> Scene:
    """Everything in the graph that comes with libgraph."""
    from libgraph.graph.opened import open_graph

    return picture(open_graph(), Wanted())


def bare(scene: Scene, places: list[Point]) -> str:
    """The bare page of the same scene."""
    number = {node.id: at for at, node in enumerate(scene.nodes)}
    data = {
        "nodes": [
            (node.label, round(x, 1), round(-y, 1), 2.5, "#77aadd")
            for node, (x, y) in zip(scene.nodes, places, strict=True)
        ],
        "edges": [(number[edge.source], number[edge.target]) for edge in scene.edges],
    }
    return BARE.substitute(data=safe_json(data), vendor=VENDOR.read_text("utf-8"))


def spread(values: list[float]) -> str:
    """Median, least and most of some milliseconds."""
    return f"{median(values):,.0f} ({min(values):,.0f}–{max(values):,.0f})"


def answers(page: Window, runs: int) -> Iterator[tuple[str, list[float], float]]:
    """For each thing a hand does: how long until it is seen, and the longest task on the way."""
    for name, script in HANDS.items():
        page.ask("busy.length = 0")
        found = [
            float(page.ask(
                f"const begun = performance.now(); {script} "
                "const done = await painted(); await new Promise((done) => setTimeout(done, 400));"
                "return done - begun"
            ))
            for _ in range(runs)
        ]  # fmt: skip
        longest = float(page.ask("return Math.max(0, ...busy)"))
        yield name, found, longest


def measured(name: str, scene: Scene, folder: Path, runs: int) -> None:
    """Print what one scene gives."""
    begun = time.perf_counter()
    places = points(scene)
    laid_out = time.perf_counter() - begun
    pages = {"bare": bare(scene, places), "ours": html(scene)}
    built = time.perf_counter() - begun
    watch = f"<head><script>{WATCH}</script>"
    pages = {which: text.replace("<head>", watch, 1) for which, text in pages.items()}
    times: dict[str, list[float]] = {which: [] for which in pages}
    with browser(folder) as opened:
        for run in range(runs + 1):
            for which, text in pages.items():
                page = opened.open(text, 1280, 800)
                seen = float(page.ask("return await first"))
                times[which] += [seen] if run else []  # the first warms up
                opened.clear()
        page = opened.open(pages["ours"], 1280, 800)
        page.ask("await first; await new Promise((done) => setTimeout(done, 500))")
        hands = list(answers(page, runs))
        version = opened.tell("Browser.getVersion", {})["product"]
    ratio = median(one / other for one, other in zip(times["ours"], times["bare"], strict=True))
    sizes = {which: len(text.encode()) / 1e6 for which, text in pages.items()}
    print(
        f"\n**{name}**: {len(scene.nodes):,} things, {len(scene.edges):,} ties; {version}; laid "
        f"out in {laid_out:.1f} s, all built in {built:.1f} s; median (least–most) of {runs}, ms\n"
    )
    print("| what | ours | bare sigma | ratio | goal |\n|---|---:|---:|---:|---:|")
    both = f"{spread(times['ours'])} | {spread(times['bare'])} | {ratio:.2f} | {GOAL} |"
    print(f"| first draw | {both}")
    print(f"| file size, MB | {sizes['ours']:.2f} | {sizes['bare']:.2f} | | |")
    for what, found, longest in hands:
        print(f"| {what} | {spread(found)}; longest task {longest:,.0f} | | | |")


def main(runs: int, names: list[str]) -> None:
    """Print a table for each graph."""
    scenes: dict[str, Callable[[], Scene]] = {"shipped": shipped, str(LARGE): large_scene}
    with TemporaryDirectory() as place:
        for name in names or scenes:
            measured(name, scenes[name](), Path(place), runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7, sys.argv[2:])
