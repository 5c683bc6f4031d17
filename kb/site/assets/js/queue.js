/* The reading queue: narrowing it down, and ticking papers off.

   Ticks are kept in this browser only, under the address of the site, and given back as lines for journal.txt. A paper
   that has left the queue, since the journal says that it was read, is forgotten. The choice stands behind the # of the
   address. Without this script the list is whole, and the lists below it are by topic, time and status. */
(() => {
  const load = (store) => {
    try {
      return JSON.parse(localStorage.getItem(store)) || {};
    } catch {
      return {};
    }
  };
  const save = (store, read) => {
    try {
      localStorage.setItem(store, JSON.stringify(read));
    } catch {
      /* a browser that keeps nothing still shows the lines */
    }
  };
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  const narrow = (list, form) => {
    const selects = [...form.querySelectorAll("select")];
    const items = [...list.querySelectorAll("li[data-key]")];
    const output = form.querySelector("output");
    // Slugs of topics hold no space; of a time or a status there is one.
    const values = ({ dataset }, { name }) => (name === "topic" ? dataset.topic.split(" ") : [dataset[name]]);
    const passes = (item, select) => !select.value || values(item, select).includes(select.value);

    const labels = new Map(selects.flatMap((one) => [...one.options].map((option) => [option, option.dataset.label])));

    const show = () => {
      const left = new Map([...labels.keys()].map((option) => [option, 0]));
      let seen = 0;
      for (const item of items) {
        const failed = selects.filter((select) => !passes(item, select));
        item.hidden = failed.length > 0;
        seen += !failed.length;
        for (const select of selects) {
          // What the other selects leave: choosing here changes this one alone.
          if (failed.some((one) => one !== select)) continue;
          const held = values(item, select);
          for (const option of select.options) if (held.includes(option.value)) left.set(option, left.get(option) + 1);
        }
      }
      for (const [option, label] of labels) {
        if (!option.value) continue;
        option.textContent = `${label} (${left.get(option)})`;
        option.disabled = !left.get(option) && !option.selected;
      }
      output.textContent = seen === items.length ? `All ${seen}` : `${seen} of ${items.length}`;
      form.querySelector("[type=reset]").hidden = selects.every((select) => !select.value);
    };
    const write = () => {
      const state = new URLSearchParams(selects.filter((one) => one.value).map((one) => [one.name, one.value]));
      history.replaceState(null, "", location.pathname + location.search + (state.size ? `#${state}` : ""));
    };
    const restore = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const select of selects) select.value = state.get(select.name) || "";
      for (const select of selects) if (select.selectedIndex < 0) select.value = "";
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
    form.hidden = false;
  };

  const journal = (lines, clear) => {
    const text = kb.make("pre", { class: "kb-lines", tabindex: "0" });
    const copy = kb.make("button", { type: "button" }, "Copy");
    const take = kb.make("button", { type: "button" }, "Download");
    const forget = kb.make("button", { type: "button" }, "Untick all");
    const said = kb.make("span", { role: "status" });
    const box = kb.make(
      "section",
      { class: "kb-journal", "aria-label": "Ticked off" },
      kb.make("p", {}, "Ticked in this browser, not yet in the journal. Add these lines to journal.txt:"),
      text,
      kb.make("p", { class: "kb-journal-do" }, copy, take, forget, said),
    );
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(lines());
        said.textContent = "Copied.";
      } catch {
        getSelection().selectAllChildren(text);
        said.textContent = "Marked: copy it with the keyboard.";
      }
    });
    take.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([lines()], { type: "text/plain" }));
      kb.make("a", { href: address, download: "journal-lines.txt" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
    forget.addEventListener("click", clear);
    const tell = () => {
      text.textContent = lines().trimEnd();
      said.textContent = "";
      box.hidden = !lines();
    };
    return { box, tell };
  };

  const tickable = (list) => {
    const store = `kb-read:${location.pathname}`;
    const items = [...list.querySelectorAll("li[data-key]")];
    const here = new Set(items.map((item) => item.dataset.key));
    const read = Object.fromEntries(Object.entries(load(store)).filter(([key]) => here.has(key)));
    const lines = () => Object.entries(read).map(([key, day]) => `${day} read ${key}\n`).sort().join("");
    const shown = () => {
      for (const item of items) {
        const tick = item.querySelector("input");
        tick.checked = item.dataset.key in read;
        item.classList.toggle("kb-done", tick.checked);
      }
      save(store, read);
      tell();
    };
    const { box, tell } = journal(lines, () => {
      for (const key of Object.keys(read)) delete read[key];
      shown();
      items.find((item) => !item.hidden)?.querySelector("input").focus();
    });
    for (const item of items) {
      const title = item.querySelector(".kb-queue-title").textContent;
      const tick = kb.make("input", { type: "checkbox", "aria-label": `Read: ${title}` });
      tick.addEventListener("change", () => {
        if (tick.checked) read[item.dataset.key] = today();
        else delete read[item.dataset.key];
        shown();
      });
      item.prepend(tick);
    }
    list.before(box);
    shown();
  };

  kb.ready(() => {
    const list = document.querySelector("ol.kb-queue-whole");
    if (!list || list.dataset.kbReady) return;
    list.dataset.kbReady = "1";
    tickable(list);
    const form = document.querySelector("form.kb-queue-filter");
    if (form) narrow(list, form);
  });
})();
