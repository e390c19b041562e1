// Comments, issues about words of the text, and findings that are let stand.

import { dismissDialog } from "./dialogs.js";
import { place, range, selected } from "./marks.js";
import { post } from "./sender.js";
import { feature, told } from "./seat.js";

const byId = (name) => document.getElementById(name);

feature((seat) => {
  async function send(where, body) {
    const answer = await post(`${seat.address(seat.now.anchor)}/${where}`, body).catch(() => null);
    if (answer?.status !== 200) seat.tell(told(answer, seat.words.offline).told, "bad");
    return answer?.status === 200;
  }

  async function talk(where, body) {
    if (await send(`comments${where}`, body)) seat.tab("comments");
  }

  /** the words selected in the source: they stay chosen while a comment on them is written */
  let picked = null;

  /** Say which words a comment would be about: those of the source, or those selected in the translation. */
  function about() {
    look();
    const area = byId("target"), quote = seat.editor.selection.trim();
    const lead = area.value.slice(0, area.selectionStart), gap = seat.editor.selection.length - seat.editor.selection.trimStart().length;
    return picked ?? { side: "target", quote, start: [...lead].length + gap };
  }

  function showQuote() {
    const shown = document.querySelector("[data-quote]");
    if (!shown || !seat.now) return;
    const { side, quote } = about();
    shown.hidden = !quote;
    shown.textContent = `${shown.dataset[side]} “${quote}”`;
  }

  /** Remember the words selected in the source: a slow machine tells of them only after the key that follows. */
  function look() {
    const inSource = selected(byId("source"));
    if (inSource) picked = { side: "source", ...inSource };
    else if (document.activeElement?.id === "target") picked = null;
  }

  document.addEventListener("selectionchange", () => {
    look();
    showQuote();
  });
  document.addEventListener("sentence", () => (picked = null));
  document.addEventListener("beside", showQuote);

  /** Send a comment with the words it is about, the text is saved first, so that they stand in it; or change one. */
  async function comment(form) {
    const given = Object.fromEntries(new FormData(form)), where = form.dataset.comment;
    if (where) return talk(where, given);
    const words = about();
    seat.flush();
    await seat.settled();
    return talk("", { ...given, ...words });
  }

  /** Select the words a comment is about: where they stood, or where they stand now. */
  function quoted({ show, words, side }) {
    const area = byId("target"), text = side === "source" ? seat.source : area.value, at = place(text, Number(show), words);
    if (at < 0) return seat.tell(seat.words.changedsince, "bad");
    if (side === "source") return getSelection().setBaseAndExtent(...ends(range(byId("source"), at, at + words.length)));
    area.focus();
    return area.setSelectionRange(at, at + words.length);
  }

  const ends = (made) => [made.startContainer, made.startOffset, made.endContainer, made.endOffset];

  function amend(button) {
    const form = byId(`amend${button.dataset.amend}`);
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", !form.hidden);
    if (!form.hidden) form.elements.text.focus();
  }

  async function letStand(asked) {
    if (await send("dismiss", { ...asked, text: seat.editor.text })) seat.check();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-comment]")) return;
    event.preventDefault();
    comment(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#panel button"), { dataset } = button ?? {};
    if (!dataset || !seat.now) return;
    if ("dismiss" in dataset) dismissDialog(dataset, letStand);
    else if (dataset.resolve) talk(`/${dataset.resolve}`, { done: !("again" in dataset) });
    else if (dataset.show) quoted(dataset);
    else if (dataset.amend) amend(button);
  });
  return {};
});
