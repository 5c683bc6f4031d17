/* The words of a text as the index has them, as kb/search/words.py and kb/search/porter.py find them; the tables come with
   the index. `kb.words(rules)` gives `term`, `terms`, `tokens`, `whole`, `spelled` and `says`. */
(() => {
  const WORD = /[\p{L}\p{N}_]+/gu, TOKEN = /[\p{L}\p{N}_]+(?:[-‐‑][\p{L}\p{N}_]+)*/gu;
  const FORMULA = /\u0004[^\u0005]*\u0005?/g, PLAIN = /^[a-z]{3,}$/;
  const IDENTIFIER = /^(?:https?:\/\/)?(?:www\.)?(?:arxiv\.org\/(?:abs|pdf)\/|arxiv:|(?:dx\.)?doi\.org\/|doi:)(\S+?)(?:v\d+)?(?:\.pdf)?$/i;

  const remembered = (work) => {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, work(word));
      return known.get(word);
    };
  };

  /* Consonants and vowels, runs as one letter. */
  const shape = (part) => {
    let found = "";
    for (const [at, letter] of [...part].entries()) {
      const vowel = "aeiou".includes(letter) || (letter === "y" && at > 0 && found.endsWith("c"));
      found += vowel ? "v" : "c";
    }
    return found.replace(/(.)\1+/g, "$1");
  };
  const measure = (part) => shape(part).split("vc").length - 1;
  const short = (part) => part.length > 2 && !"wxyaeiou".includes(part.at(-1)) && !"aeiou".includes(part.at(-3)) && "aeiouy".includes(part.at(-2));
  const longest = (word, endings) => endings.reduce((best, one) => (word.endsWith(one) && one.length > best.length ? one : best), "");
  const without = (word, ending) => word.slice(0, word.length - ending.length);

  const mended = (rest) => {
    if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
    if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
    return measure(rest) === 1 && short(rest) ? `${rest}e` : rest;
  };
  const plural = (word) => (/(sses|ies)$/.test(word) ? word.slice(0, -2) : /[^s]s$/.test(word) ? word.slice(0, -1) : word);
  const past = (word) => {
    if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
    const ending = ["ed", "ing"].find((one) => word.endsWith(one));
    if (!ending) return word;
    const rest = without(word, ending);
    return shape(rest).includes("v") ? mended(rest) : word;
  };
  const withI = (word) => (word.endsWith("y") && shape(word.slice(0, -1)).includes("v") ? `${word.slice(0, -1)}i` : word);
  const last = (word) => {
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1), many = measure(rest);
      if (many > 1 || (many === 1 && !short(rest))) word = rest;
    }
    return word.endsWith("ll") && measure(word) > 1 ? word.slice(0, -1) : word;
  };

  const stemmer = ([second, third, fourth]) => {
    const suffix = (word, table) => {
      const ending = longest(word, Object.keys(table));
      return ending && measure(without(word, ending)) > 0 ? without(word, ending) + table[ending] : word;
    };
    const ending = (word) => {
      const found = longest(word, fourth), rest = without(word, found);
      return !found || measure(rest) <= 1 || (found === "ion" && !/[st]$/.test(rest)) ? word : rest;
    };
    return (word) => (PLAIN.test(word) ? last(ending(suffix(suffix(withI(past(plural(word))), second), third))) : word);
  };

  kb.words = (rules) => {
    const spellings = rules.spellings.map(([pattern, to]) => [new RegExp(pattern), to]);
    const empty = new Set(rules.empty), stem = stemmer(rules.stems);
    const folded = remembered((word) => {
      const plain = [...word.toLowerCase()].map((letter) => rules.letters[letter] ?? letter).join("");
      return plain.normalize("NFKD").replace(/\p{M}/gu, "");
    });
    const spelled = remembered((word) => spellings.reduce((one, [pattern, to]) => one.replace(pattern, to), folded(word)));
    const term = remembered((word) => stem(spelled(word)));
    const unmarked = (text) => text.replace(FORMULA, " ").replace(/['’]/g, "");
    const split = (text) => text.match(WORD) || [];
    return {
      split,
      folded,
      spelled,
      term,
      terms: (text) => split(unmarked(text)).map(term).filter(Boolean),
      tokens: (text) => unmarked(text).match(TOKEN) || [],
      whole: (token) => (/[-‐‑]/.test(token) ? term(split(token).join("")) : ""),
      says: (word) => !empty.has(folded(word)),
      /* A query's text without LaTeX, and an address of arXiv or DOI as the identifier in it. */
      plain: (text) => {
        const found = text.match(IDENTIFIER)?.[1] ?? text;
        return found.replace(/\\(?:[`'"^~=.]|[uvHcdbrkt](?![a-z]))\s*\{?([A-Za-z])\}?/g, "$1").replace(/[\\{}$]/g, "");
      },
    };
  };
})();
