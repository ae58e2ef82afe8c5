import { recall, remember } from "../shared/stored.js";

/**
 * What was written and is not on the server yet, kept on this machine.
 * @typedef {{article: import("./types.js").Article, revision: number | null, at: number}} Kept  revision: of the draft that it
 *   was written over; at: UTC ms
 */

/** @param {string} key @returns {Kept | null} */
export function keptOf(key) {
  try {
    return JSON.parse(recall(`knowledge.draft.${key}`) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {Kept | null} kept  null forgets it */
export function keep(key, kept) {
  try {
    remember(`knowledge.draft.${key}`, kept && JSON.stringify(kept));
  } catch {
    // no room: the server has it in a moment
  }
}
