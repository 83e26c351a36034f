// The years of a map: a slider repaints countries, shows and hides centres and agreements, and
// brings the tables to the year; lettering follows the zoom. An item is [label, centre, then, runs]; a run [first, last, holds];
// holds is 0 no, 1 possibly, 2 yes. Elements name their items in data-items.
"use strict";
(() => {
  const { data, svg, state } = figure;
  const { items, said } = data;
  const WORDS = ["no", "possibly", "yes"];
  const slider = document.getElementById("year");
  const shown = document.getElementById("shown");
  const play = document.getElementById("play");
  const asked = document.getElementById("asked");
  const caption = document.querySelector("figcaption");
  const drawn = [...svg.querySelectorAll("[data-items]")];
  const numbers = [...svg.querySelectorAll("[data-claims]")];
  const heads = [...document.querySelectorAll("#sheets thead tr")].map((row) => row.cells[2]).filter(Boolean);
  const lines = [...document.querySelectorAll("#sheets tbody tr")].map((row) => row.cells[2]);
  let year = ""; // '' is the time that was asked about

  const holds = (at) => {
    const [, , then, runs] = items[at];
    if (!year) return then;
    return runs.find(([first, last]) => first <= year && year <= last)?.[2] ?? 0;
  };
  const best = (every) => Math.max(0, ...every.map(holds));
  const itemsOf = (element) => element.dataset.items.split(" ").map(Number);

  // A country's paint: as paint.py has it.
  const claims = (every) => {
    const held = new Map();
    for (const at of every) held.set(items[at][1], Math.max(holds(at), held.get(items[at][1]) ?? 0));
    return [...held].filter(([, how]) => how).sort(([one], [other]) => one - other);
  };
  const fill = (key) => {
    if (!key.length) return "var(--map-land, #e8eae4)";
    if (key.length === 1 && key[0][1] === 2) return data.colours[key[0][0]];
    return `url(#m-${key.map(([number, how]) => number + WORDS[how][0]).join("_")})`;
  };
  const told = (base, every) => {
    const held = every.filter(holds).map((at) => `${items[at][0]}: ${said[WORDS[holds(at)]]}`);
    return [base, ...(held.length ? held : [said.none])].filter(Boolean).join("\n");
  };

  const range = (groups) => {
    const answers = groups.map(best);
    const [sure, possible] = [answers.filter((how) => how === 2).length, answers.filter(Boolean).length];
    return possible > sure ? filled(said.range, sure, possible - sure) : String(sure);
  };
  const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]);
  const sentence = () => {
    const { lands, centres, areas, deals } = data.groups;
    const text = filled(said.caption, year || data.time, range(lands), range(centres), range(areas));
    return data.layers.length ? `${text} ${filled(said.dealt, range(deals))}` : text;
  };

  const paint = () => {
    for (const element of drawn) {
      const every = itemsOf(element);
      const stay = element.dataset.within === undefined ? 2 : holds(Number(element.dataset.within));
      const how = Math.min(best(every), stay);
      if (element.dataset.land) element.setAttribute("fill", fill(claims(every)));
      else {
        element.classList.remove(...WORDS);
        element.classList.add(WORDS[how]);
      }
      if (element.dataset.base === undefined) continue;
      const there = how || element.dataset.land || element.classList.contains("entry");
      if (there) element.dataset.tip = told(element.dataset.base, every);
      else element.removeAttribute("data-tip");
    }
    for (const element of numbers) {
      const land = svg.querySelector(`[data-land="${element.dataset.claims}"]`);
      element.textContent = claims(itemsOf(land)).map(([number]) => number).join("·");
    }
    lines.forEach((cell, at) => { if (cell && at < items.length) cell.textContent = said[WORDS[holds(at)]]; });
    for (const head of heads) head.textContent = filled(said.then, year || data.time);
    shown.textContent = year || data.time;
    caption.textContent = `${sentence()} ${data.more}`;
    slider.setAttribute("aria-valuetext", shown.textContent);
    asked.disabled = !year;
    figure.refresh();
  };
  const show = (to) => {
    year = to;
    if (to) slider.value = to;
    paint();
  };

  let playing = 0;
  const stop = () => {
    clearInterval(playing);
    playing = 0;
    label("play", "▶");
  };
  const label = (word, sign) => {
    play.textContent = sign;
    play.title = said[word];
    play.setAttribute("aria-label", said[word]);
  };
  const next = () => {
    if (Number(slider.value) >= Number(slider.max)) stop();
    else show(Number(slider.value) + 1);
    state.save();
  };
  play.onclick = () => {
    if (playing) { stop(); return; }
    show(Number(slider.value) >= Number(slider.max) ? Number(slider.min) : Number(slider.value));
    label("stop", "❚❚");
    playing = setInterval(next, 700);
  };
  asked.onclick = () => { stop(); show(""); state.save(true); };
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  slider.addEventListener("change", () => state.save(true));

  // The more the map is enlarged, the smaller its lettering, and the more of it has room. It is
  // placed anew at each step, and a step begins where it can be read.
  const map = svg.querySelector(".map");
  const steps = [...svg.querySelectorAll(".lettering")].map((one) => Number(one.dataset.step));
  const step = () => {
    const most = Number(figure.frame.dataset.scale) / 0.85;
    map.dataset.step = Math.max(steps[0], ...steps.filter((one) => one <= most));
  };
  figure.frame.addEventListener("zoomed", step);
  step();

  // A country without claims has a name, too; the keyboard passes it by.
  svg.addEventListener("pointerover", ({ target }) => {
    if (target.dataset.name) target.dataset.tip = `${target.dataset.name}\n${said.none}`;
  });
  svg.addEventListener("pointerout", ({ target }) => {
    if (target.dataset.name) target.removeAttribute("data-tip");
  });

  const known = (text) => Number(text) >= Number(slider.min) && Number(text) <= Number(slider.max);
  state.register("year", () => String(year), (text) => { stop(); show(known(text) ? Number(text) : ""); });
  paint();

  // Where the picture is wider than the screen, it opens on what is painted most certainly.
  const lands = [...svg.querySelectorAll("path[data-land]")].sort((one, other) => best(itemsOf(other)) - best(itemsOf(one)));
  const { frame } = figure;
  if (frame.scrollWidth > frame.clientWidth + 4) {
    const spot = (lands[0] ?? svg).getBoundingClientRect();
    frame.scrollLeft += spot.left + spot.width / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
  }
})();
