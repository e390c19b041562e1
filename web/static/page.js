// What every page does: the language toggle keeps the place in the page.

// and tells the other tabs that the server answers this person
try { localStorage.setItem("duizhao:here", Date.now()); } catch { /* a private window has no other tabs to tell */ }

for (const link of document.querySelectorAll("a[data-keeps-place]")) {
  link.addEventListener("click", () => {
    const target = new URL(link.href);
    target.searchParams.set("next", location.pathname + location.search + location.hash);
    link.href = target.href;
  });
}

// Ctrl+Shift+F leads to the search, from everywhere but an input method at work
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || !event.shiftKey || event.altKey) return;
  if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyF") return;
  event.preventDefault();
  const box = document.querySelector("#q");
  if (box) box.select();
  else document.querySelector("a[data-search]")?.click();
});
