/* The search dialog over Pagefind's index. Nothing is loaded before the first letter; results are sections. */
(() => {
  const PAGES = 8;
  let dialog, input, list, said, base, engine, turn = 0;

  const say = (text) => (said.textContent = text);

  const load = async () => {
    const found = await import(new URL("pagefind/pagefind.js", base).href);
    await found.options({ baseUrl: base.pathname, excerptLength: 24, ranking: { termFrequency: 0.7 } });
    return found;
  };

  /* Pagefind's excerpt is text with <mark>; only that is let through. */
  const marked = (excerpt) => {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    const parts = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? kb.make("mark", {}, node.textContent) : node.textContent,
    );
    return kb.make("span", { class: "kb-excerpt" }, ...parts);
  };

  const section = (page, part) => {
    const name = part.title && part.title !== page.meta.title ? [kb.make("span", { class: "kb-hit-section" }, part.title)] : [];
    return kb.make("a", { class: "kb-hit", href: part.url }, ...name, marked(part.excerpt));
  };

  const group = (page) => {
    const parts = page.sub_results.length ? page.sub_results.slice(0, 3) : [page];
    const title = kb.make("a", { class: "kb-hit kb-hit-page", href: page.url }, page.meta.title || page.url);
    return kb.make("li", {}, title, ...parts.map((part) => section(page, part)));
  };

  /* Pagefind knows an arXiv id by its two numbers, and would read 1406.2661 as the beginning of one long one. */
  const asked = (query) => query.replace(/(\d)[./](?=\d)/g, "$1 ");

  const search = async () => {
    const mine = ++turn;
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      return say("");
    }
    try {
      engine = engine || load();
      const pagefind = await engine;
      const answer = await pagefind.debouncedSearch(asked(query), {}, 120);
      if (answer === null || mine !== turn) return;
      const pages = await Promise.all(answer.results.slice(0, PAGES).map((result) => result.data()));
      if (mine !== turn) return;
      list.replaceChildren(...pages.map(group));
      const count = answer.results.length;
      say(count ? `${count} page${count > 1 ? "s" : ""}${count > PAGES ? `, the first ${PAGES} shown` : ""}` : `Nothing found for “${query}”.`);
    } catch {
      engine = undefined;
      say("The search index could not be loaded.");
    }
  };

  const move = (event) => {
    if (event.key === "Escape") dialog.close(); // a search field would only be emptied
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      if (event.key === "Enter" && document.activeElement === input) {
        event.preventDefault();
        list.querySelector(".kb-hit")?.click();
      }
      return;
    }
    event.preventDefault();
    const stops = [input, ...list.querySelectorAll(".kb-hit")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const build = () => {
    input = kb.make("input", { type: "search", placeholder: "Search notes, topics, papers", "aria-label": "Search", autocomplete: "off", spellcheck: "false" });
    said = kb.make("p", { class: "kb-said", role: "status" });
    list = kb.make("ol", { class: "kb-hits" });
    const close = kb.make("button", { type: "button", class: "kb-close", "aria-label": "Close search" }, "Esc");
    dialog = kb.make("dialog", { class: "kb-search", "aria-label": "Search" }, kb.make("div", { class: "kb-search-head" }, input, close), said, list);
    document.body.append(dialog);
    input.addEventListener("input", search);
    dialog.addEventListener("keydown", move);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest(".kb-hit")) dialog.close();
    });
  };

  const open = () => {
    if (!dialog) build();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (location.protocol === "file:") {
      input.disabled = true;
      say("Search needs the site to be served over http: run “kb serve”, or “python -m http.server” in its folder.");
    }
  };

  const typing = (target) => target instanceof Element && (target.matches("input, textarea, select") || target.isContentEditable);

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !k) return;
    event.preventDefault();
    open();
  });

  kb.ready(() => {
    const button = document.querySelector(".kb-search-button");
    if (!button || !button.hidden) return;
    base = new URL(button.dataset.base.replace(/\/?$/, "/"), location.href);
    button.hidden = false;
    button.addEventListener("click", open);
  });
})();
