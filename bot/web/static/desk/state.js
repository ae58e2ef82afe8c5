// The line and the notes as pure functions over snapshots and events: the state after events equals the state of a fresh
// snapshot (tests/web/js/desk-state.test.mjs). A conversation's own state is shared/conversation.js.

/**
 * @typedef {import("./types.js").Summary} Summary
 * @typedef {import("./types.js").Note} Note
 * @typedef {import("./types.js").Traits} Traits
 * @typedef {import("./types.js").Ranked} Ranked
 * @typedef {import("./types.js").Listened} Listened
 * @typedef {Readonly<Record<number, Ranked>>} RankedBySeq  by the message that was asked; of several questions in one the last
 * @typedef {Readonly<Record<string, Summary>>} Line  conversations by id
 */

/** How many ended conversations the line's snapshot brings; the desk keeps as many. */
export const ENDED_KEPT = 50;

/** @param {{conversations?: Summary[]}} snapshot @returns {Line} */
export function lineFrom({ conversations = [] }) {
  return Object.fromEntries(conversations.map((summary) => [summary.id, summary]));
}

/** @param {Line} line @param {any} event  of the stream `line` @returns {Line} */
export function lineAfter(line, event) {
  if (event.kind !== "summary") return line;
  return withoutOldEnded({ ...line, [event.summary.id]: event.summary });
}

/** @param {Line} line @returns {Line} */
function withoutOldEnded(line) {
  const ended = Object.values(line).filter((summary) => summary.owner.kind === "nobody");
  if (ended.length <= ENDED_KEPT) return line;
  const gone = new Set(ended.sort(newestFirst).slice(ENDED_KEPT).map(({ id }) => id));
  return Object.fromEntries(Object.entries(line).filter(([id]) => !gone.has(id)));
}

/** @param {Summary} a @param {Summary} b */
export const newestFirst = (a, b) => b.last_at - a.last_at || (a.id < b.id ? -1 : 1);

/** @param {{notes?: Note[]}} snapshot @returns {readonly Note[]} */
export const notesFrom = ({ notes = [] }) => notes;

/** @param {readonly Note[]} notes @param {any} event  of a stream `inside:<id>` @returns {readonly Note[]} */
export const notesAfter = (notes, event) => (event.kind === "note" ? [...notes, event.note] : notes);

/** @param {{ranked?: Ranked[]}} snapshot @returns {RankedBySeq} */
export const rankedFrom = ({ ranked = [] }) => Object.fromEntries(ranked.map((each) => [each.seq, each]));

/** @param {RankedBySeq} ranked @param {any} event  of a stream `inside:<id>` @returns {RankedBySeq} */
export const rankedAfter = (ranked, event) => (event.kind === "ranked" ? { ...ranked, [event.seq]: event } : ranked);

/** @param {{listened?: Listened[]}} snapshot @returns {readonly Listened[]} */
export const listenedFrom = ({ listened = [] }) => listened;

/** @param {readonly Listened[]} listened @param {any} event  of a stream `inside:<id>` @returns {readonly Listened[]} */
export const listenedAfter = (listened, event) => (event.kind === "listened" ? [...listened, event] : listened);

/** @param {{traits?: Traits}} snapshot @returns {Traits} */
export const traitsFrom = ({ traits = {} }) => traits;

/** @param {Traits} traits @param {any} event  of a stream `inside:<id>` @returns {Traits} */
export const traitsAfter = (traits, event) => (event.kind === "traits" ? event.traits : traits);
