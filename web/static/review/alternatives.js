// Other texts for the sentence: the tab with other drafts, and the key that takes memory, draft or alternative.

import { post } from "./sender.js";
import { feature, loaders, told, wordsOf } from "./seat.js";

const byId = (name) => document.getElementById(name);

feature((seat) => {
  const words = wordsOf(byId("wordingwords"));
  /** the drafts of the sentence in work, and which was taken last */
  let known = null;

  async function html(anchor = seat.now?.anchor) {
    if (!anchor) throw told(null, words.offline);
    const answer = await post(`${seat.address(anchor)}/rewording/drafts`, { text: seat.editor.text }, { as: "text" }).catch(() => null);
    if (answer?.status !== 200) throw told(answer, words.offline);
    return answer.body;
  }

  loaders.alternatives = async () => {
    const page = document.createElement("template");
    page.innerHTML = await html();
    const key = page.content.querySelector("[data-alternative]");
    if (key) key.textContent = seat.keys.map.take.replace("1…3", "3");
    const box = document.createElement("div");
    box.append(page.content);
    return box.innerHTML;
  };

  /** Take the next alternative: pressed again it goes on to the one after. */
  async function alternative() {
    const anchor = seat.now?.anchor;
    if (!anchor) return undefined;
    if (known?.anchor !== anchor) {
      seat.tell(words.thinking);
      const page = document.createElement("template");
      try { page.innerHTML = await html(anchor); } catch (error) { return seat.tell(error.told ?? words.offline, "bad"); }
      if (anchor !== seat.now?.anchor) return;
      known = { anchor, at: -1, texts: [...page.content.querySelectorAll("[data-take]")].map((each) => each.dataset.take) };
    }
    if (!known.texts.length) return seat.tell(words.noalternative, "bad");
    known.at = (known.at + 1) % known.texts.length;
    seat.editor.replace(known.texts[known.at]);
    byId("target").focus();
    seat.say(words.taken.replace("{number}", known.at + 1).replace("{all}", known.texts.length));
  }

  function take(digit) {
    if (byId("target").readOnly) return seat.tell(words.held, "bad");
    if (digit === 3) return alternative();
    const found = document.querySelector(`.takes [data-slot="${digit}"]`);
    if (!found) return seat.tell(digit === 1 ? words.nomemory : words.nodraft, "bad");
    seat.editor.replace(found.dataset.take);
    byId("target").focus();
  }

  document.addEventListener("sentence", () => { known = null; });
  return { take };
});
