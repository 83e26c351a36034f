// Suggestions under the search box: names in every spelling, by mouse and keyboard.
const box = document.querySelector("input[data-suggest]");
if (box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  })) {
    box.setAttribute(name, value);
  }
  let waiting = 0;
  let asked = "";

  const options = () => [...list.children];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(rows) {
    list.replaceChildren(
      ...rows.map((row, place) => {
        const option = document.createElement("li");
        option.id = `suggestion-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.href = row.href;
        const name = document.createElement("span");
        name.textContent = row.label;
        const more = document.createElement("small");
        more.textContent = row.matched === row.label ? row.kind : `${row.kind} · ${row.matched}`;
        option.append(name, more);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          location.href = row.href;
        });
        return option;
      }),
    );
    list.hidden = !rows.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function fetched(words) {
    const address = new URL(box.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    const answer = await fetch(address);
    return answer.ok ? answer.json() : null;
  }

  async function ask() {
    const words = box.value.trim();
    asked = words;
    if (words.length < 2) return close();
    try {
      const rows = await (window.libgraphFind ?? fetched)(words);
      if (rows && asked === words) show(rows);
    } catch {
      close(); // without an answer the form itself still searches
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "Escape") close();
    else if (list.hidden || !all.length) return;
    else if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all.at(at <= 0 ? -1 : at - 1));
    else if (event.key === "Enter" && at >= 0) location.href = all[at].dataset.href;
    else return;
    event.preventDefault();
  });
}
