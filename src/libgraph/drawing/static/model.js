// What the page knows: the things and ties of the data island, and which of them are shown now.
"use strict";
const Page = {};

(() => {
  const island = JSON.parse(document.getElementById("data").textContent);
  const kinds = island.kinds.map((kind, at) => ({ ...kind, at, shown: true }));

  const groups = new Map((island.groups ?? []).map(([key, label, fill, line]) => [key, { key, label, fill, line }]));
  const layers = (island.layers ?? []).map(([key, label], at) => ({ key, label, at, shown: true }));
  const colourless = { fill: "#ffffff", line: "#6b7480" };

  const things = island.nodes.map((node, at) => ({
    at,
    id: node.id,
    slug: node.slug,
    label: node.label,
    names: node.names,
    details: node.details,
    kind: kinds[node.kind],
    langs: node.langs ?? [],
    group: node.group ?? "",
    look: groups.size ? groups.get(node.group) ?? colourless : kinds[node.kind],
    size: node.size ?? 0,
    called: node.called || kinds[node.kind].label,
    x: node.x,
    y: -node.y,
    ties: [],
  }));

  const ties = island.edges.map(([source, target, label, when, holds, sources, directed, layer = -1, years = []], at) => ({
    at,
    source: things[source],
    target: things[target],
    label,
    when,
    holds,
    sources: sources.map((number) => island.sources[number]),
    directed,
    layer: layers[layer],
    years,
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
    ties: [(tie) => !tie.layer || tie.layer.shown, (tie) => now.year === null || heldIn(tie, now.year) > 0],
  };
  const now = { year: null };
  /** Whether a tie holds in a year: 2 surely, 1 possibly, 0 not. */
  function heldIn({ years }, year) {
    for (let at = 0; at < years.length; at += 3)
      if (years[at] <= year && year <= years[at + 1]) return 1 + years[at + 2];
    return 0;
  }
  /** '' , 'yes' or 'possibly', in the year that is shown, else as the page was asked for. */
  const holds = (tie) => (now.year === null ? tie.holds : ["", "possibly", "yes"][heldIn(tie, now.year)]);
  const fades = (thing) => now.year !== null && !thing.ties.some(shownTie);
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
  const years = island.years && { first: island.years[0], last: island.years[1], open: island.years[2] };
  Page.model = { years: years ?? null, sized: Boolean(island.sized), layers, now, holds, fades, words, kinds, things, ties, bySlug, other, filters, shown, shownTie, fold };
})();
