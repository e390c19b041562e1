// Terms from the text: a small form for selected words, names without an entry, and drafts made again after it.

import { composing } from "./keys.js";
import { selected } from "./marks.js";
import { get, post } from "./sender.js";
import { feature, told, wordsOf } from "./seat.js";

/** pause after the last key before it is asked where the term applies, in ms */
const WEIGH_AFTER = 500;

const byId = (name) => document.getElementById(name);

feature((seat) => {
  const dialog = byId("termdialog"), form = byId("termform"), list = byId("termaffected"), words = wordsOf(dialog);
  const where = (path = "") => `${seat.address(seat.now?.anchor)}/terms${path}`;
  let timer = 0, picked = "";

  const chosen = () => selected(byId("source"))?.quote;

  // the selection in the source goes when the focus moves: it is kept
  document.addEventListener("selectionchange", () => {
    if (byId("source")?.contains(getSelection().anchorNode)) picked = chosen() ?? "";
    else if (document.activeElement?.id !== "target") picked = "";
  });

  // asked anew, for a slow machine tells of a selection only after the key that follows it
  async function open(source = chosen() ?? picked, target = seat.editor.selection.trim()) {
    if (!source && !target) return seat.tell(words.nowords, "bad");
    const html = await get(where(`/form?${new URLSearchParams({ source, target })}`), "text").catch(() => null);
    if (html === null) return seat.tell(words.offline, "bad");
    form.innerHTML = html;
    form.hidden = false;
    list.hidden = true;
    dialog.showModal();
    const empty = [...form.querySelectorAll("input[required]")].find((input) => !input.value);
    (empty ?? form.elements.en).focus();
    weigh();
  }

  const given = () => Object.fromEntries(new FormData(form));
  const said = (text, bad = false) => Object.assign(byId("termtold"), { textContent: text, className: bad ? "told bad" : "soft" });

  async function weigh() {
    const asked = given();
    if (!asked.zh.trim() || !asked.en.trim()) return said("");
    const answer = await post(where("/weigh"), asked).catch(() => null);
    if (answer && form.elements.zh?.value === asked.zh && form.elements.en.value === asked.en)
      said(answer.status === 200 ? answer.body.told : told(answer, words.offline).told, answer.status !== 200);
  }

  async function send(term) {
    const answer = await post(where(), term).catch(() => null);
    if (answer?.status !== 200) throw told(answer, words.offline);
    seat.say(answer.body.told);
    seat.tell(answer.body.told, "good");
    refresh();
    return answer.body.affected;
  }

  async function submit(propose) {
    try {
      const affected = await send({ ...given(), propose, replaces: form.elements.replaces.checked });
      if (!affected) return dialog.close();
      list.innerHTML = affected;
      form.hidden = true;
      list.hidden = false;
      (byId("apply").hidden ? byId("applylater") : byId("apply")).focus();
    } catch (error) {
      said(error.told ?? words.offline, true);
      byId("termreplaces").hidden = false;
    }
  }

  /** Draft the ticked sentences again, a few at a time. */
  async function apply() {
    const wanted = [...list.querySelectorAll("[name=segment]:checked")].map((box) => box.value);
    const bar = Object.assign(byId("applied"), { hidden: false, max: wanted.length, value: 0 });
    byId("apply").disabled = true;
    let done = 0;
    for (let at = 0; at < wanted.length && dialog.open; at += 8) {
      const answer = await post(where("/apply"), { segments: wanted.slice(at, at + 8) }).catch(() => null);
      if (answer?.status !== 200) { seat.tell(told(answer, words.offline).told, "bad"); break; }
      done += answer.body.done;
      bar.value = at + 8;
    }
    dialog.close();
    seat.tell(words.redrafted.replace("{done}", done), "good");
    seat.say(words.redrafted.replace("{done}", done));
    seat.again();
  }

  /** Show the terms of the sentence anew; what is typed stays. */
  async function refresh() {
    const anchor = seat.now?.anchor, page = document.createElement("template");
    if (!anchor) return;
    page.innerHTML = await get(seat.address(anchor), "text").catch(() => "");
    if (anchor !== seat.now?.anchor || !page.content.firstElementChild) return;
    for (const name of ["sourcebox", "termcards"]) byId(name).replaceChildren(...page.content.getElementById(name).childNodes);
    document.dispatchEvent(new Event("typed"));
    seat.check();
    names();
  }

  async function names() {
    const anchor = seat.now?.anchor;
    if (!anchor) return;
    const html = await get(where("/names"), "text").catch(() => "");
    if (anchor !== seat.now?.anchor) return;
    byId("namecards").innerHTML = html;
    for (const place of document.querySelectorAll("#namecards [data-key]")) place.textContent = seat.keys.map[place.dataset.key];
  }

  async function accept(button) {
    if (!button) return seat.tell(words.noname, "bad");
    button.disabled = true;
    const { zh, en, kind, note } = button.dataset;
    try {
      const affected = await send({ zh, en, kind, note });
      if (!affected) return;
      list.innerHTML = affected;
      form.hidden = true;
      list.hidden = false;
      dialog.showModal();
    } catch (error) {
      seat.tell(error.told ?? words.offline, "bad");
      button.disabled = false;
    }
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(event.submitter?.value === "propose"); });
  form.addEventListener("keydown", (event) => { if (composing(event)) event.stopPropagation(); });
  form.addEventListener("input", (event) => { if (event.isComposing) return; clearTimeout(timer); timer = setTimeout(weigh, WEIGH_AFTER); });
  form.addEventListener("click", (event) => {
    const fill = event.target.closest("[data-fill]")?.dataset.fill;
    if (!fill) return;
    form.elements[/\p{Script=Han}/u.test(fill) ? "zh" : "en"].value = fill;
    weigh();
  });
  list.addEventListener("click", (event) => {
    if (event.target.id === "apply") apply();
    if (event.target.id === "applylater") dialog.close();
  });
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-name]"), change = event.target.closest("[data-edit-name]");
    if (name) accept(name);
    if (change) open(change.dataset.editName, "");
  });
  document.addEventListener("sentence", names);

  return { newterm: () => open(), acceptname: () => accept(document.querySelector("#namecards [data-name]")) };
});
