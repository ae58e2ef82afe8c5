// Which conversations stand in which list, in which order; and how a list holds still under the pointer.

import { newestFirst } from "./state.js";

/**
 * @typedef {import("./types.js").Summary} Summary
 * @typedef {"waiting" | "mine" | "bot" | "open" | "ended"} ListName
 * @typedef {{channel?: string, language?: string}} Filter absent: any
 */

/** @type {readonly ListName[]} */
export const LISTS = ["waiting", "mine", "bot", "open", "ended"];

/**
 * @param {Summary} summary
 * @param {ListName} list
 * @param {string} me the agent's id
 */
export function belongs(summary, list, me) {
  const { owner } = summary;
  if (summary.continues_in) return false;
  switch (list) {
    case "waiting":
      return owner.kind === "line";
    case "mine":
      return owner.kind === "agent" && owner.agent.id === me;
    case "bot":
      return owner.kind === "bot";
    case "open":
      return owner.kind !== "nobody";
    case "ended":
      return owner.kind === "nobody";
  }
}

/** @param {Summary} summary @param {Filter} filter */
export function passes(summary, filter) {
  return (
    (!filter.channel || summary.channel === filter.channel) &&
    (!filter.language || summary.contact.language === filter.language)
  );
}

/**
 * Since when somebody has been waiting for a person, UTC ms; null when nobody is. The bot answers at
 * once, so what it owns does not wait.
 *
 * @param {Summary} summary
 * @returns {number | null}
 */
export function waitsSince(summary) {
  if (summary.owner.kind === "line") return summary.waiting_since ?? summary.last_at;
  if (summary.owner.kind === "agent") return summary.unanswered_since ?? null;
  return null;
}

/** Whether a customer of this agent waits for a reply. @param {Summary} summary @param {string} me */
export const awaits = (summary, me) => belongs(summary, "mine", me) && waitsSince(summary) !== null;

/**
 * What an agent has to be told of between two states of the line: who began to wait, what came into their hands, and what
 * their customers wrote.
 * @param {import("./state.js").Line} before
 * @param {import("./state.js").Line} after
 * @param {string} me
 * @returns {Summary[]}
 */
export function news(before, after, me) {
  return Object.values(after).filter((summary) => {
    const was = before[summary.id];
    if (belongs(summary, "waiting", me)) return !was || !belongs(was, "waiting", me);
    if (!belongs(summary, "mine", me)) return false;
    if (!was || !belongs(was, "mine", me)) return true;
    return awaits(summary, me) && (was.unanswered_since !== summary.unanswered_since || was.excerpt !== summary.excerpt);
  });
}

/** What waits longest comes first, then the newest. @param {Summary} a @param {Summary} b */
function longestWaitFirst(a, b) {
  const waitA = waitsSince(a);
  const waitB = waitsSince(b);
  if (waitA === null || waitB === null) return Number(waitA === null) - Number(waitB === null) || newestFirst(a, b);
  return waitA - waitB || newestFirst(a, b);
}

/**
 * @param {Iterable<Summary>} summaries
 * @param {ListName} list
 * @param {string} me
 * @param {Filter} [filter]
 * @returns {string[]} ids, first the one to look at first
 */
export function listed(summaries, list, me, filter = {}) {
  return [...summaries]
    .filter((summary) => belongs(summary, list, me) && passes(summary, filter))
    .sort(longestWaitFirst)
    .map((summary) => summary.id);
}

/**
 * @param {Iterable<Summary>} summaries
 * @param {string} me
 * @returns {Record<ListName, number>}
 */
export function counts(summaries, me) {
  const all = [...summaries];
  const count = (/** @type {ListName} */ list) => all.filter((summary) => belongs(summary, list, me)).length;
  return { waiting: count("waiting"), mine: count("mine"), bot: count("bot"), open: count("open"), ended: count("ended") };
}

/**
 * The order to show while the pointer is over the list: nothing that is shown moves or goes, what is
 * new stands below.
 *
 * @param {readonly string[]} shown the order at the moment, ids
 * @param {readonly string[]} wanted the order as it should be
 * @returns {string[]}
 */
export function held(shown, wanted) {
  const here = new Set(shown);
  return [...shown, ...wanted.filter((id) => !here.has(id))];
}
