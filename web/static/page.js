// What every page does: the language toggle keeps the place in the page.

// and tells the other tabs that the server answers this person
try { localStorage.setItem("duizhao:here", Date.now()); } catch { /* a private window has no other tabs to tell */ }

const PLACE = "duizhao:place";
/** what scrolls by itself, besides the page */
const scrolling = () => [document.documentElement, ...document.querySelectorAll("[data-scrolls]")];
/** what pages add to their place: name -> () => a string, taken up again by what `takeUp` gives */
const adds = {};

/** Let the toggle keep something more of this page. */
export function keeps(name, read) { adds[name] = read; }

for (const link of document.querySelectorAll("a[data-keeps-place]")) {
  link.addEventListener("click", () => {
    const target = new URL(link.href);
    target.searchParams.set("next", location.pathname + location.search + location.hash);
    link.href = target.href;
    const more = Object.fromEntries(Object.entries(adds).map(([name, read]) => [name, read()]));
    const place = { path: location.pathname, tops: scrolling().map((each) => each.scrollTop), more };
    try { sessionStorage.setItem(PLACE, JSON.stringify(place)); } catch { /* then the page begins at its top */ }
  });
}

/** what the toggle kept of this page, until it is taken up */
const kept = (() => {
  try {
    const found = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return found?.path === location.pathname ? found : null;
  } catch { return null; }
})();

/** Return what the toggle kept of this page besides its place: {} unless that is where one comes from. */
export const takeUp = () => kept?.more ?? {};

/** Scroll to where one was before the toggle; pages that fill themselves call it again when they have. */
export function scrollBack() {
  if (kept) scrolling().forEach((each, at) => { each.scrollTop = kept.tops[at] ?? 0; });
}
scrollBack();

// Ctrl+Shift+F leads to the search, from everywhere but an input method at work
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || !event.shiftKey || event.altKey) return;
  if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyF") return;
  event.preventDefault();
  const box = document.querySelector("#q");
  if (box) box.select();
  else document.querySelector("a[data-search]")?.click();
});
