// What is known about the selected thing: names, details, and its ties in sentences.
"use strict";

(() => {
  const { words, shownTie, holds } = Page.model;
  const panel = document.getElementById("panel");
  const [SHORT, MANY] = [48, 6];
  const short = (text) => (text.length > SHORT ? `${Array.from(text).slice(0, SHORT - 1).join("")}…` : text);

  function link(thing) {
    const found = Page.text("a", thing.label);
    found.href = `#node=${thing.slug}`;
    return found;
  }

  function sentence(tie, thing) {
    const item = document.createElement("li");
    const end = (one) => (one === thing ? Page.text("span", short(one.label), "self") : link(one));
    item.append(end(tie.source), " ", Page.text("em", tie.label), " ", end(tie.target));
    item.append(" ", Page.text("span", tie.when || words.undated, tie.when ? "when" : "when none"));
    const held = holds(tie);
    if (held === "yes") item.append(" ", Page.text("span", words.certain, "holds"));
    if (held === "possibly") item.append(" ", Page.text("span", words.possibly, "holds possibly"));
    if (tie.sources.length)
      item.append(Page.text("small", `${words.sources}: ${tie.sources.join("; ")}`, "sources"));
    return item;
  }

  function titled(title, content) {
    return content ? [Page.text("h3", title), content] : [];
  }

  /** A name, and in which languages it is written so. */
  function written(name, langs) {
    const item = Page.text("li", name);
    if (langs) {
      item.lang = langs.split(", ")[0];
      item.append(" ", Page.text("small", langs));
    }
    return item;
  }

  function names(thing) {
    const others = [...new Set(thing.names)].filter((name) => name !== thing.label || thing.langs.length);
    if (others.length < 2 && others.every((name) => name === thing.label)) return null;
    const list = document.createElement("ul");
    list.className = "names";
    list.append(...others.map((name) => written(name, thing.langs[thing.names.indexOf(name)])));
    return others.length > MANY ? folded(list, others) : list;
  }

  /** A long list behind its first names, so that the ties stay in sight. */
  function folded(list, names) {
    const fold = document.createElement("details");
    const few = names.slice(0, 3).map((name) => short(name)).join(" · ");
    fold.append(Page.text("summary", `${few} · … (${names.length})`), list);
    return fold;
  }

  function details(thing) {
    if (!thing.details.length) return null;
    const list = document.createElement("dl");
    for (const [label, value] of thing.details) list.append(Page.text("dt", label), Page.text("dd", value));
    return list;
  }

  function ties(thing) {
    const now = thing.ties.filter(shownTie);
    if (!now.length) return Page.text("p", words.noties);
    const list = document.createElement("ul");
    list.className = "ties";
    list.append(...now.map((tie) => sentence(tie, thing)));
    return list;
  }

  function heading(thing) {
    const head = document.createElement("header");
    const title = Page.text("h2", thing.label);
    title.tabIndex = -1;
    const close = Page.text("button", "×");
    close.type = "button";
    close.title = words.close;
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", () => Page.select(null));
    const kind = Page.text("p", thing.called, "kind");
    kind.prepend(Page.glyph(thing.kind));
    head.append(title, close, kind);
    return head;
  }

  /** Shows the thing, or nothing for null. */
  function show(thing, { focusPanel = false } = {}) {
    panel.hidden = !thing;
    panel.replaceChildren();
    if (!thing) return;
    panel.append(
      heading(thing),
      ...titled(words.names, names(thing)),
      ...titled(words.details, details(thing)),
      ...titled(words.ties, ties(thing)),
      Page.text("p", thing.id, "iri"),
    );
    if (focusPanel) panel.querySelector("h2").focus({ preventScroll: true });
    panel.scrollTop = 0;
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView({ block: "start" });
  }

  Page.panel = { show };
})();
