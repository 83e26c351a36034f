// Puts the query editor in place of the plain form; without this script the form does the work.
(() => {
  const place = document.getElementById("yasgui");
  const form = document.getElementById("plain");
  if (!place || !form || typeof Yasgui === "undefined") return;
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const query = document.getElementById("query").value;
  // the editor's own links to share carry all after the #, and run at once; ours only fill it
  const shared = /[#&]query=/.test(location.hash);

  // Things are on this site, wherever their names say that they are.
  const lead = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.href.startsWith(place.dataset.ids)) {
      link.href = `/id/${link.getAttribute("href").slice(place.dataset.ids.length)}`;
    }
  };

  // What the editor leaves without a name, for those who hear the page.
  const name = () => {
    const names = {
      "input.autocomplete": "Endpoint", ".CodeMirror textarea": "SPARQL",
      "select.tableSizer": "Page size", "input.tableFilter": "Filter",
    };
    for (const [selector, words] of Object.entries(names)) {
      for (const one of place.querySelectorAll(`${selector}:not([aria-label])`)) {
        one.setAttribute("aria-label", words);
      }
    }
    place.querySelectorAll(".CodeMirror-scroll").forEach((one) => { one.tabIndex = 0; });
    for (const one of place.querySelectorAll(".addTab:not([role])")) {
      one.setAttribute("role", "tab");
      one.setAttribute("aria-selected", "false");
    }
  };

  form.hidden = true;
  place.hidden = false;
  place.addEventListener("mousedown", lead, true);
  place.addEventListener("click", lead, true);
  place.addEventListener("focusin", lead, true);
  const editor = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    copyEndpointOnNewTab: false,
    persistenceId: "libgraph",
    populateFromUrl: shared,
    // completion from other servers is left out: nothing on this page asks elsewhere
    yasqe: { value: query, autocompleters: ["variables"], prefixCcApi: null },
  });
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  name();

  // An example, or the query of the address, gets a tab of its own, once.
  if ("given" in place.dataset && !shared) {
    const same = (tab) => tab.getPersistedJson().yasqe.value === query;
    const known = Object.values(editor._tabs).find(same);
    if (known) editor.selectTabId(known.getId());
    else {
      const title = place.dataset.title || "Query";
      editor.addTab(true, { ...Yasgui.Tab.getDefaults(editor), name: title, yasqe: { value: query } });
    }
  }
  // Rows from before, once it is known which of them can stand on a map.
  window.libgraphPlaces?.then(() => {
    const yasr = editor.getTab()?.getYasr();
    if (yasr?.results) yasr.refresh();
    document.body.dataset.places = "known";
  });
  document.body.dataset.editor = "ready";
})();
