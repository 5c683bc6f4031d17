/* The topic graph: pointing at a mark shows what it rests on and what rests on it; fields above filter and find;
   buttons, Ctrl and the wheel, or two fingers zoom; dragging and one finger move. The state stands in the address.
   Zooming only changes the picture's width, so that scrolling, touch and keys stay the browser's own. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = { topic: "Topics", session: "Sessions", problem: "Problems" };
  const STATUS = { known: "Known", ready: "Ready to learn" };

  /* Every mark with its kind, name, words, place, and both directions of its ties. */
  const read = (svg) => {
    const nodes = [...svg.querySelectorAll(".kb-node")].map((element) => {
      const [kind, ...name] = element.id.split("-");
      const label = element.querySelector("text");
      return {
        element, kind, name: name.join("-"), text: (label.textContent + " " + (element.dataset.also || "")).toLowerCase(),
        needs: (element.dataset.ties || "").split(" ").filter(Boolean).map(Number), needed: [],
      };
    });
    nodes.forEach((node, number) => node.needs.forEach((tie) => nodes[tie].needed.push(number)));
    return nodes;
  };

  const middle = (node) => {
    const { e, f } = node.element.transform.baseVal.consolidate().matrix;
    return [e, f];
  };

  /* The edges of one mark, drawn over the picture: above it what it needs, below what needs it. */
  const light = (svg, nodes) => {
    const lines = svg.querySelector(".kb-lines");
    let lit = null;
    const curve = (from, to, name) => {
      const [[x1, y1], [x2, y2]] = [middle(from), middle(to)];
      const path = document.createElementNS(SVG, "path");
      const half = (y1 + y2) / 2;
      path.setAttribute("d", `M${x1} ${y1}C${x1} ${half} ${x2} ${half} ${x2} ${y2}`);
      path.setAttribute("class", name);
      return path;
    };
    const off = () => {
      if (!lit) return;
      svg.classList.remove("kb-lit");
      lit.forEach((node) => node.element.classList.remove("kb-on"));
      lines.replaceChildren();
      lit = null;
    };
    const on = (node) => {
      off();
      lit = [node, ...node.needs.map((n) => nodes[n]), ...node.needed.map((n) => nodes[n])];
      lit.forEach((near) => near.element.classList.add("kb-on"));
      lines.replaceChildren(
        ...node.needs.map((n) => curve(nodes[n], node, "kb-needs")),
        ...node.needed.map((n) => curve(node, nodes[n], "kb-needed")),
      );
      svg.classList.add("kb-lit");
    };
    const under = (event) => nodes.find((node) => node.element === event.target.closest(".kb-node"));
    const enter = (event) => { const node = under(event); if (node) on(node); };
    svg.addEventListener("pointerover", enter);
    svg.addEventListener("focusin", enter);
    svg.addEventListener("pointerout", off);
    svg.addEventListener("focusout", off);
    return on;
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
    const fit = () => view.clientWidth / whole;
    let scale = Math.max(fit(), 0.75);
    const apply = (next, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
      next = Math.min(2.5, Math.max(Math.min(fit(), 1), next));
      const [left, top] = [(view.scrollLeft + x) / scale, (view.scrollTop + y) / scale];
      scale = next;
      svg.style.width = Math.floor(whole * scale) + "px";
      view.scrollTo(left * scale - x, top * scale - y);
    };
    apply(scale);
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the plain wheel scrolls the page, as everywhere
      event.preventDefault();
      const box = view.getBoundingClientRect();
      apply(scale * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    const pinch = (event) => {
      const [a, b] = event.touches;
      const box = view.getBoundingClientRect();
      return {
        apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
        x: (a.clientX + b.clientX) / 2 - box.left,
        y: (a.clientY + b.clientY) / 2 - box.top,
      };
    };
    let begun = null;
    view.addEventListener("touchstart", (event) => {
      begun = event.touches.length === 2 ? { ...pinch(event), scale } : null;
    }, { passive: true });
    view.addEventListener("touchmove", (event) => {
      if (!begun || event.touches.length !== 2) return;
      event.preventDefault(); // the page itself would grow
      const now = pinch(event);
      apply(begun.scale * now.apart / begun.apart, now.x, now.y);
    }, { passive: false });
    const button = (sign, name, action) => {
      const made = kb.make("button", { type: "button", title: name, "aria-label": name }, sign);
      made.addEventListener("click", action);
      return made;
    };
    const buttons = kb.make(
      "div",
      { class: "kb-zoom" },
      button("+", "Zoom in", () => apply(scale * 1.3)),
      button("−", "Zoom out", () => apply(scale / 1.3)),
      button("⤢", "Show all", () => apply(0)),
    );
    const show = (node, slowly) => {
      const [x, y] = middle(node).map((value) => (value + 8) * scale);
      const still = !slowly || matchMedia("(prefers-reduced-motion: reduce)").matches;
      const behavior = still ? "auto" : "smooth";
      view.scrollTo({ left: x - view.clientWidth / 2, top: y - view.clientHeight / 2, behavior });
    };
    return { buttons, show };
  };

  /* The fields above the picture; `apply` dims what they leave out and writes them into the address. */
  const fields = (figure, nodes, found) => {
    const state = new URLSearchParams(location.hash.slice(1));
    const select = (name, label, options) => {
      const made = kb.make("select", { "aria-label": label }, kb.make("option", { value: "" }, label));
      for (const [value, text] of options) made.append(kb.make("option", { value }, text));
      made.value = state.get(name) || "";
      if (made.selectedIndex < 0) made.value = "";
      made.addEventListener("change", () => apply());
      return made;
    };
    const present = (names, of) => Object.entries(names).filter(([value]) => nodes.some((node) => of(node, value)));
    const is = {
      kind: (node, value) => node.kind === value,
      course: (node, value) => node.element.classList.contains("kb-course-" + value),
      status: (node, value) => node.element.classList.contains("kb-" + value),
    };
    const courses = [...figure.querySelectorAll("[data-course]")].map((c) => [c.dataset.course, c.textContent]);
    const chosen = {
      kind: select("kind", "All kinds", present(KINDS, is.kind)),
      course: select("course", "All courses", courses),
      status: select("status", "Any status", present(STATUS, is.status)),
    };
    const word = kb.make("input", { type: "search", placeholder: "Find", "aria-label": "Find in the graph" });
    word.value = state.get("find") || "";
    const count = kb.make("output", { class: "kb-muted" });
    const passes = (node) =>
      Object.entries(chosen).every(([name, field]) => !field.value || is[name](node, field.value)) &&
      (!word.value || node.text.includes(word.value.trim().toLowerCase()));
    const apply = (write = true) => {
      const left = nodes.filter(passes);
      const some = left.length < nodes.length;
      nodes.forEach((node) => node.element.classList.toggle("kb-out", some && !left.includes(node)));
      figure.classList.toggle("kb-filtered", some);
      count.value = some ? `${left.length} of ${nodes.length}` : "";
      if (word.value && left.length) found(left[0], write);
      if (!write) return;
      const now = new URLSearchParams();
      for (const [name, field] of Object.entries(chosen)) if (field.value) now.set(name, field.value);
      if (word.value) now.set("find", word.value);
      const hash = now.toString();
      history.replaceState(history.state, "", hash ? "#" + hash : location.pathname + location.search);
    };
    word.addEventListener("input", () => apply());
    word.addEventListener("keydown", (event) => {
      const first = nodes.find(passes);
      if (event.key === "Enter" && first) first.element.focus();
    });
    if (state.size) apply(false);
    return kb.make("div", { class: "kb-graph-fields" }, word, ...Object.values(chosen), count);
  };

  kb.ready(() => {
    for (const svg of document.querySelectorAll(".kb-graph > svg")) {
      const figure = svg.parentElement;
      const view = kb.make("div", { class: "kb-graph-view" });
      svg.replaceWith(view);
      view.append(svg);
      const nodes = read(svg);
      light(svg, nodes);
      drag(view);
      const { buttons, show } = zoom(svg, view);
      view.before(fields(figure, nodes, show), buttons);
    }
  });
})();
