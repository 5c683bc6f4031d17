/* The search dialog: names to jump to, then sections, narrowed by facets. Nothing is loaded before
   the first letter. The field keeps the focus: arrow keys choose an option, Enter opens it. */
(() => {
  const SHOWN = 10, KEPT = 6, PAUSE = 60, RECENT = "kb-recent-searches";
  const FACETS = { course: "Course", kind: "Kind", topic: "Topic", year: "Year", status: "Status" };
  let dialog, input, list, said, bar, base, engine, turn = 0, chosen = {};

  const say = (text) => (said.textContent = text);

  const option = (href, classes, ...children) => kb.make("a", { class: `kb-hit ${classes}`, href, role: "option", tabindex: "-1", "aria-selected": "false" }, ...children);

  const heading = (text) => kb.make("p", { class: "kb-hits-title", role: "presentation" }, text);

  /* A title with its formulas set: they are ours, made when the site was built. */
  const titled = (classes, text, drawn) => {
    const title = kb.make("span", { class: classes }, drawn ? "" : text);
    if (drawn) title.innerHTML = drawn;
    return title;
  };

  /* The title of a page is said once where several of its sections follow each other. */
  const hit = ({ page, anchor, heading: name, body, drawn, wanted }, words, earlier) => {
    const [title, kind, url, , , , whole] = page, place = new URL(anchor ? `${url.split("#")[0]}#${anchor}` : url, base).href;
    const parts = earlier === page ? [] : [titled("kb-hit-page", title, whole), kb.make("span", { class: "kb-hit-kind" }, kind)];
    if (name && name !== title) parts.push(titled("kb-hit-section", name, drawn));
    return option(place, earlier === page ? "kb-hit-text kb-hit-more" : "kb-hit-text", ...parts, kb.make("span", { class: "kb-excerpt" }, ...kb.snippet(words, body, wanted)));
  };

  const jump = ([title, kind, address]) => option(new URL(address, base).href, "kb-hit-name", title, kb.make("span", { class: "kb-hit-kind" }, kind));

  const facet = (field, counts) => {
    const rows = Object.entries(counts || {}).filter(([value, count]) => count || chosen[field] === value);
    if (rows.length < 2 && !chosen[field]) return [];
    rows.sort(field === "year" ? ([a], [b]) => b - a : ([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    const options = rows.map(([value, count]) => kb.make("option", { value }, `${value} (${count})`));
    const select = kb.make("select", { "aria-label": FACETS[field], "data-field": field }, kb.make("option", { value: "" }, FACETS[field]), ...options);
    select.value = chosen[field] || "";
    return [select];
  };

  const recent = () => {
    try {
      return JSON.parse(localStorage.getItem(RECENT)) || [];
    } catch {
      return [];
    }
  };

  const remember = () => {
    const query = input.value.trim();
    if (!query) return;
    try {
      localStorage.setItem(RECENT, JSON.stringify([query, ...recent().filter((one) => one !== query)].slice(0, KEPT)));
    } catch {
      /* A browser that keeps nothing searches all the same. */
    }
  };

  const again = (query) => {
    const button = kb.make("button", { type: "button", class: "kb-recent" }, query);
    button.addEventListener("click", () => {
      input.value = query;
      input.focus();
      search();
    });
    return button;
  };

  const empty = () => {
    list.replaceChildren();
    bar.replaceChildren(...recent().map(again));
    choose(-1);
    say("");
  };

  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const search = async () => {
    const mine = ++turn, text = input.value.trim();
    if (!text) return empty();
    const query = kb.query(text);
    if (query.error) return say(`${query.error} at character ${query.at} (${query.hint})`);
    try {
      engine = engine || kb.finder(base);
      const finder = await engine;
      await wait(PAUSE);
      const answer = mine === turn && (await finder.ask(query, chosen, SHOWN));
      if (mine !== turn) return;
      show(query, answer, finder.names);
      const counts = await finder.counts(answer.pages);
      if (mine === turn) bar.replaceChildren(...Object.keys(FACETS).flatMap((field) => facet(field, counts[field])));
    } catch {
      engine = undefined;
      say("The search index could not be loaded.");
    }
  };

  const show = (query, answer, names) => {
    const words = query.terms.filter((term) => !term.negated).map((term) => term.text).join(" ");
    const jumps = Object.keys(chosen).length || query.filters.length ? [] : kb.jump(names, words).map(jump);
    const found = answer.hits.map((one, at) => hit(one, answer.words, answer.hits[at - 1]?.page));
    list.replaceChildren(...(jumps.length ? [heading("Jump to"), ...jumps] : []), ...(jumps.length && found.length ? [heading("In the text")] : []), ...found);
    hits().forEach((one, at) => (one.id = `kb-hit-${at}`));
    choose(-1);
    say(summary(answer, jumps.length));
  };

  const summary = ({ hits: found, pages, meant, partly }, jumps) => {
    if (!found.length && !jumps) return `Nothing found for “${input.value.trim()}”.`;
    const count = `${pages.size} page${pages.size === 1 ? "" : "s"}`;
    if (partly) return "No section holds all of these words; these hold most of them.";
    return meant ? `${count} for “${meant}”` : count;
  };

  const hits = () => [...list.querySelectorAll(".kb-hit")];

  const choose = (at) => {
    const all = hits();
    all.forEach((hit, place) => hit.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-expanded", String(all.length > 0));
    if (all[at]) {
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const keys = (event) => {
    if (event.key === "Escape") return dialog.close(); // a search field would only be emptied
    if (event.target !== input) return;
    const all = hits(), at = all.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") choose(Math.min(all.length - 1, at + 1));
    else if (event.key === "ArrowUp") choose(Math.max(-1, at - 1));
    else if (event.key === "Enter") all[Math.max(0, at)]?.click();
    else return;
    event.preventDefault();
  };

  const build = () => {
    const combobox = { role: "combobox", "aria-expanded": "false", "aria-controls": "kb-hits", "aria-autocomplete": "list" };
    input = kb.make("input", { type: "search", placeholder: "Search notes, topics, papers", "aria-label": "Search", autocomplete: "off", spellcheck: "false", ...combobox });
    said = kb.make("p", { class: "kb-said", role: "status", "aria-live": "polite" });
    bar = kb.make("div", { class: "kb-search-bar", role: "group", "aria-label": "Narrow the results" });
    list = kb.make("div", { class: "kb-hits", id: "kb-hits", role: "listbox", "aria-label": "Results" });
    const close = kb.make("button", { type: "button", class: "kb-close", "aria-label": "Close search" }, "Esc");
    dialog = kb.make("dialog", { class: "kb-search", "aria-label": "Search" }, kb.make("div", { class: "kb-search-head" }, input, close), bar, said, list);
    input.addEventListener("input", search);
    dialog.addEventListener("keydown", keys);
    bar.addEventListener("change", ({ target }) => {
      if (target.value) chosen[target.dataset.field] = target.value;
      else delete chosen[target.dataset.field];
      search();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      const hit = event.target.closest(".kb-hit");
      if (hit) remember();
      if (event.target === dialog || hit) dialog.close();
    });
  };

  const open = () => {
    if (!dialog) build();
    if (!dialog.isConnected) document.body.append(dialog); // instant loading may have put a new body in
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (!input.value.trim()) empty();
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

  /* For scripts/bench/search_quality.py: the addresses that the dialog would show, in its order. */
  kb.searched = async (text) => {
    const query = kb.query(text);
    if (query.error) return [];
    const finder = await (engine = engine || kb.finder(base));
    if (!dialog) build();
    show(query, await finder.ask(query, {}, SHOWN), finder.names);
    return hits().map((one) => one.href);
  };

  kb.ready(() => {
    const button = document.querySelector(".kb-search-button");
    if (!button || !button.hidden) return;
    base = new URL(button.dataset.base.replace(/\/?$/, "/"), location.href);
    button.hidden = false;
    button.addEventListener("click", open);
  });
})();
