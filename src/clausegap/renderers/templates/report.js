"use strict";
// Filters, searches and walks the report. All words are in the page before this runs; from them it takes text only, never
// markup, so that no words of a contract can become code.
(() => {
  const FACETS = { family: 1, status: 2, severity: 3 };
  const body = document.body;
  const field = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const report = field("report");
  const contract = field("contract");
  const bar = document.querySelector(".bar");
  const findings = all(".f");
  const quoting = all(".f, details.duty");
  const boxes = all(".filter input");
  const query = field("q");
  const on = (target, kind, act) => target.addEventListener(kind, act);
  const filter = document.querySelector(".filter");

  // Panes: beside each other where there is room, else one at a time.
  const places = { report: 0, contract: 0 };

  function show(view) {
    if (!contract || body.dataset.view === view) return;
    if (body.dataset.view) places[body.dataset.view] = scrollY;
    body.dataset.view = view;
    all(".tabs button").forEach((button) => button.setAttribute("aria-pressed", button.value === view));
    scrollTo(0, places[view]);
  }

  // Makes sure that an element can be seen: its pane, its finding in spite of filters, and what is folded around it.
  function reveal(element) {
    show(contract && contract.contains(element) ? "contract" : "report");
    const finding = element.closest(".f");
    if (finding && finding.classList.contains("off")) showAll();
    for (let at = element; at; at = at.parentElement.closest("details")) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  }

  function bring(element, block = "start") {
    reveal(element);
    element.scrollIntoView({ block });
  }

  // What a finding says of itself: its title, and its status and, where it is a gap, its severity.
  const titleOf = (finding) => finding.querySelector("h4").lastChild.data.trim();
  const verdictsOf = (finding) => all(":scope > summary > b, h4 + p > b", finding);

  // Filters: the classes of a finding become its family, status and severity, in this order.
  const valueOf = (finding, facet) => finding.classList[FACETS[facet]];

  function classify(finding) {
    const [status, severity] = verdictsOf(finding).map((one) => one.textContent);
    finding.classList.add(status, severity || "no-gap");
  }

  function chosen() {
    const sets = {};
    Object.keys(FACETS).forEach((facet) => (sets[facet] = new Set()));
    boxes.filter((box) => box.checked).forEach((box) => sets[box.name].add(box.value));
    return sets;
  }

  const passes = (finding, sets, except) =>
    Object.keys(FACETS).every((facet) => facet === except || !sets[facet].size || sets[facet].has(valueOf(finding, facet)));

  function apply() {
    const sets = chosen();
    findings.forEach((finding) => finding.classList.toggle("off", !passes(finding, sets)));
    all(".group").forEach((group) => group.classList.toggle("off", !group.querySelector(".f:not(.off)")));
    boxes.forEach((box) => {
      const number = findings.filter((one) => valueOf(one, box.name) === box.value && passes(one, sets, box.name)).length;
      box.parentElement.querySelector("small").textContent = number;
      box.disabled = !number && !box.checked;
      box.parentElement.classList.toggle("none", box.disabled);
    });
    bar.classList.toggle("used", boxes.some((box) => box.checked));
    field("shown").textContent = findings.filter(isShown).length + " of " + findings.length + " findings shown";
    if (query.value) search();
  }

  function showAll() {
    boxes.forEach((box) => (box.checked = false));
    apply();
  }

  const isShown = (finding) => !finding.classList.contains("off");

  // Walking: the finding that is looked at, the passages that it links to, and the way back.
  let current = null;
  let from = null;
  let lit = [];

  const piecesOf = (id) => {
    const first = field(id);
    return first ? [first.closest("mark"), ...all("mark." + id)] : [];
  };

  const passagesOf = (finding) => [
    ...new Set(all('a[href^="#p"]', finding).map((link) => link.getAttribute("href").slice(1))),
  ];

  function light(pieces) {
    lit.forEach((piece) => piece.classList.remove("lit"));
    lit = pieces;
    lit.forEach((piece) => piece.classList.add("lit"));
  }

  function visit(finding) {
    if (current) current.classList.remove("on");
    current = finding;
    current.classList.add("on");
    bring(finding);
    const stop = finding.matches("details") ? finding.querySelector("summary") : finding;
    if (stop === finding) finding.tabIndex = -1;
    stop.focus({ preventScroll: true });
  }

  function visitPassage(id) {
    const pieces = piecesOf(id);
    if (!pieces.length) return;
    light(pieces);
    bring(pieces[0], "center");
    // So that Tab goes on to the links below the paragraph.
    pieces[0].tabIndex = -1;
    pieces[0].focus({ preventScroll: true });
  }

  function step(by) {
    const shown = findings.filter(isShown);
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    if (shown[next]) visit(shown[next]);
  }

  function toPassage() {
    if (!current) return;
    const ids = passagesOf(current);
    if (!ids.length) return;
    from = current;
    const at = ids.findIndex((id) => piecesOf(id).some((piece) => piece.classList.contains("lit")));
    location.hash = ids[(at + 1) % ids.length];
    arrive();
  }

  function back() {
    const finding = from || current;
    if (finding) visit(finding);
  }

  // A click into a passage leads to the finding that uses it; where several do, to the links below the paragraph.
  function fromPassage(mark) {
    const ids = [mark.id, ...all("a[id]", mark).map((one) => one.id), ...mark.classList];
    const users = quoting.filter((finding) => passagesOf(finding).some((id) => ids.includes(id)));
    if (users.includes(from)) return visit(from);
    if (users.length === 1) return visit(users[0]);
    const row = mark.parentElement.nextElementSibling;
    if (row && row.matches(".back")) row.querySelector("a").focus();
  }

  function arrive() {
    const id = location.hash.slice(1);
    const target = id && field(id);
    if (!target) return;
    if (quoting.includes(target)) visit(target);
    else if (target.closest("mark")) visitPassage(id);
    else bring(target);
  }

  // Search: hits are ranges, which the browser highlights where it can; else the one that is looked at is selected.
  const find = finder([report, ...all(".chunk")], isShown);
  let hits = [];
  let hit = -1;
  let sought = "";
  const marks = window.CSS && CSS.highlights && window.Highlight ? CSS.highlights : null;

  function search() {
    sought = query.value;
    hits = sought.trim() ? find(sought) : [];
    hit = -1;
    if (marks) {
      marks.delete("hit-on");
      marks.set("hit", new Highlight(...hits));
    }
    tell();
  }

  function tell() {
    const most = hits.length === MOST_HITS ? "first " : "";
    const inContract = contract ? hits.filter((range) => contract.contains(range.startContainer)).length : 0;
    const where = contract && hits.length ? ": " + (hits.length - inContract) + " in the report, " + inContract + " in the contract" : "";
    const count = most + hits.length + (hits.length === 1 ? " hit" : " hits");
    field("hits").textContent = !query.value.trim() ? "" : hit < 0 ? count + where : hit + 1 + " of " + count;
    field("before").disabled = field("after").disabled = !hits.length;
  }

  function toHit(by) {
    if (!hits.length) return;
    hit = hit < 0 ? (by > 0 ? 0 : hits.length - 1) : (hit + by + hits.length) % hits.length;
    const range = hits[hit];
    bring(range.startContainer.parentElement, "center");
    if (marks) marks.set("hit-on", new Highlight(range));
    else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    tell();
  }

  function endSearch() {
    query.value = "";
    search();
  }

  // Copying: the clipboard where the browser gives it, else the words are selected for the reader's own Ctrl+C.
  async function copy(button) {
    const words = button.parentElement.querySelector("p");
    try {
      await navigator.clipboard.writeText(words.textContent);
      button.textContent = "Copied";
    } catch {
      words.closest("details").open = true;
      getSelection().selectAllChildren(words);
      button.textContent = document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C";
    }
    setTimeout(() => (button.textContent = "Copy"), 3000);
  }

  function addCopyButtons() {
    all(".f details").forEach((offer) => {
      const [box, button] = [document.createElement("div"), document.createElement("button")];
      box.className = "copied";
      button.type = "button";
      button.textContent = "Copy";
      const stance = offer.querySelector("summary").textContent;
      button.setAttribute("aria-label", "Copy the wording: " + stance + ", " + titleOf(offer.closest(".f")));
      offer.replaceWith(box);
      box.append(offer, button);
    });
  }

  const targetOf = (link) => field(link.getAttribute("href").slice(1));

  // Links of which the page says the number only get the title behind it; on paper the supporting answers stay brief.
  function nameLinks() {
    all(".back a, .more a").forEach((link) => {
      const target = targetOf(link);
      const title = document.createElement("span");
      const isFinding = target.matches(".f");
      title.textContent = isFinding ? " " + titleOf(target) : target.querySelector("span").textContent;
      if (!isFinding) link.textContent = "";
      link.append(title);
    });
  }

  // The table of all protections only repeats what their findings say.
  function listAll() {
    const table = document.querySelector(".all");
    const inOrder = [...findings].sort((one, other) => one.id.slice(1) - other.id.slice(1));
    for (const finding of inOrder) {
      const row = table.tBodies[0].insertRow();
      const link = document.createElement("a");
      const [status, severity] = verdictsOf(finding).map((one) => one.cloneNode(true));
      row.className = valueOf(finding, "family");
      link.href = "#" + finding.id;
      link.textContent = titleOf(finding);
      [finding.id.slice(1), link, status, severity || "–"].forEach((shown) => row.insertCell().append(shown));
    }
    table.parentElement.hidden = false;
  }

  // A box of the filters has its facet and its place for a number from here.
  function completeBoxes() {
    boxes.forEach((box) => {
      box.name = box.closest("fieldset").name;
      box.parentElement.append(document.createElement("small"));
    });
  }

  function close() {
    if (filter.open) {
      filter.open = false;
      filter.querySelector("summary").focus();
    } else if (query.value) endSearch();
    else light([]);
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    o: toPassage,
    b: back,
    n: () => toHit(1),
    p: () => toHit(-1),
    "/": () => query.select(),
    f: () => {
      filter.open = true;
      filter.querySelector("input:enabled").focus();
    },
    "?": () => field("help").showModal(),
  };

  on(document, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || field("help").open) return;
    if (event.key === "Escape") return close();
    const typing = event.target.matches("input[type=search], select, textarea");
    if (typing || !field("single").checked || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  on(document, "click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const button = event.target.closest(".copied > button");
    const mark = event.target.closest(".chunk mark");
    if (filter.open && !filter.contains(event.target)) filter.open = false;
    if (button) copy(button);
    else if (link) follow(link);
    else if (mark && getSelection().isCollapsed) fromPassage(mark);
  });

  // The browser follows a link only to what it can see, and not twice to the same place.
  function follow(link) {
    const target = targetOf(link);
    if (!target) return;
    const user = link.closest(".f, .duty");
    if (user) from = user;
    reveal(target);
    if (link.getAttribute("href") === location.hash) arrive();
  }

  on(bar, "submit", (event) => event.preventDefault());
  on(field("all"), "click", showAll);
  on(filter, "change", apply);
  let waiting = 0;
  on(query, "input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  on(query, "keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(waiting);
    if (sought !== query.value) search();
    toHit(event.shiftKey ? -1 : 1);
  });
  on(field("before"), "click", () => toHit(-1));
  on(field("after"), "click", () => toHit(1));
  on(field("keys"), "click", KEYS["?"]);
  all(".tabs button").forEach((button) => on(button, "click", () => show(button.value)));
  on(window, "hashchange", arrive);

  // Paper shows everything; style sheets alone do not unfold what is folded in every browser.
  let folded = [];
  on(window, "beforeprint", () => {
    folded = all("details:not([open])", report);
    folded.forEach((one) => (one.open = true));
  });
  on(window, "afterprint", () => folded.forEach((one) => (one.open = false)));

  body.classList.add("js");
  bar.hidden = false;
  show("report");
  addCopyButtons();
  nameLinks();
  completeBoxes();
  findings.forEach(classify);
  listAll();
  apply();
  arrive();
})();
