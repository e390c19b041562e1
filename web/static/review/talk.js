// Comments, issues about words of the text, and findings that are let stand.

import { dismissDialog } from "./dialogs.js";
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

  /** Send a comment with the words selected; the text is saved first, so that they stand in it. */
  async function comment(form) {
    const quote = seat.editor.selection, start = [...seat.editor.text.slice(0, byId("target").selectionStart)].length;
    seat.flush();
    await seat.settled();
    await talk("", { ...Object.fromEntries(new FormData(form)), quote, start });
  }

  /** Select the words a comment is about: where they stood, or where they stand now. */
  function quoted(start, words) {
    const area = byId("target"), there = [...area.value].slice(0, start).join("").length;
    const at = area.value.startsWith(words, there) ? there : area.value.indexOf(words);
    if (at < 0) return seat.tell(seat.words.changedsince, "bad");
    area.focus();
    area.setSelectionRange(at, at + words.length);
    return undefined;
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
    const { dataset } = event.target.closest("#panel button") ?? {};
    if (!dataset || !seat.now) return;
    if ("dismiss" in dataset) dismissDialog(dataset, letStand);
    else if (dataset.resolve) talk(`/${dataset.resolve}`, { done: !("again" in dataset) });
    else if (dataset.show) quoted(Number(dataset.show), dataset.words);
  });
  return {};
});
