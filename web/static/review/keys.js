// Keys: which combination does what, remapped by the person, and never while an input method is composing.

import { post } from "./sender.js";

export const USUAL = {
  approve: "Ctrl+Enter", save: "Ctrl+S", previous: "Alt+ArrowUp", next: "Alt+ArrowDown", firstopen: "Alt+Home",
  nextopen: "Alt+End", term: "Ctrl+1…9", take: "Ctrl+Shift+1…3", concordance: "Ctrl+K", difference: "Ctrl+D",
  undo: "Ctrl+Z", redo: "Ctrl+Shift+Z", find: "Ctrl+F", fix: "Ctrl+.", return: "Ctrl+Backspace", help: "?",
  skip: "Alt+Shift+S", lock: "Alt+Shift+L", repeats: "Alt+Shift+R",
  divide: "Alt+Shift+D", join: "Alt+Shift+J", extenddown: "Alt+Shift+ArrowDown", extendup: "Alt+Shift+ArrowUp",
  replace: "Ctrl+H", words: "Ctrl+E", newterm: "Ctrl+G", acceptname: "Ctrl+I", leave: "Escape",
};
const KEPT = "duizhao:keys";
/** actions that take a digit: their keys are a prefix and 1…9 */
const COUNTED = new Set(["term", "take"]);

const SIGNS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** Write keys as they stand on a keyboard: Alt+↑. */
export const written = (keys) => keys.replace(/Arrow(?:Up|Down|Left|Right)|Escape/, (name) => SIGNS[name]);

/** Say whether an input method has the key: Enter then confirms a candidate, not a sentence. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** Name the combination of a key event, like "Ctrl+Shift+Z"; digits by their place, whatever Shift makes of them. */
export function combination(event) {
  if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return "";
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  const key = digit ? digit[1] : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (digit || key.length > 1 || /[A-Z]/.test(key));
  const parts = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", shift && "Shift", key];
  return parts.filter(Boolean).join("+");
}

/** what browsers keep for themselves, and what moves or writes in every text field */
const RESERVED = /^(?:(?:Ctrl\+)?(?:Shift\+)?(?:Tab|Enter|Backspace|Delete|Arrow\w+|Home|End|PageUp|PageDown| )|Ctrl\+(?:Shift\+)?[TNWQ]|Ctrl\+[ACVX]|Alt\+F4|F5|F11|F12)$/;
/** of those, what the usual map has and so may be given again */
const FREE = new Set(["Ctrl+Enter", "Ctrl+Shift+Enter", "Ctrl+Backspace"]);

export class Keys {
  /** `kept`: what the server has for the person; this device keeps a copy for when it does not answer. */
  constructor(kept) {
    this.own = Object.keys(kept).length ? kept : this.read();
    this.map = { ...USUAL, ...this.own };
  }

  read() {
    try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; } // a broken entry is no keys
  }

  /** Find what an event asks for: [action, digit], or null. */
  find(event) {
    return this.meant(combination(event));
  }

  meant(pressed) {
    for (const [action, keys] of Object.entries(this.map)) {
      if (!COUNTED.has(action) && keys === pressed) return [action, 0];
      const [prefix, last] = [keys.split("1…")[0], Number(keys.split("…")[1])];
      const digit = Number(pressed.slice(prefix.length));
      if (COUNTED.has(action) && pressed.startsWith(prefix) && /^\d$/.test(pressed.slice(prefix.length)) && digit >= 1 && digit <= last)
        return [action, digit];
    }
    return null;
  }

  /** Give an action other keys; says why not: "taken" or "reserved". */
  change(action, event) {
    const pressed = combination(event), many = COUNTED.has(action) ? Number(USUAL[action].at(-1)) : 0;
    if (!pressed || (RESERVED.test(pressed) && !FREE.has(pressed)) || (many && !/\d$/.test(pressed))) return "reserved";
    const wanted = many ? Array.from({ length: many }, (_, at) => pressed.replace(/\d$/, at + 1)) : [pressed];
    if (wanted.some((keys) => (this.meant(keys) ?? [action])[0] !== action)) return "taken";
    this.map[action] = many ? pressed.replace(/\d$/, `1…${many}`) : pressed;
    this.own = { ...this.own, [action]: this.map[action] };
    return "";
  }

  reset() {
    this.own = {};
    this.map = { ...USUAL };
  }

  /** Keep the keys here and on the server; false when it did not answer. */
  async keep() {
    try { localStorage.setItem(KEPT, JSON.stringify(this.own)); } catch { /* full: the server has them */ }
    const answer = await post("/me/keys", { keys: this.own }).catch(() => null);
    return answer?.status === 200;
  }
}
