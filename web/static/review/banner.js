// The strip that says why texts cannot be saved just now, and what to do.

const strip = () => document.getElementById("banner");

export class Banner {
  constructor(words) { this.words = words; }

  /** `kind`: offline, signin or trouble. */
  show(kind) {
    const banner = strip();
    if (banner.dataset.kind !== kind || banner.hidden) banner.textContent = this.words[kind];
    if (kind === "signin" && !banner.firstElementChild) {
      const way = Object.assign(document.createElement("a"), { href: "/sign-in", target: "_blank", textContent: this.words.signinword });
      banner.append(" ", way);
    }
    banner.dataset.kind = kind;
    banner.hidden = false;
  }

  hide() { strip().hidden = true; }
}
