// Filters one has saved: named, kept on the server for the person, the same in every document.

import { post } from "./sender.js";
import { keeps, takeUp } from "../page.js";
import { feature, told, wordsOf } from "./seat.js";

const byId = (name) => document.getElementById(name);

feature((seat) => {
  const form = byId("filters"), list = byId("savedfilters"), naming = byId("filtername"), words = wordsOf(naming);

  /** Put a saved query into the form; what it does not name restricts nothing. */
  function put(query) {
    const asked = new URLSearchParams(query);
    for (const field of form.elements)
      if (field.name) field.value = asked.get(field.name) ?? (field.tagName === "SELECT" ? field.options[0].value : "");
    byId("morefilters").open ||= [...byId("morefilters").querySelectorAll("[name]")].some((field) => asked.get(field.name));
    mark();
    seat.queue.refill();
  }

  function mark() {
    const now = `${seat.queue.wanted}`;
    for (const button of list.querySelectorAll("[data-filter]")) button.setAttribute("aria-pressed", button.dataset.filter === now);
    byId("clearfilters").hidden = byId("savefilter").hidden = now === "";
  }

  async function send(asked) {
    const answer = await post("/me/filters", asked, { as: "text" }).catch(() => null);
    if (answer?.status !== 200) { byId("filtertold").textContent = told(answer, words.offline).told; return false; }
    list.innerHTML = answer.body;
    byId("filtertold").textContent = "";
    mark();
    return true;
  }

  byId("savefilter").addEventListener("click", () => {
    naming.hidden = !naming.hidden;
    byId("savefilter").setAttribute("aria-expanded", !naming.hidden);
    if (!naming.hidden) naming.elements.name.focus();
  });
  naming.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name } = naming.elements;
    if (!(await send({ name: name.value, query: `${seat.queue.wanted}` }))) return;
    seat.say(words.saved.replace("{name}", name.value));
    name.value = "";
    naming.hidden = true;
    byId("savefilter").setAttribute("aria-expanded", false);
    byId("savefilter").focus();
  });
  list.addEventListener("click", async (event) => {
    const { filter, drop } = event.target.closest("button")?.dataset ?? {};
    if (filter !== undefined) put(filter);
    else if (drop !== undefined && (await send({ drop }))) { seat.say(words.dropped.replace("{name}", drop)); byId("savefilter").focus(); }
  });
  byId("clearfilters").addEventListener("click", () => { put(""); byId("find").focus(); });
  form.addEventListener("input", mark);
  keeps("filters", () => `${seat.queue.wanted}`);
  if (takeUp().filters) put(takeUp().filters);
  mark();
  return {};
});
