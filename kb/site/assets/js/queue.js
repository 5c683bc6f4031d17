/* Ticking papers off: kept in this browser only, and given back as lines for journal.txt. */
(() => {
  const STORE = "kb-read";
  const load = () => {
    try {
      return JSON.parse(localStorage.getItem(STORE)) || {};
    } catch {
      return {};
    }
  };
  const save = (read) => {
    try {
      localStorage.setItem(STORE, JSON.stringify(read));
    } catch {
      /* a browser that keeps nothing still shows the lines */
    }
  };
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  kb.ready(() => {
    const list = document.querySelector("ol.kb-queue:not(.kb-short)");
    if (!list || list.dataset.kbReady) return;
    list.dataset.kbReady = "1";
    const read = load();
    const lines = kb.make("pre", { class: "kb-lines" });
    const box = kb.make(
      "section",
      { class: "kb-journal", "aria-live": "polite" },
      kb.make("p", {}, "Ticked here, not yet in the journal. Add these lines to journal.txt:"),
      lines,
    );
    const tell = () => {
      const here = Object.entries(read).filter(([key]) => list.querySelector(`[data-key="${CSS.escape(key)}"]`));
      lines.textContent = here.map(([key, day]) => `${day} read ${key}`).sort().join("\n");
      box.hidden = !here.length;
    };
    for (const item of list.querySelectorAll("li[data-key]")) {
      const { key } = item.dataset;
      const title = item.querySelector(".kb-queue-title").textContent;
      const tick = kb.make("input", { type: "checkbox", "aria-label": `Read: ${title}` });
      tick.checked = key in read;
      item.classList.toggle("kb-done", tick.checked);
      tick.addEventListener("change", () => {
        if (tick.checked) read[key] = today();
        else delete read[key];
        item.classList.toggle("kb-done", tick.checked);
        save(read);
        tell();
      });
      item.prepend(tick);
    }
    list.before(box);
    tell();
  });
})();
