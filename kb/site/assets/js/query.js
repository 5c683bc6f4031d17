/* The query grammar of kb/query.py, held equal by tests/search/grammar.yml. `kb.query(text)` gives the terms, filters and
   sort that the text means, or `error` with `at`, the character from 1. */
(() => {
  const VALUES = {
    kind: ["course", "lecture", "topic", "paper", "problem", "log", "page", "session", "seminar", "guest", "homework", "talk"],
    status: ["unread", "queued", "started", "skimmed", "read", "dropped", "watched", "learned"],
    has: ["slides", "video", "notebooks", "arxiv", "doi", "isbn", "url", "abstract"],
  };
  const FIELDS = ["kind", "course", "topic", "author", "speaker", "year", "venue", "cites", "cited-in", "status", "has", "sort"];
  const SORTS = ["relevance", "year", "-year", "title", "author", "key", "cited"];
  const IDENTIFIERS = ["arxiv", "doi"];
  const TOKEN = /(-?)(?:([A-Za-z][A-Za-z-]*):("[^"]*"?|\S*)|"([^"]*)("?)|(\S+))/g;
  const YEARS = /^(\d{4})?(\.\.)?(\d{4})?$/;

  class Unclear extends Error {
    constructor(message, at, hint) {
      super(message);
      Object.assign(this, { at: at + 1, hint });
    }
  }

  const years = (value, at) => {
    const [whole, first, dots, last] = value.match(YEARS) || [];
    if (whole === undefined || !(first || last)) throw new Unclear(`\`${value}\` is no year`, at, "write year:2014 or year:2014..2019");
    const ends = dots ? [Number(first || 0), Number(last || 9999)] : [Number(first || last), Number(first || last)];
    return [Math.min(...ends), Math.max(...ends)];
  };

  const filter = (name, written, negated, start, at, end) => {
    const value = written.replace(/^"+|"+$/g, "");
    if (!FIELDS.includes(name)) throw new Unclear(`unknown field \`${name}:\``, start, `known are ${FIELDS.join(", ")}`);
    if (!value) throw new Unclear(`\`${name}:\` has no value`, end, `write ${name}:something, without a blank`);
    const known = VALUES[name];
    if (known && !known.includes(value.toLowerCase())) {
      throw new Unclear(`unknown value \`${value}\``, at + written.startsWith('"'), `known are ${known.join(", ")}`);
    }
    return { field: name, value, negated, years: name === "year" ? years(value, at) : [0, 9999] };
  };

  const parse = (text) => {
    const query = { terms: [], filters: [], sort: "" };
    for (const match of text.matchAll(TOKEN)) {
      const [whole, minus, field, written, phrase, close, word] = match;
      const start = match.index + minus.length;
      const name = (field || "").toLowerCase();
      const isText = IDENTIFIERS.includes(name) || (written || "").startsWith("//") || (!FIELDS.includes(name) && !written);
      if (name === "sort") {
        query.sort = written.toLowerCase();
        if (!SORTS.includes(query.sort)) throw new Unclear(`cannot sort by \`${query.sort}\``, start + 5, `known are ${SORTS.join(", ")}`);
      } else if (name && !isText) {
        query.filters.push(filter(name, written, Boolean(minus), start, start + name.length + 1, match.index + whole.length));
      } else if (phrase !== undefined) {
        if (!close) throw new Unclear('the quotation mark " is never closed', start, 'close it with another "');
        if (phrase.trim()) query.terms.push({ text: phrase, phrase: true, negated: Boolean(minus) });
      } else {
        const said = word !== undefined ? word : whole.replace(/^-/, "");
        if (said) query.terms.push({ text: said, phrase: false, negated: Boolean(minus) });
      }
    }
    return query;
  };

  kb.query = (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof Unclear) return { error: error.message, at: error.at, hint: error.hint };
      throw error;
    }
  };
})();
