// What a query found as a map or a network, where its columns hold places or things: the server
// draws what these send.
(() => {
  const place = document.getElementById("yasgui");
  if (!place || typeof Yasgui === "undefined") return;
  const { ids, places: listed, map: mapped, network: tied, words } = place.dataset;
  const said = JSON.parse(words);
  const known = new Set();
  const waiting = fetch(listed).then((answer) => (answer.ok ? answer.json() : []))
    .then((found) => found.forEach((iri) => known.add(iri)))
    .catch(() => {}); // without the list there are no maps; tables are as good as ever
  window.libgraphPlaces = waiting;

  // Of this graph, things can be tied; who says so, and what kind it is, are no ends.
  const STATED = /^(statement|relationship|source)\//;
  const LABEL = /^(relation|kind|role|predicate|p)$/;
  const POINT = /^(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i;
  const EAST = /^(lon|long|lng|longitude)$/i;
  const NORTH = /^(lat|latitude)$/i;

  const short = (value) => decodeURI(value).replace(/^.*[/#]/, "");
  const isThing = (cell) => cell?.type === "uri" && !cell.value.includes("/ontology#")
    && !(cell.value.startsWith(ids) && STATED.test(cell.value.slice(ids.length)));

  // The rows of an answer, read once; what yields no rows cannot be drawn.
  function rows(yasr) {
    const { results } = yasr;
    if (!results || results.hasError()) return { columns: [], found: [] };
    return { columns: results.getVariables() ?? [], found: results.getBindings() ?? [] };
  }

  const having = ({ columns, found }, wanted) =>
    columns.filter((column) => found.some((row) => wanted(row[column])));
  const called = (row, column) => row[`${column}Label`]?.value;

  // What a row says besides some columns: its first name or words.
  function rest(row, ...columns) {
    const other = Object.keys(row).filter((one) => !columns.includes(one.replace(/Label$/, "")));
    const named = other.find((one) => one.endsWith("Label")) ?? other[0];
    const cell = named && row[named];
    return cell ? (cell.type === "uri" ? short(cell.value) : cell.value).slice(0, 80) : "";
  }

  const placed = (yasr) => having(rows(yasr), (cell) => cell?.type === "uri" && known.has(cell.value));
  const ends = (yasr) => having(rows(yasr), isThing);

  function points({ columns, found }) {
    const east = columns.find((one) => EAST.test(one));
    const north = columns.find((one) => NORTH.test(one));
    const within = ([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    return found.flatMap((row) => {
      const written = Object.keys(row).map((one) => [one, POINT.exec(row[one].value)]).find(([, it]) => it);
      const at = written ? [written[1][1], written[1][2]] : [row[east]?.value, row[north]?.value];
      const degrees = at.map(parseFloat);
      const others = rest(row, east, north, written?.[0]);
      return degrees.every(Number.isFinite) && within(degrees) ? [[...degrees, others]] : [];
    });
  }

  // Each place once, with the number of its rows and what the first of them say.
  function counted({ found }, column) {
    const every = new Map();
    for (const row of found) {
      const iri = row[column]?.value;
      if (!known.has(iri)) continue;
      const told = every.get(iri) ?? [];
      told.push(rest(row, column));
      every.set(iri, told);
    }
    const few = (told) => [...new Set(told)].slice(0, 6).join("; ") + (told.length > 6 ? " …" : "");
    return [...every].map(([iri, told]) => [iri, told.length, few(told)]);
  }

  function tying({ columns, found }, from, to) {
    const label = columns.find((one) => LABEL.test(one));
    const names = new Map();
    const ties = found.filter((row) => isThing(row[from]) && isThing(row[to])).map((row) => {
      for (const end of [from, to]) if (called(row, end)) names.set(row[end].value, called(row, end));
      const word = row[label];
      return [row[from].value, row[to].value, word ? (word.type === "uri" ? short(word.value) : word.value) : ""];
    });
    return { ties, names: [...names] };
  }

  function icon(path) {
    const drawn = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" aria-hidden="true"><path fill="currentColor" d="${path}"/></svg>`,
      "image/svg+xml",
    );
    return document.importNode(drawn.documentElement, true);
  }

  // A choice of columns, where there is one.
  function choice(words, columns, chosen, onchange) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    for (const column of columns) select.add(new Option(column, column, false, column === chosen));
    select.addEventListener("change", () => onchange(select.value));
    label.append(`${words} `, select);
    return label;
  }

  // One picture among the results: a row of tools, and room for what the server draws.
  class Drawn {
    constructor(yasr) {
      this.yasr = yasr;
      this.chosen = {};
    }

    frame(name) {
      this.box = document.createElement("div");
      this.box.className = `found-picture ${name}`;
      this.tools = document.createElement("p");
      this.room = document.createElement("div");
      this.room.className = "room";
      this.room.tabIndex = 0;
      this.room.setAttribute("role", "region");
      this.room.setAttribute("aria-label", this.label);
      // a root of its own, so that the picture's styles stay in it
      this.root = this.room.attachShadow({ mode: "open" });
      this.box.append(this.tools, this.room);
      this.yasr.resultsEl.append(this.box);
    }

    again(which, column) {
      this.chosen[which] = column;
      this.draw();
    }

    async fill(address, fields) {
      const body = new URLSearchParams(
        Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value)]),
      );
      const headers = { accept: "image/svg+xml, application/json" };
      const answer = await fetch(address, { method: "POST", body, headers }).catch(() => null);
      if (answer?.ok) {
        this.root.innerHTML = await answer.text();
        this.room.dataset.drawn = "yes";
      } else {
        const why = await answer?.json().catch(() => null);
        this.root.textContent = `${said.undrawn} ${why?.error ?? ""}`;
        this.room.dataset.drawn = "no";
      }
    }
  }

  class MapOfPlaces extends Drawn {
    priority = 4;
    label = said.map;
    canHandleResults() {
      return placed(this.yasr).length > 0 || points(rows(this.yasr)).length > 0;
    }

    getIcon() {
      return icon("M8 0a5 5 0 0 0-5 5c0 4 5 11 5 11s5-7 5-11a5 5 0 0 0-5-5zm0 7.2a2.2 2.2 0 1 1 0-4.4 2.2 2.2 0 0 1 0 4.4z");
    }

    async draw() {
      this.box?.remove();
      const read = rows(this.yasr);
      const columns = placed(this.yasr);
      const column = columns.includes(this.chosen.place) ? this.chosen.place : columns[0];
      this.frame("map");
      if (columns.length > 1) {
        this.tools.append(choice(said.column, columns, column, (one) => this.again("place", one)));
      }
      const address = new URL(mapped, location.href);
      address.searchParams.set("width", this.room.clientWidth);
      await this.fill(address, { places: column ? counted(read, column) : [], points: points(read) });
    }
  }

  class NetworkOfThings extends Drawn {
    priority = 3;
    label = said.network;
    canHandleResults() {
      return ends(this.yasr).length > 1;
    }

    getIcon() {
      return icon("M3 5.5a2.5 2.5 0 1 1 2.2-1.3l4.3 1.5a2.5 2.5 0 1 1 .3 3.5l-3.3 2.6a2.5 2.5 0 1 1-.8-1l3.3-2.6a2.5 2.5 0 0 1 .1-1.5L4.8 5.2A2.5 2.5 0 0 1 3 5.500z");
    }

    async draw() {
      this.box?.remove();
      const columns = ends(this.yasr);
      const of = (which, otherwise) => (columns.includes(this.chosen[which]) ? this.chosen[which] : otherwise);
      const from = of("from", columns[0]);
      const to = of("to", columns.find((one) => one !== from));
      const fields = tying(rows(this.yasr), from, to);
      this.frame("network");
      if (columns.length > 2) {
        this.tools.append(
          choice(said.from, columns, from, (one) => this.again("from", one)), " ",
          choice(said.to, columns, to, (one) => this.again("to", one)), " ",
        );
      }
      this.tools.append(this.explore(fields));
      await this.fill(tied, fields);
      this.room.scrollLeft = (this.room.scrollWidth - this.room.clientWidth) / 2;
    }

    // The same, moving, in a page of its own.
    explore(fields) {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", target: "_blank" });
      form.action = tied + (tied.includes("?") ? "&" : "?") + "explore=1";
      for (const [name, value] of Object.entries(fields)) {
        const field = Object.assign(document.createElement("input"), { type: "hidden", name });
        field.value = JSON.stringify(value);
        form.append(field);
      }
      const button = document.createElement("button");
      button.textContent = said.explore;
      form.append(button);
      return form;
    }
  }

  Yasgui.Yasr.registerPlugin("map", MapOfPlaces);
  Yasgui.Yasr.registerPlugin("network", NetworkOfThings);
  Yasgui.Yasr.defaults.pluginOrder = ["table", "map", "network", "response"];
})();
