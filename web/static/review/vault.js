// The copy of every unsaved text on this device. Law: it is written at each key press and taken out only when the
// server has confirmed that very text. localStorage survives a closed tab, IndexedDB a killed browser: both are used,
// and either may be full or refused. Each tab writes under a name of its own: two never overwrite each other.

const PREFIX = "duizhao:text:";
const NAME = "duizhao", TABLE = "texts";
const TAB = Math.random().toString(36).slice(2);

const opened = new Promise((resolve) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE);
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => resolve(null);
}).catch(() => null); // a private window may refuse it: then localStorage has to do

/** Do something in IndexedDB; returns its result, or undefined where it has failed. */
async function table(mode, work) {
  const database = await opened;
  if (!database) return undefined;
  return new Promise((resolve) => {
    const step = database.transaction(TABLE, mode, { durability: "strict" });
    const asked = work(step.objectStore(TABLE));
    step.oncomplete = () => resolve(asked.result);
    step.onerror = step.onabort = () => resolve(undefined);
  });
}

/** Let a request be written at once, without waiting for its answer to be read. */
function committed(asked) {
  asked.transaction.commit?.();
  return asked;
}

/** What localStorage has under names of this beginning: [name, entry]; a broken entry is none. */
function stored(prefix) {
  const found = [];
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix)))
      try { found.push([name, JSON.parse(localStorage.getItem(name))]); } catch { /* not ours */ }
  } catch { /* refused */ }
  return found.filter(([, entry]) => typeof entry?.text === "string");
}

export class Vault {
  /** `scope` keeps the texts of one person in one document apart from all others. */
  constructor(scope) {
    Object.assign(this, { prefix: `${PREFIX}${scope}/`, kept: new Map(), older: new Map(), bare: new Set() });
  }

  /** Keep a text; returns a promise of whether this device has it now. */
  async put(anchor, { text, base }) {
    const before = this.kept.get(anchor), entry = { text, base, at: Date.now(), name: `${this.prefix}${anchor}#${TAB}` };
    this.kept.set(anchor, entry);
    let here = true;
    try { localStorage.setItem(entry.name, JSON.stringify(entry)); } catch { here = false; }
    const there = table("readwrite", (texts) => committed(texts.put(entry, entry.name)));
    if (!here) this.forget(entry.name); // full: what it still has is older than what the other has
    if (before && before.name !== entry.name) this.remove(before);
    const safe = (await there) !== undefined || here;
    if (this.kept.get(anchor) === entry) this.bare[safe ? "delete" : "add"](anchor);
    return safe;
  }

  /** Forget a text, unless it was changed since: only what the server has may go. What another tab left comes forward. */
  drop(anchor, text) {
    const kept = this.kept.get(anchor);
    if (kept?.text !== text) return;
    this.bare.delete(anchor);
    this.remove(kept);
    const next = this.older.get(anchor)?.pop();
    if (next) this.kept.set(anchor, next);
    else this.kept.delete(anchor);
  }

  get(anchor) { return this.kept.get(anchor) ?? null; }

  /** Say whether a text is nowhere but in this tab. */
  get fragile() { return this.bare.size > 0; }

  /** Take an entry out; the tab that made it may have written a newer one there. */
  remove({ name, text }) {
    if (stored(name).every(([, entry]) => entry.text === text)) this.forget(name);
    table("readwrite", (texts) => {
      const asked = texts.get(name);
      asked.onsuccess = () => asked.result?.text === text && texts.delete(name);
      return asked;
    });
  }

  forget(name) { try { localStorage.removeItem(name); } catch { /* refused */ } }

  /** Bring back what is kept here, of each sentence the newest first, and return all anchors with unsaved text. */
  async load() {
    const range = IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`);
    const names = (await table("readonly", (texts) => texts.getAllKeys(range))) ?? [];
    const entries = (await table("readonly", (texts) => texts.getAll(range))) ?? [];
    const newest = new Map();
    for (const [name, entry] of [...stored(this.prefix), ...names.map((name, at) => [name, entries[at]])])
      if (!(newest.get(name)?.at >= entry.at)) newest.set(name, { ...entry, name });
    for (const entry of [...newest.values()].sort((one, two) => one.at - two.at)) {
      const anchor = entry.name.slice(this.prefix.length).split("#")[0], before = this.kept.get(anchor);
      if (before) this.older.set(anchor, [...(this.older.get(anchor) ?? []), before]);
      this.kept.set(anchor, entry);
    }
    return [...this.kept.keys()];
  }
}
