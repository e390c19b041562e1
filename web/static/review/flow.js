// Equal sentences, locks, what is put off, notes; and the bar that says what a batch did and takes it back.

import { get, post } from "./sender.js";

const byId = (name) => document.getElementById(name);
/** pause after a save before progress is counted again, in ms */
const COUNT_AFTER = 2000;
/** sentences sent at once */
export const PIECE = 200;

export class Flow {
  /** `desk`: what the page shares: base, address(anchor), queue, go, say, tell, segment(), flush(). */
  constructor(desk) {
    Object.assign(this, { desk, words: JSON.parse(byId("flowwords").textContent), anchor: "", made: {}, timer: 0 });
    this.actions = { repeats: () => this.open(), skip: () => this.keep("skip"), lock: () => this.keep("lock"), note: () => this.note(0) };
    byId("deed").addEventListener("click", (event) => this.deed(event.target.dataset.deed));
    byId("everywhere").addEventListener("change", () => this.fill());
    byId("followform").addEventListener("submit", (event) => { event.preventDefault(); this.follow(new FormData(event.target)); });
    byId("noteform").addEventListener("submit", (event) => { event.preventDefault(); this.keepNote(event.target.elements.text.value); });
    for (const [id, key] of [["followmine", "mine"], ["followhere", "here"]])
      byId(id)?.addEventListener("change", (event) => post(`${desk.base}/following`, { [key]: event.target.checked }).catch(() => desk.tell(this.words.offline, "bad")));
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-change], #addnote");
      if (button) this.note(Number(button.dataset.change ?? 0));
    });
  }

  /** Hear that a sentence was saved: offer its repetitions, or say which followed by themselves. */
  saved(anchor, job, body) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), COUNT_AFTER);
    this.desk.queue.update(anchor, { number: body.base, ...(this.desk.queue.kept(anchor) === "skipped" ? { kept: "" } : {}) });
    if (body.followed) return this.done(body.followed);
    const equal = anchor === this.desk.segment()?.anchor ? this.desk.segment().repeats : 0;
    if (!equal || job.act === "return") return;
    this.anchor = anchor;
    this.show(this.words.equal.replace("{count}", equal), { list: true });
  }

  async count() {
    const html = await get(`${this.desk.base}/sizes`, "text").catch(() => null);
    const open = byId("sizes").querySelector("details")?.open;
    if (html === null) return;
    byId("sizes").innerHTML = html;
    if (open) byId("sizes").querySelector("details").open = true;
  }

  // the bar

  show(text, { list = false, undo = false } = {}) {
    const bar = byId("deed"), [words, show, back] = bar.children;
    words.textContent = text;
    show.hidden = !list;
    back.hidden = !undo;
    bar.hidden = false;
  }

  /** Say what a batch did, and be ready to take it back. */
  done(answer) {
    Object.assign(this, { made: answer.made, back: null });
    const left = answer.left?.length ? ` ${this.words.left.replace("{count}", answer.left.length)} ${[...new Set(answer.left.map((each) => each.why))].join("; ")}` : "";
    this.show(answer.said + left, { undo: Object.keys(answer.made).length > 0 });
    this.refresh();
  }

  deed(what) {
    if (what === "show") this.open(this.anchor);
    else if (what === "undo") this.undo();
    else if (what === "close") byId("deed").hidden = true;
  }

  async undo() {
    if (this.back) return this.back();
    const many = Object.entries(this.made);
    let said = "";
    for (let at = 0; at < many.length; at += PIECE) {
      const answer = await this.send(`${this.desk.base}/undo`, { made: Object.fromEntries(many.slice(at, at + PIECE)) });
      if (!answer) return;
      said = answer.said;
    }
    this.show(said);
    this.refresh();
  }

  /** Draw list, counts and the sentence in work anew after a batch changed them. */
  refresh() {
    this.count();
    this.desk.queue.refill();
    this.desk.reload();
  }

  async send(address, body) {
    const answer = await post(address, body).catch(() => null);
    if (answer?.status === 200) return answer.body;
    this.show([answer?.body.message ?? this.words.offline, answer?.body.next_step].filter(Boolean).join(" "));
    return null;
  }

  // equal sentences

  async open(anchor = this.desk.segment()?.anchor) {
    this.desk.flush();
    this.anchor = anchor;
    await this.fill();
    if (!byId("following").open) byId("following").showModal();
  }

  async fill() {
    const everywhere = byId("everywhere").checked ? "?everywhere=1" : "";
    byId("followlist").innerHTML = await get(`${this.desk.address(this.anchor)}/repeats${everywhere}`, "text").catch(() => this.words.offline);
  }

  async follow(form) {
    const asked = { targets: form.getAll("target"), approve: form.has("approve") };
    const answer = await this.send(`${this.desk.address(this.anchor)}/follow`, asked);
    byId("following").close();
    if (answer) this.done(answer);
  }

  // locked, put off

  async keep(what) {
    const { anchor } = this.desk.segment(), on = byId(what)?.dataset.on !== "no";
    if (!byId(what)) return;
    this.desk.flush();
    const answer = await this.send(`${this.desk.address(anchor)}/${what}`, { on });
    if (!answer) return;
    this.desk.queue.update(anchor, { kept: on ? { skip: "skipped", lock: "locked" }[what] : "" });
    this.desk.say(answer.said);
    if (answer.next) this.desk.go(answer.next);
    else this.desk.reload();
  }

  // notes

  note(number) {
    this.number = number;
    byId("noteform").elements.text.value = number ? document.querySelector(`[data-note="${number}"]`).textContent : "";
    byId("noting").showModal();
  }

  async keepNote(text) {
    const html = await fetchNote(`${this.desk.base}/notes`, { text, number: this.number });
    if (html === null) return;
    byId("noting").close();
    byId("notes").outerHTML = html;
  }
}

async function fetchNote(address, body) {
  const answer = await post(address, body, { as: "text" }).catch(() => null);
  return answer?.status === 200 ? answer.body : null;
}
