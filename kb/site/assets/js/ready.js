/* `kb.ready(start)` runs `start` when the page stands, and after each page that Material's instant loading puts in. */
window.kb = {
  ready(start) {
    if (window.document$) window.document$.subscribe(() => start());
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start());
    else start();
  },
  /* make("a", {href: "..."}, "text", node): an element; text is never read as HTML. */
  make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  },
};
