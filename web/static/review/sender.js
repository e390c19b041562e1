// Talking to the server: JSON, the form token, and what to do when there is no answer.

/** Nobody answered: no network, or the server is starting again. */
export class Unreachable extends Error {}

const meta = () => document.querySelector("meta[name=csrf-token]");

async function ask(address, options) {
  try {
    return await fetch(address, { credentials: "same-origin", ...options, headers: { Accept: "application/json", ...options.headers } });
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

/** Send JSON; returns {status, body}, the body as HTML where `as` is "text". A token that is no longer good is renewed once. */
export async function post(address, body, { keepalive = false, as = "json" } = {}) {
  for (const again of [true, false]) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": meta().content };
    const answer = await ask(address, { method: "POST", headers, body: JSON.stringify(body), keepalive });
    const found = answer.ok && as === "text" ? await answer.text() : await answer.json().catch(() => ({}));
    if (answer.status === 400 && found.code === "csrf" && again) {
      meta().content = (await (await ask("/token", {})).json()).token;
      continue;
    }
    return { status: answer.status, body: found };
  }
}

/** Get JSON or, where `as` says so, HTML. Throws what the server says. */
export async function get(address, as = "json") {
  const answer = await ask(address, { headers: as === "text" ? { Accept: "text/html" } : {} });
  if (answer.redirected) throw Object.assign(new Unreachable("signed out"), { kind: "signin" });
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status });
  return answer[as]();
}
