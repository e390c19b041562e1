// The list of sentences: only the lines in view exist, so 10,000 scroll like ten.

import { changes } from "./dialogs.js";
import { get } from "./sender.js";

/** height of a line in px (as in the stylesheet) and lines drawn outside the view on each side */
const HEIGHT = 68, SPARE = 8, PAGE = 100;

export class Queue {
  constructor(words, go) {
    Object.assign(this, { words, go, lines: new Map(), asked: new Set(), total: 0, current: "", round: 0, others: {} });
    this.view = document.getElementById("window");
    this.list = document.getElementById("rows");
    this.filters = document.getElementById("filters");
    this.template = document.getElementById("rowtemplate").content.firstElementChild;
    this.address = `/documents/${encodeURIComponent(document.getElementById("desk").dataset.document)}/queue`;
    this.view.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(this.view);
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (event.shiftKey && this.extend) return this.extend(Number(link.dataset.at));
      this.go(link.dataset.anchor);
    });
    let wait = 0;
    this.filters.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => this.refill(), 200); });
    this.filters.addEventListener("submit", (event) => { event.preventDefault(); this.refill(); });
  }

  get wanted() {
    const asked = new URLSearchParams(new FormData(this.filters));
    for (const [name, value] of [...asked]) if (!value.trim() || (name === "order" && value === "document")) asked.delete(name);
    return asked;
  }

  /** Load anew, around the current sentence. */
  refill() {
    this.loading = this.load();
    return this.loading;
  }

  async load() {
    this.lines.clear();
    this.asked.clear();
    this.round += 1;
    const found = await this.fetch({ near: this.current });
    if (!found) return;
    this.place = found.at;
    if (found.at !== null) this.reveal(found.at);
    else if (!this.lines.size) this.view.scrollTop = 0;
    this.draw();
  }

  async fetch(extra) {
    const round = this.round, asked = this.wanted;
    for (const [name, value] of Object.entries(extra)) asked.set(name, value);
    const found = await get(`${this.address}?${asked}`).catch(() => null);
    if (!found || round !== this.round) return null;
    found.rows.forEach((row, at) => this.lines.set(found.start + at, row));
    this.asked.add(Math.floor(found.start / PAGE));
    this.total = found.total;
    this.list.style.height = `${this.total * HEIGHT}px`;
    const none = document.getElementById("norows");
    none.hidden = this.total > 0;
    this.view.hidden = this.total === 0;
    none.textContent = this.words.none;
    return found;
  }

  draw() {
    const first = Math.max(0, Math.floor(this.view.scrollTop / HEIGHT) - SPARE);
    const last = Math.min(this.total, Math.ceil((this.view.scrollTop + this.view.clientHeight) / HEIGHT) + SPARE);
    for (let page = Math.floor(first / PAGE); page * PAGE < last; page += 1) this.want(page);
    const fresh = [];
    for (let at = first; at < last; at += 1) if (this.lines.has(at)) fresh.push(this.line(at, this.lines.get(at)));
    this.list.replaceChildren(...fresh);
  }

  async want(page) {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    if (await this.fetch({ start: page * PAGE })) this.draw();
    else this.asked.delete(page);
  }

  line(at, row) {
    const item = this.template.cloneNode(true), link = item.firstElementChild;
    item.style.transform = `translateY(${at * HEIGHT}px)`;
    item.setAttribute("aria-setsize", this.total);
    item.setAttribute("aria-posinset", at + 1);
    link.href = `?s=${row.anchor}`;
    link.dataset.anchor = row.anchor;
    link.dataset.at = at;
    link.className = `${row.state} ${row.kept}`;
    if (this.chosen?.has(row.anchor)) link.classList.add("chosen");
    if (row.anchor === this.current) link.setAttribute("aria-current", "true");
    const [mark, source, target, flag] = link.children;
    mark.textContent = this.words.states[row.state];
    mark.title = mark.textContent;
    source.textContent = row.source;
    if (row.changes?.length) changes(target, row.changes);
    else target.textContent = row.text || this.words.untranslated;
    flag.className = `flag ${row.severity} ${row.band}`;
    const here = this.others[row.anchor];
    flag.textContent = [here && this.words.here.replace("{name}", here), this.words.kept[row.kept], this.words.findings[row.severity], this.words.bands[row.band]].filter(Boolean).join(" · ");
    return item;
  }

  /** Change one line without asking the server. */
  update(anchor, change) {
    for (const row of this.lines.values()) if (row.anchor === anchor) Object.assign(row, change);
    this.draw();
  }

  /** Show who else works where: {anchor: name}. */
  present(others) {
    if (JSON.stringify(others) === JSON.stringify(this.others)) return;
    this.others = others;
    this.draw();
  }

  /** Say whether a line is locked or put off, as far as it is known. */
  kept(anchor) {
    return [...this.lines.values()].find((row) => row.anchor === anchor)?.kept ?? "";
  }

  async show(anchor) {
    this.current = anchor;
    this.place = [...this.lines].find(([, row]) => row.anchor === anchor)?.[0] ?? null;
    if (this.place === null) return this.refill();
    this.reveal(this.place);
    this.draw();
  }

  reveal(at) {
    const top = at * HEIGHT, { scrollTop, clientHeight } = this.view;
    if (top < scrollTop + HEIGHT || top > scrollTop + clientHeight - 2 * HEIGHT) this.view.scrollTop = top - clientHeight / 3;
  }

  /** Name the sentence so many lines away in the queue as it is filtered now. */
  async neighbour(step) {
    await this.loading;
    const at = this.place === null ? 0 : this.place + step;
    if (at < 0 || at >= this.total) return "";
    if (!this.lines.has(at)) await this.fetch({ start: Math.floor(at / PAGE) * PAGE });
    return this.lines.get(at)?.anchor ?? "";
  }
}
