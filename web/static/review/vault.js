// The copy of every unsaved text on this device. Law: it is written at each key press and taken out only when the
// server has confirmed that very text. localStorage survives a closed tab, IndexedDB a killed browser: both are used.

const PREFIX = "duizhao:text:";
const NAME = "duizhao", TABLE = "texts";

const opened = new Promise((resolve) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE);
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => resolve(null);
}).catch(() => null); // a private window may refuse it: then localStorage has to do

async function table(mode, work) {
  const database = await opened;
  if (!database) return undefined;
  return new Promise((resolve) => {
    const step = database.transaction(TABLE, mode, { durability: "strict" });
    const asked = work(step.objectStore(TABLE));
    step.commit?.();
    asked.onsuccess = () => resolve(asked.result);
    step.onerror = step.onabort = () => resolve(undefined);
  });
}

export class Vault {
  /** `scope` keeps the texts of one person in one document apart from all others. */
  constructor(scope) {
    this.prefix = `${PREFIX}${scope}/`;
  }

  put(anchor, entry) {
    const kept = { ...entry, at: Date.now() };
    try { localStorage.setItem(this.prefix + anchor, JSON.stringify(kept)); } catch { /* full: the other has it */ }
    table("readwrite", (texts) => texts.put(kept, this.prefix + anchor));
  }

  /** Forget a text, unless it was changed since: only what the server has may go. */
  drop(anchor, text) {
    const kept = this.get(anchor);
    if (kept && kept.text !== text) return;
    localStorage.removeItem(this.prefix + anchor);
    table("readwrite", (texts) => texts.delete(this.prefix + anchor));
  }

  get(anchor) {
    try { return JSON.parse(localStorage.getItem(this.prefix + anchor)); } catch { return null; }
  }

  /** Bring back what only IndexedDB still has, and return all anchors with unsaved text. */
  async load() {
    const names = (await table("readonly", (texts) => texts.getAllKeys())) ?? [];
    for (const name of names.filter((each) => each.startsWith(this.prefix))) {
      const kept = await table("readonly", (texts) => texts.get(name));
      const here = this.get(name.slice(this.prefix.length));
      if (kept && (!here || here.at < kept.at)) localStorage.setItem(name, JSON.stringify(kept));
    }
    return Object.keys(localStorage).filter((name) => name.startsWith(this.prefix)).map((name) => name.slice(this.prefix.length));
  }
}
