/* Names to jump to: titles, aliases, authors, keys, topics, found although letters are missing or wrong.
   `kb.jump(names, text)` gives the best of the rows that the index has. */
(() => {
  const MOST = 5;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[-‐\s_/]+/g, " ").trim();

  /* Slips of the hand between two words, given up beyond `most`. */
  const slips = (left, right, most) => {
    if (Math.abs(left.length - right.length) > most) return most + 1;
    let before = [], row = Array.from({ length: right.length + 1 }, (_, at) => at);
    for (let i = 1; i <= left.length; i++) {
      const next = [i];
      for (let j = 1; j <= right.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (left[i - 1] !== right[j - 1]));
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next.push(cost);
      }
      [before, row] = [row, next];
      if (Math.min(...row) > most) return most + 1;
    }
    return row[right.length];
  };
  kb.slips = slips;

  const likeWord = (typed, words, slow) => {
    let best = 0;
    for (const word of words) {
      if (word === typed) return 3;
      if (word.startsWith(typed)) best = Math.max(best, 2);
      else if (slow && typed.length > 3 && best < 1 && slips(typed, word, typed.length > 6 ? 2 : 1) <= (typed.length > 6 ? 2 : 1)) best = 1;
    }
    return best;
  };

  /* How well a name fits, 0 for not at all: every word typed has to be like one of its words. */
  const fit = (name, typed, words, slow) => {
    if (name === typed) return 100;
    if (name.replaceAll(" ", "") === typed.replaceAll(" ", "")) return 90;
    const own = name.split(" ");
    let sum = 0;
    for (const word of words) {
      const like = likeWord(word, own, slow);
      if (!like) return 0;
      sum += like;
    }
    return (10 * sum) / (3 * words.length) + (name.startsWith(`${typed} `) ? 10 : name.startsWith(typed) ? 4 : 0) + (5 * words.length) / own.length;
  };

  kb.jump = (names, text) => {
    const typed = fold(text);
    if (!typed) return [];
    const words = typed.split(" ");
    const all = (slow) =>
      names
        .map((row) => {
          row.folded ??= [row[0], ...row[3]].map(fold);
          return [Math.max(...row.folded.map((name) => fit(name, typed, words, slow))), row];
        })
        .filter(([score]) => score > 0)
        .sort(([a, left], [b, right]) => b - a || left[0].length - right[0].length || (left[0] < right[0] ? -1 : 1));
    const found = all(false);
    return (found.length ? found : all(true)).slice(0, MOST).map(([, row]) => row);
  };
})();
