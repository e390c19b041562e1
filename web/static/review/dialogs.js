// The list of keys with remapping, the two texts of a clash, the reason of a return.

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

export function helpDialog(keys, words) {
  const dialog = byId("help"), told = byId("keystold");
  const show = () => {
    for (const button of dialog.querySelectorAll("[data-action]")) button.textContent = keys.map[button.dataset.action];
    for (const place of document.querySelectorAll("[data-key]")) place.textContent = keys.map[place.dataset.key];
  };
  for (const button of dialog.querySelectorAll("[data-action]")) {
    button.addEventListener("click", () => {
      button.textContent = words.press;
      button.addEventListener("keydown", function listen(event) {
        if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
        button.removeEventListener("keydown", listen);
        const done = event.key === "Escape" || keys.change(button.dataset.action, event);
        told.textContent = done ? "" : words.taken;
        show();
      });
    });
  }
  byId("keysreset").addEventListener("click", () => { keys.reset(); show(); });
  show();
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

export function dismissDialog({ check, dismiss: message }, send) {
  const dialog = byId("dismissing"), reason = byId("dismissreason");
  byId("dismissingwhat").textContent = message;
  reason.value = "";
  byId("letstand").onclick = () => {
    if (!reason.value.trim()) return reason.focus();
    dialog.close();
    send({ check, message, reason: reason.value });
  };
  dialog.showModal();
}
