/* `form.kb-facets` narrows the rows of the table it names in `data-for`: by words, by years, by what its selects offer.

   The choice stands in the address behind the #, with the order of the table, so that it can be linked to, kept and gone
   back to. Each option tells how many rows it would leave. Without this script the form stays hidden, the table whole. */
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tests = {
    text: (row, wanted) => fold(wanted).split(/\s+/).every((word) => row.text.includes(word)),
    from: (row, wanted) => row.year >= Number(wanted),
    to: (row, wanted) => row.year !== 0 && row.year <= Number(wanted),
  };

  const read = (element, selects) => {
    const row = { element, text: fold(element.textContent), year: Number(element.dataset.year), values: {} };
    for (const select of selects) {
      const value = element.dataset[select.name] || "";
      row.values[select.name] = "several" in select.dataset ? value.split(" ").filter(Boolean) : [value];
    }
    return row;
  };

  const start = (form) => {
    const table = document.getElementById(form.dataset.for);
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.name);
    const fields = [...form.elements].filter((field) => field.name);
    const selects = fields.filter((field) => field.tagName === "SELECT");
    const rows = [...table.tBodies[0].rows].map((element) => read(element, selects));
    const labels = new Map(selects.flatMap((select) => [...select.options].map((option) => [option, option.label])));
    for (const option of labels.keys()) labels.set(option, option.dataset.label || option.label);
    const passes = (row, { name, value }) =>
      !value || (tests[name] ? tests[name](row, value) : row.values[name].includes(value));

    const show = () => {
      const left = new Map(selects.map((select) => [select, new Map()]));
      let seen = 0;
      for (const row of rows) {
        const failed = fields.filter((field) => !passes(row, field));
        row.element.hidden = failed.length > 0;
        seen += failed.length === 0;
        for (const select of selects) {
          // What the other fields leave: choosing here changes this one alone.
          if (failed.some((field) => field !== select)) continue;
          for (const value of row.values[select.name]) left.get(select).set(value, (left.get(select).get(value) || 0) + 1);
        }
      }
      for (const [option, label] of labels) {
        if (!option.value) continue;
        const count = left.get(option.closest("select")).get(option.value) || 0;
        const text = `${label} (${count})`;
        if (option.textContent !== text) option.textContent = text;
        option.disabled = count === 0 && !option.selected;
      }
      form.querySelector("output").textContent =
        seen === rows.length ? `All ${rows.length}` : `${seen} of ${rows.length}`;
      form.querySelector("[type=reset]").hidden = fields.every((field) => !field.value);
    };

    const order = () => {
      const head = heads.find((one) => one.hasAttribute("aria-sort"));
      return head ? (head.getAttribute("aria-sort") === "descending" ? "-" : "") + head.dataset.name : "";
    };

    const write = () => {
      const state = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
      if (order()) state.set("sort", order());
      const hash = state.size ? `#${state}` : "";
      if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
    };

    const restore = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const field of fields) field.value = state.get(field.name) || ""; // a select takes only what it offers
      const wanted = state.get("sort") || "";
      const button = heads.find((head) => head.dataset.name === wanted.replace("-", ""))?.querySelector("button");
      for (let turn = 0; button && order() !== wanted && turn < 2; turn += 1) button.click();
      show();
    };

    form.addEventListener("input", () => {
      show();
      write();
    });
    form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", restore);
    restore();
    for (const head of heads) head.addEventListener("click", write);
    form.hidden = false;
  };

  kb.ready(() => {
    for (const form of document.querySelectorAll("form.kb-facets[hidden]")) start(form);
  });
})();
