// What the page knows: the things and ties of the data island, and which of them are shown now.
"use strict";
const Page = {};

(() => {
  const island = JSON.parse(document.getElementById("data").textContent);
  const kinds = island.kinds.map((kind, at) => ({ ...kind, at, shown: true }));

  const things = island.nodes.map((node, at) => ({
    at,
    id: node.id,
    slug: node.slug,
    label: node.label,
    names: node.names,
    details: node.details,
    kind: kinds[node.kind],
    called: node.called || kinds[node.kind].label,
    x: node.x,
    y: -node.y,
    ties: [],
  }));

  const ties = island.edges.map(([source, target, label, when, holds, sources, directed], at) => ({
    at,
    source: things[source],
    target: things[target],
    label,
    when,
    holds,
    sources: sources.map((number) => island.sources[number]),
    directed,
  }));

  for (const tie of ties) {
    tie.source.ties.push(tie);
    if (tie.target !== tie.source) tie.target.ties.push(tie);
  }

  const bySlug = new Map(things.map((thing) => [thing.slug, thing]));
  const other = (tie, thing) => (tie.source === thing ? tie.target : tie.source);

  // Filters decide what is shown; a later one (a year, a layer) is one more entry here.
  const filters = {
    things: [(thing) => thing.kind.shown],
    ties: [],
  };
  const shown = (thing) => filters.things.every((passes) => passes(thing));
  const shownTie = (tie) =>
    shown(tie.source) && shown(tie.target) && filters.ties.every((passes) => passes(tie));

  // Lower case, without accents; Kazakh letters as those of a Russian keyboard, Latin ones as ASCII.
  const PLAIN = {
    ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", ё: "е",
    ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d",
    "’": "'", "“": '"', "”": '"', "«": '"', "»": '"',
  };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\x00-\x7f]/g, (letter) => PLAIN[letter] ?? letter)
      .replace(/\s+/g, " ")
      .trim();

  const words = island.words;
  Page.model = { words, kinds, things, ties, bySlug, other, filters, shown, shownTie, fold };
})();
