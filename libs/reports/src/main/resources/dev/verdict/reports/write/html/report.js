"use strict";
// Makes the page easier to use; nothing is told that the page does not tell without it. Text of
// tests only ever becomes text: textContent and title, never markup.
(() => {
  const byId = (id) => document.getElementById(id);

  /** A test that is folded opens when somebody jumps to it. */
  function unfold() {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") {
      for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      target.scrollIntoView({ block: "center" });
      target.querySelector("summary").focus({ preventScroll: true });
    }
  }
  addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#t']");
    if (link && link.hash === location.hash) unfold();
  });
  unfold();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  const data = byId("data");
  const plain = byId("plain");
  if (!data || !plain || !("DecompressionStream" in window)) return;

  const ROW = 52; // the height of a row in the style sheet
  const FEW = 400; // so many rows are shown without a window that moves over them
  const MARGIN = 12; // rows before and behind what is seen
  const VERDICTS = ["failed", "error", "timeout", "lost", "cancelled", "pending", "skipped", "passed"];
  const number = (value) => value.toLocaleString("en-US");

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function mark(verdict) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "mark " + verdict);
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", "#i-" + verdict);
    svg.append(use);
    return svg;
  }

  async function load() {
    const packed = Uint8Array.from(atob(data.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const lines = (await new Response(stream).text()).split("\n");
    lines.pop();
    return lines.map((line, index) => {
      const [verdict, flaky, millis, time, anchor, place, name] = line.split("\t");
      const badness = VERDICTS.indexOf(verdict);
      return { index, verdict, badness, flaky: flaky === "k", millis: +millis, time, anchor, place, name };
    });
  }

  function row(test, position) {
    const name = element(test.anchor ? "a" : "span", { class: "name", title: test.name }, test.name);
    if (test.anchor) name.setAttribute("href", "#t" + test.anchor);
    const place = element("span", { class: "place", title: test.place }, test.place);
    if (test.flaky) place.prepend(element("span", { class: "tag" }, "flaky"), " ");
    const word = element("span", { class: "word" }, test.verdict);
    return element(
      "tr",
      { "aria-rowindex": position + 2 },
      element("td", {}, mark(test.verdict), word),
      element("td", {}, name, place),
      element("td", { class: "num" }, test.time));
  }

  function show(tests) {
    let shown = tests;
    let words = [];
    let sort = { key: null, down: false };
    const wanted = new Set();

    const body = element("tbody");
    const headers = [["Verdict", "badness"], ["Test", "name"], ["Time", "millis"]].map(([title, key]) => {
      const button = element("button", { type: "button" }, title);
      const header = element("th", { scope: "col" }, button);
      if (key === "millis") header.className = "num";
      button.addEventListener("click", () => {
        // Time begins with the longest; the third click gives the order of the run back.
        const first = key === "millis";
        if (sort.key !== key) sort = { key, down: first };
        else if (sort.down === first) sort = { key, down: !first };
        else sort = { key: null, down: false };
        headers.forEach((other) => other.removeAttribute("aria-sort"));
        if (sort.key) header.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        choose();
      });
      return header;
    });
    const caption = element("caption", { class: "unseen" }, "Tests");
    const table = element("table", { class: "list" }, caption, element("thead", {}, element("tr", {}, ...headers)), body);
    const view = element("div", { class: "view", tabindex: "0", role: "region", "aria-label": "List of tests" }, table);

    function gap(rows) {
      const cell = element("td", { colspan: "3" });
      cell.style.height = rows * ROW + "px";
      return element("tr", { class: "gap", "aria-hidden": "true" }, cell);
    }

    let from = -1;
    function draw(again) {
      let first = 0;
      let end = shown.length;
      if (shown.length > FEW) {
        first = Math.max(0, Math.floor(view.scrollTop / ROW) - MARGIN);
        // Even, so that a step of one row does not draw everything again.
        first -= first % 8;
        end = Math.min(shown.length, first + Math.ceil(view.clientHeight / ROW) + 2 * MARGIN + 8);
      }
      if (!again && first === from) return;
      from = first;
      const rows = shown.slice(first, end).map((test, index) => row(test, first + index));
      if (first > 0) rows.unshift(gap(first));
      if (end < shown.length) rows.push(gap(shown.length - end));
      body.replaceChildren(...rows);
    }
    let asked = false;
    view.addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw(false);
      });
    }, { passive: true });
    addEventListener("resize", () => draw(true));

    const found = element("p", { class: "found", role: "status" });
    function choose() {
      shown = tests.filter((test) => {
        if (wanted.size && !wanted.has(test.verdict) && !(test.flaky && wanted.has("flaky"))) return false;
        if (!words.length) return true;
        test.text = test.text || (test.place + " " + test.name).toLowerCase();
        return words.every((word) => test.text.includes(word));
      });
      if (sort.key) {
        const way = sort.down ? -1 : 1;
        const key = sort.key;
        const compare = key === "name"
          ? (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
          : (a, b) => a[key] - b[key];
        shown.sort((a, b) => way * compare(a, b) || a.index - b.index);
      }
      table.setAttribute("aria-rowcount", shown.length + 1);
      const all = shown.length === tests.length;
      found.textContent = all ? number(tests.length) + " tests" : number(shown.length) + " of " + number(tests.length) + " tests";
      view.scrollTop = 0;
      draw(true);
    }

    const input = element("input", { type: "search", placeholder: "Filter by name or file", "aria-label": "Filter tests by name or file", autocomplete: "off", spellcheck: "false" });
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        choose();
      }, 80);
    });

    const counts = new Map();
    for (const test of tests) {
      counts.set(test.verdict, (counts.get(test.verdict) || 0) + 1);
      if (test.flaky) counts.set("flaky", (counts.get("flaky") || 0) + 1);
    }
    const buttons = [...VERDICTS, "flaky"].filter((word) => counts.has(word)).map((word) => {
      const count = element("span", { class: "number" }, number(counts.get(word)));
      const button = element("button", { type: "button", class: word, "aria-pressed": "false" }, word + " ", count);
      if (word !== "flaky") button.prepend(mark(word));
      button.addEventListener("click", () => {
        if (!wanted.delete(word)) wanted.add(word);
        button.setAttribute("aria-pressed", wanted.has(word));
        choose();
      });
      return button;
    });
    const group = element("span", { class: "tools", role: "group", "aria-label": "Show only" }, ...buttons);
    group.style.margin = "0";
    plain.before(element("div", { class: "tools" }, input, group, found), view);
    plain.style.display = "none";
    choose();
    view.dataset.ready = "true";
  }

  load().then(show, () => {}); // Where it cannot be unpacked, the plain table stays.
})();
