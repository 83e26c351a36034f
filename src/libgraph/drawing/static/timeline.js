// The timeline: kinds can be taken out; years and headings stay in sight while it is scrolled.
"use strict";

(() => {
  const { svg, frame } = figure;
  const groups = [...svg.querySelectorAll(".tl-kind")];
  const boxes = [...document.querySelectorAll("#kinds input")];
  const lines = [...svg.querySelectorAll(".tl-grid line")];
  const after = svg.querySelector(".tl-after");
  const high = svg.viewBox.baseVal.height;
  const bottom = lines.length ? Number(lines[0].getAttribute("y2")) : 0;

  // A kind that is taken out: what stands below it moves up, its marks tell nothing.
  const silence = (group, off) => {
    for (const mark of group.querySelectorAll("[data-row]")) {
      const [from, to] = off ? ["tip", "told"] : ["told", "tip"];
      if (!(from in mark.dataset)) continue;
      mark.dataset[to] = mark.dataset[from];
      delete mark.dataset[from];
    }
  };
  const show = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    let gone = 0;
    for (const group of groups) {
      const out = off.has(group.dataset.kind);
      group.classList.toggle("tl-off", out);
      group.setAttribute("transform", `translate(0 ${-gone})`);
      silence(group, out);
      if (out) gone += Number(group.dataset.high);
    }
    after.setAttribute("transform", `translate(0 ${-gone})`);
    for (const line of lines) line.setAttribute("y2", bottom - gone);
    svg.viewBox.baseVal.height = high - gone;
    figure.data.kinds.forEach((kind, row) => {
      document.getElementById(`row-${row}`)?.classList.toggle("tl-off", off.has(kind));
    });
    figure.refresh();
    figure.search();
    figure.zoom(1);
  };
  const hidden = () => boxes.filter((box) => !box.checked).map((box) => box.value).join(".");
  for (const box of boxes) {
    box.addEventListener("change", () => {
      show();
      figure.state.save(true);
    });
  }
  figure.state.register("without", hidden, (text) => {
    const off = text.split(".");
    for (const box of boxes) box.checked = !off.includes(box.value);
    show();
  });

  // The years, again, at the top of the window once their own place is scrolled away.
  const own = svg.querySelector(".tl-axis");
  if (!own) return;
  const { y, height } = own.getBBox();
  const wide = svg.viewBox.baseVal.width;
  const copy = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  copy.setAttribute("viewBox", `0 ${y - 6} ${wide} ${height + 12}`);
  copy.setAttribute("font-family", svg.getAttribute("font-family"));
  copy.append(own.cloneNode(true));
  const bar = document.createElement("div");
  bar.id = "tl-years";
  bar.setAttribute("aria-hidden", "true");
  bar.append(copy);
  frame.prepend(bar);
  const heads = [...svg.querySelectorAll(".tl-head")];
  const margin = Number(heads[0].getAttribute("x"));
  const scale = () => Number(frame.dataset.scale);
  const follow = () => {
    bar.style.width = svg.style.width;
    bar.hidden = frame.scrollTop < y * scale();
    const x = Math.max(margin, frame.scrollLeft / scale() + 14);
    for (const head of heads) head.setAttribute("x", x);
  };
  frame.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(svg);
  addEventListener("beforeprint", () => { for (const head of heads) head.setAttribute("x", margin); });
  addEventListener("afterprint", follow);

  // A narrow window begins where half of all has begun.
  if (frame.clientWidth < 600 && !svg.querySelector(".chosen")) {
    const begun = [...svg.querySelectorAll("[data-row]")].map((one) => one.getBBox().x).sort((a, b) => a - b);
    frame.scrollLeft = begun[Math.floor(begun.length / 2)] * scale() - frame.clientWidth / 3;
  }
  follow();
})();
