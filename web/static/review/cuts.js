// Dividing a sentence at a cursor, joining it with the next one, and taking that back.

import { get, post } from "./sender.js";

const byId = (name) => document.getElementById(name);
/** pause after the cursor moved before the parts are asked for, in ms */
const ASK_AFTER = 150;

export class Cuts {
  constructor(desk, flow) {
    Object.assign(this, { desk, flow, at: 0, timer: 0, typed: false });
    this.actions = { divide: () => this.open(), join: () => this.join() };
    const source = byId("cutsource");
    for (const name of ["keyup", "click", "select"]) source.addEventListener(name, () => this.moved());
    // not readonly: then no key would move the cursor; but nothing can be written here
    source.addEventListener("beforeinput", (event) => event.preventDefault());
    source.addEventListener("input", () => (source.value = this.text));
    byId("cutparts").addEventListener("input", () => (this.typed = true));
    byId("cutform").addEventListener("submit", (event) => { event.preventDefault(); this.divide(event.target.elements); });
  }

  /** Ask where to divide: at the place selected in the source, else in the middle. */
  open() {
    if (!byId("source")) return;
    this.desk.flush();
    this.text = [...byId("source").childNodes].map((node) => (node.firstChild?.nodeType === 3 ? node.firstChild : node).textContent).join("").trim();
    const source = byId("cutsource"), chosen = selected(this.text);
    source.value = this.text;
    byId("cutting").showModal();
    source.focus();
    source.setSelectionRange(chosen, chosen);
    this.typed = false;
    this.at = -1;
    this.moved();
  }

  moved() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.propose(), ASK_AFTER);
  }

  async propose() {
    const at = [...this.text.slice(0, byId("cutsource").selectionStart)].length;
    if (at === this.at) return;
    this.at = at;
    byId("cutgo").disabled = true;
    const answer = await fetchParts(`${this.desk.address(this.desk.segment().anchor)}/cut?at=${at}`);
    if (at !== this.at) return; // moved on meanwhile
    byId("cuttold").hidden = Boolean(answer.source);
    byId("cutparts").hidden = !answer.source;
    byId("cutgo").disabled = !answer.source;
    if (!answer.source) return (byId("cuttold").textContent = answer.message ?? this.flow.words.offline);
    [byId("cutone").textContent, byId("cutother").textContent] = answer.source;
    const { one, other } = byId("cutform").elements;
    if (!this.typed) [one.value, other.value] = answer.target;
  }

  async divide({ one, other }) {
    const { anchor } = this.desk.segment();
    const answer = await this.send(`${this.desk.address(anchor)}/cut`, { at: this.at, texts: [one.value, other.value] });
    if (answer) byId("cutting").close();
  }

  async join() {
    if (!byId("join")) return;
    await this.desk.flush();
    await this.send(`${this.desk.address(this.desk.segment().anchor)}/join`, {});
  }

  async send(address, body) {
    await this.desk.settled();
    const answer = await this.flow.send(address, body);
    if (!answer) { byId("cuttold").hidden = false; byId("cuttold").textContent = byId("deed").firstElementChild.textContent; return null; }
    this.flow.show(answer.said, { undo: body.number === undefined });
    this.flow.back = () => this.send(`${this.desk.base}/uncut`, { number: answer.number });
    await this.desk.go(answer.anchor);
    this.desk.queue.refill();
    this.flow.count();
    return answer;
  }
}

/** Return where in the source something is selected, in UTF-16 units; behind the clause or word nearest to the middle when nothing is. */
function selected(text) {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || !byId("source").contains(range.startContainer)) return nearMiddle(text);
  const before = document.createRange();
  before.setStart(byId("source"), 0);
  before.setEnd(range.startContainer, range.startOffset);
  const part = before.cloneContents();
  for (const number of part.querySelectorAll("sup")) number.remove();
  return part.textContent.trimStart().length;
}

function nearMiddle(text) {
  const ends = (pattern) => [...text.matchAll(pattern)].map((found) => found.index + found[0].length).filter((at) => at < text.length);
  const places = [/[。；！？.;!?]\s+|[。；！？]/g, /[，：、,:]\s*/g, /\s+/g].map(ends).find((each) => each.length) ?? [Math.floor(text.length / 2)];
  return places.reduce((best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best));
}

async function fetchParts(address) {
  return get(address).catch(async (error) => (error.status === 400 ? fetch(address, { headers: { Accept: "application/json" } }).then((answer) => answer.json()) : {}));
}
