/* Copied text carries its formulas as LaTeX, not as a heap of letters. */
document.addEventListener("copy", (event) => {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const part = selection.getRangeAt(0).cloneContents();
  for (const link of part.querySelectorAll(".headerlink")) link.remove();
  const formulas = part.querySelectorAll("math");
  if (!formulas.length) return;
  for (const math of formulas) {
    const source = math.querySelector("annotation");
    const mark = math.getAttribute("display") === "block" ? "$$" : "$";
    math.replaceWith(mark + (source || math).textContent + mark); // a letter alone is its own source
  }
  // The copy has to be laid out once for its text to have the line breaks of the page.
  const stage = kb.make("div", { class: "kb-hidden", "aria-hidden": "true" }, part);
  stage.style.whiteSpace = "normal";
  document.body.append(stage);
  event.clipboardData.setData("text/plain", stage.innerText);
  stage.remove();
  event.preventDefault();
});
