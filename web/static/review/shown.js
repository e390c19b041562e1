// What the page says of the sentence in work: the line beside the buttons, the live region, counts, progress, the bell.

import { count } from "./editor.js";

const byId = (name) => document.getElementById(name);

export class Shown {
  constructor(words) { this.words = words; }

  /** Say something beside the buttons; `kind`: good, bad or nothing. */
  tell(text, kind = "") {
    byId("saved").textContent = text;
    byId("saved").className = `told ${kind}`;
  }

  /** Say something to a screen reader. */
  say(text) {
    byId("live").textContent = text;
  }

  /** Show the length of a text in the units of its language. */
  recount(text) {
    const { words } = this, zh = byId("segment").dataset.lang === "zh", characters = [...text].length;
    byId("count").textContent = zh ? `${count(text, "zh")} ${words.characters}` : `${count(text, "en")} ${words.wordcount} · ${characters} ${words.characters}`;
  }

  /** Show how many sentences are approved, and how many there are in each state. */
  reach(tally) {
    byId("reach").value = tally.approved;
    byId("reachwords").textContent = `${tally.approved} / ${tally.all}`;
    for (const option of byId("filters").elements.state.options)
      if (this.words.states[option.value]) option.textContent = `${this.words.states[option.value]} (${tally[option.value]})`;
  }

  /** Show how much waits to be heard. */
  ring(unseen) {
    const bell = byId("bell");
    if (!bell) return;
    bell.hidden = !unseen;
    bell.firstElementChild.textContent = unseen;
  }
}
