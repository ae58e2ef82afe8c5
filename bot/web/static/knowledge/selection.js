/**
 * Which rows of a list are chosen, and from which row on a press with Shift chooses.
 * @typedef {{keys: ReadonlySet<string>, anchor: string | null}} Selection
 */

/** @type {Selection} */
export const NOTHING = { keys: new Set(), anchor: null };

/**
 * Chooses a row, or no longer.
 * @param {Selection} selection @param {string} key @returns {Selection}
 */
export function toggled({ keys }, key) {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/**
 * Chooses every row from the last one pressed to this one.
 * @param {Selection} selection @param {string} key @param {readonly string[]} order  the rows as they stand
 * @returns {Selection}
 */
export function stretched(selection, key, order) {
  const [a, b] = [order.indexOf(selection.anchor ?? key), order.indexOf(key)];
  if (a < 0 || b < 0) return toggled(selection, key);
  return { keys: new Set([...selection.keys, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]), anchor: key };
}

/** All of them, or none where all are chosen. @param {Selection} selection @param {readonly string[]} order @returns {Selection} */
export const allOrNone = ({ keys }, order) => (order.every((key) => keys.has(key)) ? NOTHING : { keys: new Set(order), anchor: null });
