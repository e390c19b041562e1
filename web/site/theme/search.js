// Searches the index beside the site: no server of ours, no foreign request. Chinese queries are cut into words as the index
// was. Opened from a folder (file:) a browser lets no page read an index: there a list of all texts is looked through.
(() => {
  "use strict";
  const [form, box, count, list] = ["form.ask", "#q", "#count", "#found"].map((name) => document.querySelector(name));
  const tag = document.documentElement.lang;
  const here = new URL(document.currentScript.src);
  const MOST = 20, AROUND = 60;
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
    const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    // escaped by the index, apart from <mark>
    return [results.length, pages.map((page) => ({ url: page.url, title: page.meta.title, html: page.excerpt }))];
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
    return [found.length, found.slice(0, MOST).map(([url, title, text]) => {
      const at = Math.max(text.toLowerCase().indexOf(wanted[0]), 0);
      return { url, title, html: excerpt(text, at, text.toLowerCase().startsWith(wanted[0], at) ? wanted[0].length : 0) };
    })];
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

  const look = async (words) => {
    try {
      const [many, pages] = await (location.protocol === "file:" ? looked : indexed)(words);
      list.replaceChildren(...pages.map((page) => shown(page, words)));
      count.textContent = `${many ? many + " " + count.dataset.found : count.dataset.none} ${words}`;
    } catch {
      count.textContent = count.dataset.cannot;
    }
  };

  const asked = new URLSearchParams(location.search).get("q") ?? "";
  box.value = asked;
  if (asked.trim()) look(asked.trim());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = box.value.trim();
    if (!words) return;
    history.replaceState(null, "", "?" + new URLSearchParams({ q: words }));
    look(words);
  });
})();
