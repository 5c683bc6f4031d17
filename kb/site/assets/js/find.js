/* From a query to the best sections, by the rules of kb/search/asking.py. `kb.finder(base)` gives a promise of a function
   from a parsed query and the chosen facets to `{ hits, pages, meant, partly, counts }`. */
(() => {
  const idf = (all, found) => Math.max(1e-6, Math.log((all - found + 0.5) / (found + 0.5)));

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  kb.finder = async (base) => {
    const shelf = await kb.shelf(base), { rules, pages, firsts, pageOf } = shelf;
    const { HEADED, TITLED, LEVEL } = kb.shelf.MARKS, all = pageOf.length, top = rules.k1 + 1;
    const words = kb.words(rules), asking = kb.needs(words, shelf);
    const around = new Set(pages.flatMap((page, at) => (page[5] || []).map((part) => firsts[at] + part)));

    /* The values of a field that a filter means, as kb/fields.py compares them. */
    const values = ({ field, value, years }, known) => {
      const every = Object.keys(known);
      if (field === "year") return every.filter((year) => years[0] <= year && year <= years[1]);
      if (["author", "speaker", "venue"].includes(field)) return every.filter((one) => plain(one).includes(plain(value)));
      const topic = field === "topic" && pages.find((page) => page[1] === "topic" && [page[0], ...page[3]].some((name) => plain(name) === plain(value)));
      const wanted = (topic ? topic[3][0] : value).toLowerCase();
      return every.filter((one) => one.toLowerCase() === wanted);
    };

    /* Which sections the fields and facets leave: a test, or nothing where there are none. */
    const chosen = async (query, facets) => {
      const wanted = [...query.filters, ...Object.entries(facets).map(([field, value]) => ({ field, value, years: [Number(value), Number(value)] }))];
      const tests = await Promise.all(
        wanted.map(async (filter) => {
          const said = { ...(await shelf.facets()), ...(shelf.counted.includes(filter.field) ? {} : await shelf.fields()) }[filter.field] || {};
          const found = new Set(values(filter, said).flatMap((value) => said[value]));
          return (section) => found.has(filter.field === "cites" ? section : pageOf[section]) !== Boolean(filter.negated);
        }),
      );
      return tests.length ? (section) => tests.every((test) => test(section)) : null;
    };

    /* The sections that hold a term, or all terms of a group, each with its share of BM25 and where it stands. */
    const posted = async (terms) => {
      const lists = (await Promise.all(terms.map(shelf.postings))).sort((a, b) => a.sections.length - b.sections.length);
      const found = new Map();
      for (const [at, { sections, marks }] of lists.entries()) {
        const kept = new Map();
        for (let one = 0; one < sections.length; one++) {
          const mark = marks[one], earlier = found.get(sections[one]);
          if (!at) found.set(sections[one], mark);
          else if (earlier !== undefined) kept.set(sections[one], Math.min(earlier & LEVEL, mark & LEVEL) | (earlier & mark & ~LEVEL));
        }
        if (at) found.clear();
        kept.forEach((mark, section) => found.set(section, mark));
      }
      return found;
    };

    /* By section what a need is worth there; and where its own terms stand in titles and headings. */
    const weighed = async (need) => {
      const worth = new Map(), groups = [need.terms, ...need.others.map((other) => [other])];
      for (const found of await Promise.all(groups.map(posted))) {
        const rare = idf(all, found.size);
        found.forEach((mark, section) => worth.set(section, (worth.get(section) || 0) + (rare * (mark & LEVEL) * top) / LEVEL));
      }
      return worth;
    };

    const named = async (attempt) => {
      const name = words.terms(attempt.map((need) => need.meant || need.words.join(" ")).join(" ")).join("");
      const { sections, marks } = await shelf.postings(`=${name}`);
      return new Map([...sections].map((section, at) => [section, marks[at]]));
    };

    const common = ([first, ...rest]) => new Set([...first.keys()].filter((section) => rest.every((one) => one.has(section))));

    const tried = async (attempt, allowed) => {
      const worth = await Promise.all(attempt.map(weighed)), names = await named(attempt);
      for (const map of [...worth, names]) if (allowed) [...map.keys()].forEach((section) => allowed(section) || map.delete(section));
      return { attempt, worth, names, whole: common(worth) };
    };

    const tells = (need) => need.phrase || need.words.some(words.says);

    /* The words as written; the unknown ones as beginnings; as misspelt; all as beginnings. */
    const attempts = function* (positive) {
      const telling = positive.filter(tells), first = telling.length ? telling : positive;
      yield first;
      if (first.every((need) => need.known)) {
        yield first.map(asking.begun);
        yield first;
      } else {
        const begun = first.map((need) => (need.known ? need : asking.begun(need)));
        yield begun;
        yield begun.map(asking.corrected);
      }
    };

    /* Whether somebody asks in a sentence, of which no section will have every word. */
    const isSentence = (positive) => {
      const telling = positive.filter(tells).length;
      return telling >= rules.sentence || telling < positive.length;
    };

    const found = async (positive, allowed) => {
      let answer;
      for (const attempt of attempts(positive)) {
        answer = await tried(attempt, allowed);
        if (answer.whole.size || answer.names.size) break;
      }
      return answer;
    };

    /* How many of the terms stand in the title, and in title or heading, by section. */
    const titles = async (terms) => {
      const titled = new Map(), headed = new Map(), either = new Map();
      const add = (map, section) => map.set(section, (map.get(section) || 0) + 1);
      for (const { sections, marks } of await Promise.all(terms.map(shelf.postings))) {
        for (let at = 0; at < sections.length; at++) {
          if (marks[at] & TITLED) add(titled, sections[at]);
          if (marks[at] & HEADED) add(headed, sections[at]);
          if (marks[at] & (TITLED | HEADED)) add(either, sections[at]);
        }
      }
      return { titled, headed, either };
    };

    const scored = async ({ attempt, worth, names, whole }, gone, sentence) => {
      const total = new Map();
      worth.forEach((map) => map.forEach((value, section) => total.set(section, (total.get(section) || 0) + value)));
      const few = whole.size < rules.enough || sentence;
      if (!few) [...total.keys()].forEach((section) => whole.has(section) || total.delete(section));
      else if (attempt.length > 1) whole.forEach((section) => total.set(section, total.get(section) + rules.whole));
      const best = [...total].filter(([section]) => !gone.has(section)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, rules.candidates);
      const scores = new Map(best);
      names.forEach((degree, section) => gone.has(section) || scores.set(section, (scores.get(section) || 0) + rules.exact + rules.degree * degree));
      const terms = [...new Set(attempt.flatMap((need) => need.terms))], stand = await titles(terms);
      scores.forEach((score, section) => scores.set(section, score + bonus(section, terms.length, stand)));
      return scores;
    };

    /* For all words in the title or heading; lectures before topics, the lesson before what stands around it. */
    const bonus = (section, many, { titled, headed, either }) => {
      const kind = pages[pageOf[section]][1], first = firsts[pageOf[section]] === section;
      const prior = (rules.plain[kind] || 0) - (around.has(section) ? rules.aroundLoss : 0);
      if (first && (titled.get(section) || 0) === many) return prior + rules.covered + (rules.byKind[kind] || 0);
      return prior + (headed.get(section) ? rules.headed * ((either.get(section) || 0) / many) ** rules.sharply : 0);
    };

    const ranked = (scores) => [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);

    /* Every further section of a page counts a little less; its best gets a share of the next. */
    const spread = (scores) => {
      const seen = new Map(), best = new Map(), order = ranked(scores);
      order.forEach(([section, score]) => best.set(pageOf[section], [...(best.get(pageOf[section]) || []), score]));
      return order
        .map(([section, score]) => {
          const page = pageOf[section], at = seen.get(page) || 0;
          seen.set(page, at + 1);
          const more = best.get(page).slice(1, 1 + rules.supporting).reduce((sum, one) => sum + Math.max(0, one), 0);
          return [section, score + (at ? 0 : more * rules.support) - at * rules.further];
        })
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    };

    /* Whether the terms stand near each other in a text, or as a phrase one after the other. */
    const near = (text, terms, phrase) => {
      const at = words.terms(text), wide = phrase ? 0 : rules.near * terms.length + terms.length;
      return at.some((term, from) => {
        if (phrase) return terms.every((one, further) => at[from + further] === one);
        return term === terms[0] && terms.every((one) => at.slice(Math.max(0, from - wide), from + wide + 1).includes(one));
      });
    };

    /* What only the text can tell, for those that would be shown. */
    const told = async (order, attempt, unwanted, limit) => {
      const terms = attempt.flatMap((need) => need.terms), phrases = attempt.filter((need) => need.phrase).map((need) => need.terms);
      const look = order.slice(0, phrases.length || unwanted.length ? 4 * limit : limit + 2);
      const rows = await Promise.all(look.map(async ([section, score]) => ({ section, score, ...(await shelf.text(section)) })));
      const holds = ({ heading, body, section }, phrase) => near(`${pages[pageOf[section]][0]} ${heading}`, phrase, true) || near(body, phrase, true);
      return rows
        .filter((row) => phrases.every((phrase) => holds(row, phrase)) && !unwanted.some((phrase) => holds(row, phrase)))
        .map((row) => ({ ...row, score: row.score + (terms.length > 1 && near(row.body, terms) ? rules.close : 0) }))
        .sort((a, b) => b.score - a.score || a.section - b.section)
        .slice(0, limit);
    };

    const sorted = async (order, sort) => {
      const field = sort.replace(/^-/, ""), turn = sort.startsWith("-") ? -1 : 1;
      if (!field || field === "relevance") return order;
      const said = { ...(await shelf.facets()), ...(await shelf.fields()) }, years = [];
      Object.entries(said.year).forEach(([year, where]) => where.forEach((page) => (years[page] = Number(year))));
      const value = {
        year: (page) => years[page] || 0,
        title: (page) => plain(pages[page][0]),
        author: (page) => plain(said.by[page] || "\uffff"),
        key: (page) => plain(pages[page][3][0] || ""),
        cited: (page) => -(said.cites[pages[page][3][0]] || []).length,
      }[field];
      return order.map(([section, score]) => [value(pageOf[section]), section, score]).sort((a, b) => (a[0] < b[0] ? -turn : a[0] > b[0] ? turn : 0)).map(([, ...one]) => one);
    };

    const ask = async (query, facets = {}, limit = 10) => {
      const needs = asking.of(query.terms), positive = needs.filter((need) => !need.negated), negated = needs.filter((need) => need.negated);
      const allowed = await chosen(query, facets);
      const away = await Promise.all(negated.filter((need) => !need.phrase).map(weighed));
      const gone = new Set(away.flatMap((map) => [...map.keys()]));
      const single = query.filters.some((filter) => filter.field === "cites" && !filter.negated);
      const listed = () => [...pageOf.keys()].filter((section) => (single || firsts[pageOf[section]] === section) && !gone.has(section) && (!allowed || allowed(section)));
      const answer = positive.length ? await found(positive, allowed) : { attempt: [], whole: new Set(), names: new Map() };
      const scores = positive.length ? await scored(answer, gone, isSentence(positive)) : new Map(listed().map((section) => [section, 0]));
      const order = await sorted(positive.length ? spread(scores) : [...scores], query.sort);
      const hits = await told(order, query.sort || !positive.length ? answer.attempt.filter((need) => need.phrase) : answer.attempt, negated.filter((need) => need.phrase).map((need) => need.terms), limit);
      const meant = answer.attempt.some((need) => need.meant) ? answer.attempt.map((need) => need.meant || need.words.join(" ")).join(" ") : "";
      const matched = new Set((answer.whole.size ? [...answer.whole] : [...scores.keys()]).filter((section) => !gone.has(section)).map((section) => pageOf[section]));
      return {
        hits: hits.map((hit) => ({ ...hit, page: pages[pageOf[hit.section]], wanted: new Set(answer.attempt.flatMap((need) => [...need.terms, ...need.others])) })),
        pages: matched,
        meant,
        partly: positive.length > 0 && hits.length > 0 && !answer.whole.has(hits[0].section) && !answer.names.has(hits[0].section),
        words,
      };
    };

    /* How many of these pages have which value. */
    const counts = async (found) => {
      const said = await shelf.facets();
      return Object.fromEntries(
        Object.entries(said).map(([field, known]) => [
          field,
          Object.fromEntries(Object.entries(known).map(([value, where]) => [value, where.filter((page) => found.has(page)).length])),
        ]),
      );
    };

    const names = [...pages.map(([title, kind, url, others]) => [title, kind, url, others]), ...shelf.people.map(([name, url]) => [name, "author", url, []])];
    return { ask, counts, names };
  };
})();
