// The list of keys with remapping, the two texts of a clash, the reason of a return.

import { composing, written } from "./keys.js";

const byId = (name) => document.getElementById(name);

export function changes(target, pieces) {
  target.replaceChildren(...pieces.flatMap(([old, fresh]) => {
    if (old === fresh) return [document.createTextNode(fresh)];
    return [["del", old], ["ins", fresh]].filter(([, text]) => text).map(([name, text]) => {
      const element = document.createElement(name);
      element.textContent = text;
      return element;
    });
  }));
}

/** Fill the table of keys in `root` and let its buttons give actions other keys; returns what shows them anew. */
export function keyTable(root, keys) {
  const told = byId("keystold"), words = JSON.parse(told.dataset.words);
  let waiting = null;
  const show = () => {
    for (const button of root.querySelectorAll("[data-action]")) button.textContent = written(keys.map[button.dataset.action]);
    for (const place of document.querySelectorAll("[data-key]")) place.textContent = written(keys.map[place.dataset.key]);
  };
  const stop = () => { waiting?.removeAttribute("aria-pressed"); waiting = null; show(); };
  const keep = async () => { if (!(await keys.keep())) told.textContent = words.offline; };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (!button) return;
    stop();
    waiting = button;
    button.setAttribute("aria-pressed", "true");
    told.textContent = button.textContent = words.press;
  });
  root.addEventListener("focusout", stop);
  root.addEventListener("keydown", (event) => {
    if (!waiting || composing(event) || ["Control", "Shift", "Alt", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const problem = event.key === "Escape" ? "" : keys.change(waiting.dataset.action, event);
    if (!problem && event.key !== "Escape") keep();
    stop();
    told.textContent = words[problem] ?? "";
  }, true);
  byId("keysreset").addEventListener("click", () => { keys.reset(); keep(); show(); });
  show();
  return show;
}

export function helpDialog(keys) {
  const dialog = byId("help"), show = keyTable(dialog, keys);
  return { show, open: () => { show(); dialog.showModal(); } };
}

/** Show both texts; `choose` gets the text to go on with. */
export function clashDialog(body, choose) {
  const dialog = byId("clash");
  byId("clashby").textContent = body.by;
  byId("clashtheirs").textContent = body.theirs;
  changes(byId("clashyours"), body.difference);
  byId("clashmerged").value = body.merged;
  byId("clashnote").hidden = !body.clashes;
  dialog.onclick = (event) => {
    const kind = event.target.dataset?.choose;
    if (!kind) return;
    dialog.close();
    choose(kind === "merged" ? byId("clashmerged").value : body[kind]);
  };
  dialog.addEventListener("cancel", (event) => event.preventDefault()); // a clash must be decided
  dialog.showModal();
}

export function reasonDialog(send) {
  const dialog = byId("returning"), reason = byId("reason");
  reason.value = "";
  byId("sendback").onclick = () => {
    if (!reason.value.trim()) return reason.focus();
    dialog.close();
    send(reason.value);
  };
  dialog.showModal();
}

export function dismissDialog({ check, dismiss: message, saying, tag }, send) {
  const dialog = byId("dismissing"), reason = byId("dismissreason");
  Object.assign(byId("dismissingwhat"), { textContent: saying, lang: tag });
  reason.value = "";
  byId("letstand").onclick = () => {
    if (!reason.value.trim()) return reason.focus();
    dialog.close();
    send({ check, message, reason: reason.value });
  };
  dialog.showModal();
}
