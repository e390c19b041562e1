// From keys and clicks to actions.

import { composing } from "./keys.js";

/** what a button may bring as an empty text */
const EMPTY_TOO = ["take", "fix"];

const byId = (name) => document.getElementById(name);

/** Let the keys do their actions: never while an input method is at work, a dialog is open, or a plain key is text. */
export function keyboard(seat, actions) {
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const found = seat.keys.find(event);
    if (!found || !seat.now) return;
    const inField = event.target.closest?.("textarea, input, select");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (inField && plain) return; // a question mark in a text is a question mark
    if (["undo", "redo"].includes(found[0]) && event.target !== byId("target")) return;
    event.preventDefault();
    actions[found[0]](found[1]);
  });
}

/** Let the buttons do theirs; returns what clicks again on a button that came too early, if one did. */
export function buttons(seat, actions) {
  let early = null;
  const byData = {
    go: (anchor, event) => { event.preventDefault(); seat.go(anchor); },
    insert: (text) => seat.editor.insert(text),
    take: (text) => { seat.editor.replace(text); byId("target").focus(); },
    fix: (text) => seat.mend(text),
    tab: (name) => seat.tab(name),
    do: (name) => actions[name](0),
  };
  const byName = {
    openhelp: () => actions.help(),
    openlist: (button) => button.setAttribute("aria-expanded", document.body.classList.toggle("listed")),
    showchanges: (button) => {
      byId("changes").hidden = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", !byId("changes").hidden);
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a[data-go]"), inPanel = event.target.closest("#panel");
    if (!button) return;
    if (!seat.now && inPanel) return void (early = button); // the texts on this device are still being read
    const said = Object.keys(byData).find((key) => button.dataset[key] || (EMPTY_TOO.includes(key) && key in button.dataset));
    if (said) byData[said](button.dataset[said], event);
    else if (byName[button.id]) byName[button.id](button);
    else if (inPanel && actions[button.id]) actions[button.id](0);
  });
  return () => early?.isConnected && early.click();
}
