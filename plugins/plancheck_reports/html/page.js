"use strict";
/* What the page can do besides being read: it works without, with links alone. Nothing here makes
   markup of a text: what is shown comes from the page's own elements and templates. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const made = (id) => byId(id).content.firstElementChild.cloneNode(true);

  /* -- getting somewhere ----------------------------------------------------------------- */

  const lit = [];
  const light = (elements) => {
    while (lit.length) lit.pop().classList.remove("lit");
    for (const element of elements) {
      element.classList.add("lit");
      lit.push(element);
    }
  };

  const unfold = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  const scrolls = (pane) => pane && getComputedStyle(pane).position === "sticky";

  /** Scrolls the pane of verdicts so far that one stands at its top, and the page if need be. */
  const bringInto = (pane, element) => {
    const panes = pane.parentElement.getBoundingClientRect();
    if (panes.bottom < 200 || panes.top > innerHeight - 200) pane.parentElement.scrollIntoView({ behavior: "instant" });
    const box = pane.getBoundingClientRect();
    const { top, height } = element.getBoundingClientRect();
    const bar = pane.querySelector(".shows");
    const wanted = pane.scrollTop + top - box.top - (bar ? bar.offsetHeight : 0) - 48;
    const most = pane.scrollHeight - pane.clientHeight;
    const scroll = Math.max(0, Math.min(wanted, most));
    const above = top + pane.scrollTop - scroll;
    pane.scrollTo({ top: scroll });
    const below = above + Math.min(height, innerHeight / 2) + 16 - innerHeight;
    if (above < 0) scrollBy({ top: above - 16 });
    else if (below > 0) scrollBy({ top: below });
  };

  const bring = (element) => {
    const pane = element.closest(".verdicts");
    if (scrolls(pane)) bringInto(pane, element);
    else element.scrollIntoView({ block: element.closest(".sheet") ? "center" : "start" });
  };

  const show = (element) => {
    unfold(element);
    const note = element.closest("sup");
    const verdict = element.matches(".v");
    if (verdict) {
      showing("all", element);
      light([element]);
    } else if (note) {
      const key = element.id.slice(element.id.indexOf("q") + 1);
      const marks = all(`mark[data-q~="${key}"]`, element.closest(".sheet"));
      light(marks);
      element = marks[0] || element;
    } else light([]);
    bring(element);
    const to = note ? note.querySelector("a") : element.matches("details") ? element.querySelector("summary") : element;
    if (!to.matches("a, button, summary")) to.tabIndex = -1;
    to.focus({ preventScroll: true });
  };

  const go = (id) => {
    const target = byId(id);
    if (!target) return false;
    try {
      history.pushState(null, "", "#" + id);
    } catch { /* a page without a history */ }
    show(target);
    return true;
  };

  /** The verdicts that a mark belongs to take turns. */
  const follow = (mark) => {
    const plan = mark.closest(".plan").id;
    const ids = [...new Set(mark.dataset.q.split(" ").map((key) => `${plan}v${key.split("-")[0]}`))];
    const now = ids.findIndex((id) => byId(id).classList.contains("lit"));
    go(ids[(now + 1) % ids.length]);
  };

  /* -- a plan, when it is opened ------------------------------------------------------------ */

  const copied = (button) => {
    const done = button.dataset.done;
    const before = button.textContent;
    byId("said").textContent = done;
    button.textContent = done;
    setTimeout(() => {
      button.textContent = before;
      byId("said").textContent = "";
    }, 1500);
  };

  const copy = async (button) => {
    const text = button.parentElement.querySelector("p");
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(text);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (!document.execCommand("copy")) return;
    }
    copied(button);
  };

  /** Shows some verdicts only, in all plans; all, where one is wanted that is not among them. */
  const showing = (which, wanted) => {
    if (wanted && wanted.offsetParent) return;
    document.body.dataset.show = which;
    for (const button of all(".shows button")) button.setAttribute("aria-pressed", button.value === which);
    for (const plan of all(".plan[open]")) unfoldGroups(plan);
  };

  const unfoldGroups = (plan) => {
    const which = document.body.dataset.show;
    if (which === "all") return;
    for (const group of all(".group", plan)) if (group.querySelector(`.v.${which}`)) group.open = true;
  };

  const equip = (plan) => {
    if (plan.dataset.ready) return;
    plan.dataset.ready = "1";
    const shows = made("shows");
    for (const button of all("button", shows)) button.setAttribute("aria-pressed", button.value === document.body.dataset.show);
    plan.querySelector(".verdicts > h4").after(shows);
    for (const ready of all(".ready", plan)) ready.append(made("copy"));
    for (const note of all("sup a", plan)) {
      const heading = byId(note.hash.slice(1)).querySelector("h6");
      note.title = all("span", heading).slice(1).map((part) => part.textContent).join(" ");
      note.setAttribute("aria-label", `${note.textContent} ${note.title}`);
    }
    unfoldGroups(plan);
  };

  /* -- the table of all plans ------------------------------------------------------------------ */

  const order = new Intl.Collator(root.lang, { numeric: true });

  const sort = (head) => {
    const heads = all("th", head.parentElement);
    const column = heads.indexOf(head);
    const now = head.getAttribute("aria-sort");
    const down = now ? now === "ascending" : head.dataset.sort === "down";
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const key = (row) => {
      const cell = row.cells[column];
      return cell.dataset.k === undefined ? cell.textContent : cell.dataset.k;
    };
    const text = head.dataset.sort === "text";
    const rows = [...body.rows].map((row) => [text ? key(row) : Number(key(row)), row]);
    rows.sort(([one], [other]) => (text ? order.compare(one, other) : one - other) * (down ? -1 : 1));
    body.append(...rows.map(([, row]) => row));
  };

  const filter = (form) => {
    const name = form.elements.name.value.trim().toLowerCase();
    const states = all("input:checked", form).map((box) => box.value);
    const lacks = form.elements.lacks.value;
    let shown = 0;
    for (const row of all(".roll tbody tr")) {
      const fits = (!name || row.cells[0].textContent.toLowerCase().includes(name))
        && (!states.length || states.includes(row.dataset.state))
        && (!lacks || (row.dataset.lacks || "").split(" ").includes(lacks));
      row.hidden = !fits;
      shown += fits;
      const plan = byId(row.dataset.plan);
      if (plan && plan.matches(".plan")) plan.hidden = !fits;
    }
    const { all: every, some } = form.querySelector("output").dataset;
    form.querySelector("output").textContent = name || states.length || lacks ? some.replace("{shown}", shown) : every;
  };

  /** A table that needs not scroll by itself keeps its head in sight while the page scrolls. */
  const fit = (grid) => {
    grid.classList.remove("fits");
    grid.classList.toggle("fits", grid.scrollWidth <= grid.clientWidth);
  };

  const furnish = (form) => {
    form.hidden = false;
    form.addEventListener("input", () => filter(form));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => filter(form)));
    filter(form);
    for (const head of all(".roll th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head));
      head.append(button);
    }
    const grid = document.querySelector(".ledger .grid");
    addEventListener("resize", () => fit(grid));
    fit(grid);
  };

  /* -- printing: everything is unfolded, and folded again ------------------------------------ */

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    folded = [];
  });

  /* -- the start ------------------------------------------------------------------------------ */

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const at = event.target.closest("a[href], button, mark[data-q]");
    if (!at) return;
    if (at.matches("a")) {
      if (go(at.hash.slice(1))) event.preventDefault();
    } else if (at.matches("mark")) {
      if (getSelection().isCollapsed) follow(at);
    } else if (at.matches(".copy")) copy(at);
    else if (at.closest(".shows")) showing(at.value);
    else if (at.closest(".folds")) for (const plan of all(".plan:not([hidden])")) plan.open = at.value === "open";
  });

  addEventListener("popstate", () => {
    const target = byId(location.hash.slice(1));
    if (target) show(target);
  });

  addEventListener("DOMContentLoaded", () => {
    document.body.dataset.show = "all";
    const form = byId("filters");
    if (form) {
      furnish(form);
      byId("plans").querySelector("h2").after(made("folds"));
    }
    for (const plan of all(".plan[open]")) equip(plan);
    document.addEventListener("toggle", ({ target }) => {
      if (target.open && target.matches(".plan")) equip(target);
    }, true);
    const target = byId(location.hash.slice(1));
    if (target) show(target);
  });
})();
