/* What a query needs to find, as kb/search/needs.py and kb/search/corrections.py have it. `kb.needs(words, shelf)` gives
   `of(terms)`, `begun(need)` and `corrected(need)`. */
(() => {
  const allowed = (word) => (word.length < 4 || /^\d+$/.test(word) ? 0 : word.length < 6 ? 1 : 2);

  /* Which words of the index begin so: places from `from` to before `to`. */
  const range = (shelf, beginning) => {
    const place = (word) => {
      const at = shelf.place(word);
      return shelf.words[at] < word ? at + 1 : at;
    };
    return [place(beginning), place(`${beginning}\uffff`)];
  };

  kb.needs = (words, shelf) => {
    /* Whether the index has the term: a word that ends otherwise may be in it. */
    const known = (term) => {
      const [from, to] = range(shelf, term.length > 3 ? term.slice(0, -1) : term);
      for (let at = from; at < to; at++) if (words.term(shelf.words[at]) === term) return true;
      return false;
    };

    const need = ({ text, phrase, negated }) => {
      const plain = words.plain(text).replace(/['’]/g, ""), written = words.split(plain);
      if (!written.length) return [];
      const terms = words.terms(plain), all = { words: written, terms, others: [], phrase, negated, meant: "" };
      if (phrase) return [{ ...all, known: true }];
      if (written.length === 1) return [{ ...all, known: known(terms[0]) }];
      const together = words.term(written.join(""));
      return [{ ...all, others: [together], known: known(together) || terms.every(known) }];
    };

    /* A word may be the half of one that was torn: `skip gram`. */
    const together = (one, at, all) => {
      if (one.phrase || one.negated || one.words.length > 1) return one;
      const pairs = [[all[at - 1], one], [one, all[at + 1]]].filter(([left, right]) => left && right);
      const joined = pairs.map((pair) => words.term(pair.flatMap((half) => half.words).join(""))).filter(known);
      return joined.length ? { ...one, others: [...one.others, ...joined], known: true } : one;
    };

    const begun = (one) => {
      const word = words.spelled(one.words.at(-1));
      if (one.phrase || one.words.length > 1 || word.length < shelf.rules.shortest) return one;
      const [from, to] = range(shelf, word), found = shelf.words.slice(from, to).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
      const terms = [...new Set(found.map(words.term))].filter((term) => !one.terms.includes(term));
      const others = terms.slice(0, shelf.rules.beginnings);
      return others.length ? { ...one, others: [...one.others, ...others], known: true } : one;
    };

    const nearest = (word) => {
      const wanted = words.spelled(word), most = allowed(wanted);
      let best = null;
      for (let at = 0; most && at < shelf.words.length; at++) {
        const other = shelf.words[at], slips = kb.slips(wanted, other, best ? Math.min(most, best.slips) : most);
        if (slips > most) continue;
        const one = { word: other, slips, far: other[0] !== wanted[0], common: shelf.common(at) };
        if (!best || slips < best.slips || (slips === best.slips && (one.far < best.far || (one.far === best.far && one.common > best.common)))) best = one;
      }
      return best;
    };

    const corrected = (one) => {
      if (one.known || one.negated || one.phrase) return one;
      const near = one.words.map((word) => (known(words.term(word)) ? null : nearest(word)));
      if (!near.some(Boolean)) return one;
      const meant = one.words.map((word, at) => near[at]?.word ?? word);
      return { ...one, terms: meant.map(words.term), others: [], known: true, meant: meant.join(" ") };
    };

    return { of: (terms) => terms.flatMap(need).map(together), begun, corrected };
  };
})();
