// On paper the picture is cut between its rows into parts that fit a page, each with the years.
"use strict";

(() => {
  const { svg, frame } = figure;
  const FIRST = 730, NEXT = 760; // so high is a part on A4 laid across, in units of the picture
  const axis = svg.querySelector(".tl-axis");
  if (!axis) return;
  const own = axis.getBBox();
  const top = own.height + 10;

  const drawn = (tag, attributes, ...parts) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...parts);
    return made;
  };
  svg.querySelector(".tl-grid").id = "tl-grid";
  axis.id = "tl-axis";
  svg.querySelector(".tl-after").id = "tl-after";
  const again = (id, more = {}) => drawn("use", { href: `#${id}`, ...more });

  // What is drawn in rows, each with its top; and where it can be cut: above a row, though not
  // between a heading and what it heads.
  const measured = () => {
    const all = svg.getBoundingClientRect();
    const unit = svg.viewBox.baseVal.height / all.height;
    const top = (one) => Math.round((one.getBoundingClientRect().top - all.top) * unit);
    const rows = [...svg.querySelectorAll(".tl-kind:not(.tl-off) > *")].map((one) => [top(one), one]);
    const heads = new Map(rows.map(([y, one]) => [y, one.classList.contains("tl-head")]));
    const tops = [...heads].sort(([a], [b]) => a - b);
    const cuts = tops.filter((_, at) => at && !tops[at - 1][1]).map(([y]) => y - 3);
    return { rows, cuts: [...cuts, top(svg.querySelector(".tl-after")) - 6] };
  };
  const body = svg.querySelector(".tl-body");
  const inside = (rows, start, end) => {
    const made = drawn("g", { transform: body.getAttribute("transform") });
    for (const [y, one] of rows) {
      if (y < start - 4 || y >= end - 3) continue;
      const moved = one.parentNode.getAttribute("transform") ?? "";
      made.append(drawn("g", { transform: moved }, one.cloneNode(true)));
    }
    return made;
  };
  const parts = () => {
    const { width, height } = svg.viewBox.baseVal;
    const { rows, cuts } = measured();
    const found = [];
    for (let start = 0; start < height;) {
      const reach = start + (start ? NEXT : FIRST);
      const end = height <= reach ? height : cuts.filter((y) => y > start + 40 && y <= reach).pop() ?? reach;
      const head = start ? top : 0;
      const piece = drawn("svg", {
        y: head, width, height: end - start, viewBox: `0 ${start} ${width} ${end - start}`,
      }, again("tl-grid"), again("tl-axis"), inside(rows, start, end), again("tl-after"));
      const years = start ? [again("tl-axis", { y: 6 - own.y })] : [];
      found.push(drawn("svg", {
        class: "tl-part", viewBox: `0 0 ${width} ${head + end - start}`,
        fill: svg.getAttribute("fill"), "font-family": svg.getAttribute("font-family"), "aria-hidden": "true",
      }, ...years, piece));
      start = end;
    }
    return found;
  };
  const mend = () => {
    for (const part of frame.querySelectorAll(".tl-part")) part.remove();
    document.documentElement.classList.remove("tl-cut");
  };
  addEventListener("beforeprint", () => {
    mend();
    frame.append(...parts());
    document.documentElement.classList.add("tl-cut");
  });
  addEventListener("afterprint", mend);
})();
