// Where features sit down at the review page. Law: main.js knows no feature by name; a feature brings the actions of its
// keys and buttons, and may bring a tab, by calling these at load; it sees the page only through its seat.

/** makers of actions: (seat) => {action: (digit) => …} */
const features = [];
/** what loads the HTML of a tab that is not just fetched: name -> () => promise of HTML */
export const loaders = {};

export function feature(make) { features.push(make); }

/** Let every feature sit down; returns all their actions. */
export function register(seat) { return Object.assign({}, ...features.map((make) => make(seat))); }

/** Words of the page for scripts: the JSON of an element's data-words. */
export const wordsOf = (element) => JSON.parse(element.dataset.words);

/** An error that says to the person what the server said. */
export function told(answer, otherwise) {
  const { message, next_step: next } = answer?.body ?? {};
  return Object.assign(new Error(message), { told: [message ?? otherwise, next].filter(Boolean).join(" ") });
}
