import { recall, remember } from "../shared/stored.js";

/**
 * What was written and is not saved, kept on this machine.
 * @typedef {{survey: import("./types.js").Survey, version: number | null, at: number}} Kept  version: that it was written on; null:
 *   the survey is new; at: UTC ms
 */

/** @param {string} id @returns {Kept | null} */
export function keptOf(id) {
  try {
    return JSON.parse(recall(`surveys.${id}`) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} id @param {Kept | null} kept  null forgets it */
export function keep(id, kept) {
  try {
    remember(`surveys.${id}`, kept && JSON.stringify(kept));
  } catch {
    // no room: it lasts as long as the page
  }
}
