// Searching: rows that do not match are hidden, what is drawn of them fades.
(() => {
  const box = document.getElementById("find");
  const status = document.getElementById("found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("#sheets tbody tr")].map((line) => [line, fold(line.textContent)]);
  let waiting = 0;

  const search = () => {
    const sought = fold(box.value).split(/\s+/).filter(Boolean);
    const found = new Set();
    for (const [line, text] of rows) {
      const hit = sought.every((word) => text.includes(word));
      line.hidden = !hit;
      if (hit) found.add(line.id.slice("row-".length));
    }
    for (const elements of figure.drawn.values()) {
      for (const element of elements) {
        element.classList.toggle("dim", !figure.rows(element).some((row) => found.has(row)));
      }
    }
    const { found: said, nothing } = figure.words;
    status.textContent = !sought.length ? "" : found.size ? said.replace("{n}", found.size).replace("{all}", rows.length) : nothing;
  };
  figure.search = search;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { search(); figure.state.save(); }, 140);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.value = "";
    search();
    figure.state.save();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    box.focus();
  });
  figure.state.register("find", () => box.value.trim(), (text) => { box.value = text; search(); });
})();
