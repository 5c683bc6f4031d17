/* `kb.answers`: what was answered to questions in this browser, and when each comes back.

   Kept are lists of {day, grade} by the card's id. A card is {id, due, last}, both as the journal has them: numbers of
   days, null where it was never answered.

   The schedule is a plain one: a card comes back after the days since its last answer, times a factor. The terminal's
   `kb cards review` reckons with FSRS instead, from the same lines. */
(() => {
  const STORE = "kb-cards";
  // Days the first time, then the factor of the days since.
  const GRADES = { again: [1, 0], hard: [1, 1.2], good: [2, 2.5], easy: [8, 4] };
  const LONGEST = 3650;
  const DAY = 86400000;
  const date = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const number = (text) => Date.parse(text) / DAY;
  const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / DAY);

  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  };
  const save = (kept) => {
    try {
      localStorage.setItem(STORE, JSON.stringify(kept));
    } catch {
      /* a browser that keeps nothing still asks and shows the lines */
    }
  };

  /* The days until a card comes back that was answered after so many days; 0 for the first time. */
  const pause = (waited, grade) => {
    const [first, factor] = GRADES[grade];
    return waited ? Math.min(Math.max(Math.round(waited * factor), 1), LONGEST) : first;
  };
  /* The days between an answer on `day` and the one before it. A second answer on a day takes the place of the first. */
  const waited = (known, day) => (known.last === null ? 0 : day > known.last ? day - known.last : known.waited);
  /* What the journal and then this browser know of a card. */
  const state = (card, reviews) =>
    reviews.reduce(
      (known, { day, grade }) => {
        const days = waited(known, number(day));
        return { due: number(day) + pause(days, grade), last: number(day), waited: days };
      },
      { due: card.due, last: card.last, waited: 0 },
    );

  /* Without what the journal has got by now, and what nobody understands; answers to the cards of other pages stay. */
  const fresh = (kept, cards) => {
    for (const card of cards) {
      const reviews = Array.isArray(kept[card.id]) ? kept[card.id] : [];
      const left = reviews.filter((one) => one?.grade in GRADES && number(one.day) > (card.last ?? -Infinity));
      if (left.length) kept[card.id] = left;
      else delete kept[card.id];
    }
    return kept;
  };
  /* As the journal has them, day by day. */
  const lines = (kept) =>
    Object.entries(kept)
      .filter(([, reviews]) => Array.isArray(reviews))
      .flatMap(([id, reviews]) => reviews.map(({ day, grade }) => `${day} reviewed ${id} grade=${grade}`))
      .sort((a, b) => a.slice(0, 10).localeCompare(b.slice(0, 10)))
      .join("\n");

  kb.answers = { grades: Object.keys(GRADES), date, number, today, load, save, pause, waited, state, fresh, lines };
})();
