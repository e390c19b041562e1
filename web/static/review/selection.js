// Many sentences of the list at once: chosen with Shift, all that the filters leave, judged piece by piece.

import { PIECE } from "./flow.js";
import { get } from "./sender.js";

const byId = (name) => document.getElementById(name);

export class Selection {
  constructor(desk, flow) {
    Object.assign(this, { desk, flow, words: flow.words, seen: new Map(), from: null, act: "" });
    this.actions = { extenddown: () => this.step(1), extendup: () => this.step(-1) };
    if (!byId("chosen")) return; // a translator judges nothing
    desk.queue.chosen = this.seen;
    desk.queue.extend = (at) => this.reach(at);
    byId("chooseall").addEventListener("click", () => this.choose(0, 20000));
    byId("choosenone").addEventListener("click", () => this.none());
    byId("approveall").addEventListener("click", () => this.ask("approve"));
    byId("returnall").addEventListener("click", () => this.ask("return"));
    byId("judgeform").addEventListener("submit", (event) => { event.preventDefault(); this.judge(new FormData(event.target)); });
    byId("judgeleft").addEventListener("click", (event) => {
      const link = event.target.closest("[data-go]");
      if (link) { byId("judging").close(); this.none(); }
    });
  }

  /** Choose from the sentence in work to line `at`. */
  reach(at) {
    this.from ??= this.desk.queue.place ?? at;
    this.to = at;
    return this.choose(Math.min(this.from, at), Math.abs(this.from - at) + 1);
  }

  async step(many) {
    if (!byId("chosen")) return;
    await this.desk.queue.loading;
    const { place, total } = this.desk.queue;
    if (total) this.reach(Math.min(Math.max((this.to ?? place ?? 0) + many, 0), total - 1));
  }

  async choose(start, count) {
    const asked = this.desk.queue.wanted;
    asked.set("start", start);
    asked.set("count", count);
    const round = (this.round = (this.round ?? 0) + 1);
    const found = await get(`${this.desk.queue.address}/seen?${asked}`).catch(() => null);
    if (round !== this.round) return; // chosen otherwise meanwhile
    if (!found) return this.flow.show(this.words.offline);
    this.seen.clear();
    for (const [anchor, number] of Object.entries(found.seen)) this.seen.set(anchor, number);
    this.draw();
  }

  none() {
    this.seen.clear();
    this.from = this.to = null;
    this.draw();
  }

  draw() {
    byId("chosen").hidden = !this.seen.size;
    byId("choosing").hidden = this.seen.size > 0;
    byId("chosencount").textContent = this.words.chosen.replace("{count}", this.seen.size);
    if (this.seen.size) this.desk.say(byId("chosencount").textContent);
    this.desk.queue.draw();
  }

  ask(act) {
    this.act = act;
    this.desk.flush();
    byId("judgingtitle").textContent = this.words[act].replace("{count}", this.seen.size);
    byId("judgereason").hidden = act !== "return";
    byId("judgeform").elements.note.required = act === "return";
    byId("judgesure").hidden = act !== "approve";
    byId("judgego").textContent = this.words[`${act}word`];
    byId("judgeform").hidden = false;
    byId("judgetold").textContent = "";
    byId("judgeleft").replaceChildren();
    byId("judging").showModal();
  }

  async judge(form) {
    const many = [...this.seen], made = {}, left = [];
    byId("judgeform").hidden = true;
    for (let at = 0; at < many.length; at += PIECE) {
      byId("judgetold").textContent = this.words.working.replace("{done}", at).replace("{all}", many.length);
      const asked = { act: this.act, seen: Object.fromEntries(many.slice(at, at + PIECE)), note: form.get("note"), sure: form.has("sure") };
      const answer = await this.flow.send(`${this.desk.base}/judge`, asked);
      if (!answer) break;
      Object.assign(made, answer.made);
      left.push(...answer.left.filter((each) => each.bar !== "same"));
    }
    this.told(Object.keys(made).length, many.length, made, left);
  }

  told(count, all, made, left) {
    const said = this.words[`${this.act}done`].replace("{count}", count);
    this.none();
    this.flow.done({ said, made });
    byId("judgetold").textContent = left.length ? `${said} ${this.words.left.replace("{count}", left.length)}` : said;
    byId("judgeleft").replaceChildren(...left.map((each) => this.line(each)));
    if (!left.length) byId("judging").close();
  }

  line({ anchor, ordinal, why }) {
    const item = document.createElement("li"), link = document.createElement("a");
    Object.assign(link, { href: `?s=${anchor}`, textContent: this.words.sentence.replace("{number}", ordinal) });
    link.dataset.go = anchor;
    item.append(link, `: ${why}`);
    return item;
  }
}
