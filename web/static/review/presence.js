// Who works on a sentence: signs of life to the server, and what it says of the others.

import { post } from "./sender.js";

/** pause between two signs of life on a sentence, in ms */
const HEARTBEAT = 15000;

const byId = (name) => document.getElementById(name);

export class Presence {
  /** `seat`: what the page shares; `ring`: shows how much waits to be heard. */
  constructor(seat, ring) {
    Object.assign(this, { seat, ring, left: "" });
    setInterval(() => this.hold(), HEARTBEAT);
    document.addEventListener("visibilitychange", () => this.hold());
  }

  /** Remember the sentence worked on before, until the server knows that it is free. */
  parted(anchor) { this.left ||= anchor; }

  /** Say that one is here; with `take` the sentence is taken over from whoever has it. */
  async hold(take = false) {
    const { seat, left } = this, asked = seat.now;
    if (!asked || document.visibilityState === "hidden") return;
    const answer = await post(`${seat.address(asked.anchor)}/hold`, { take, left }).catch(() => null);
    if (answer?.status !== 200) return;
    if (this.left === left) this.left = "";
    const { now } = seat;
    if (asked.anchor !== now.anchor) return;
    const { mine, by, others, unseen } = answer.body, lost = !mine && now.mine;
    seat.queue.present(others);
    this.ring(unseen);
    if (lost) seat.save("save"); // what was typed until now is mine still
    now.mine = mine;
    byId("target").readOnly = !mine || "locked" in byId("segment").dataset;
    byId("held").hidden = mine;
    byId("held").firstElementChild.textContent = (lost ? seat.words.taken_over : seat.words.held).replace("{name}", by);
  }

  /** Say that one is gone, while the page closes. */
  leave() {
    const { now, address } = this.seat;
    if (now?.mine) post(`${address(now.anchor)}/leave`, {}, { keepalive: true }).catch(() => {});
  }
}
