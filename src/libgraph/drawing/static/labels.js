// Names and dates on the canvas: most tied first, each where it covers nothing, else not at all.
"use strict";

(() => {
  const { things, shown, shownTie, fades } = Page.model;
  const FONT = '"Noto Sans", Arimo, Arial, Helvetica, sans-serif';
  const SIZE = things.length <= 80 ? 12 : 11;
  const [STEP, MOST, CELL] = [SIZE + 2, 350, 64];
  const ranked = [...things].sort((a, b) => b.ties.length - a.ties.length || a.at - b.at);
  const folded = new Map();
  let renderer, state, pen;

  function start(sigma, given) {
    [renderer, state] = [sigma, given];
    renderer.createCanvasContext("names", { beforeLayer: "mouse", style: { pointerEvents: "none" } });
    pen = renderer.getCanvases().names.getContext("2d");
    renderer.on("afterRender", draw);
    fit();
    draw();
  }

  /** The size that sigma gives its own layers when the window changes, given to the new one now. */
  function fit() {
    const { names } = renderer.getCanvases();
    const { width, height } = renderer.getDimensions();
    const ratio = devicePixelRatio || 1;
    Object.assign(names.style, { width: `${width}px`, height: `${height}px` });
    Object.assign(names, { width: width * ratio, height: height * ratio });
    pen.scale(ratio, ratio);
  }

  // ---- What is taken: rectangles in a grid of cells.
  const taken = new Map();
  const cellsOf = ([left, top, right, bottom]) => {
    const found = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) found.push(`${x} ${y}`);
    return found;
  };
  const take = (box) => {
    for (const cell of cellsOf(box)) taken.has(cell) ? taken.get(cell).push(box) : taken.set(cell, [box]);
  };
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const inside = ([left, top, right, bottom]) =>
    left >= 0 && top >= 0 && right <= renderer.getDimensions().width && bottom <= renderer.getDimensions().height;
  const free = (box) =>
    inside(box) && !cellsOf(box).some((cell) => taken.get(cell)?.some((one) => one.owner !== box.owner && meets(one, box)));

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  function fitted(text, limit) {
    if (pen.measureText(text).width <= limit) return text;
    const letters = Array.from(text.replace(/…$/, ""));
    while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > limit) letters.pop();
    return `${letters.join("").trimEnd()}…`;
  }

  /** Rows of at most `limit` pixels, at most `most` of them. */
  function rowsOf(text, limit, most) {
    const key = `${limit} ${most} ${text}`;
    if (folded.has(key)) return folded.get(key);
    pen.font = `${SIZE}px ${FONT}`;
    const rows = [];
    const words = text.split(/\s+/);
    while (words.length && rows.length < most) {
      let row = words.shift();
      while (words.length && pen.measureText(`${row} ${words[0]}`).width <= limit) row += ` ${words.shift()}`;
      rows.push(row);
    }
    const rest = words.length ? ` ${words[0]}…` : "";
    const shown = rows.map((row, at) => fitted(at === rows.length - 1 ? row + rest : row, limit));
    const result = { rows: shown, width: Math.max(...shown.map((row) => pen.measureText(row).width)) };
    folded.set(key, result);
    return result;
  }

  /** Below, above, right, left: [left edge, top edge, text alignment, x of the text]. */
  function places(x, y, radius, { rows, width }) {
    const [high, gap] = [rows.length * STEP, radius + 3];
    return [
      [x - width / 2, y + gap, "center", x],
      [x - width / 2, y - gap - high, "center", x],
      [x + gap + 1, y - high / 2, "left", x + gap + 1],
      [x - gap - 1 - width, y - high / 2, "right", x - gap - 1],
    ].map(([left, top, align, at]) => ({ box: [left - 1, top, left + width + 1, top + high], align, at, top }));
  }

  function write(text, place, look) {
    pen.font = `${look.weight || ""} ${look.size || SIZE}px ${FONT}`;
    pen.textAlign = place.align;
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = state.colours().paper;
    pen.fillStyle = look.colour;
    text.rows.forEach((row, at) => {
      pen.strokeText(row, place.at, place.top + 1 + at * STEP);
      pen.fillText(row, place.at, place.top + 1 + at * STEP);
    });
    take(place.box);
  }

  function name(spot, important) {
    const { thing, x, y, radius } = spot;
    const tries = important ? [[260, 4], [180, 4], [120, 5]] : [[118, 2], [88, 2], [64, 2], [56, 1]];
    for (const [limit, most] of tries) {
      const text = rowsOf(thing.group ? `${thing.group} · ${thing.label}` : thing.label, limit, most);
      const options = places(x, y, radius, text);
      for (const option of options) option.box.owner = thing;
      const last = important && limit === 120;
      const found = options.find(({ box }) => free(box)) ||
        (important && options.find(({ box }) => inside(box))) || (last && options[0]);
      if (!found) continue;
      return write(text, found, { colour: state.colours().ink, weight: important ? "bold" : "" });
    }
  }

  /** What a line says stands nearer to its less tied end, where there is more room. */
  const hubFirst = (line) => line.one.ties.length >= line.two.ties.length;

  /** What a line says, in its middle or a little off it. */
  function say(line, spots) {
    const [one, two] = [spots.get(line.one), spots.get(line.two)];
    if (!one || !two) return;
    const now = line.ties.filter(shownTie).slice(0, 2);
    const texts = now.map((tie) => [tie.label, tie.when].filter(Boolean).join(", "));
    if (line.ties.length > 2) texts.push("…");
    const far = Math.hypot(one.x - two.x, one.y - two.y);
    const text = rowsOf(texts.join(" · "), 130, 3);
    if (far < Math.min(text.width, 90) + 30 && !state.near.lines.has(line)) return;
    const high = text.rows.length * STEP;
    for (const share of hubFirst(line) ? [0.6, 0.7, 0.5, 0.8, 0.4] : [0.4, 0.3, 0.5, 0.2, 0.6]) {
      const x = one.x + (two.x - one.x) * share;
      const y = one.y + (two.y - one.y) * share;
      const box = [x - text.width / 2 - 2, y - high / 2, x + text.width / 2 + 2, y + high / 2];
      box.owner = line;
      if (!free(box)) continue;
      return write(text, { box, align: "center", at: x, top: y - high / 2 }, { colour: state.colours().strong });
    }
  }

  /** The shown things inside the window, most tied first, as far as their names could fit. */
  function spotsInView() {
    const { width, height } = renderer.getDimensions();
    const found = new Map();
    for (const thing of ranked) {
      if (!shown(thing)) continue;
      const data = renderer.getNodeDisplayData(thing.at);
      const { x, y } = renderer.framedGraphToViewport(data);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      found.set(thing, { thing, x, y, radius: renderer.scaleSize(data.size) });
    }
    return found;
  }

  function draw() {
    const { width, height } = renderer.getDimensions();
    pen.clearRect(0, 0, width, height);
    taken.clear();
    const spots = spotsInView();
    const { focus, near, lines } = state;
    const keepClear = spots.size <= 300 ? spots.size : 60; // in a crowd, names may cover the small
    for (const { thing, x, y, radius } of [...spots.values()].slice(0, keepClear)) {
      if (near.things.size && !near.things.has(thing)) continue;
      const box = [x - radius, y - radius, x + radius, y + radius];
      box.owner = thing;
      if (radius > 2.5) take(box);
    }
    const first = [focus.hovered, focus.selected].filter((thing) => thing && spots.has(thing));
    for (const thing of new Set(first)) name(spots.get(thing), true);
    const close = [...near.things].filter((thing) => spots.has(thing) && !first.includes(thing));
    for (const thing of close.slice(0, MOST)) name(spots.get(thing), false);
    for (const line of [...near.lines].slice(0, 60)) say(line, spots);
    if (near.things.size) return;
    let left = spots.size <= 300 ? MOST : 60;
    for (const spot of spots.values()) {
      if (fades(spot.thing)) continue;
      if (!left--) break;
      name(spot, false);
    }
    if (spots.size <= 60) for (const line of lines) say(line, spots);
  }

  Page.labels = { start };
})();
