import { ahead } from "../rooms/clocks.js";

/** Times of day on the clocks of a time zone, to the minute. Pure. */

const DAY_MS = 86_400_000;

/**
 * When clocks show this. An hour that comes twice is meant the first time; one that is skipped, as if the clocks had not been
 * changed: as the server reads hours.
 * @param {string} text  such as "2026-11-23T12:00" @param {string} zone  an IANA name @returns {number} UTC ms; NaN: it is no time
 */
export function momentOf(text, zone) {
  const shown = Date.parse(`${text}Z`);
  if (Number.isNaN(shown)) return NaN;
  const [before, after] = [shown - DAY_MS, shown + DAY_MS].map((at) => ahead(at, zone));
  const fits = [before, after].find((offset) => ahead(shown - offset, zone) === offset);
  return shown - (fits ?? before);
}

/** What clocks show then. @param {number} at  UTC ms @param {string} zone  an IANA name @returns {string} such as "2026-11-23T12:00" */
export const shownAt = (at, zone) => new Date(at + ahead(at, zone)).toISOString().slice(0, 16);
