/* Folds: the one an address points to or into stands open; on paper all do. */
(() => {
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folds = [];
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    target.scrollIntoView();
  };

  let closed = [];
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".md-content details:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
  kb.ready(open);
})();
