// Replace in the document: hits first, ticks for each, one batch that the bar below can take back.

import { composing } from "./keys.js";
import { post } from "./sender.js";
import { feature, told, wordsOf } from "./seat.js";

/** sentences sent at once, and pause after the last key before hits are looked for, in ms */
const PIECE = 100, LOOK_AFTER = 400;

const byId = (name) => document.getElementById(name);

feature((seat) => {
  const dialog = byId("replacing"), form = byId("replaceform"), hits = byId("hits"), words = wordsOf(dialog);
  let timer = 0, round = 0;

  const asked = () => ({
    words: form.elements.words.value, instead: form.elements.instead.value,
    ...Object.fromEntries(["case", "whole", "expression"].map((name) => [name, form.elements[name].checked])),
  });
  const say = (text) => { byId("replacetold").textContent = text; };

  function open() {
    seat.flush();
    const { selection } = seat.editor;
    if (selection && !selection.includes("\n")) form.elements.words.value = selection;
    dialog.showModal();
    form.elements.words.select();
    hits.replaceChildren();
    say("");
    if (form.elements.words.value) look();
  }

  async function look() {
    clearTimeout(timer);
    const mine = (round += 1);
    if (!form.elements.words.value) return hits.replaceChildren();
    const answer = await post(`${seat.base}/replace/find`, asked(), { as: "text" }).catch(() => null);
    if (mine !== round) return undefined;
    if (answer?.status !== 200) { hits.replaceChildren(); return say(told(answer, words.offline).told); }
    say("");
    hits.innerHTML = answer.body;
    return undefined;
  }

  const boxes = () => [...hits.querySelectorAll("li input:not(:disabled)")];

  function chosen() {
    const found = {};
    for (const line of hits.querySelectorAll("li[data-anchor]")) {
      const numbers = [...line.querySelectorAll("input:checked:not(:disabled)")].map((box) => Number(box.value));
      if (numbers.length) found[line.dataset.anchor] = [Number(line.dataset.number), numbers];
    }
    return Object.entries(found);
  }

  async function replace() {
    const many = chosen(), exchange = asked(), approved = Boolean(byId("replaceapproved")?.checked), made = {}, left = [];
    if (!many.length) return say(words.nothing);
    byId("replacego").disabled = true;
    for (let at = 0; at < many.length; at += PIECE) {
      say(words.working.replace("{done}", at).replace("{all}", many.length));
      const answer = await post(`${seat.base}/replace`, { ...exchange, approved, chosen: Object.fromEntries(many.slice(at, at + PIECE)) }).catch(() => null);
      if (answer?.status !== 200) { say(told(answer, words.offline).told); break; }
      Object.assign(made, answer.body.made);
      left.push(...answer.body.left);
    }
    dialog.close();
    return seat.deed({ said: words.changed.replace("{count}", Object.keys(made).length), made, left });
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  form.addEventListener("keydown", (event) => { if (composing(event)) event.stopPropagation(); });
  form.addEventListener("input", (event) => { if (event.isComposing) return; clearTimeout(timer); timer = setTimeout(look, LOOK_AFTER); });
  form.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(look, LOOK_AFTER); });
  hits.addEventListener("click", (event) => {
    if (event.target.id === "replacego") replace();
    if (["replaceall", "replacenone"].includes(event.target.id)) for (const box of boxes()) box.checked = event.target.id === "replaceall";
    const link = event.target.closest("a");
    if (link) { event.preventDefault(); dialog.close(); seat.go(link.closest("li").dataset.anchor); }
  });
  hits.addEventListener("change", (event) => {
    if (event.target.id !== "replaceapproved") return;
    for (const box of hits.querySelectorAll("[data-bar=reviewed] input")) Object.assign(box, { disabled: !event.target.checked, checked: event.target.checked });
  });

  return { replace: open };
});
