// What is shown, in the address, so that it can be shared and the back button works:
// #node=SLUG&year=1998&hide=person,event&without=tenure&find=TEXT
"use strict";

(() => {
  const { kinds, layers, now, bySlug } = Page.model;
  const NOTHING = "#all";
  let written = location.hash;
  let sought = "";
  let waiting = 0;

  const names = (all) => all.filter((one) => !one.shown).map(({ key }) => key).join(",");

  function hash(selected) {
    const parts = [];
    if (selected) parts.push(`node=${selected.slug}`);
    if (now.year !== null) parts.push(`year=${now.year}`);
    if (names(kinds)) parts.push(`hide=${names(kinds)}`);
    if (names(layers)) parts.push(`without=${names(layers)}`);
    if (sought) parts.push(`find=${encodeURIComponent(sought.toWellFormed?.() ?? sought)}`);
    return parts.length ? `#${parts.join("&")}` : NOTHING;
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return ""; // a broken escape in an address typed by hand
    }
  }

  /** What the address says. */
  function read() {
    const said = new Map(location.hash.slice(1).split("&").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at), part.slice(at + 1)];
    }));
    const slug = said.get("node") ?? "";
    const year = Number(said.get("year"));
    clearTimeout(waiting); // what was to be written belongs to the page that was left
    written = location.hash;
    sought = decoded(said.get("find") ?? "");
    return {
      selected: bySlug.get(slug) ?? bySlug.get(decoded(slug)) ?? null,
      year: said.has("year") && Number.isFinite(year) ? year : null,
      hide: new Set(decoded(said.get("hide") ?? "").split(",")),
      without: new Set(decoded(said.get("without") ?? "").split(",")),
      find: sought,
    };
  }

  /** Write what is shown into the address: as a step to go back to, or in place of the last. */
  function write(selected, { step = true } = {}) {
    const next = hash(selected);
    clearTimeout(waiting);
    if (next === (location.hash || NOTHING)) return void (written = location.hash);
    written = next;
    if (step) location.hash = next;
    else waiting = setTimeout(() => {
      try {
        history.replaceState(null, "", next);
      } catch {
        location.replace(next); // where a page may not touch its history
      }
      written = location.hash;
    }, 200);
  }

  /** Whether the address was changed by somebody else: a link, the back button, a hand. */
  const foreign = () => location.hash !== written;

  const filters = () => [now.year, names(kinds), names(layers)].join("|");
  Page.state = { hash, filters, read, write, foreign, searched: (text) => { sought = text; Page.stay?.(); } };
})();
