/* `table.kb-sortable`: a click on a header sorts, `data-filter` adds a box that filters. Without this the table is whole. */
(() => {
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const sort = (table, column, down) => {
    const body = table.tBodies[0];
    const text = (row) => row.cells[column].textContent.trim();
    const rows = [...body.rows].map((row) => [text(row), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * order.compare(a, b)); // empty ones stay last
    body.append(...rows.map(([, row]) => row));
  };

  const makeSortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = kb.make("button", { type: "button", class: "kb-sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("kb-num") ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        const now = head.getAttribute("aria-sort") === first ? other : first;
        for (const cell of heads) cell.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", now);
        sort(table, column, now === "descending");
      });
    });
  };

  const makeFilter = (table) => {
    const rows = [...table.tBodies[0].rows].map((row) => [fold(row.textContent), row]);
    const input = kb.make("input", { type: "search", placeholder: table.dataset.filter, "aria-label": table.dataset.filter });
    const count = kb.make("output", {}, String(rows.length));
    const show = () => {
      const words = fold(input.value).split(/\s+/);
      let seen = 0;
      for (const [text, row] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        seen += !row.hidden;
      }
      count.textContent = seen === rows.length ? String(seen) : `${seen} of ${rows.length}`;
    };
    input.addEventListener("input", show);
    const box = table.closest(".kb-table") || table;
    box.before(kb.make("div", { class: "kb-filter" }, input, count));
  };

  kb.ready(() => {
    for (const table of document.querySelectorAll("table.kb-sortable")) {
      if (table.dataset.kbReady) continue;
      table.dataset.kbReady = "1";
      makeSortable(table);
      if (table.dataset.filter) makeFilter(table);
    }
  });
})();
