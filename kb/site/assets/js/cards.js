/* Previews: a citation shows its line of the page's references, a link to a note its first paragraph, a link to a
   statement, figure, question or equation that very thing.
   By mouse after a moment, by keyboard focus at once, by touch on the first tap (the second follows the link).
   What is not on this page is fetched from this site, once, and only over http. */
(() => {
  const WAIT = 250;
  const LINKS = "a.kb-cite, a.kb-link, a.kb-chip, a.kb-where, a.kb-source, :is(.kb-reasons, .kb-taught, .kb-meetings, .kb-before) a";
  const NOISE = ".headerlink, script, .footnote-ref, .kb-sidenote, .kb-locators, .md-clipboard";
  const known = new Map();
  let card, shown, timer;

  const clean = (nodes) => {
    const body = document.createElement("div");
    for (const node of nodes) body.append(document.importNode(node, true));
    for (const element of body.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const element of body.querySelectorAll(NOISE)) element.remove();
    for (const fold of body.querySelectorAll("details")) fold.open = true;
    return body;
  };

  const reference = (link) => {
    const item = link.dataset.key && document.getElementById("ref-" + link.dataset.key);
    return item ? clean([...item.childNodes]) : null;
  };

  const summary = (page, hash) => {
    const named = hash ? page.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const target = named?.matches(".kb-anchor") ? named.parentElement : named; // the mark of a paragraph is empty
    if (target && !/^H[1-6]$/.test(target.tagName)) return clean([target]);
    const heading = target || page.querySelector(".md-content h1");
    const from = target || page.querySelector(".kb-body") || heading;
    if (!heading || !from) return null;
    const paragraph = [...page.querySelectorAll(".md-content p, .kb-abstract")].find(
      (p) => from.compareDocumentPosition(p) & Node.DOCUMENT_POSITION_FOLLOWING && p.textContent.trim().length > 40,
    );
    const title = kb.make("strong", { class: "kb-popover-title" }, ...clean([...heading.childNodes]).childNodes);
    return clean(paragraph ? [title, paragraph] : [title]);
  };

  const fetched = async (link) => {
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.protocol === "file:") return null;
    const path = url.pathname;
    if (path === location.pathname) return summary(document, url.hash);
    if (!known.has(path)) {
      known.set(path, fetch(path).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
    }
    const html = await known.get(path);
    if (!html) return null;
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const a of page.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), url).href;
    for (const image of page.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), url).href;
    return summary(page, url.hash);
  };

  const place = (link) => {
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const gap = 8;
    const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - gap));
    const below = at.bottom + 6 + card.offsetHeight < window.innerHeight || at.top < card.offsetHeight + 60;
    const top = below ? at.bottom + 6 : at.top - card.offsetHeight - 6;
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  };

  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };

  const show = async (link) => {
    const body = reference(link) || (await fetched(link));
    if (!body || !link.matches(":hover, :focus, [data-kb-asked]")) return;
    hide();
    card.replaceChildren(...body.childNodes);
    card.hidden = false;
    shown = link;
    link.setAttribute("aria-describedby", card.id);
    place(link);
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest(LINKS) : null);

  kb.ready(() => {
    card = document.getElementById("kb-popover");
    if (card) return;
    card = kb.make("div", { id: "kb-popover", class: "kb-popover md-typeset", role: "tooltip", hidden: "" });
    document.body.append(card);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => later(hide, WAIT));

    document.addEventListener("pointerover", (event) => {
      const link = linkOf(event);
      if (!link || event.pointerType === "touch" || card.contains(link)) return;
      if (link === shown) clearTimeout(timer);
      else later(() => show(link), WAIT);
    });
    document.addEventListener("pointerout", (event) => {
      if (linkOf(event) && event.pointerType !== "touch") later(hide, WAIT);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link && !card.contains(link) && link.matches(":focus-visible")) show(link);
      else if (!card.contains(event.target)) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
    let touch = false;
    document.addEventListener("pointerdown", (event) => {
      touch = event.pointerType === "touch";
      if (touch && shown && !card.contains(event.target) && linkOf(event) !== shown) hide();
    });
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (!touch || !link || card.contains(link) || link === shown || location.protocol === "file:") return;
      event.preventDefault();
      link.dataset.kbAsked = "";
      show(link).then(() => {
        delete link.dataset.kbAsked;
        if (shown !== link) location.href = link.href; // nothing to preview: the tap follows the link after all
      });
    });
  });
})();
