/**
 * A week's hours while they are edited: seven days from Monday, each with its stretches. Pure.
 * @typedef {import("./types.js").Hours} Hours
 * @typedef {{start_min: number, end_min: number}} Part  minutes of the day; the end is exclusive, up to 1440
 * @typedef {Part[][]} Week
 */

const DAY_MIN = 1440, HOUR = 60;

/** @param {readonly Hours[]} hours @returns {Week} */
export function weekOf(hours) {
  const of = (/** @type {number} */ day) => hours.filter(({ weekday }) => weekday === day)
    .map(({ start_min, end_min }) => ({ start_min, end_min })).sort((one, other) => one.start_min - other.start_min);
  return [0, 1, 2, 3, 4, 5, 6].map(of);
}

/** @param {Week} week @returns {Hours[]} */
export const hoursOf = (week) => week.flatMap((parts, weekday) => parts.map((part) => ({ weekday, ...part })));

/** A stretch more: from nine to five, or an hour after what there is. @param {readonly Part[]} parts @returns {Part[]} */
export function withOneMore(parts) {
  if (!parts.length) return [{ start_min: 9 * HOUR, end_min: 17 * HOUR }];
  const last = Math.max(...parts.map(({ end_min }) => end_min));
  const start_min = Math.min(last + HOUR, DAY_MIN - HOUR);
  return [...parts, { start_min, end_min: Math.min(start_min + 2 * HOUR, DAY_MIN) }];
}

/** The hours of one day on others too. @param {Week} week @param {number} from @param {readonly number[]} to @returns {Week} */
export const copied = (week, from, to) => week.map((parts, day) => (to.includes(day) ? week[from].map((part) => ({ ...part })) : parts));

/** What is wrong with a day. @param {readonly Part[]} parts @returns {"" | "backwards" | "overlap"} */
export function faultOf(parts) {
  if (parts.some(({ start_min, end_min }) => start_min >= end_min)) return "backwards";
  const ordered = [...parts].sort((one, other) => one.start_min - other.start_min);
  return ordered.some(({ start_min }, place) => place > 0 && start_min < ordered[place - 1].end_min) ? "overlap" : "";
}
