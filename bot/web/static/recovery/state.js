// Cases as pure functions over the stream `cases`: the state after events equals the state of a fresh snapshot.

/**
 * @typedef {import("./types.js").Case} Case
 * @typedef {Readonly<Record<string, Case>>} Open  open cases by id
 * @typedef {"mine" | "unassigned" | "late" | "open" | "closed"} ListName
 */

/** @type {readonly ListName[]} */
export const LISTS = ["mine", "unassigned", "late", "open", "closed"];

/** @param {{cases?: Case[]}} snapshot @returns {Open} */
export const openFrom = ({ cases = [] }) => Object.fromEntries(cases.map((each) => [each.id, each]));

/** @param {Open} open @param {any} event  of the stream `cases` @returns {Open} */
export function openAfter(open, event) {
  if (event.kind !== "case") return open;
  const { [event.case.id]: _, ...others } = open;
  return event.case.step === "closed" ? others : { ...others, [event.case.id]: event.case };
}

/** Whether its deadline counts: nothing has been resolved yet. @param {Case} it */
export const runs = ({ step, resolved_at }) => step !== "closed" && resolved_at === undefined;

/** @param {Case} it @param {number} now */
export const isLate = (it, now) => runs(it) && it.due_at <= now;

/** @param {Case} it @param {ListName} list @param {string} me @param {number} now */
function isIn(it, list, me, now) {
  switch (list) {
    case "mine": return it.owner?.id === me;
    case "unassigned": return !it.owner;
    case "late": return isLate(it, now);
    default: return list === "open";
  }
}

/**
 * What is due first comes first; what only lacks its diagnosis comes last.
 * @param {Open} open @param {ListName} list @param {string} me @param {number} now @returns {Case[]}
 */
export const listed = (open, list, me, now) =>
  Object.values(open).filter((it) => isIn(it, list, me, now)).sort((a, b) =>
    Number(runs(b)) - Number(runs(a)) || a.due_at - b.due_at || (a.id < b.id ? -1 : 1));

/** @param {Open} open @param {string} me @param {number} now @returns {Record<ListName, number>} */
export function counts(open, me, now) {
  const all = Object.values(open);
  const of = (/** @type {ListName} */ list) => all.filter((it) => isIn(it, list, me, now)).length;
  return { mine: of("mine"), unassigned: of("unassigned"), late: of("late"), open: all.length, closed: 0 };
}

/**
 * The five letters of HEARD and how far each is. Empathising and apologising are done with the same words.
 * @param {Case} it
 * @returns {{letter: "H" | "E" | "A" | "R" | "D", at: number | undefined, state: "done" | "now" | "later"}[]}
 */
export function path(it) {
  const at = { H: it.heard_at, E: it.apologised_at, A: it.apologised_at, R: it.resolved_at, D: it.diagnosed_at };
  const current = { hear: "H", apologise: "EA", resolve: "R", diagnose: "D", closed: "" }[it.step];
  return /** @type {const} */ (["H", "E", "A", "R", "D"]).map((letter) => ({
    letter,
    at: at[letter],
    state: current.includes(letter) ? "now" : at[letter] === undefined ? "later" : "done",
  }));
}
