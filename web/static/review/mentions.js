// Calling somebody in a comment: after an @ the names that fit are offered as buttons.

import { composing } from "./keys.js";

/** an @ (the wide one, too) that begins a word, and what was typed of the name */
const CALL = /(?:^|[^A-Za-z0-9._%+-])[@＠]([^@＠\n]{0,40})$/u;
const MOST = 8;

function offer(area) {
  const row = area.form.querySelector(".calls"), names = JSON.parse(area.dataset.names);
  const typed = CALL.exec(area.value.slice(0, area.selectionStart))?.[1].toLowerCase();
  const fit = typed === undefined ? [] : names.filter((name) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed).slice(0, MOST);
  row.hidden = !fit.length;
  row.replaceChildren(...fit.map((name) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: `@${name}` });
    button.addEventListener("click", () => call(area, name, typed.length, row));
    return button;
  }));
}

function call(area, name, typed, row) {
  const at = area.selectionStart, before = area.value.slice(0, at - typed) + name;
  const space = /^\s/.test(area.value.slice(at)) ? "" : " ";
  area.value = before + space + area.value.slice(at);
  area.focus();
  area.setSelectionRange(before.length + 1, before.length + 1);
  row.hidden = true;
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.names && !event.isComposing) offer(event.target);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.dataset?.names) offer(event.target);
});
document.addEventListener("keydown", (event) => {
  if (!event.target.dataset?.names || composing(event) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.form.requestSubmit();
}, true);
