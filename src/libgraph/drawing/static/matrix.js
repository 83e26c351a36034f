// The matrix: a cross over row and column, their names in bold; arrow keys go from cell to cell.
"use strict";

(() => {
  const { svg } = figure;
  const grid = document.getElementById("mx-grid");
  const [left, top, cell, count] = ["x", "y", "cell", "count"].map((key) => Number(grid.dataset[key]));
  const names = [...svg.querySelectorAll(".mx-row, .mx-column")];
  const cells = [...svg.querySelectorAll(".mx-cell")];

  const NS = "http://www.w3.org/2000/svg";
  const cross = document.createElementNS(NS, "g");
  cross.id = "mx-cross";
  const [across, down] = [0, 1].map(() => cross.appendChild(document.createElementNS(NS, "rect")));
  grid.after(cross);
  const put = (band, x, y, width, height) => {
    for (const [key, value] of Object.entries({ x, y, width, height })) band.setAttribute(key, value);
  };
  const mark = (row, column) => {
    const side = cell * count;
    put(across, left, top + row * cell, side, row < 0 ? 0 : cell);
    put(down, left + column * cell, top, column < 0 ? 0 : cell, side);
    for (const name of names) {
      const at = Number(name.dataset.at);
      name.classList.toggle("mx-on", at === (name.classList.contains("mx-row") ? row : column));
    }
  };
  const clear = () => mark(-1, -1);
  clear();

  const inside = (place) => (place >= 0 && place < count ? place : -1);
  svg.addEventListener("pointermove", (event) => {
    const name = event.target.closest(".mx-row, .mx-column");
    if (name) {
      const at = Number(name.dataset.at);
      mark(at, at);
      return;
    }
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(grid.getScreenCTM().inverse());
    const [row, column] = [inside(Math.floor((spot.y - top) / cell)), inside(Math.floor((spot.x - left) / cell))];
    if (row < 0 || column < 0) clear();
    else mark(row, column);
  });
  svg.addEventListener("pointerleave", clear);
  svg.addEventListener("focusin", (event) => {
    const { r, c, at } = event.target.closest("g")?.dataset ?? {};
    if (r !== undefined) mark(Number(r), Number(c));
    else if (at !== undefined) mark(Number(at), Number(at));
  });
  svg.addEventListener("focusout", clear);

  // To the next cell of the same row or column; a name leads into its own row or column.
  const WAYS = { ArrowRight: ["c", "r", 1], ArrowLeft: ["c", "r", -1], ArrowDown: ["r", "c", 1], ArrowUp: ["r", "c", -1] };
  svg.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    const here = event.target.closest(".mx-cell");
    if (!way || !here) return;
    event.preventDefault();
    event.stopPropagation();
    const [along, fixed, step] = way;
    const line = cells.filter((one) => one.dataset[fixed] === here.dataset[fixed] && !one.classList.contains("dim"));
    line.sort((one, other) => step * (one.dataset[along] - other.dataset[along]));
    const next = line[line.indexOf(here) + 1];
    next?.focus();
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, true);
})();
