// The search box: suggestions over every spelling, by keyboard or pointer (an ARIA combobox).
"use strict";

(() => {
  const { things, shown, fold, words } = Page.model;
  const input = document.getElementById("find");
  const list = document.getElementById("suggestions");
  const status = document.getElementById("found");
  let folded = null;
  /** Every spelling, folded when somebody first searches. */
  const spellings = () => (folded ??= things.flatMap((thing) =>
    [...new Set([thing.label, ...thing.names])].map((name) => ({ thing, name, folded: fold(name) }))));
  let choices = [];
  let chosen = -1;
  let waiting = 0;

  /** 0 begins with it, 1 a word in it does, 2 contains it; -1 does not. */
  function rank(folded, sought) {
    const at = folded.indexOf(sought);
    if (at <= 0) return at;
    return /[\s(«"“-]/.test(folded[at - 1]) ? 1 : 2;
  }

  function found(text) {
    const sought = fold(text);
    if (!sought) return [];
    const best = new Map();
    for (const spelling of spellings()) {
      const how = rank(spelling.folded, sought);
      if (how < 0 || !shown(spelling.thing)) continue;
      const before = best.get(spelling.thing);
      if (!before || how < before.how) best.set(spelling.thing, { how, name: spelling.name, thing: spelling.thing });
    }
    return [...best.values()].sort(
      (a, b) => a.how - b.how || b.thing.ties.length - a.thing.ties.length || a.thing.at - b.thing.at);
  }

  function option({ thing, name }, at) {
    const item = document.createElement("li");
    item.id = `suggestion-${at}`;
    item.setAttribute("role", "option");
    item.append(Page.glyph(thing.kind), Page.text("span", thing.label));
    if (name !== thing.label) item.append(Page.text("small", name));
    item.append(Page.text("small", thing.called, "kind"));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => take(at));
    return item;
  }

  function suggest() {
    const all = found(input.value);
    choices = all.slice(0, 12);
    list.replaceChildren(...choices.map(option));
    mark(choices.length ? 0 : -1);
    open(choices.length > 0);
    const asked = input.value.trim() !== "";
    Page.state?.searched(input.value.trim());
    status.textContent = !asked ? "" : all.length ? `${words.found}: ${all.length}` : words.nothing;
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
  }

  function mark(at) {
    chosen = at;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `suggestion-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(at) {
    const choice = choices[at];
    if (!choice) return;
    close();
    input.value = "";
    Page.select(choice.thing, { focusPanel: true });
  }

  function close() {
    open(false);
    status.textContent = "";
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, things.length > 2000 ? 120 : 0);
  });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) suggest();
    else if (step) mark((chosen + step + choices.length) % choices.length);
    else if (event.key === "Enter") {
      clearTimeout(waiting);
      if (list.hidden) suggest();
      take(Math.max(chosen, 0));
    } else return;
    event.preventDefault();
  });

  /** Esc in the box: first the suggestions go, then the text; false where neither was there. */
  function escape() {
    if (document.activeElement !== input) return false;
    if (!list.hidden) close();
    else if (input.value) input.value = "";
    else return false;
    return true;
  }

  Page.search = { escape, suggest, focus: () => input.focus() };
})();
