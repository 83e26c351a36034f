// Brings the parts together: selection and address, kinds, keyboard, and what to do without WebGL.
"use strict";

(() => {
  const { things, kinds, bySlug, words } = Page.model;
  const root = document.documentElement;
  const body = document.body;
  const PREFIX = "#node=";
  const NOTHING = "#all";
  let selected = null;

  // ---- Selection lives in the address, so that it can be shared and the back button works.
  const wanted = () => {
    const hash = location.hash;
    if (!hash.startsWith(PREFIX)) return null;
    const slug = hash.slice(PREFIX.length);
    try {
      return bySlug.get(slug) || bySlug.get(decodeURIComponent(slug)) || null;
    } catch {
      return null; // a broken escape in an address typed by hand
    }
  };

  let options = {};
  Page.select = (thing, given = {}) => {
    if (thing === selected) return Page.panel.show(thing, given);
    options = given;
    location.hash = thing ? PREFIX + thing.slug : NOTHING;
  };

  function apply() {
    selected = wanted();
    if (selected && !selected.kind.shown) setKind(selected.kind, true);
    Page.canvas.select(selected);
    Page.panel.show(selected, options);
    options = {};
    body.dataset.selected = selected ? selected.slug : "";
  }
  addEventListener("hashchange", apply);

  // ---- Kinds
  const boxes = new Map(
    [...document.querySelectorAll("#kinds input")].map((box) => [kinds[Number(box.value)], box]));

  function setKind(kind, shown) {
    kind.shown = shown;
    boxes.get(kind).checked = shown;
    Page.list.refresh();
    Page.canvas.refresh();
  }
  for (const [kind, box] of boxes) box.addEventListener("change", () => {
    setKind(kind, box.checked);
    if (selected) Page.panel.show(kind === selected.kind && !box.checked ? null : selected);
  });
  document.getElementById("every").addEventListener("click", () => {
    for (const kind of kinds) setKind(kind, true);
    Page.panel.show(selected);
  });

  // ---- Keyboard
  addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName) && event.target.type !== "checkbox";
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

  // ---- Start
  function begin() {
    if (innerWidth < 700) document.getElementById("kinds").open = false;
    if (Page.canvas.works()) {
      root.classList.add("live");
      Page.canvas.start();
    } else {
      const notice = document.getElementById("notice");
      notice.textContent = words.nowebgl;
      notice.hidden = false;
    }
    apply();
    body.dataset.things = things.length;
    body.dataset.drawn = root.classList.contains("live") ? "canvas" : "still";
  }
  begin();
})();
