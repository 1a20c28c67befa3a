"use strict";
// Sorts, filters and pages the grid. Values are read from the table itself, so that the page holds them once.
(() => {
  const FACTS = 7; // columns before the protections
  const PAGE = 200; // rows on the page at a time: a browser needs seconds to lay out thousands
  const STATUSES = ["missing", "undetermined", "weak", "present"];
  const SEVERITIES = ["info", "low", "medium", "high", "critical"];
  const body = document.querySelector(".grid tbody");
  const heads = [...document.querySelectorAll(".grid thead th")];
  const form = document.querySelector(".filters");
  const shown = document.querySelector(".shown");
  const field = (id) => document.getElementById(id);

  let found = []; // what the filters let through
  let start = 0; // the first of them that is on the page
  let rows = [...body.rows].map((row, order) => {
    const texts = [...row.cells].map((cell) => cell.textContent);
    row.hidden = false;
    return { row, order, texts, words: (texts[0] + " " + texts[2]).toLowerCase() };
  });

  // The worst comes first: by severity of the gap, then by status; what the playbook leaves out is last.
  const rank = (cell) => {
    const [status, severity] = read(cell);
    const place = STATUSES.indexOf(status);
    return place < 0 ? Infinity : place - 10 * (SEVERITIES.indexOf(severity) + 1);
  };

  function read(cell) {
    const status = STATUSES.find((word) => cell.startsWith(word)) || "";
    return [status, cell.slice(status.length).replace(", adverse", "")];
  }

  function keyOf(column, text) {
    if (column >= FACTS) return rank(text);
    if (column === 5) return -SEVERITIES.indexOf(text); // worst gap
    if (column === 6) return text === "–" ? Infinity : -Number(text); // number of gaps
    return text.toLowerCase();
  }

  function sort(column, isDescending) {
    const keyed = rows.map((one) => [keyOf(column, one.texts[column]), one]);
    const sign = isDescending ? -1 : 1;
    keyed.sort(([a, first], [b, second]) => (a < b ? -sign : a > b ? sign : first.order - second.order));
    rows = keyed.map(([, one]) => one);
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    filter();
  }

  function matches(texts, protection, status, severity) {
    if (!status && !severity && protection === "") return true;
    const cells = protection === "" ? texts.slice(FACTS) : [texts[FACTS + Number(protection)]];
    return cells.some((cell) => {
      const [found, weight] = read(cell);
      const isGrave = !severity || SEVERITIES.indexOf(weight) >= SEVERITIES.indexOf(severity);
      return found && (!status || found === status) && isGrave;
    });
  }

  function filter() {
    const words = field("words").value.trim().toLowerCase();
    const [protection, status, severity] = ["protection", "status", "severity"].map((id) => field(id).value);
    const [type, law] = ["type", "law"].map((id) => field(id).value);
    found = rows.filter(
      (one) =>
        one.words.includes(words) &&
        (!type || one.texts[1] === type) &&
        (!law || one.texts[3] === law) &&
        matches(one.texts, protection, status, severity),
    );
    show(0);
  }

  function show(from, most = PAGE) {
    start = from;
    const end = Math.min(from + most, found.length);
    body.replaceChildren(...found.slice(from, end).map((one) => one.row));
    const range = found.length > most ? ", rows " + (from + 1) + " to " + end : "";
    shown.textContent = found.length + " of " + rows.length + " contracts" + range;
    field("before").disabled = from === 0;
    field("after").disabled = end === found.length;
    field("pages").hidden = found.length <= PAGE;
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
  });
  field("before").addEventListener("click", () => show(Math.max(start - PAGE, 0)));
  field("after").addEventListener("click", () => show(start + PAGE));
  window.addEventListener("beforeprint", () => show(0, Infinity));
  window.addEventListener("afterprint", () => show(0));
  form.hidden = document.querySelector("caption span").hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
})();
