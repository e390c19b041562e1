// The tabs beside the editor by keyboard, and looking words up in the memory.

import { composing } from "./keys.js";
import { feature } from "./seat.js";

feature((seat) => {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-lookup]")) return;
    event.preventDefault();
    seat.tab("memory", new FormData(event.target).get("words"));
  });

  document.addEventListener("keydown", (event) => {
    const here = event.target.closest?.("[role=tab]");
    if (!here || composing(event) || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const all = [...document.querySelectorAll("[role=tab]")];
    const there = all[(all.indexOf(here) + (event.key === "ArrowRight" ? 1 : -1) + all.length) % all.length];
    seat.tab(there.dataset.tab);
    there.focus();
  });
  return {};
});
