/**
 * What `GET /api/reports` answers, and what may be said of it.
 * @typedef {{value: number | null, low: number | null, high: number | null, n: number}} Share  in %, with its 95 % Wilson
 *   interval; null: nothing was answered
 * @typedef {{key: string, name: string, asked: number, answered: number, mean: number | null, csat: Share}} Group
 * @typedef {{at: number, value: number, comment: string, conversation: string, channel: string, language: string,
 *   agent?: {id: string, name: string} | null, handler: "bot" | "agent" | "call"}} Comment
 * @typedef {{from: number, to: number, asked: number, answered: number, mean: number | null, csat: Share,
 *   distribution: number[], by: {channel?: Group[], language?: Group[], agent?: Group[], handler?: Group[]},
 *   comments?: Comment[], languages?: string[], agents?: {id: string, name: string}[]}} Report
 */

/** Fewer answers than this say too little to compare. */
export const ENOUGH = 10;

/** @param {number} answered @param {number} asked @returns {number | null} in %; null: nobody was asked */
export const responseRate = (answered, asked) => (asked ? (100 * answered) / asked : null);

/**
 * How a distribution is drawn: every value with its share of the answers.
 * @param {readonly number[]} distribution  how many answered 1, 2, 3, 4, 5
 * @returns {{value: number, count: number, share: number}[]} 5 first; share in %
 */
export function barsOf(distribution) {
  const all = distribution.reduce((sum, count) => sum + count, 0);
  return distribution
    .map((count, index) => ({ value: index + 1, count, share: all ? (100 * count) / all : 0 }))
    .reverse();
}

/**
 * @param {readonly Comment[]} comments @param {"newest" | "worst"} order
 * @returns {Comment[]} worst: the lowest value first, the newest of them first
 */
export function sortedComments(comments, order) {
  const newest = (/** @type {Comment} */ a, /** @type {Comment} */ b) => b.at - a.at;
  return [...comments].sort(order === "newest" ? newest : (a, b) => a.value - b.value || newest(a, b));
}
