// The page around a picture. Other scripts use what `figure` offers:
//   figure.data, figure.words   what the page was given; what it says in its language
//   figure.svg, figure.frame    the picture and the window in which it moves
//   figure.state.register(key, read, apply)   keep a piece of state in the address: read() gives
//       text ('' is left out), apply(text) sets it;  figure.state.save(push)  after it changed
//   figure.rows(element)        the rows that an element stands for
//   figure.choose(row)          mark a row and what is drawn of it
//   figure.refresh()            after elements were added or their data-tip changed
//   figure.zoom(factor), figure.fit()   the frame hears "zoomed"; its data-scale is the new scale
"use strict";

const figure = (() => {
  const island = JSON.parse(document.getElementById("data").textContent);
  const frame = document.getElementById("frame");
  const svg = frame.querySelector("svg");
  return { data: island.data, words: island.words, frame, svg };
})();

// State in the address.
(() => {
  const parts = new Map();
  const start = () => new URLSearchParams(location.hash.slice(1));
  let busy = false;

  const apply = () => {
    const said = start();
    busy = true;
    for (const [key, part] of parts) {
      const value = said.get(key) ?? "";
      if (value !== part.read()) part.apply(value);
    }
    busy = false;
  };
  const save = (push = false) => {
    if (busy) return;
    const said = new URLSearchParams();
    for (const [key, part] of parts) if (part.read()) said.set(key, part.read());
    const hash = `#${said}`;
    if (hash === (location.hash || "#")) return;
    if (push) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  };
  const register = (key, read, set) => {
    parts.set(key, { read, apply: set });
    const value = start().get(key) ?? "";
    if (value && value !== read()) {
      busy = true;
      set(value);
      busy = false;
    }
  };
  addEventListener("popstate", apply);
  figure.state = { register, save };
})();

// Zooming and moving: the picture grows inside a window that scrolls.
(() => {
  const { frame, svg } = figure;
  const box = svg.viewBox.baseVal;
  const READABLE = 0.85; // on a narrow screen the picture starts no smaller than this
  let scale = 1;

  const least = () => Math.min(frame.clientWidth / box.width, innerHeight * 0.78 / box.height, 1);
  const starting = () => Math.min(Math.max(frame.clientWidth / box.width, READABLE), 1.35);
  const whole = () => frame.scrollHeight <= frame.clientHeight + 1 && frame.scrollWidth <= frame.clientWidth + 1;

  const set = (to, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
    const next = Math.min(Math.max(to, least()), 12);
    const left = (frame.scrollLeft + x) / scale;
    const top = (frame.scrollTop + y) / scale;
    scale = next;
    svg.style.width = `${box.width * scale}px`;
    svg.style.height = `${box.height * scale}px`;
    frame.scrollLeft = left * scale - x;
    frame.scrollTop = top * scale - y;
    frame.dataset.scale = scale.toFixed(3);
    frame.dispatchEvent(new Event("zoomed"));
  };
  const fit = () => set(least());
  figure.zoom = (factor, x, y) => set(scale * factor, x, y);
  figure.fit = fit;

  document.getElementById("zoomin").onclick = () => figure.zoom(1.4);
  document.getElementById("zoomout").onclick = () => figure.zoom(1 / 1.4);
  document.getElementById("fit").onclick = fit;

  const tall = () => box.height * starting() > innerHeight * 0.8;
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && tall() && !whole()) return;
    event.preventDefault();
    const { left, top } = frame.getBoundingClientRect();
    figure.zoom(Math.exp(-Math.sign(event.deltaY) * 0.16), event.clientX - left, event.clientY - top);
  }, { passive: false });

  let held = null;
  figure.dragged = false;
  frame.addEventListener("pointerdown", (event) => {
    figure.dragged = false;
    if (event.pointerType !== "mouse" || event.button) return;
    held = [event.clientX, event.clientY, frame.scrollLeft, frame.scrollTop];
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
    if (Math.hypot(dx, dy) > 4) {
      figure.dragged = true;
      frame.classList.add("dragging");
    }
    if (figure.dragged) [frame.scrollLeft, frame.scrollTop] = [held[2] - dx, held[3] - dy];
  });
  addEventListener("pointerup", () => {
    held = null;
    frame.classList.remove("dragging");
  });

  let pinch = 0;
  const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  frame.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2) { pinch = 0; return; }
    event.preventDefault();
    const [one, other] = event.touches;
    const { left, top } = frame.getBoundingClientRect();
    const now = apart(event.touches);
    if (pinch) figure.zoom(now / pinch, (one.clientX + other.clientX) / 2 - left, (one.clientY + other.clientY) / 2 - top);
    pinch = now;
  }, { passive: false });
  frame.addEventListener("touchend", () => { pinch = 0; });

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onFrame = event.target === frame;
    if (event.key === "+" || event.key === "=") figure.zoom(1.4);
    else if (event.key === "-" || event.key === "−") figure.zoom(1 / 1.4);
    else if (event.key === "0") fit();
    else if (onFrame && MOVES[event.key]) frame.scrollBy(...MOVES[event.key].map((way) => way * 80));
    else return;
    event.preventDefault();
  });

  set(starting());
  frame.scrollLeft = frame.scrollTop = 0;
  let wide = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== wide) set(starting());
    wide = innerWidth;
  });
})();

// What an element tells when it is pointed at or reached by keyboard; rows and elements.
(() => {
  const { frame, svg } = figure;
  const tip = document.getElementById("tip");
  let drawn = new Map(); // row: its elements
  let told = [];
  let chosen = "";

  figure.rows = (element) => (element.dataset.row ?? "").split(" ").filter(Boolean);

  // who speaks to the page says what is written there: that belongs to the label too
  const spoken = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, " ");
    return element.dataset.tip.includes(words) ? element.dataset.tip : `${words} ${element.dataset.tip}`;
  };
  figure.refresh = () => {
    for (const title of svg.querySelectorAll(":scope title")) {
      const owner = title.parentElement;
      if (owner === svg) svg.setAttribute("aria-label", title.textContent);
      else owner.dataset.tip ??= title.textContent;
      title.remove();
    }
    svg.removeAttribute("aria-labelledby");
    svg.setAttribute("role", "group");
    told = [...svg.querySelectorAll("[data-tip]")];
    drawn = new Map();
    told.forEach((element, at) => {
      element.setAttribute("role", element.dataset.row ? "button" : "img");
      element.setAttribute("aria-label", spoken(element));
      element.setAttribute("tabindex", at ? -1 : 0);
    });
    for (const element of svg.querySelectorAll("[data-row]")) {
      for (const row of figure.rows(element)) drawn.set(row, [...(drawn.get(row) ?? []), element]);
    }
    figure.drawn = drawn;
  };

  const place = (x, y) => {
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;
    const below = y + 18;
    tip.style.top = `${below + height < innerHeight - 8 ? below : Math.max(8, y - height - 12)}px`;
  };
  const show = (element, x, y) => {
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    place(x, y);
  };
  const hide = () => { tip.hidden = true; };
  svg.addEventListener("pointermove", (event) => {
    const element = event.target.closest("[data-tip]");
    if (element && !frame.classList.contains("dragging")) show(element, event.clientX, event.clientY);
    else hide();
  });
  svg.addEventListener("pointerleave", hide);
  frame.addEventListener("scroll", hide);
  svg.addEventListener("focusin", (event) => {
    const element = event.target.closest("[data-tip]");
    if (!element) return;
    for (const other of told) other.setAttribute("tabindex", other === element ? 0 : -1);
    const { left, bottom } = element.getBoundingClientRect();
    requestAnimationFrame(() => show(element, Math.max(left, 0), bottom - 14));
  });
  svg.addEventListener("focusout", hide);

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  svg.addEventListener("keydown", (event) => {
    const element = event.target.closest("[data-tip]");
    if (!element) return;
    if (STEPS[event.key]) {
      const seen = told.filter((one) => !one.classList.contains("dim"));
      const next = seen[(seen.indexOf(element) + STEPS[event.key] + seen.length) % seen.length];
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") jump(element);
    else if (event.key === "Escape") { hide(); frame.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // Between the picture and the tables.
  const jump = (element) => {
    const [row] = figure.rows(element);
    if (!row) return;
    figure.choose(row);
    figure.state.save(true);
    const line = document.getElementById(`row-${row}`);
    line?.scrollIntoView({ block: "center" });
    line?.querySelector("a.point")?.focus({ preventScroll: true });
  };
  svg.addEventListener("click", (event) => {
    const element = event.target.closest("[data-row]");
    if (element && !figure.dragged) jump(element);
  });
  figure.choose = (row) => {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    const line = document.getElementById(`row-${row}`);
    chosen = line ? row : "";
    if (!line) return;
    line.classList.add("chosen");
    for (const element of drawn.get(row) ?? []) element.classList.add("chosen");
  };
  const look = (row) => {
    const [element] = drawn.get(row) ?? [];
    if (!element) return;
    frame.scrollIntoView({ block: "nearest" });
    const [spot, window_] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy(spot.left - window_.left - frame.clientWidth / 3, spot.top - window_.top - frame.clientHeight / 2);
    element.focus?.({ preventScroll: true });
  };
  document.getElementById("sheets").addEventListener("click", (event) => {
    const link = event.target.closest("a.point");
    if (!link) return;
    event.preventDefault();
    figure.choose(link.hash.slice("#row=".length));
    figure.state.save(true);
    look(chosen);
  });
  figure.refresh();
  figure.state.register("row", () => chosen, (row) => {
    figure.choose(row);
    look(chosen);
  });
})();
