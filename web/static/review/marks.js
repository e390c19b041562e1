// Issues about words, marked where these stand: in the source, and behind the field of the translation. The browser
// paints them (CSS Custom Highlight), so the texts stay as they are; one that cannot still has the list of comments.

import { feature } from "./seat.js";

const KINDS = ["minor", "major", "critical"];
const byId = (name) => document.getElementById(name);

/** Find words in a text: where they stood, in code points, or else where they stand now; -1 where they are gone. */
export function place(text, start, words) {
  const there = [...text].slice(0, start).join("").length;
  return text.startsWith(words, there) ? there : text.indexOf(words);
}

/** The texts inside an element, without the small numbers of terms. */
function texts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("sup")) found.push(walker.currentNode);
  return found;
}

/** Make a range of the characters `from` to `to` of an element's text. */
export function range(root, from, to) {
  const made = new Range();
  let at = 0;
  for (const node of texts(root)) {
    const { length } = node.data;
    if (from >= at && from < at + length) made.setStart(node, from - at);
    if (to > at && to <= at + length) made.setEnd(node, to - at);
    at += length;
  }
  return made;
}

/** Say what is selected in an element: its words, and where they begin, in code points; null for nothing. */
export function selected(root) {
  const chosen = getSelection();
  if (!root || !chosen.rangeCount || chosen.isCollapsed || !root.contains(chosen.anchorNode)) return null;
  const inside = chosen.getRangeAt(0), before = new Range();
  before.selectNodeContents(root);
  before.setEnd(inside.startContainer, inside.startOffset);
  const [lead, words] = [before, inside].map((each) => plain(each.cloneContents()));
  const quote = words.trim();
  return quote ? { quote, start: [...lead].length + [...words].length - [...words.trimStart()].length } : null;
}

function plain(fragment) {
  for (const number of fragment.querySelectorAll("sup")) number.remove();
  return fragment.textContent;
}

feature((seat) => {
  let issues = [];

  function paint() {
    const behind = byId("marked");
    if (!behind || !seat.now) return;
    behind.textContent = seat.editor.text;
    if (!CSS.highlights) return;
    const sides = { source: [byId("source"), seat.source], target: [behind, seat.editor.text] };
    for (const kind of KINDS) {
      const ranges = issues.filter((each) => each.gravity === kind).flatMap(({ side, start, quote }) => {
        const [root, text] = sides[side], at = place(text, start, quote);
        return at < 0 ? [] : [range(root, at, at + quote.length)];
      });
      CSS.highlights.set(`issue-${kind}`, new Highlight(...ranges));
    }
  }

  function hear(element) {
    if (element) issues = JSON.parse(element.dataset.issues);
    paint();
  }

  document.addEventListener("sentence", () => hear(byId("segment")));
  document.addEventListener("beside", () => hear(document.querySelector(".comments[data-issues]")));
  document.addEventListener("typed", paint);
  return {};
});
