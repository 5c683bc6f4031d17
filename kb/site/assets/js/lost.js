/* On the page for lost addresses: the search opens with the words of the address, and can be opened again. */
kb.ready(() => {
  const page = document.querySelector(".kb-lost");
  const opener = document.querySelector(".kb-search-button");
  if (!page || !opener || page.dataset.kbReady) return;
  page.dataset.kbReady = "1";
  const below = location.pathname.slice(new URL(page.dataset.base.replace(/\/?$/, "/"), location.href).pathname.length);
  let words;
  try {
    words = decodeURIComponent(below);
  } catch {
    words = below;
  }
  words = words.replace(/\/index\.html$|\.(html|md)$/, "").split("/").filter(Boolean).pop() || "";
  words = words.replace(/[-_.+]+/g, " ").trim();
  if (!words || words === "404") return; // the page of lost addresses by its own name
  const search = () => {
    opener.click();
    const field = document.querySelector("dialog.kb-search input[type=search]");
    if (!field || field.disabled) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const again = page.querySelector(".kb-lost-search");
  again.querySelector("q").textContent = words;
  again.hidden = false;
  again.querySelector("button").addEventListener("click", search);
  search();
});
