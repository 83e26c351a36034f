// The year slider: ties appear and vanish, things without a tie fade; it plays, too.
"use strict";

(() => {
  const { ties, years, now, words, shownTie, holds } = Page.model;
  const element = (id) => document.getElementById(id);
  const [bar, play, slider, told, all] = ["years", "play", "year", "now", "allyears"].map(element);
  let playing = 0;
  let changed = () => {};

  function tell() {
    if (now.year === null) told.textContent = `${years[0]}–${years[1]}`;
    else {
      const held = ties.filter(shownTie);
      const possible = held.filter((tie) => holds(tie) === "possibly").length;
      told.textContent = `${now.year}: ${words.tiesnow} ${held.length}${possible ? `, ${words.ofthem} ${possible}` : ""}`;
    }
    slider.setAttribute("aria-valuetext", told.textContent);
    all.setAttribute("aria-pressed", String(now.year === null));
  }

  /** Show a year, or all of them for null, without a word to the address. */
  function set(year) {
    if (!years) return;
    now.year = year === null ? null : Math.min(Math.max(Math.round(year), years[0]), years[1]);
    if (now.year !== null) slider.value = now.year;
    tell();
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶";
    play.setAttribute("aria-label", words.play);
    play.title = words.play;
  }

  function step() {
    const next = now.year === null ? years[0] : now.year + 1;
    if (next > years[1]) return stop();
    set(next);
    changed({ playing: true });
  }

  function start() {
    if (now.year === null || now.year >= years[1]) set(years[0]);
    changed({ playing: true });
    playing = setInterval(step, 700);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", words.pause);
    play.title = words.pause;
  }

  /** Make the slider work; `listener` hears of each change by hand or by playing. */
  function begin(listener) {
    if (!years) return;
    changed = listener;
    bar.hidden = false;
    slider.addEventListener("input", () => {
      if (playing) stop();
      set(Number(slider.value));
      changed({});
    });
    play.addEventListener("click", () => {
      if (!playing) return start();
      stop();
      changed({});
    });
    all.addEventListener("click", () => {
      stop();
      set(null);
      changed({});
    });
    tell();
  }

  Page.years = { begin, set, tell: () => years && tell() };
})();
