// The text field: its own undo that reaches across saves, insertion at the cursor, counting.

import { composing } from "./keys.js";

/** typing within so many ms is one step of undo */
const ONE_STEP = 700;
/** steps kept by sentence, so that undo still works after going away and coming back */
const steps = new Map();

export class Editor {
  constructor(area, anchor, changed) {
    Object.assign(this, { area, changed, composingNow: false });
    if (!steps.has(anchor)) steps.set(anchor, { past: [], future: [], at: 0, text: area.value });
    this.steps = steps.get(anchor);
    if (this.steps.text !== area.value) this.note(area.value, true);
    area.addEventListener("compositionstart", () => (this.composingNow = true));
    area.addEventListener("compositionend", () => { this.composingNow = false; this.heard(); });
    area.addEventListener("input", (event) => { this.fit(); if (!event.isComposing && !this.composingNow) this.heard(); else this.changed(area.value, true); });
    this.fit();
  }

  get text() { return this.area.value; }

  heard() {
    this.note(this.area.value, Date.now() - this.steps.at > ONE_STEP);
    this.changed(this.area.value, false);
  }

  note(text, fresh) {
    if (text === this.steps.text) return;
    if (fresh || !this.steps.past.length) this.steps.past.push(this.steps.text);
    this.steps.future = [];
    Object.assign(this.steps, { text, at: Date.now() });
  }

  /** Put a whole text in, as one step of undo. */
  replace(text) {
    this.area.value = text;
    this.note(text, true);
    this.steps.at = 0;
    this.fit();
    this.changed(text, false);
  }

  /** Put words at the cursor; between Latin words they get a space. */
  insert(words) {
    const { value, selectionStart: from, selectionEnd: to } = this.area;
    const latin = (character) => /[\p{Script=Latin}\d]/u.test(character ?? "");
    const lead = latin(value[from - 1]) && latin(words[0]) ? " " : "";
    const tail = latin(value[to]) && latin(words.at(-1)) ? " " : "";
    this.replace(value.slice(0, from) + lead + words + tail + value.slice(to));
    const at = from + lead.length + words.length;
    this.area.setSelectionRange(at, at);
    this.area.focus();
  }

  undo() { this.travel(this.steps.past, this.steps.future); }
  redo() { this.travel(this.steps.future, this.steps.past); }

  travel(from, to) {
    if (!from.length) return;
    to.push(this.steps.text);
    this.steps.text = this.area.value = from.pop();
    this.steps.at = 0;
    this.fit();
    this.changed(this.area.value, false);
  }

  fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight + 2}px`;
  }

  get selection() { return this.area.value.slice(this.area.selectionStart, this.area.selectionEnd); }
}

/** Count as people of that language do: characters of Chinese without spaces, words of English. */
export function count(text, lang) {
  if (lang === "zh") return [...text.replace(/\s/g, "")].length;
  return (text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu) ?? []).length;
}

/**
 * Put a fix into a text that was written on since it was `checked`: only the stretch that the fix changes is changed.
 * Returns null where that stretch is not there any more.
 */
export function withFix(text, checked, fixed) {
  const least = Math.min(checked.length, fixed.length);
  let from = 0, end = 0;
  while (from < least && checked[from] === fixed[from]) from += 1;
  while (end < least - from && checked.at(-1 - end) === fixed.at(-1 - end)) end += 1;
  const to = checked.length - end, fresh = fixed.slice(from, fixed.length - end), shift = text.length - checked.length;
  if (text.startsWith(checked.slice(0, to))) return checked.slice(0, from) + fresh + text.slice(to);
  if (text.endsWith(checked.slice(from)) && shift >= 0) return text.slice(0, from + shift) + fresh + checked.slice(to);
  return null;
}

export { composing };
