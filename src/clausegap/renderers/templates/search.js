"use strict";
// Finds words in a page. Text nodes are joined block by block, so that a hit may run over marked words; hits are ranges, so
// that the page stays as it is.
const MOST_HITS = 5000;

// Takes the elements that are searched, and what tells whether a finding is shown; gives the function that finds words.
const finder = (roots, isShown) => {
  const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, q, summary, small, .f, .duty";
  let blocks = null;

  function collect() {
    const found = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      let last = null;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const owner = node.parentElement.closest(BLOCKS);
        if (!owner || owner.matches(".back, .page")) continue;
        if (!last || last.owner !== owner) found.push((last = { owner, text: "", nodes: [], finding: owner.closest(".f") }));
        last.nodes.push({ node, start: last.text.length });
        last.text += node.data;
      }
    }
    return found;
  }

  function expression(words) {
    const plain = words.trim().replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    const loose = plain.replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, '["“”]').replace(/\\-|[‐‑–]/g, "[-‐‑–]").replace(/\s+/g, "\\s+");
    return new RegExp(loose, "gi");
  }

  function rangeOf(block, start, end) {
    const at = (offset) => block.nodes.findLast((one) => one.start <= offset);
    const [first, last] = [at(start), at(end - 1)];
    const range = document.createRange();
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return range;
  }

  function find(words) {
    blocks ??= collect();
    const wanted = expression(words);
    const found = [];
    for (const block of blocks) {
      if (block.finding && !isShown(block.finding)) continue;
      for (const match of block.text.matchAll(wanted)) {
        if (found.length === MOST_HITS) return found;
        found.push(rangeOf(block, match.index, match.index + match[0].length));
      }
    }
    return found;
  }

  return find;
};
