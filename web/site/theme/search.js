// Searches the index beside the site: no server of ours, no foreign request. Chinese queries are cut into words as the index
// was. Opened from a folder (file:) a browser lets no page read an index: there a list of all texts is looked through.
(() => {
  "use strict";
  const [form, box, count, list, more] = ["form.ask", "#q", "#count", "#found", "#more"].map((name) => document.querySelector(name));
  const tag = document.documentElement.lang;
  const here = new URL(document.currentScript.src);
  const MOST = 20, AROUND = 60, PAUSE = 200;
  let engine;

  const opened = async () => (engine ??= await import(new URL("../pagefind/pagefind.js", here)));

  const cut = (words) => {
    if (!tag.startsWith("zh") || !("Segmenter" in Intl)) return words;
    const parts = [...new Intl.Segmenter(tag, { granularity: "word" }).segment(words)];
    return parts.filter((part) => part.isWordLike).map((part) => part.segment).join(" ");
  };

  const indexed = async (words) => {
    const { search } = await opened();
    let { results } = await search(cut(words));
    if (!results.length && cut(words) !== words) ({ results } = await search(words));
    const load = async (some) => {
      const pages = await Promise.all(some.map((result) => result.data()));
      return pages.map((page) => ({ url: page.url, title: page.meta.title, html: page.excerpt })); // escaped, apart from <mark>
    };
    return [results, load];
  };

  const texts = () => window.siteTexts ? Promise.resolve(window.siteTexts) : new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = new URL(`texts-${tag.slice(0, 2)}.js`, here);
    script.onload = () => done(window.siteTexts);
    script.onerror = fail;
    document.head.append(script);
  });

  const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const excerpt = (text, at, length) =>
    `${at > AROUND ? "…" : ""}${escaped(text.slice(Math.max(at - AROUND, 0), at))}<mark>${escaped(text.slice(at, at + length))}</mark>` +
    `${escaped(text.slice(at + length, at + length + AROUND))}…`;

  const looked = async (words) => {
    const wanted = words.toLowerCase().split(/\s+/);
    const found = (await texts()).filter(([, title, text]) => wanted.every((word) => (title + text).toLowerCase().includes(word)));
    const titled = ([, title]) => wanted.some((word) => title.toLowerCase().includes(word));
    found.sort((one, other) => titled(other) - titled(one));
    const load = async (some) => some.map(([url, title, text]) => {
      const at = Math.max(text.toLowerCase().indexOf(wanted[0]), 0);
      return { url, title, html: excerpt(text, at, text.toLowerCase().startsWith(wanted[0], at) ? wanted[0].length : 0) };
    });
    return [found, load];
  };

  const shown = (page, words) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const there = new URL(page.url, location.href);
    there.searchParams.set("found", words);
    link.href = there.href;
    link.textContent = page.title;
    const text = document.createElement("p");
    text.innerHTML = page.html;
    item.append(link, text);
    return item;
  };

  let asked = 0;
  const look = async (words) => {
    const mine = ++asked; // an answer that comes late is not the answer to what stands there now
    let pages = [], load = async () => [], said = count.dataset.cannot;
    try {
      if (words) [pages, load] = await (location.protocol === "file:" ? looked : indexed)(words);
      const { none, one, found } = count.dataset;
      said = !words ? "" : pages.length ? `${pages.length} ${pages.length === 1 ? one : found} ${words}` : `${none} ${words}`;
      const first = await load(pages.slice(0, MOST));
      if (mine !== asked) return;
      list.replaceChildren(...first.map((page) => shown(page, words)));
    } catch {
      if (mine !== asked) return;
      list.replaceChildren();
    }
    count.textContent = said.replace("： ", "：");
    more.hidden = list.children.length >= pages.length;
    more.onclick = async () => {
      const at = list.children.length;
      const next = await load(pages.slice(at, at + MOST));
      if (mine !== asked) return;
      list.append(...next.map((page) => shown(page, words)));
      more.hidden = list.children.length >= pages.length;
      list.children[at]?.querySelector("a").focus();
    };
  };

  const now = () => {
    const words = box.value.trim();
    history.replaceState(null, "", words ? "?" + new URLSearchParams({ q: words }) : location.pathname);
    look(words);
  };
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  if (box.value.trim()) now();
  let soon;
  box.addEventListener("input", (event) => {
    clearTimeout(soon);
    if (!event.isComposing) soon = setTimeout(now, PAUSE); // an input method is still asking which character
  });
  box.addEventListener("compositionend", () => { soon = setTimeout(now, PAUSE); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(soon);
    now();
  });
})();
