// The moving picture: sigma draws shapes and lines, labels.js writes on a layer above them.
"use strict";

(() => {
  const { things, ties, kinds, sized, shown, shownTie, holds, fades } = Page.model;
  const stage = document.getElementById("stage");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const focus = { selected: null, hovered: null };
  const near = { things: new Set(), lines: new Set() };
  const lines = bundled();
  const crowd = things.length > 400;
  const dense = lines.length > 6000; // so many lines are too much for a computer without a GPU
  let colours = themeColours();
  let renderer = null;
  let taller = 1;

  /** Ties between the same two things are one line: [{at, one, two, ties, arrow}]. */
  function bundled() {
    const found = new Map();
    for (const tie of ties) {
      const [one, two] = [tie.source.at, tie.target.at].sort((a, b) => a - b);
      const key = `${one} ${two}`;
      if (!found.has(key)) found.set(key, { at: found.size, one: tie.source, two: tie.target, ties: [] });
      found.get(key).ties.push(tie);
    }
    return [...found.values()];
  }

  function themeColours() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    return { paper: colour("--paper"), ink: colour("--ink"), line: colour("--line"), strong: colour("--strong") };
  }

  const mixtures = new Map();
  function mixed(...given) {
    const key = given.join();
    if (!mixtures.has(key)) mixtures.set(key, mixture(...given));
    return mixtures.get(key);
  }
  function mixture(one, other, share) {
    const channel = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
    const parts = [1, 3, 5].map((at) =>
      Math.round(channel(one, at) + (channel(other, at) - channel(one, at)) * share)
        .toString(16)
        .padStart(2, "0"));
    return `#${parts.join("")}`;
  }

  const sizeOf = (thing) => {
    const narrow = Math.min(1, Math.max(0.6, stage.clientWidth / 800));
    const base = narrow * (things.length <= 80 ? 7 : things.length <= 200 ? 6 : things.length <= 600 ? 5 : things.length <= 5000 ? 3.2 : 2);
    if (sized) return base * (0.8 + 2.4 * thing.size);
    return Math.min(base + Math.sqrt(thing.ties.length) * base * 0.22, base * 2.4);
  };

  function graphOf() {
    const graph = new Vendored.Graph({ multi: true, type: "undirected" });
    for (const thing of things)
      graph.addNode(thing.at, { x: thing.x, y: thing.y * taller, size: sizeOf(thing), shape: thing.kind.at });
    for (const line of lines)
      graph.addEdgeWithKey(`e${line.at}`, line.one.at, line.two.at, { number: line.at });
    return graph;
  }

  function drawnThing(key, data) {
    const thing = things[key];
    const look = { ...data, label: null, color: thing.look.fill, border: thing.look.line, zIndex: 1 };
    if (!shown(thing)) return { ...look, hidden: true };
    const away = near.things.size ? !near.things.has(thing) : fades(thing);
    if (away) {
      look.color = mixed(look.color, colours.paper, 0.75);
      look.border = mixed(look.border, colours.paper, 0.75);
      look.zIndex = 0;
    } else if (thing === focus.selected || thing === focus.hovered) {
      look.size = data.size * 1.3;
      look.border = colours.ink;
      look.zIndex = 2;
    }
    return look;
  }

  function drawnLine(key, data) {
    const line = lines[data.number];
    const now = line.ties.filter(shownTie);
    const type = dense && !near.lines.has(line) ? "thin" : "tie";
    if (!now.length) return { ...data, type, hidden: true };
    const one = now[0];
    const pointed = !crowd && now.every((tie) => tie.directed && tie.source === one.source);
    const inFocus = near.lines.has(line);
    const possible = now.every((tie) => holds(tie) === "possibly");
    const share = near.things.size && !inFocus ? 0.8 : crowd ? (possible ? 0.75 : 0.6) : possible ? 0.3 : 0;
    return {
      ...data,
      type,
      arrow: pointed,
      backwards: one.source !== line.one,
      dashed: possible,
      color: inFocus ? colours.strong : mixed(colours.line, colours.paper, share),
      size: inFocus ? 2 : crowd ? 0.6 : 1.2,
    };
  }

  function start() {
    const { shapesProgram, NothingProgram } = Page.shapes;
    const { ThinProgram, TieProgram } = Page.lines;
    taller = stretch();
    findNear();
    renderer = new Vendored.Sigma(graphOf(), stage, {
      nodeProgramClasses: { thing: shapesProgram(kinds.map((kind) => kind.glyph)) },
      nodeHoverProgramClasses: { thing: NothingProgram },
      edgeProgramClasses: { thin: ThinProgram, tie: TieProgram },
      defaultNodeType: "thing",
      defaultEdgeType: "tie",
      nodeReducer: drawnThing,
      edgeReducer: drawnLine,
      renderLabels: false,
      allowInvalidContainer: true, // on paper it has no size
      zIndex: true,
      hideEdgesOnMove: dense,
      stagePadding: things.length <= 150 ? 60 : 30,
      minCameraRatio: 0.005,
      maxCameraRatio: 3,
      defaultDrawNodeHover: () => {},
    });
    renderer.on("enterNode", ({ node }) => hover(things[node]));
    renderer.on("leaveNode", () => hover(null));
    renderer.on("clickNode", ({ node }) => Page.select(things[node]));
    renderer.on("clickStage", () => Page.select(null));
    Page.labels.start(renderer, { focus, near, lines, colours: () => colours });
    if (focus.selected) lookAt(focus.selected);
    addEventListener("resize", () => {
      if (Math.abs(stretch() / taller - 1) < 0.1) return;
      taller = stretch();
      renderer.getGraph().updateEachNodeAttributes((key, node) => ({ ...node, y: things[key].y * taller }));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      colours = themeColours();
      refresh();
    });
  }

  function hover(thing) {
    focus.hovered = thing;
    stage.style.cursor = thing ? "pointer" : "";
    refresh();
  }

  function select(thing) {
    if (thing === focus.selected && !focus.hovered) return;
    focus.selected = thing;
    focus.hovered = null;
    refresh();
    if (thing && renderer) renderer.once("afterRender", () => lookAt(thing));
  }

  /** Who and what stays bright: the hovered or selected thing, its neighbours, its lines. */
  function findNear() {
    near.things.clear();
    near.lines.clear();
    const middle = focus.hovered || focus.selected;
    if (!middle) return;
    near.things.add(middle);
    for (const line of lines) {
      if (line.one !== middle && line.two !== middle) continue;
      if (!line.ties.some(shownTie)) continue;
      near.lines.add(line);
      near.things.add(line.one).add(line.two);
    }
  }

  function refresh() {
    findNear();
    if (renderer) renderer.refresh({ skipIndexation: true, schedule: true });
  }

  function move(where) {
    if (renderer) renderer.getCamera().animate(where, { duration: still.matches ? 0 : 400 });
  }

  /** Show a thing with its neighbours, as large as they fit; stay where they are large enough. */
  function lookAt(thing) {
    if (thing !== focus.selected) return;
    const camera = renderer.getCamera();
    const { width, height } = renderer.getDimensions();
    const free = height - covered(height);
    const spots = [...near.things].map(({ at }) => renderer.getNodeDisplayData(at)).filter(Boolean);
    const seen = spots.map((spot) => renderer.framedGraphToViewport(spot));
    const inside = seen.every(({ x, y }) => x > 40 && y > 30 && x < width - 40 && y < free - 30);
    const [left, right] = extent(seen.map(({ x }) => x));
    const [top, bottom] = extent(seen.map(({ y }) => y));
    const wanted = camera.ratio * Math.max((right - left + 200) / width, (bottom - top + 120) / free);
    const ratio = Math.min(1.5, Math.max(wanted, Math.min(1, Math.sqrt(12 / things.length))));
    if (inside && ratio > camera.ratio * 0.75) return;
    const middle = renderer.viewportToFramedGraph({ x: sum(left, right) / 2, y: sum(top, bottom) / 2 });
    const pixel = renderer.viewportToFramedGraph({ x: 0, y: 0 }).y - renderer.viewportToFramedGraph({ x: 0, y: 1 }).y;
    const lower = ((height - free) / 2) * pixel * (ratio / camera.ratio);
    move({ x: middle.x, y: middle.y - lower, ratio });
  }

  /** How much of the stage's foot lies under the panel, as it does on a narrow screen. */
  function covered(height) {
    const panel = document.getElementById("panel");
    if (panel.hidden || getComputedStyle(panel).position !== "fixed") return 0;
    const hidden = stage.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
    return Math.min(Math.max(hidden, 0), height * 0.7);
  }

  const extent = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
  const sum = (one, other) => one + other;

  /** How much taller to draw the layout, so that it fills the stage: only who is near whom counts. */
  function stretch() {
    const [left, right] = extent(things.map(({ x }) => x));
    const [low, high] = extent(things.map(({ y }) => y));
    const given = (right - left + 1) / (high - low + 1);
    const wanted = stage.clientWidth / Math.max(stage.clientHeight, 1);
    return things.length > 600 ? 1 : Math.min(2.6, Math.max(0.6, given / wanted));
  }

  const zoom = (factor) => renderer && move({ ratio: renderer.getCamera().ratio * factor });
  const whole = () => move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  const works = () => {
    if (typeof Vendored === "undefined" || !Page.shapes) return false;
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return Boolean(context);
  };

  Page.canvas = { start, works, select, refresh, zoom, whole };
})();
