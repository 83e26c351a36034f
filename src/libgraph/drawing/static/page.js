// Brings the parts together: selection and address, kinds, keyboard, and what to do without WebGL.
"use strict";

(() => {
  const { things, kinds, layers, bySlug, words } = Page.model;
  const root = document.documentElement;
  const body = document.body;
  let selected = null;

  // ---- Selection, filters, year and search live in the address.
  let options = {};
  let before = null; // the filters that everything was last drawn with
  Page.select = (thing, given = {}) => {
    if (thing === selected) return Page.panel.show(thing, given);
    options = given;
    selected = thing;
    Page.state.write(thing);
    show();
  };
  Page.stay = () => Page.state.write(selected, { step: false });

  function show() {
    if (selected && !selected.kind.shown) {
      setKind(selected.kind, true);
      Page.stay();
    }
    Page.canvas.select(selected);
    Page.panel.show(selected, options);
    options = {};
    body.dataset.selected = selected ? selected.slug : "";
  }

  function apply() {
    const wanted = Page.state.read();
    selected = wanted.selected;
    for (const kind of kinds) setKind(kind, !wanted.hide.has(kind.key), true);
    for (const layer of layers) setLayer(layer, !wanted.without.has(layer.key), true);
    Page.years.set(wanted.year);
    if (Page.state.filters() !== before) refresh();
    const box = document.getElementById("find");
    if (box.value.trim() !== wanted.find) box.value = wanted.find;
    show();
  }
  addEventListener("hashchange", () => {
    if (!Page.state.foreign()) return;
    Page.years.pause();
    apply();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#node="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const thing = bySlug.get(link.getAttribute("href").slice("#node=".length));
    if (!thing) return;
    link.setAttribute("href", Page.state.hash(thing)); // the link keeps filters and year
    setTimeout(() => link.setAttribute("href", `#node=${thing.slug}`));
  });

  function refresh() {
    before = Page.state.filters();
    Page.years.tell();
    Page.list.refresh();
    Page.canvas.refresh();
  }

  // ---- Kinds of things and of ties
  const boxesOf = (id, all) => new Map(
    [...document.querySelectorAll(`#${id} input`)].map((box) => [all[Number(box.value)], box]));
  const boxes = boxesOf("kinds", kinds);
  const layerBoxes = boxesOf("layers", layers);

  function setKind(kind, shown, quiet = false) {
    kind.shown = shown;
    boxes.get(kind).checked = shown;
    if (!quiet) refresh();
  }
  function setLayer(layer, shown, quiet = false) {
    layer.shown = shown;
    if (layerBoxes.has(layer)) layerBoxes.get(layer).checked = shown;
    if (!quiet) refresh();
  }
  for (const [kind, box] of boxes) box.addEventListener("change", () => {
    setKind(kind, box.checked);
    if (selected) Page.panel.show(kind === selected.kind && !box.checked ? null : selected);
    Page.state.write(selected);
  });
  for (const [layer, box] of layerBoxes) box.addEventListener("change", () => {
    setLayer(layer, box.checked);
    Page.panel.show(selected);
    Page.state.write(selected);
  });
  document.getElementById("every").addEventListener("click", () => {
    for (const kind of kinds) setKind(kind, true, true);
    for (const layer of layers) setLayer(layer, true, true);
    refresh();
    Page.panel.show(selected);
    Page.state.write(selected);
  });

  // ---- Keyboard
  addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName) && !["checkbox", "range"].includes(event.target.type);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      Page.search.focus();
    } else if (event.key === "Escape" && !Page.search.escape() && selected) Page.select(null);
  });

  // ---- Zoom
  const press = (id, action) => document.getElementById(id).addEventListener("click", action);
  press("zoomin", () => Page.canvas.zoom(0.6));
  press("zoomout", () => Page.canvas.zoom(1 / 0.6));
  press("fit", () => Page.canvas.whole());

  // ---- The still picture waits, unread, until there is no canvas, or paper.
  function still() {
    const paper = document.getElementById("paper");
    if (paper && !document.getElementById("still")) paper.insertAdjacentHTML("afterend", paper.textContent);
  }
  addEventListener("beforeprint", still);
  matchMedia("print").addEventListener("change", (paper) => { if (paper.matches) still(); });

  // ---- Start
  function begin() {
    if (innerWidth < 700) for (const id of ["kinds", "layers"]) document.getElementById(id).open = false;
    const live = Page.canvas.works();
    root.classList.toggle("live", live);
    if (!live) {
      still();
      const notice = document.getElementById("notice");
      notice.textContent = words.nowebgl;
      notice.hidden = false;
    }
    Page.years.begin(({ playing }) => {
      refresh();
      if (selected) Page.panel.show(selected);
      if (!playing) Page.stay();
    });
    apply();
    if (live) Page.canvas.start(); // last, for each change would draw everything again
    body.dataset.things = things.length;
    body.dataset.drawn = live ? "canvas" : "still";
  }
  begin();
})();
