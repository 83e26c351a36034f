// The list beside the picture. Up to some thousand things it stands in the page already, ties and
// all; of more, names are listed here, a page of each kind at a time.
"use strict";

(() => {
  const { things, kinds, words } = Page.model;
  const list = document.getElementById("list");
  const PAGE = 200;
  const sections = new Map();

  for (const item of list.querySelectorAll("li[id]")) item.removeAttribute("id"); // ours to handle now
  for (const section of list.querySelectorAll("section[data-kind]")) sections.set(section.dataset.kind, section);

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

  if (!sections.size)
    for (const kind of kinds) {
      sections.set(kind.key, sectionOf(kind));
      list.append(sections.get(kind.key));
    }

  /** Hides what the picture hides. */
  function refresh() {
    for (const kind of kinds) sections.get(kind.key).hidden = !kind.shown;
  }

  Page.list = { refresh };
})();
