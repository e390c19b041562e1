// What stands beside the editor: one tab at a time, its content fetched or made by a feature.

import { get } from "./sender.js";
import { loaders } from "./seat.js";

export const openTab = () => document.querySelector("[role=tab][aria-selected=true]")?.dataset.tab;

/** Open a tab; `lookup`: words for the memory to look up. */
export async function openBeside(seat, name, lookup = "") {
  for (const each of document.querySelectorAll("[role=tab]")) {
    each.setAttribute("aria-selected", each.dataset.tab === name);
    each.tabIndex = each.dataset.tab === name ? 0 : -1;
  }
  const panel = document.getElementById("tabpanel");
  panel.setAttribute("aria-labelledby", `tab-${name}`);
  panel.querySelector("[data-panel=terms]").hidden = name !== "terms";
  panel.querySelector("[data-loaded]")?.remove();
  if (name === "terms") return;
  const load = loaders[name] ?? (() => get(`${seat.address(seat.now.anchor)}/${name}?${new URLSearchParams({ words: lookup })}`, "text"));
  const html = await load().catch((error) => error.told ?? seat.words.offline);
  panel.querySelector("[data-loaded]")?.remove();
  const loaded = document.createElement("div");
  loaded.dataset.loaded = name;
  loaded.innerHTML = html;
  panel.append(loaded);
  for (const live of loaded.querySelectorAll("[data-live]")) live.textContent = seat.editor.text;
  document.dispatchEvent(new CustomEvent("beside", { detail: name }));
}

/** Open the tab that was open before; that of the terms is open by itself. */
export function reopen(seat, name) {
  if (name && name !== "terms" && seat.now) seat.tab(name);
}
