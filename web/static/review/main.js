// The review page: the sentence in work and everything that happens to it.

import { Banner } from "./banner.js";
import { openBeside, openTab, reopen } from "./beside.js";
import { Cuts } from "./cuts.js";
import { changes, clashDialog, helpDialog, reasonDialog } from "./dialogs.js";
import { Editor, withFix } from "./editor.js";
import { Flow } from "./flow.js";
import { buttons, keyboard } from "./hands.js";
import { Keys } from "./keys.js";
import { Presence } from "./presence.js";
import { Queue } from "./queue.js";
import { Saver } from "./saver.js";
import { register } from "./seat.js";
import { Selection } from "./selection.js";
import { get, post } from "./sender.js";
import { Shown } from "./shown.js";
import { Vault } from "./vault.js";
import { keeps, scrollBack, takeUp } from "../page.js";
import "./features.js";

/** pause after the last key before the text is saved, and before it is checked, in ms */
const SAVE_AFTER = 1500, CHECK_AFTER = 300;

const byId = (name) => document.getElementById(name);
const desk = byId("desk");
const words = JSON.parse(desk.dataset.words);
const base = `/documents/${encodeURIComponent(desk.dataset.document)}`;
const address = (anchor) => `${base}/segments/${encodeURIComponent(anchor)}`;

const banner = new Banner(words), shown = new Shown(words);
const tell = (text, kind) => shown.tell(text, kind), say = (text) => shown.say(text);
const keys = new Keys(JSON.parse(desk.dataset.keys));
const help = helpDialog(keys);
const vault = new Vault(`${desk.dataset.person}/${desk.dataset.document}`);
const queue = new Queue(words, (anchor) => go(anchor));
const saver = new Saver(address, desk.dataset.person, vault, { saving, saved, clash, refused, trouble, calm: () => banner.hide() });

const shared = { base, address, queue, go, say, tell, reload, segment: () => now, flush: () => save("save"), settled };
const flow = new Flow(shared), selection = new Selection(shared, flow), cuts = new Cuts(shared, flow);

/** the sentence in work: anchor, base revision, text the server has */
let now = null, editor = null, saveTimer = 0, checkTimer = 0, sure = false, coming = "";
/** the text that the findings shown are about */
let checked = "";

/** what the features see of the page (see seat.js) */
const seat = {
  words, base, address, keys, tell, say, go, save, check, mend, tab, again, queue, settled,
  flush: shared.flush, deed: (answer) => flow.done(answer),
  get now() { return now; },
  get editor() { return editor; },
  get source() { return byId("source").dataset.text; },
};
const presence = new Presence(seat, (unseen) => shown.ring(unseen));

// saving

function saving(anchor) {
  if (anchor === now?.anchor) tell(words.saving);
}

function saved(anchor, job, body) {
  queue.update(anchor, { state: body.state, text: body.text, changes: body.changes, ...(body.state === "drafted" ? {} : { band: "" }) });
  shown.reach(body.tally);
  flow.saved(anchor, job, body);
  if (anchor === now?.anchor) {
    Object.assign(now, { base: body.base, text: body.text, next: body.next });
    byId("state").className = `state ${body.state}`;
    byId("state").textContent = body.state_word;
    if (body.state !== "drafted") byId("madeby").textContent = body.by;
    tell(editor.text === job.text ? words.saved : words.typing, body.state === "approved" ? "good" : "");
    if (editor.text !== job.text) later(); // typed on meanwhile, so here one stays
    else if (job.act === "approve" || job.act === "submit") return onward(body, job.act);
    else if (vault.get(anchor)) restore(vault.get(anchor)); // another tab closed with another text
  }
  if (job.act !== "save") say(job.act === "approve" ? words.approved : words.returned);
}

function onward(body, act) {
  say(act === "approve" ? words.approved : words.submitted);
  if (body.next) return go(body.next);
  tell(words.done, "good");
  say(words.done);
}

function clash(anchor, job, body) {
  if (anchor !== now?.anchor) { // never lost: it waits in the vault until that sentence is opened
    queue.update(anchor, { severity: "error" });
    return;
  }
  tell(words.clashed, "bad");
  clashDialog(body, (text) => {
    now.base = body.current;
    now.text = body.theirs;
    keep(anchor, { text, base: body.current });
    editor.replace(text);
    if (text === body.theirs) { vault.drop(anchor, text); tell(words.saved); } else save("save");
    byId("target").focus();
  });
}

function refused(anchor, job, status, body) {
  if (anchor !== now?.anchor) return;
  if (status === 422) {
    byId("findings").innerHTML = body.findings;
    sure = !body.blocked;
    checked = job.text;
    tell(body.blocked ? words.blocked : words.sure, "bad");
    if (editor.text !== now.text) later();
    return;
  }
  tell([body.message, body.next_step].filter(Boolean).join(" "), "bad");
}

function trouble(kind) {
  banner.show(kind);
  if (now && editor.text !== now.text) tell(words.typing);
}

function later() {
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => save("save"), SAVE_AFTER);
}

function save(act, extra = {}) {
  clearTimeout(saveTimer);
  if (!now || editor.composingNow) return;
  if (act === "save" && editor.text === now.text && !saver.pending(now.anchor)) return tell(words.saved);
  saver.ask(now.anchor, { act, text: editor.text, base: now.base, ...extra });
}

/** Keep a text on this device; where that is full, say so while there is time to save. */
async function keep(anchor, entry) {
  if (!(await vault.put(anchor, entry)) && anchor === now?.anchor && vault.fragile) tell(words.nocopy, "bad");
}

/** Send what was typed, unless that very text is on its way. */
function part() {
  if (now && editor.text !== now.text && !saver.sending(now.anchor, editor.text)) save("save");
}

function changed(text, composingNow) {
  sure = false;
  shown.recount(editor.text);
  document.dispatchEvent(new Event("typed"));
  if (text === now.text) vault.drop(now.anchor, text);
  else keep(now.anchor, { text, base: now.base });
  tell(text === now.text ? "" : words.typing);
  if (composingNow) return;
  if (text !== now.text) later();
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, CHECK_AFTER);
}

async function check() {
  const asked = { anchor: now.anchor, text: editor.text };
  const answer = await post(`${address(asked.anchor)}/check`, { text: asked.text, base: now.base }).catch(() => null);
  if (answer?.status !== 200 || asked.anchor !== now.anchor || asked.text !== editor.text) return;
  checked = asked.text;
  byId("findings").innerHTML = answer.body.findings;
  changes(byId("changes"), answer.body.difference);
  for (const live of document.querySelectorAll("[data-live]")) live.textContent = asked.text;
}

function mend(fixed) {
  const text = withFix(editor.text, checked, fixed);
  if (text === null) check();
  else editor.replace(text);
  byId("target").focus();
}

// moving

async function go(anchor) {
  if (!anchor || anchor === coming) return;
  part();
  coming = anchor;
  const html = await get(address(anchor), "text").catch((error) => error);
  if (coming === anchor && editor?.composingNow) await new Promise((wake) => byId("target").addEventListener("compositionend", wake, { once: true }));
  if (coming !== anchor) return;
  coming = "";
  if (html instanceof Error) return astray(html);
  part(); // typed while it was on its way
  if (!saver.waiting.size) banner.hide();
  const beside = openTab();
  byId("panel").innerHTML = html;
  history.replaceState(null, "", `?s=${anchor}`);
  document.body.classList.remove("listed"); // a field that is not seen has no height
  byId("openlist").setAttribute("aria-expanded", "false");
  open();
  if (beside !== "alternatives") reopen(seat, beside); // the engine is asked only by who wants to know
}

/** Say why a sentence could not be shown; one that was divided or joined meanwhile is not there any more. */
function astray(error) {
  if (error.status !== 404) return trouble(error.kind ?? (error.status ? "trouble" : "offline"));
  tell(words.gone, "bad");
  queue.refill();
}

/** Wait until nothing is being saved any more, a few seconds at most. */
async function settled() {
  for (let tries = 0; tries < 50 && now && saver.pending(now.anchor); tries += 1) await new Promise((wake) => setTimeout(wake, 100));
}

/** Show the sentence in work anew, unless something is being written there. */
function reload() {
  if (now && editor.text === now.text) go(now.anchor);
}

function open() {
  const segment = byId("segment");
  if (!segment) return;
  const area = byId("target");
  if (now && now.anchor !== segment.dataset.anchor) presence.parted(now.anchor);
  now = { anchor: segment.dataset.anchor, base: Number(segment.dataset.base), text: area.defaultValue, next: segment.dataset.next };
  sure = false;
  checked = now.text;
  vault.drop(now.anchor, now.text);
  const kept = vault.get(now.anchor);
  editor = new Editor(area, now.anchor, changed);
  help.show();
  shown.recount(editor.text);
  area.readOnly = "locked" in segment.dataset;
  now.repeats = Number(segment.dataset.repeats);
  if (kept) restore(kept);
  else if (area.value !== now.text) changed(area.value, false); // typed before this script was there
  queue.show(now.anchor);
  area.focus({ preventScroll: true });
  segment.scrollIntoView({ block: "nearest" });
  if (!kept) check();
  presence.hold();
  document.dispatchEvent(new CustomEvent("sentence", { detail: now.anchor }));
}

function restore(kept) {
  const { base: known } = now;
  editor.replace(kept.text);
  keep(now.anchor, kept);
  now.base = kept.base; // if somebody saved in between the server answers with both texts
  tell(words.restored);
  say(words.restored);
  if (kept.base === known) later();
  else save("save");
}

/** Load the sentence in work and the queue anew, after others were changed too; what is typed is saved first. */
async function again() {
  queue.refill();
  if (editor.text === now.text) await go(now.anchor);
  else save("save");
}

async function step(many) {
  go(await queue.neighbour(many));
}

// what keys and buttons do

const ACTIONS = {
  approve: () => save(desk.dataset.act, { sure }),
  save: () => save("save"),
  previous: () => step(-1),
  next: () => step(1),
  firstopen: async () => go((await get(`${base}/open`)).anchor),
  nextopen: () => go(now.next),
  term: (digit) => document.querySelector(`.chip[data-number="${digit}"]`)?.click(),
  concordance: () => tab("memory", editor.selection || String(getSelection())),
  difference: () => byId("showchanges").click(),
  undo: () => editor.undo(),
  redo: () => editor.redo(),
  find: () => { document.body.classList.add("listed"); byId("find").focus(); byId("find").select(); },
  fix: () => document.querySelector("#findings [data-fix]")?.click(),
  return: () => reasonDialog((note) => save("return", { note })),
  help: () => help.open(),
  takeover: () => presence.hold(true),
  leave: () => leave(),
  ...register(seat),
  ...flow.actions,
  ...selection.actions,
  ...cuts.actions,
};

function leave() {
  if (document.body.classList.contains("listed")) document.body.classList.remove("listed");
  else if (document.activeElement === byId("target")) byId("approve").focus();
  else byId("target")?.focus();
}

keyboard(seat, ACTIONS);
const clickEarly = buttons(seat, ACTIONS);

function tab(name, lookup) { return openBeside(seat, name, lookup); }

// coming and going

addEventListener("beforeunload", (event) => vault.fragile && event.preventDefault());

addEventListener("pagehide", () => {
  if (now && editor.text !== now.text) saver.farewell(now.anchor, { text: editor.text, base: now.base });
  presence.leave();
});

const unsaved = await vault.load();
open();
keeps("tab", openTab);
reopen(seat, takeUp().tab);
queue.loading?.then(() => scrollBack());
scrollBack();
clickEarly();
for (const anchor of unsaved.filter((each) => each !== now?.anchor)) {
  const kept = vault.get(anchor);
  if (!kept) continue;
  say(words.waiting);
  saver.ask(anchor, { act: "save", text: kept.text, base: kept.base });
}
