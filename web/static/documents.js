// While documents are drafted in the background the list shows how far they are; the server draws it, as always.

const SECONDS = 1.5;

async function look() {
  const list = document.getElementById("documents");
  if (!list || !("busy" in list.dataset)) return;
  try {
    const answer = await fetch("/list/documents");
    if (answer.ok && !answer.redirected) take(list, await answer.text());
  } catch { /* the server restarts: the next look tells */ }
  setTimeout(look, SECONDS * 1000);
}

// only what has changed is replaced: a row somebody stands in with the keyboard keeps its place as long as it can
function take(list, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("documents");
  if (!fresh) return;
  list.toggleAttribute("data-busy", "busy" in fresh.dataset);
  for (const row of fresh.children) {
    const old = document.getElementById(row.id);
    if (!old) { list.prepend(row.cloneNode(true)); continue; }
    if (old.outerHTML === row.outerHTML) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    const made = row.cloneNode(true);
    old.replaceWith(made);
    if (focused !== null) [...made.querySelectorAll("a, button")].find((one) => one.textContent === focused)?.focus();
  }
}

look();
