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
  // The page says in which order ratings and directions stand, and what its columns are called and sorted by.
  const order = buttons.map((button) => button.dataset.rating);
  const ways = form.dataset.ways.split(" ");
  const heads = [...table.tHead.rows[0].cells];
  let state = {};
  let unknown = ""; // what is said of an address that asks for what this report does not have

  const ratings = (row) => row.dataset.r.split(" ");
  const rating = (row) => ratings(row)[comparator()] || "not_rated";
  const orders = {
    name: (row) => row.cells[0].firstChild.textContent.toLowerCase(),
    period: (row) => row.dataset.p || "",
    way: (row) => ways.indexOf(row.dataset.d),
    chance: (row) => (row.dataset.y === undefined ? 2 : Number(row.dataset.y)),
  };
  // The first comparator also by how far a result is off.
  const against = (i) => (row) =>
    order.indexOf(ratings(row)[i]) - (i === 0 ? Math.min(Number(row.dataset.g || 0), 1e6) / 1e7 : 0);
  // The number of the comparator that ratings are of: the first, unless another is chosen.
  const comparator = () => (state.against ? Number(heads[names.indexOf(state.against)].dataset.by) : 0);
  const titles = heads.map((head) => head.textContent);
  const names = heads.map((head) => head.dataset.sort);
  const keys = heads.map(({ dataset: { by } }) => orders[by] || (by && against(Number(by))));

  heads.forEach((head, i) => {
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
    if (s.section && home.get(row).dataset.section !== s.section) return false;
    if (s.direction && row.dataset.d !== s.direction) return false;
    if (s.owner && row.dataset.o !== s.owner) return false;
    if (s.since && (row.dataset.p || "") < s.since) return false;
    if (s.q && !s.q.toLowerCase().split(/\s+/).every((word) => words.get(row).includes(word))) return false;
    return without || !s.rating || rating(row) === s.rating;
  }

  function draw() {
    const down = !names.includes(state.sort) && /-down$/.test(state.sort);
    const by = state.sort ? names.indexOf(down ? state.sort.slice(0, -5) : state.sort) : -1;
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
    heads.forEach((head, i) => {
      if (i === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    for (const button of buttons) {
      const of = button.dataset.rating;
      button.querySelector("b").textContent = rows.filter((row) => fits(row, true) && rating(row) === of).length;
      button.setAttribute("aria-pressed", String(state.rating === of));
    }
    for (const field of fields) if (field.value !== (state[field.name] || "")) field.value = state[field.name] || defaultOf(field);
    shown.textContent = `${count} of ${rows.length} results shown.${unknown}`;
  }

  const defaultOf = (field) => (field.tagName === "SELECT" ? field.options[0].value : "");

  function address() {
    const kept = Object.entries(state).filter(([, value]) => value);
    return kept.length ? "#" + new URLSearchParams(kept).toString() : "";
  }

  function change(some) {
    unknown = "";
    state = { ...state, ...some };
    for (const [key, value] of Object.entries(state)) if (!value) delete state[key];
    const to = address();
    if (location.hash !== to) {
      if (to) history.replaceState(null, "", to);
      else history.replaceState(null, "", "#results");
    }
    draw();
  }

  // Whether a filter of an address is one of this report: any words can be searched, all others are chosen from.
  function has(key, value) {
    if (key === "rating") return order.includes(value);
    const field = fields.find((each) => each.name === key);
    return field !== undefined && (!field.options || [...field.options].some((option) => option.value === value));
  }

  function read() {
    const hash = location.hash.slice(1);
    const entries = hash.includes("=") ? [...new URLSearchParams(hash)] : [];
    const place = entries.length ? null : document.getElementById(hash);
    const strange = entries.filter((entry) => !has(...entry)).map(([key, value]) => `${key} "${value}"`);
    unknown = strange.length ? ` The address asks for ${strange.join(" and ")}, which is no choice here.` : "";
    if (hash && !entries.length && !place) unknown = ` The address asks for "${hash}", which is not here.`;
    state = Object.fromEntries(entries.filter(([key, value]) => value && has(key, value)));
    draw();
    if (hash) (place || document.getElementById("results")).scrollIntoView();
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
