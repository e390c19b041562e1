// Click a word: the text as words that can be chosen; each shows others for its place, and the rest follows the choice.
// Normal typing is not touched: this is a mode, entered by its key or button, left by Esc.

import { composing } from "./keys.js";
import { post } from "./sender.js";
import { feature, told, wordsOf } from "./seat.js";

const byId = (name) => document.getElementById(name);

/** Cut a text into pieces {text, at, word}; Chinese by the browser's dictionary, by character where it has none. */
export function pieces(text, lang) {
  if (Intl.Segmenter) {
    const cut = new Intl.Segmenter(lang === "zh" ? "zh-CN" : "en", { granularity: "word" });
    return [...cut.segment(text)].map(({ segment, index, isWordLike }) => ({ text: segment, at: index, word: isWordLike }));
  }
  return [...text.matchAll(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|./gsu)].map((found) => ({ text: found[0], at: found.index, word: /[\p{L}\p{N}]/u.test(found[0]) }));
}

feature((seat) => {
  const words = wordsOf(byId("wordingwords"));
  let round = 0;

  const box = () => byId("words");
  const buttons = () => [...box().querySelectorAll("[data-at]")];

  /** Show the text as words; the one at `caret` has the focus. */
  function show(caret) {
    const { text } = seat.editor, lang = byId("segment").dataset.lang;
    box().replaceChildren(...pieces(text, lang).map((piece) => {
      if (!piece.word) return document.createTextNode(piece.text);
      const button = Object.assign(document.createElement("button"), { type: "button", className: "word", textContent: piece.text, tabIndex: -1 });
      button.dataset.at = piece.at;
      return button;
    }));
    focus(buttons().findLast((button) => Number(button.dataset.at) <= caret) ?? buttons()[0]);
  }

  function focus(button) {
    for (const each of buttons()) each.tabIndex = each === button ? 0 : -1;
    button?.focus();
  }

  function enter() {
    const area = byId("target");
    if (!box().hidden) return leave();
    if (!seat.now || seat.editor.composingNow) return undefined;
    if (area.readOnly) return seat.tell(words.held, "bad");
    if (!area.value.trim()) return undefined;
    box().hidden = false;
    byId("segment").classList.add("choosing-words");
    byId("choosewords").setAttribute("aria-pressed", "true");
    show(area.selectionStart);
    return document.activeElement.classList.contains("word") ? others(document.activeElement) : undefined;
  }

  function leave() {
    const at = Number(document.activeElement?.dataset?.at ?? byId("target").selectionStart);
    close();
    box().hidden = true;
    byId("segment").classList.remove("choosing-words");
    byId("choosewords").setAttribute("aria-pressed", "false");
    seat.editor.fit();
    byId("target").focus();
    byId("target").setSelectionRange(at, at);
  }

  function close() {
    round += 1;
    byId("choices")?.remove();
    for (const each of buttons()) each.removeAttribute("aria-expanded");
  }

  /** Ask for other words in the place of this one. */
  async function others(button) {
    close();
    const anchor = seat.now?.anchor;
    if (!anchor) return;
    const mine = round, at = Number(button.dataset.at), before = seat.editor.text.slice(0, at);
    const list = Object.assign(document.createElement("div"), { id: "choices", className: "choices" });
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", words.others);
    list.append(Object.assign(document.createElement("p"), { className: "soft", textContent: words.thinking }));
    box().append(list);
    button.setAttribute("aria-expanded", "true");
    const room = box().clientWidth - list.offsetWidth;
    list.style.top = `${button.offsetTop + button.offsetHeight + 4}px`;
    list.style.left = `${Math.max(0, Math.min(button.offsetLeft, room))}px`;
    const answer = await post(`${seat.address(anchor)}/rewording/words`, { before, word: button.textContent }).catch(() => null);
    if (mine !== round) return;
    const found = answer?.status === 200 ? answer.body.words : [];
    list.replaceChildren(...found.map(({ word, rest }) => option(word, rest, before + word)));
    if (answer?.status !== 200 || !found.length)
      list.append(Object.assign(document.createElement("p"), { className: "soft", textContent: answer?.status === 200 ? words.none : told(answer, words.offline).told }));
    if (answer?.status === 200) list.append(option(words.onward, "", before, "again"));
    list.querySelector("button")?.focus();
  }

  function option(word, rest, before, kind = "") {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `choice ${kind}`, textContent: word, tabIndex: -1 });
    if (kind) button.lang = document.documentElement.lang;
    if (rest) button.append(Object.assign(document.createElement("span"), { className: "soft", textContent: rest }));
    button.addEventListener("click", () => choose(before));
    return button;
  }

  /** Keep what stands before the place with the chosen word; translate what follows again. */
  async function choose(before) {
    close();
    const mine = round, anchor = seat.now?.anchor, text = seat.editor?.text;
    if (!anchor) return undefined;
    seat.tell(words.thinking);
    box().setAttribute("aria-busy", "true");
    const answer = await post(`${seat.address(anchor)}/rewording/onward`, { before }).catch(() => null);
    box().removeAttribute("aria-busy");
    if (mine !== round || anchor !== seat.now?.anchor || text !== seat.editor.text) return; // typed or moved on meanwhile
    if (answer?.status !== 200) return seat.tell(told(answer, words.offline).told, "bad");
    seat.editor.replace(answer.body.text);
    show(before.trimEnd().length);
    seat.say(answer.body.text);
  }

  function walk(event) {
    const list = byId("choices"), inList = list?.contains(document.activeElement);
    const all = inList ? [...list.querySelectorAll("button")] : buttons();
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!inList && event.key === "ArrowDown") { others(document.activeElement); return true; }
    if (!step) return false;
    const there = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    if (inList) there.focus(); else focus(there);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (!box() || box().hidden || !box().contains(event.target) || composing(event)) return;
    const asked = seat.keys.find(event)?.[0], plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Escape") {
      const owner = box().querySelector("[aria-expanded]");
      if (byId("choices")) { close(); owner?.focus(); } else leave();
    } else if (asked === "undo" || asked === "redo") {
      const at = Number(document.activeElement.dataset.at ?? 0);
      seat.editor[asked]();
      close();
      show(at);
    } else if (!plain || !walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("click", (event) => {
    const word = event.target.closest?.("#words .word");
    if (word) { focus(word); others(word); }
    else if (!event.target.closest?.("#choices") && byId("choices")) close();
    if (event.altKey && event.target.id === "target") enter();
  });

  return { words: enter };
});
