/* The search dialog over Pagefind's index: names to jump to, then sections, narrowed by facets. Nothing is loaded before
   the first letter. The field keeps the focus: arrow keys choose an option, Enter opens it. */
(() => {
  const PAGES = 8, KEPT = 6, FEW = 3, RECENT = "kb-recent-searches";
  const FACETS = { course: "Course", kind: "Kind", topic: "Topic", year: "Year", status: "Status" };
  const EMPTY = new Set(
    "a about an and are as at be been but by can could did do does for from had has have how i if in instead into is it its not of off on one or our out should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who why will with would you".split(" "),
  );
  let dialog, input, list, said, bar, base, engine, names, turn = 0, chosen = {};

  const say = (text) => (said.textContent = text);

  const load = async () => {
    const found = await import(new URL("pagefind/pagefind.js", base).href);
    await found.options({ baseUrl: base.pathname, excerptLength: 24, ranking: { termFrequency: 0.7 } });
    return found;
  };

  const loadNames = async () => {
    const answer = await fetch(new URL("assets/kb/names.json", base));
    return answer.ok ? answer.json() : [];
  };

  /* Pagefind's excerpt is text with <mark>; only that is let through. */
  const marked = (excerpt) => {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    const parts = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? kb.make("mark", {}, node.textContent) : node.textContent,
    );
    return kb.make("span", { class: "kb-excerpt" }, ...parts);
  };

  const option = (href, classes, ...children) => kb.make("a", { class: `kb-hit ${classes}`, href, role: "option", tabindex: "-1", "aria-selected": "false" }, ...children);

  const heading = (text) => kb.make("p", { class: "kb-hits-title", role: "presentation" }, text);

  const section = (page, part) => {
    const name = part.title && part.title !== page.meta.title ? [kb.make("span", { class: "kb-hit-section" }, part.title)] : [];
    return option(part.url, "", ...name, marked(part.excerpt));
  };

  const group = (page) => {
    const parts = page.sub_results.length ? page.sub_results.slice(0, 3) : [page];
    return [option(page.url, "kb-hit-page", page.meta.title || page.url), ...parts.map((part) => section(page, part))];
  };

  const jump = ([title, kind, address]) => option(new URL(address, base).href, "kb-hit-name", title, kb.make("span", { class: "kb-hit-kind" }, kind));

  /* Pagefind knows an arXiv id by its two numbers, and would read 1406.2661 as the beginning of one long one. */
  const asked = (text) => text.replace(/^(https?:\/\/)?(arxiv\.org\/abs\/|arxiv:|(dx\.)?doi\.org\/|doi:)/i, "").replace(/(\d)[./](?=\d)/g, "$1 ");

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  /* The values of a field that a filter of the query means, as kb/fields.py compares them. */
  const values = (filter, known) => {
    const all = Object.keys(known[filter.field] || {});
    if (filter.field === "year") return all.filter((year) => filter.years[0] <= year && year <= filter.years[1]);
    if (["author", "speaker", "venue"].includes(filter.field)) return all.filter((value) => plain(value).includes(plain(filter.value)));
    const topic = filter.field === "topic" && (names || []).find((row) => row[1] === "topic" && [row[0], ...row[3]].some((name) => plain(name) === plain(filter.value)));
    const wanted = topic ? topic[3][0] : filter.value;
    return all.filter((value) => value.toLowerCase() === wanted.toLowerCase());
  };

  const filters = (query, known) => {
    const facets = Object.entries(chosen).map(([field, value]) => ({ [field]: value }));
    const written = query.filters.map((filter) => {
      const any = { [filter.field]: { any: values(filter, known) } };
      return filter.negated ? { not: any } : any;
    });
    return { all: [...facets, ...written] };
  };

  const sorted = (query) => {
    const field = query.sort.replace(/^-/, "");
    return ["year", "title", "author", "key"].includes(field) ? { sort: { [field]: query.sort.startsWith("-") ? "desc" : "asc" } } : {};
  };

  /* Where few pages have all words, those that have the most of them come behind, the rarest words first. */
  const some = async (pagefind, words, whole, options) => {
    const each = await Promise.all(words.map((word) => pagefind.search(word, options)));
    const worth = new Map(), rows = new Map();
    each.forEach(({ results }) =>
      results.forEach((result) => {
        const score = Math.log(1 + 1000 / results.length) * (1 + Math.min(1, result.score / (results[0].score || 1)));
        if (!rows.has(result.id)) rows.set(result.id, result);
        worth.set(result.id, (worth.get(result.id) || 0) + score);
      }),
    );
    whole.results.forEach((result) => rows.set(result.id, result) && worth.set(result.id, (worth.get(result.id) || 0) + 10));
    const results = [...rows.values()].sort((a, b) => worth.get(b.id) - worth.get(a.id)).slice(0, 50);
    return { ...(whole.results.length ? whole : each[0]), results };
  };

  /* The pages that match: Pagefind takes words or one phrase; what a query does not want is asked for and taken away. */
  const find = async (pagefind, query) => {
    const known = await pagefind.filters(); // without it an answer has no counts
    const wanted = query.terms.filter((term) => !term.negated);
    const phrase = wanted.length === 1 && wanted[0].phrase;
    const telling = wanted.map((term) => asked(term.text)).filter((word) => phrase || !EMPTY.has(plain(word)));
    const said = telling.length ? telling : wanted.map((term) => asked(term.text));
    const words = said.join(" ");
    const options = { filters: filters(query, known), ...sorted(query) };
    const whole = await pagefind.search(words ? (phrase ? `"${words}"` : words) : null, options);
    const answer = whole.results.length < FEW && said.length > 1 ? await some(pagefind, said, whole, options) : whole;
    const unwanted = await Promise.all(query.terms.filter((term) => term.negated).map((term) => pagefind.search(term.phrase ? `"${term.text}"` : term.text)));
    const gone = new Set(unwanted.flatMap((found) => found.results.map((result) => result.id)));
    return { ...answer, results: answer.results.filter((result) => !gone.has(result.id)) };
  };

  const answered = async (pagefind, query) => {
    const answer = await find(pagefind, query);
    return [answer, await Promise.all(answer.results.slice(0, PAGES).map((result) => result.data()))];
  };

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
    const mine = ++turn;
    const text = input.value.trim();
    if (!text) return empty();
    const query = kb.query(text);
    if (query.error) return say(`${query.error} at character ${query.at} (${query.hint})`);
    try {
      engine = engine || Promise.all([load(), loadNames()]);
      const [pagefind, rows] = await engine;
      names = rows;
      await wait(120);
      if (mine !== turn) return;
      const found = await answered(pagefind, query);
      if (mine === turn) show(query, ...found);
    } catch {
      engine = undefined;
      say("The search index could not be loaded.");
    }
  };

  const show = (query, answer, pages) => {
    const words = query.terms.filter((term) => !term.negated).map((term) => term.text).join(" ");
    const jumps = Object.keys(chosen).length || query.filters.length ? [] : kb.jump(names, words).map(jump);
    const hits = pages.flatMap(group);
    list.replaceChildren(...(jumps.length ? [heading("Jump to"), ...jumps] : []), ...(jumps.length && hits.length ? [heading("In the text")] : []), ...hits);
    [...list.querySelectorAll(".kb-hit")].forEach((hit, at) => (hit.id = `kb-hit-${at}`));
    bar.replaceChildren(...Object.keys(FACETS).flatMap((field) => facet(field, (answer.filters || {})[field])));
    choose(-1);
    const count = answer.results.length;
    say(count || jumps.length ? `${count} page${count === 1 ? "" : "s"}${count > PAGES ? `, the first ${PAGES} shown` : ""}` : `Nothing found for “${input.value.trim()}”.`);
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
    engine = engine || Promise.all([load(), loadNames()]);
    const [pagefind, rows] = await engine;
    names = rows;
    if (!dialog) build();
    show(query, ...(await answered(pagefind, query)));
    return hits().map((hit) => hit.href);
  };

  kb.ready(() => {
    const button = document.querySelector(".kb-search-button");
    if (!button || !button.hidden) return;
    base = new URL(button.dataset.base.replace(/\/?$/, "/"), location.href);
    button.hidden = false;
    button.addEventListener("click", open);
  });
})();
