// Searches in a static copy of the explorer: all names are in a file that is read when somebody
// first types, and are folded in the same way as libgraph.folding does it.
(() => {
  const box = document.querySelector("input[data-suggest]");
  if (!box) return;
  const file = new URL(box.dataset.suggest, location.href);
  const MOST = 8;
  const SHORT = 3;
  let reading = null;

  /** A file beside a page may not be fetched; a script may be read. */
  function names() {
    reading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = file.href;
      script.addEventListener("load", () => done(prepared(window.libgraphNames)));
      script.addEventListener("error", failed);
      document.head.append(script);
    });
    return reading;
  }

  function prepared({ letters, habits, kinds, things }) {
    const usual = habits.map(([pattern, sound]) => [new RegExp(pattern, "g"), sound]);
    const known = new Map();
    function word(before) {
      if (known.has(before)) return known.get(before);
      let now = before;
      let last = "";
      while (now !== last) {
        last = now;
        for (const [pattern, sound] of usual) now = now.replace(pattern, sound);
      }
      known.set(before, now);
      return now;
    }
    function fold(text) {
      const latin = [...text.normalize("NFKC")].map((one) => letters[one] ?? plain(one)).join("");
      return (latin.toLowerCase().replaceAll("'", "").match(/[a-z]+|[0-9]+/g) ?? []).map(word).join(" ");
    }
    const spellings = things.flatMap(([path, label, kind, ties, ...more], place) =>
      [...new Set([label, ...more])].map((name) => ({
        thing: { href: new URL(path, file).href, label, kind: kinds[kind], ties, place },
        name,
        key: fold(name),
      })));
    return { fold, spellings };
  }

  const plain = (letter) => letter.normalize("NFKD").replace(/\p{M}/gu, "");

  const has = (key, part) =>
    part.length < SHORT ? ` ${key} `.includes(` ${part} `) : key.includes(part);

  /** The same, has words that begin so, has the letters. */
  function grade(key, wanted, parts) {
    if (key === wanted) return 0;
    return parts.every((part) => ` ${key}`.includes(` ${part}`)) ? 1 : 2;
  }

  async function found(text) {
    const { fold, spellings } = await names();
    const wanted = fold(text);
    if (!wanted) return [];
    const parts = wanted.split(" ");
    const best = new Map();
    for (const { thing, name, key } of spellings) {
      if (!parts.every((part) => has(key, part))) continue;
      const how = [
        thing.ties < 0 ? 1 : 0, grade(key, wanted, parts), -thing.ties,
        key.startsWith(wanted) ? 0 : 1, key.length, thing.place,
      ];
      const before = best.get(thing.place);
      if (!before || nearer(how, before.how) < 0) best.set(thing.place, { how, thing, name });
    }
    return [...best.values()]
      .sort((one, other) => nearer(one.how, other.how))
      .map(({ thing, name }) => ({ label: thing.label, kind: thing.kind, matched: name, href: thing.href }));
  }

  function nearer(one, other) {
    const at = one.findIndex((value, place) => value !== other[place]);
    return at < 0 ? 0 : one[at] - other[at];
  }

  window.libgraphFold = async (text) => (await names()).fold(text);
  window.libgraphFind = async (words) => (await found(words)).slice(0, MOST);

  function line({ label, kind, matched, href }) {
    const item = document.createElement("li");
    const [said, when, more] = ["said", "when", "sources"].map((name) => {
      const part = document.createElement("span");
      part.className = name;
      return part;
    });
    const link = document.createElement("a");
    link.href = href;
    link.textContent = label;
    said.append(link);
    when.textContent = kind;
    more.textContent = matched === label ? "" : matched;
    more.dir = "auto";
    item.append(said, when, more);
    return item;
  }

  const list = document.getElementById("found");
  const wanted = new URLSearchParams(location.search).get("q") ?? "";
  if (!list || !wanted.trim()) return;
  box.value = wanted;
  found(wanted).then((rows) => {
    list.replaceChildren(...rows.slice(0, 200).map(line));
    document.getElementById("none").hidden = rows.length > 0;
  });
})();
