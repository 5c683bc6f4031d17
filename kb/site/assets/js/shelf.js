/* The files of the index, loaded when they are asked for: see kb/search/portable.py. `kb.shelf(base)` gives a promise of
   the index with `postings(term)`, `text(section)`, `facets()` and `fields()`. */
(() => {
  const HEADED = 128, TITLED = 64, LEVEL = 63;

  const unpacked = async (answer) => new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));

  const fetched = async (url, options) => {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return unpacked(answer);
  };

  /* The last place whose value is not behind `wanted`. */
  const before = (values, wanted) => {
    let low = 0, high = values.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (values[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const read = (bytes) => {
    const end = bytes.indexOf(0), terms = new TextDecoder().decode(bytes.subarray(0, end)).split("\n");
    const found = new Map();
    let at = end + 1;
    const number = () => {
      let value = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte & 128);
      return value;
    };
    for (const term of terms) {
      const count = number(), sections = new Uint32Array(count);
      for (let one = 0, section = 0; one < count; one++) sections[one] = section += number();
      found.set(term, { sections, marks: bytes.subarray(at, at + count) });
      at += count;
    }
    return found;
  };

  const once = (load) => {
    const known = new Map();
    return (key) => {
      if (!known.has(key)) known.set(key, load(key).catch((error) => known.delete(key) && Promise.reject(error)));
      return known.get(key);
    };
  };

  kb.shelf = async (base) => {
    const folder = new URL("search/", base);
    const index = await (await fetched(new URL("index.bin", folder), { cache: "no-cache" })).json();
    const file = (name) => fetched(new URL(`${name}?${index.version}`, folder));
    const shard = once(async (at) => read(new Uint8Array(await (await file(`t${at}.bin`)).arrayBuffer())));
    const texts = once(async (at) => (await file(`s${at}.bin`)).json());
    const data = once(async (name) => (await file(`${name}.bin`)).json());
    const firsts = [], pageOf = new Uint32Array(index.pages.reduce((sum, page) => sum + page[4], 0));
    for (const [number, page] of index.pages.entries()) {
      const first = number ? firsts[number - 1] + index.pages[number - 1][4] : 0;
      firsts.push(first);
      pageOf.fill(number, first, first + page[4]);
    }
    const words = index.words.split("\n");
    return {
      ...index,
      words,
      firsts,
      pageOf,
      place: (word) => before(words, word),
      common: (at) => index.counts.charCodeAt(at),
      postings: async (term) => {
        const known = index.shards.length && term >= index.shards[0] ? (await shard(before(index.shards, term))).get(term) : undefined;
        return known || { sections: [], marks: [] };
      },
      text: async (section) => {
        const at = before(index.texts, section);
        const [anchor, heading, body, drawn] = (await texts(at))[section - index.texts[at]];
        return { anchor, heading, body, drawn };
      },
      facets: () => data("facets"),
      fields: () => data("fields"),
    };
  };
  kb.shelf.MARKS = { HEADED, TITLED, LEVEL };
})();
