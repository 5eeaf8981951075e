// Filters, sorts and searches the table of results. The address keeps what is chosen, so that a view can be sent.
// Without this script the page is complete; nothing is fetched.
"use strict";
(() => {
  const form = document.querySelector("form.controls");
  const table = document.querySelector("table.results:not(.sections)");
  if (!form || !table) return;
  const bodies = [...table.tBodies];
  const rows = bodies.flatMap((body) => [...body.rows].filter((row) => row.id || row.dataset.d));
  const home = new Map(rows.map((row) => [row, row.parentNode]));
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const flat = document.createElement("tbody");
  const fields = [...form.querySelectorAll("input, select")];
  const buttons = [...form.querySelectorAll("[data-rating]")];
  const shown = document.getElementById("shown");
  const order = { red: 0, amber: 1, green: 2, not_rated: 3 };
  const ways = ["worsening", "decreasing", "no_change", "increasing", "improving", "unknown"];
  const first = table.tHead.rows[0].cells;
  const comparators = rows.length ? rows[0].dataset.r.split(" ").filter(Boolean).length : 0;
  let state = {};

  const rating = (row) => row.dataset.r.split(" ")[Number(state.against || 0)] || "not_rated";
  // What each column is sorted by; the first comparator also by how far a result is off.
  const keys = [
    (row) => row.cells[0].firstChild.textContent.toLowerCase(),
    (row) => row.dataset.p || "",
    (row) => ways.indexOf(row.dataset.d),
    ...Array.from({ length: comparators }, (_, i) => (row) =>
      order[row.dataset.r.split(" ")[i]] - (i === 0 ? Math.min(Number(row.dataset.g || 0), 1e6) / 1e7 : 0)),
    null,
    (row) => (row.dataset.y === undefined ? 2 : Number(row.dataset.y)),
  ].slice(0, first.length);
  const titles = [...first].map((head) => head.textContent);
  const names = keys.map((key, i) => (key ? titles[i].toLowerCase().replace(/\s+/g, "-") : null));

  [...first].forEach((head, i) => {
    if (!keys[i]) return;
    // A browser leaves buttons out of headings that it repeats on paper, where the words alone stand.
    const [button, words] = ["button", "span"].map((name) => document.createElement(name));
    button.type = "button";
    words.className = "on-paper";
    for (const each of [button, words]) each.textContent = titles[i];
    head.replaceChildren(words, button);
    button.addEventListener("click", () => {
      const now = state.sort === names[i] ? names[i] + "-down" : state.sort === names[i] + "-down" ? "" : names[i];
      change({ sort: now });
    });
  });

  function fits(row, without) {
    const s = state;
    if (s.section && home.get(row).id !== s.section) return false;
    if (s.direction && row.dataset.d !== s.direction) return false;
    if (s.owner && row.dataset.o !== s.owner) return false;
    if (s.since && (row.dataset.p || "") < s.since) return false;
    if (s.q && !s.q.toLowerCase().split(/\s+/).every((word) => words.get(row).includes(word))) return false;
    return without || !s.rating || rating(row) === s.rating;
  }

  function draw() {
    const [column, down] = (state.sort || "").split(/-(?=down$)/);
    const by = column ? names.indexOf(column) : -1;
    const inOrder = by < 0 ? rows : rows
      .map((row, i) => [keys[by](row), i, row])
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1) || a[1] - b[1])
      .map((each) => each[2]);
    const sorted = by >= 0;
    if (sorted) {
      flat.append(...inOrder);
      table.append(flat);
    } else if (flat.isConnected) {
      rows.forEach((row) => home.get(row).append(row));
      flat.remove();
    }
    table.classList.toggle("flat", sorted);
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row, false);
      count += row.hidden ? 0 : 1;
    }
    bodies.forEach((body) => { body.hidden = sorted || ![...body.rows].some((row) => home.has(row) && !row.hidden); });
    [...first].forEach((head, i) => {
      if (i === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    for (const button of buttons) {
      const of = button.dataset.rating;
      button.querySelector("b").textContent = rows.filter((row) => fits(row, true) && rating(row) === of).length;
      button.setAttribute("aria-pressed", String(state.rating === of));
    }
    for (const field of fields) if (field.value !== (state[field.name] || "")) field.value = state[field.name] || defaultOf(field);
    shown.textContent = `${count} of ${rows.length} results shown.`;
  }

  const defaultOf = (field) => (field.tagName === "SELECT" ? field.options[0].value : "");

  function address() {
    const kept = Object.entries(state).filter(([, value]) => value);
    return kept.length ? "#" + new URLSearchParams(kept).toString() : "";
  }

  function change(some) {
    state = { ...state, ...some };
    for (const [key, value] of Object.entries(state)) if (!value) delete state[key];
    const to = address();
    if (location.hash !== to) {
      if (to) history.replaceState(null, "", to);
      else history.replaceState(null, "", "#results");
    }
    draw();
  }

  function read() {
    const hash = location.hash.slice(1);
    const known = new Set(["rating", "sort", ...fields.map((field) => field.name)]);
    const entries = hash.includes("=") ? [...new URLSearchParams(hash)] : [];
    state = Object.fromEntries(entries.filter(([key, value]) => known.has(key) && value));
    draw();
    const place = entries.length ? document.getElementById("results") : document.getElementById(hash);
    if (hash && place) place.scrollIntoView();
  }

  fields.forEach((field) => field.addEventListener("input", () => {
    change({ [field.name]: field.value === defaultOf(field) ? "" : field.value });
  }));
  buttons.forEach((button) => button.addEventListener("click", () => {
    change({ rating: state.rating === button.dataset.rating ? "" : button.dataset.rating });
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = {};
    change({});
  });
  document.querySelectorAll("a[data-state]").forEach((link) => {
    link.href = "#" + link.dataset.state;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.pushState(null, "", link.href);
      read();
      document.getElementById("results").focus({ preventScroll: true });
    });
  });
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
