// Searches the index beside the site: no server, no foreign request. Chinese queries are cut into words as the index was.
const [form, box, count, list] = ["form.ask", "#q", "#count", "#found"].map((name) => document.querySelector(name));
const tag = document.documentElement.lang;
let engine;

const opened = async () => {
  engine ??= await import(new URL("../pagefind/pagefind.js", import.meta.url));
  return engine;
};

const cut = (words) => {
  if (!tag.startsWith("zh") || !("Segmenter" in Intl)) return words;
  const parts = [...new Intl.Segmenter(tag, { granularity: "word" }).segment(words)];
  return parts.filter((part) => part.isWordLike).map((part) => part.segment).join(" ");
};

const shown = (page) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const words = document.createElement("p");
  words.innerHTML = page.excerpt; // escaped by the index, apart from <mark>
  item.append(link, words);
  return item;
};

const look = async (words) => {
  const { search } = await opened();
  let { results } = await search(cut(words));
  if (!results.length && cut(words) !== words) ({ results } = await search(words));
  const pages = await Promise.all(results.slice(0, 20).map((result) => result.data()));
  list.replaceChildren(...pages.map(shown));
  const said = results.length ? results.length + " " + count.dataset.found : count.dataset.none;
  count.textContent = said + " " + words;
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
