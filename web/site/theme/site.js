// What was looked for is marked on the page it was found on.
if (new URLSearchParams(location.search).has("found")) {
  const script = document.createElement("script");
  script.src = new URL("found.js", document.currentScript.src);
  document.head.append(script);
}
// On a phone the sections scroll sideways: the one the reader is in comes into sight.
(() => {
  const nav = document.querySelector(".sections"), here = nav?.querySelector("[aria-current]");
  if (here) nav.scrollLeft = here.offsetLeft - nav.clientWidth / 2;
})();
// The language toggle leads to the passage the reader is looking at. Without this script it leads to the top of the page.
(() => {
  "use strict";
  const toggle = document.querySelector("a[data-across]");
  if (!toggle) return;
  const home = toggle.getAttribute("href").split("#")[0];
  const seen = (box) => box.bottom > 0 && box.top < window.innerHeight;
  const current = () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (asked && asked.closest("main") && asked.id !== "main" && seen(asked.getBoundingClientRect())) return asked.id;
    if (window.scrollY < 40) return "";
    for (const block of document.querySelectorAll("main [id^='s']"))
      if (block.getBoundingClientRect().bottom > 100) return block.id;
    return "";
  };
  const aim = () => {
    const anchor = current();
    toggle.setAttribute("href", anchor ? home + "#" + anchor : home);
  };
  for (const event of ["pointerdown", "focus", "click", "keydown"]) toggle.addEventListener(event, aim);
})();
