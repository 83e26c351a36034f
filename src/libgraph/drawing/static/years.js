// The year slider: ties appear and vanish, things without a tie fade; it plays, too.
"use strict";

(() => {
  const { ties, years, now, words, shownTie, holds } = Page.model;
  const element = (id) => document.getElementById(id);
  const [bar, play, slider, told, all] = ["years", "play", "year", "now", "allyears"].map(element);
  let playing = 0;
  let changed = () => {};

  /** A year in words; an open first year stands for all before the second. */
  const called = (year) => years.open && year === years.first ? words.before.replace("{0}", year + 1) : String(year);

  function tell() {
    const held = ties.filter(shownTie);
    const possible = now.year === null ? 0 : held.filter((tie) => holds(tie) === "possibly").length;
    const when = now.year === null ? words.allyears : called(now.year);
    told.textContent = `${when}: ${words.tiesnow} ${held.length}${possible ? `, ${words.ofthem} ${possible}` : ""}`;
    slider.setAttribute("aria-valuetext", told.textContent);
    all.setAttribute("aria-pressed", String(now.year === null));
  }

  /** Show a year, or all of them for null, without a word to the address. */
  function set(year) {
    if (!years) return;
    now.year = year === null ? null : Math.min(Math.max(Math.round(year), years.first), years.last);
    if (now.year !== null) slider.value = now.year;
    tell();
  }

  /** Stand still, without a word to the address. */
  function pause() {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶";
    play.setAttribute("aria-label", words.play);
    play.title = words.play;
  }

  function stop() {
    pause();
    changed({});
  }

  function step() {
    const next = now.year === null ? years.first : now.year + 1;
    if (next > years.last) return stop();
    set(next);
    changed({ playing: true });
  }

  function start() {
    if (now.year === null || now.year >= years.last) set(years.first);
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
      pause();
      set(Number(slider.value));
      changed({});
    });
    play.addEventListener("click", () => {
      if (playing) stop();
      else start();
    });
    slider.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      play.click();
    });
    all.addEventListener("click", () => {
      pause();
      set(null);
      changed({});
    });
    tell();
  }

  Page.years = { begin, set, pause, tell: () => years && tell() };
})();
