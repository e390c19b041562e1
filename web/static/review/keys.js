// Keys: which combination does what, remapped by the person, and never while an input method is composing.

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

export class Keys {
  constructor() {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { /* a broken entry is no keys */ }
    this.map = { ...USUAL, ...kept };
    this.asked = null;
  }

  /** Find what an event asks for: [action, digit], or null. */
  find(event) {
    const pressed = combination(event);
    for (const [action, keys] of Object.entries(this.map)) {
      if (!COUNTED.has(action) && keys === pressed) return [action, 0];
      const [prefix, last] = [keys.split("1…")[0], Number(keys.split("…")[1])];
      const digit = Number(pressed.slice(prefix.length));
      if (COUNTED.has(action) && pressed.startsWith(prefix) && /^\d$/.test(pressed.slice(prefix.length)) && digit >= 1 && digit <= last)
        return [action, digit];
    }
    return null;
  }

  /** Give an action other keys; false when they are taken. */
  change(action, event) {
    let keys = combination(event);
    if (COUNTED.has(action)) keys = keys.replace(/\d$/, USUAL[action].slice(-3));
    if (Object.entries(this.map).some(([other, those]) => other !== action && those === keys)) return false;
    this.map[action] = keys;
    localStorage.setItem(KEPT, JSON.stringify(this.map));
    return true;
  }

  reset() {
    localStorage.removeItem(KEPT);
    this.map = { ...USUAL };
  }
}
