/* On paper nothing scrolls: a displayed formula that is wider than the sheet is set smaller (--kb-fit of print.css). */
(() => {
  const SHEET = 166, MILLIMETRE = 96 / 25.4, SIZE = 10.5 * 96 / 72; // of print.css: the width of the text, and its type
  window.addEventListener("beforeprint", () => {
    for (const math of document.querySelectorAll(".kb-math > math")) {
      const box = math.parentElement;
      const indent = box.getBoundingClientRect().left - (box.closest(".kb-body") || box).getBoundingClientRect().left;
      const type = parseFloat(getComputedStyle(box).fontSize) || SIZE;
      const ems = math.scrollWidth / type, room = (SHEET * MILLIMETRE) / SIZE - indent / type;
      if (ems > room) box.style.setProperty("--kb-fit", Math.max(0.4, room / ems - 0.01).toFixed(3));
      else box.style.removeProperty("--kb-fit");
    }
  });
})();
