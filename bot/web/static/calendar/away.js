import { momentOf, shownAt } from "./zone.js";

/**
 * An absence as it is typed, by the clocks of a time zone. Pure.
 * @typedef {{whole: boolean, from: string, until: string}} Typed  whole days: "2026-11-23", the last one included; else "2026-11-23T12:00"
 * @typedef {{since: number, until: number}} Stretch  UTC ms
 */

/** @param {Typed} typed @param {string} zone  an IANA name @returns {Stretch | null} null where it is not one yet */
export function stretchOf({ whole, from, until }, zone) {
  const since = momentOf(whole ? `${from}T00:00` : from, zone);
  const end = momentOf(whole ? `${dayAfter(until)}T00:00` : until, zone);
  return since < end ? { since, until: end } : null;
}

/** Whether it begins and ends as a day does. @param {Stretch} stretch @param {string} zone */
export const isWhole = ({ since, until }, zone) =>
  [since, until].every((at) => momentOf(`${shownAt(at, zone).slice(0, 10)}T00:00`, zone) === at);

/** @param {string} day @returns {string} "": it is none */
function dayAfter(day) {
  const noon = new Date(`${day}T12:00Z`);
  if (Number.isNaN(noon.getTime())) return "";
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
}
