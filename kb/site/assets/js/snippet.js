/* The piece of a section that shows why it was found, as kb/search/snippets.py cuts it. `kb.snippet(words, text, wanted)`
   gives its parts: texts, and marks for the words that are wanted. */
(() => {
  const LENGTH = 24, TOKEN = /\u0004[^\u0005]*\u0005?|\S+/gu;

  const matched = (words, token, wanted) => {
    if (token.startsWith("\u0004")) return new Map();
    const [joined] = words.tokens(token), whole = joined && words.whole(joined);
    if (whole && wanted.has(whole)) return new Map([[joined, whole]]);
    const terms = words.split(token.replaceAll("’", "")).map((word) => [word, words.term(word.replaceAll("'", ""))]);
    return new Map(terms.filter(([, term]) => wanted.has(term)));
  };

  /* Where the window begins: a few words before the first of the stretch with the most different terms. */
  const best = (found) => {
    const hits = [...found.keys()].filter((at) => found[at].size);
    if (!hits.length || (hits[0] < LENGTH / 2 && hits.length === 1)) return 0;
    let first = hits[0], most = -1;
    for (const at of hits.slice(0, 200)) {
      const inside = found.slice(at, at + LENGTH - 4).flatMap((terms) => [...terms.values()]);
      const worth = new Set(inside).size * 100 + inside.length;
      if (worth > most) [first, most] = [at, worth];
    }
    return Math.max(0, Math.min(first - 4, found.length - LENGTH));
  };

  const marked = (token, terms) => {
    const text = token.replace(/[\u0004\u0005]/g, ""), [first] = terms.keys();
    const parts = /[-‐‑]/.test(first || "") ? text.split(first).flatMap((part, at) => (at ? [first, part] : [part])) : text.split(/([\p{L}\p{N}_]+)/u);
    return parts.map((part) => (terms.has(part) ? kb.make("mark", {}, part) : part));
  };

  kb.snippet = (words, text, wanted) => {
    const tokens = text.match(TOKEN) || [], found = tokens.map((token) => matched(words, token, wanted)), start = best(found);
    const shown = tokens.slice(start, start + LENGTH).flatMap((token, at) => [...marked(token, found[start + at]), " "]);
    return [start ? "…" : "", ...shown, start + LENGTH < tokens.length ? "…" : ""];
  };
})();
