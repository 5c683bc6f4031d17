/* The topic graph: pointing at a topic shows what it rests on and leads to; buttons zoom; dragging moves.
   Zooming only changes the picture's width, so that scrolling, touch and keys stay the browser's own. */
(() => {
  const around = (svg, slug) => {
    const near = new Set([slug]);
    for (const edge of svg.querySelectorAll("line[data-from]")) {
      const { from, to } = edge.dataset;
      const on = from === slug || to === slug;
      edge.classList.toggle("kb-on", on);
      if (on) near.add(from).add(to);
    }
    for (const node of svg.querySelectorAll(".kb-node")) node.classList.toggle("kb-on", near.has(node.dataset.slug));
    svg.classList.add("kb-lit");
  };

  const watch = (svg) => {
    const on = (event) => {
      const node = event.target.closest(".kb-node");
      if (node) around(svg, node.dataset.slug);
    };
    const off = () => svg.classList.remove("kb-lit");
    svg.addEventListener("pointerover", on);
    svg.addEventListener("focusin", on);
    svg.addEventListener("pointerout", off);
    svg.addEventListener("focusout", off);
  };

  const drag = (view) => {
    let from = null;
    view.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0) {
        from = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop, moved: false };
      }
    });
    window.addEventListener("pointermove", (event) => {
      if (!from) return;
      const left = from.x - event.clientX;
      const top = from.y - event.clientY;
      from.moved = from.moved || Math.hypot(left - view.scrollLeft, top - view.scrollTop) > 4;
      if (from.moved) view.scrollTo(left, top);
    });
    window.addEventListener("pointerup", () => setTimeout(() => (from = null)));
    view.addEventListener("click", (event) => from && from.moved && event.preventDefault(), true);
    view.addEventListener("dragstart", (event) => event.preventDefault());
  };

  const zoom = (svg, view) => {
    const whole = svg.viewBox.baseVal.width;
    const fit = () => (view.clientWidth - 2 * parseFloat(getComputedStyle(view).paddingLeft)) / whole;
    const smallest = () => Math.min(fit(), 1);
    let scale = Math.max(fit(), 0.8);
    const apply = (next, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
      next = Math.min(2.5, Math.max(smallest(), next));
      const [left, top] = [(view.scrollLeft + x) / scale, (view.scrollTop + y) / scale];
      scale = next;
      svg.style.width = Math.floor(whole * scale) + "px";
      view.scrollTo(left * scale - x, top * scale - y);
    };
    apply(scale);
    view.scrollTo((view.scrollWidth - view.clientWidth) / 2, (view.scrollHeight - view.clientHeight) / 2);
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the plain wheel scrolls the page, as everywhere
      event.preventDefault();
      const box = view.getBoundingClientRect();
      apply(scale * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    const button = (sign, name, action) => {
      const made = kb.make("button", { type: "button", title: name, "aria-label": name }, sign);
      made.addEventListener("click", action);
      return made;
    };
    return kb.make(
      "div",
      { class: "kb-zoom" },
      button("+", "Zoom in", () => apply(scale * 1.3)),
      button("−", "Zoom out", () => apply(scale / 1.3)),
      button("⤢", "Show all", () => apply(0)),
    );
  };

  kb.ready(() => {
    for (const svg of document.querySelectorAll(".kb-graph > svg")) {
      const view = kb.make("div", { class: "kb-graph-view" });
      svg.replaceWith(view);
      view.append(svg);
      watch(svg);
      drag(view);
      view.before(zoom(svg, view));
    }
  });
})();
