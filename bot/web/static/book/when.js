import { date } from "../shared/i18n.js";

/** Moments in the reader's words and by their clock. */

/** "Mon, 23 Nov". @param {number} at */
export const dayName = (at) => date(at, { weekday: "short", day: "numeric", month: "short" });

/** "12:30". @param {number} at */
export const timeName = (at) => date(at, { timeStyle: "short" });

/** "Monday 23 November". @param {number} at */
export const fullDay = (at) => date(at, { weekday: "long", day: "numeric", month: "long" });

/** "Monday 23 November, 12:30". @param {number} at */
export const dayAndTime = (at) => `${fullDay(at)}, ${timeName(at)}`;
