/* Practice: the questions of the page, one at a time. Answers are kept in this browser only and given back as lines for
   journal.txt (answers.js). What the journal knows already stands in the page: `data-last`, `data-due`. */
(() => {
  const SCHEDULE =
    "Kept in this browser only. After “again” a question comes back tomorrow, else after the days since its last answer " +
    "times 1.2 (hard), 2.5 (good) or 4 (easy); the first time after 1, 2 or 8 days. “kb cards review” has the days of FSRS.";
  const inDays = (days) => (days === 1 ? "tomorrow" : `in ${days} days`);
  const { grades, date, number, today, load, save, pause, waited, state, fresh, lines } = kb.answers;

  const read = (element) => ({
    element,
    id: element.id,
    note: element.closest("[data-note]").dataset.note,
    course: element.closest("[data-course]").dataset.course,
    topics: element.dataset.topics.split(" "),
    due: element.dataset.due ? number(element.dataset.due) : null,
    last: element.dataset.last ? number(element.dataset.last) : null,
  });

  const copyOf = (nodes) => {
    const copies = [...nodes].map((node) => node.cloneNode(true));
    for (const copy of copies) {
      for (const named of copy.querySelectorAll ? copy.querySelectorAll("[id]") : []) named.removeAttribute("id");
    }
    return copies;
  };
  const button = (act, attributes, ...content) => {
    const made = kb.make("button", { type: "button", ...attributes }, ...content);
    made.addEventListener("click", act);
    return made;
  };

  class Practice {
    constructor(deck, form) {
      this.deck = deck;
      this.form = form;
      this.cards = [...deck.querySelectorAll("details.kb-question")].map(read);
      this.most = Number(deck.dataset.new);
      this.kept = fresh(load(), this.cards);
      this.undone = [];
      this.tally = kb.make("p", { class: "kb-tally", role: "status" });
      this.card = kb.make("div", {});
      this.box = kb.make("section", { class: "kb-practice", "aria-label": "Practice" }, this.tally, this.card);
      this.lines = kb.make("pre", { class: "kb-lines", tabindex: "0", "aria-label": "Lines for the journal" });
      this.journal = this.journalBox();
      form.after(this.box, kb.make("p", { class: "kb-schedule" }, SCHEDULE), this.journal);
      form.hidden = false;
      form.addEventListener("input", () => {
        this.write();
        this.begin();
      });
      form.addEventListener("submit", (event) => event.preventDefault());
      window.addEventListener("hashchange", () => this.restore());
      document.addEventListener("keydown", (event) => this.key(event));
      this.restore();
    }

    reviews(card) {
      return this.kept[card.id] || [];
    }

    known(card) {
      return state(card, this.reviews(card));
    }

    /* -- what is asked ------------------------------------------------------------------------------------------- */

    chosen() {
      const { from, topic } = this.form.elements;
      return this.cards.filter(
        (card) =>
          (!from.value || card.note === from.value || card.course === from.value) &&
          (!topic.value || card.topics.includes(topic.value)),
      );
    }

    begin(more = 0) {
      const cards = this.chosen();
      const now = today();
      const which = this.form.elements.which.value;
      const due = cards.filter((card) => (this.known(card).due ?? Infinity) <= now);
      due.sort((a, b) => this.known(a).due - this.known(b).due);
      const begun = this.cards.filter((card) => card.due === null && this.reviews(card)[0]?.day === date(now)).length;
      const unasked = cards.filter((card) => this.known(card).last === null);
      const fresh = which === "new" ? unasked : unasked.slice(0, Math.max(this.most - begun, 0) + more);
      this.queue = { "": [...due, ...fresh], due, new: fresh, all: cards }[which];
      this.left = unasked.length - fresh.length;
      const shown = new Set(cards);
      for (const card of this.cards) card.element.hidden = !shown.has(card);
      for (const group of this.deck.querySelectorAll(".kb-pack, .kb-shelf")) {
        group.hidden = !group.querySelector(".kb-question:not([hidden])");
      }
      this.ask();
    }

    /* -- one card ------------------------------------------------------------------------------------------------ */

    ask() {
      const within = this.box.contains(document.activeElement);
      const [card] = this.queue;
      this.open = false;
      this.tell();
      if (!card) {
        this.card.replaceChildren(...this.nothing());
      } else {
        const title = card.element.closest(".kb-pack").querySelector(".kb-pack-title a");
        const from = kb.make("a", { href: title.getAttribute("href") }, ...copyOf(title.childNodes));
        const question = copyOf(card.element.querySelector(".kb-title").childNodes);
        const show = button(() => this.show(), { class: "kb-show" }, kb.make("kbd", {}, "space"), "Show the answer");
        const skip = button(() => this.next(true), { class: "kb-quiet" }, "Skip");
        this.card.replaceChildren(
          kb.make("p", { class: "kb-kicker" }, from),
          kb.make("p", { class: "kb-asked" }, ...question),
          kb.make("p", { class: "kb-keys" }, show, skip, ...this.undo()),
        );
      }
      if (within) this.card.querySelector("button, a")?.focus({ preventScroll: true });
      if (within && card) this.card.querySelector(".kb-show").focus({ preventScroll: true });
    }

    show() {
      const [card] = this.queue;
      if (!card || this.open) return;
      this.open = true;
      const days = waited(this.known(card), today());
      const body = [...card.element.children].filter((child) => child.tagName !== "SUMMARY");
      const answer = kb.make("div", { class: "kb-told", tabindex: "-1" }, ...copyOf(body));
      const buttons = grades.map((grade, at) =>
        button(
          () => this.grade(grade),
          { class: "kb-grade" },
          kb.make("span", {}, kb.make("kbd", {}, String(at + 1)), grade),
          kb.make("small", {}, inDays(pause(days, grade))),
        ),
      );
      this.card.querySelector(".kb-keys").replaceWith(answer, kb.make("p", { class: "kb-keys" }, ...buttons));
      answer.focus({ preventScroll: true });
    }

    grade(grade) {
      const [card] = this.queue;
      if (!card || !this.open) return;
      this.kept = fresh(load(), this.cards); // another tab may have written
      this.kept[card.id] = [...this.reviews(card), { day: date(today()), grade }];
      save(this.kept);
      this.undone.push(card);
      this.next(false);
    }

    next(again) {
      const card = this.queue.shift();
      if (again) this.queue.push(card);
      this.ask();
    }

    undo() {
      if (!this.undone.length) return [];
      const back = () => {
        const card = this.undone.pop();
        const left = this.reviews(card).slice(0, -1);
        if (left.length) this.kept[card.id] = left;
        else delete this.kept[card.id];
        save(this.kept);
        this.queue.unshift(card);
        this.ask();
      };
      return [button(back, { class: "kb-quiet" }, "Undo the last answer")];
    }

    nothing() {
      const cards = this.chosen();
      const days = cards.map((card) => this.known(card).due).filter((due) => due > today());
      const soonest = Math.min(...days);
      const said = [cards.length ? "Nothing more to ask today." : "No question is both."];
      if (Number.isFinite(soonest)) said.push(` The next one comes back ${inDays(soonest - today())}, on ${date(soonest)}.`);
      const more = () => this.begin(this.most);
      const some = Math.min(this.most, this.left);
      const buttons = this.left ? [button(more, {}, `Ask ${some} more new one${some === 1 ? "" : "s"}`)] : [];
      return [kb.make("p", {}, ...said), kb.make("p", { class: "kb-keys" }, ...buttons, ...this.undo())];
    }

    /* -- what is told -------------------------------------------------------------------------------------------- */

    tell() {
      const fresh = this.queue.filter((card) => this.known(card).last === null).length;
      const counts = [[this.queue.length - fresh, "to repeat"], [fresh, "new"]]
        .filter(([count]) => count)
        .map(([count, what]) => `${count} ${what}`);
      const all = this.chosen().length;
      this.tally.textContent = `${counts.join(", ") || "Nothing"} of ${all} question${all === 1 ? "" : "s"}`;
      this.lines.textContent = lines(this.kept);
      this.journal.hidden = !this.lines.textContent;
    }

    journalBox() {
      const text = () => `${this.lines.textContent}\n`;
      const said = kb.make("span", { role: "status" });
      const copy = async () => {
        try {
          await navigator.clipboard.writeText(text());
          said.textContent = "Copied.";
        } catch {
          getSelection().selectAllChildren(this.lines);
          said.textContent = "Selected: copy with the keyboard.";
        }
      };
      const download = () => {
        const address = URL.createObjectURL(new Blob([text()], { type: "text/plain" }));
        kb.make("a", { href: address, download: "journal-lines.txt" }).click();
        setTimeout(() => URL.revokeObjectURL(address), 1000);
      };
      const forget = () => {
        if (!confirm("Forget these answers in this browser? Do so when the lines are in journal.txt.")) return;
        this.kept = {};
        this.undone = [];
        save(this.kept);
        this.begin();
      };
      return kb.make(
        "section",
        { class: "kb-journal", "aria-label": "Answers" },
        kb.make("p", {}, "Answered here, not yet in the journal. Add these lines to journal.txt:"),
        this.lines,
        kb.make(
          "p",
          { class: "kb-keys" },
          button(copy, {}, "Copy"),
          button(download, {}, "Download"),
          button(forget, { class: "kb-quiet" }, "Forget"),
          said,
        ),
      );
    }

    /* -- keys and the address ------------------------------------------------------------------------------------ */

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const at = event.target;
      if (at.closest?.("input, select, textarea, summary, dialog, [contenteditable]")) return;
      const { top, bottom } = this.box.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight || !this.queue.length) return;
      if (event.key === " " && !this.open && !at.closest?.("button, a")) {
        event.preventDefault();
        this.show();
      } else if (this.open && grades[Number(event.key) - 1]) {
        event.preventDefault();
        this.grade(grades[Number(event.key) - 1]);
      }
    }

    /* `#db19-d1-l1` names a note; what the form says stands there as `#from=...&topic=...`. */
    restore() {
      const hash = decodeURIComponent(location.hash.slice(1));
      const note = this.cards.some((card) => card.note === hash);
      const chosen = note ? new URLSearchParams({ from: hash }) : new URLSearchParams(hash.includes("=") ? hash : "");
      for (const field of this.form.elements) {
        field.value = chosen.get(field.name) || "";
        if (field.selectedIndex < 0) field.selectedIndex = 0; // it does not offer what the address asks for
      }
      this.begin();
      if (note) this.form.scrollIntoView();
    }

    write() {
      const fields = [...this.form.elements].filter((field) => field.value);
      const chosen = new URLSearchParams(fields.map((field) => [field.name, field.value]));
      const hash = chosen.size ? `#${chosen}` : "";
      history.replaceState(null, "", location.pathname + location.search + hash);
    }
  }

  kb.ready(() => {
    const form = document.querySelector("form.kb-choice[hidden]");
    const deck = document.querySelector(".kb-deck");
    if (form && deck) new Practice(deck, form);
  });
})();
