// Saving: one request at a time for each sentence, again and again until the server has it.

import { post, Unreachable } from "./sender.js";

/** what waits between two tries, in ms: soon at first, then patiently */
const WAITS = [1000, 2000, 5000, 10000, 20000];

export class Saver {
  /** `told` hears: saving, saved, clash, refused, trouble(kind), calm. */
  constructor(address, person, vault, told) {
    Object.assign(this, { address, person, vault, told, waiting: new Map(), busy: false, tries: 0, timer: 0 });
    addEventListener("online", () => this.now());
    addEventListener("storage", (event) => event.key === "duizhao:here" && this.now()); // signed in, in another tab
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.now());
  }

  /** Ask for a save (or approval, return); a newer one of the same sentence takes the older one's place. */
  ask(anchor, { act, ...job }) {
    const before = this.waiting.get(anchor);
    const kept = act === "save" && before && before.act !== "save" && before.text === job.text ? before.act : act;
    this.waiting.set(anchor, { ...job, act: kept });
    this.now();
  }

  /** Send while the page closes, without waiting for the answer. */
  farewell(anchor, job) {
    post(this.address(anchor), { ...job, act: "save", person: this.person }, { keepalive: true }).catch(() => {});
  }

  pending(anchor) {
    return this.waiting.has(anchor);
  }

  /** Say whether this very text waits or is on its way. */
  sending(anchor, text) {
    return this.waiting.get(anchor)?.text === text;
  }

  now() {
    clearTimeout(this.timer);
    if (!this.busy) this.run();
  }

  async run() {
    this.busy = true;
    try {
      while (this.waiting.size) {
        const [anchor, job] = this.waiting.entries().next().value;
        this.told.saving(anchor);
        const { status, body } = await post(this.address(anchor), { ...job, person: this.person });
        const odd = status === 200 && !Number.isInteger(body.base); // a page of somebody between us and the server
        if (status === 401 || status >= 500 || status === 429 || odd) throw Object.assign(new Error(), { kind: status === 401 ? "signin" : "trouble" });
        this.tries = 0;
        this.told.calm();
        if (this.waiting.get(anchor) === job) this.waiting.delete(anchor);
        else if (status === 200) this.waiting.get(anchor).base = body.base; // typed on meanwhile: goes on from there
        this.settle(anchor, job, status, body);
      }
    } catch (error) {
      const kind = error instanceof Unreachable ? "offline" : (error.kind ?? "trouble");
      this.told.trouble(kind);
      this.timer = setTimeout(() => this.now(), WAITS[Math.min(this.tries++, WAITS.length - 1)]);
    } finally {
      this.busy = false;
    }
  }

  settle(anchor, job, status, body) {
    if (status === 200) {
      this.vault.drop(anchor, job.text);
      this.told.saved(anchor, job, body);
    } else if (status === 409) {
      this.waiting.delete(anchor);
      this.told.clash(anchor, job, body);
    } else {
      this.told.refused(anchor, job, status, body);
    }
  }
}
