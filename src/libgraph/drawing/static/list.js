// The list beside the picture. Up to some thousand things it stands in the page already, ties and
// all; of more, names are listed here, a page of each kind at a time. In the page it comes after
// the scripts, so that the picture need not wait until it is read.
"use strict";

(() => {
  const { things, ties, kinds, now, words, shownTie, holds, fades, bySlug } = Page.model;
  const PAGE = 200;
  const sections = new Map();
  let tieItems = [];
  let thingItems = [];
  let waiting = 0;
  let there = false;

  function entry(thing) {
    const item = document.createElement("li");
    const link = Page.text("a", thing.label);
    link.href = `#node=${thing.slug}`;
    item.append(link, " ", Page.text("small", `${words.ties}: ${thing.ties.length}`));
    return item;
  }

  function sectionOf(kind) {
    const section = document.createElement("section");
    const all = things.filter((thing) => thing.kind === kind);
    const items = document.createElement("ul");
    const more = Page.text("button", words.more);
    more.type = "button";
    more.addEventListener("click", () => {
      const from = items.children.length;
      items.append(...all.slice(from, from + PAGE).map(entry));
      more.hidden = items.children.length >= all.length;
    });
    more.click();
    const title = Page.text("h3", kind.label);
    title.prepend(Page.glyph(kind));
    title.append(Page.text("span", String(all.length), "count"));
    section.append(title, items, more);
    return section;
  }

  function begin() {
    const list = document.getElementById("list");
    for (const item of list.querySelectorAll("li[id]")) item.removeAttribute("id"); // ours to handle now
    for (const section of list.querySelectorAll("section[data-kind]")) sections.set(section.dataset.kind, section);
    if (!sections.size)
      for (const kind of kinds) {
        sections.set(kind.key, sectionOf(kind));
        list.append(sections.get(kind.key));
      }
    tieItems = [...list.querySelectorAll("li[data-tie]")];
    thingItems = [...list.querySelectorAll("section[data-kind] > ul > li")];
    there = true;
    refresh();
  }

  const thingOf = (item) => bySlug.get(item.querySelector("a").getAttribute("href").slice("#node=".length));

  /** Hides what the picture hides: kinds at once, ties when the hand rests. */
  function refresh() {
    if (!there) return;
    for (const kind of kinds) sections.get(kind.key).hidden = !kind.shown;
    clearTimeout(waiting);
    waiting = setTimeout(refreshTies, 150);
  }

  function refreshTies() {
    for (const item of tieItems) {
      const tie = ties[item.dataset.tie];
      item.hidden = !shownTie(tie);
      item.classList.toggle("maybe", now.year !== null && holds(tie) === "possibly");
    }
    for (const item of thingItems) {
      const thing = thingOf(item);
      item.classList.toggle("faded", Boolean(thing) && fades(thing));
    }
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
  Page.list = { refresh };
})();
