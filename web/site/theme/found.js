// Who comes from the search sees the words that were looked for, and the first of them.
(() => {
  "use strict";
  const asked = new URLSearchParams(location.search).get("found") ?? "";
  const tag = document.documentElement.lang;
  const parts = "Segmenter" in Intl && tag.startsWith("zh")
    ? [...new Intl.Segmenter(tag, { granularity: "word" }).segment(asked)].filter((part) => part.isWordLike).map((part) => part.segment)
    : asked.split(/\s+/);
  const words = [asked, ...parts].filter((word) => word.trim()).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!words.length) return;
  const pattern = new RegExp(words.join("|"), "giu");
  const walker = document.createTreeWalker(document.querySelector("main article") ?? document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const pieces = document.createDocumentFragment();
    let at = 0;
    for (const match of node.data.matchAll(pattern)) {
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      pieces.append(node.data.slice(at, match.index), mark);
      at = match.index + match[0].length;
    }
    if (at) node.replaceWith(pieces, node.data.slice(at));
  }
  if (!location.hash) document.querySelector("main mark")?.scrollIntoView({ block: "center" });
})();
