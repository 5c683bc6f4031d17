/* A box takes a tab stop only while its content is wider than itself, so that arrow keys can scroll it. */
(() => {
  const BOXES = { ".kb-math": "Formula", ".kb-table, .md-typeset__scrollwrap": "Table", ".kb-graph-view": "Graph" };
  const mark = (box, label) => {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", label + ", scrolls sideways");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  };
  const wide = (math) => {
    const line = math.closest("p, li, dd, dt, td, th, summary, figcaption, h1, h2, h3, h4, .kb-fact");
    // A line that is not laid out has no width yet.
    if (!line?.clientWidth || math.closest(".kb-math-line")) return false;
    return math.getBoundingClientRect().width > line.clientWidth && getComputedStyle(line).display !== "table-cell";
  };
  /* A formula in the text that is wider than its line, with the comma after it (keep.py). All are measured before one is
     moved: what is measured after a move lays the whole page out again. */
  const free = () => {
    const found = [...document.querySelectorAll(".md-content math:not([display='block'])")].filter(wide);
    const boxes = found.map((math) => {
      const box = kb.make("span", { class: "kb-math-line" });
      const whole = math.closest(".kb-keep") || math;
      whole.replaceWith(box);
      box.append(whole);
      return box;
    });
    for (const box of boxes) mark(box, "Formula");
  };
  kb.ready(() => {
    free();
    document.fonts?.ready.then(free);
    window.addEventListener("resize", free);
    const watch = new ResizeObserver((entries) => {
      for (const { target } of entries) mark(target, target.kbLabel);
    });
    for (const [selector, label] of Object.entries(BOXES)) {
      for (const box of document.querySelectorAll(selector)) {
        box.kbLabel = label;
        watch.observe(box);
      }
    }
  });
})();
