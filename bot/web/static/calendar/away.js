/**
 * An absence as it is typed, by the clock of this browser. Pure.
 * @typedef {{whole: boolean, from: string, until: string}} Typed  whole days: "2026-11-23", the last one included; else "2026-11-23T12:00"
 */

/** @param {Typed} typed @returns {{since: number, until: number} | null} UTC ms; null where it is not one yet */
export function stretchOf({ whole, from, until }) {
  const since = new Date(whole ? `${from}T00:00` : from), end = new Date(whole ? `${until}T00:00` : until);
  if (whole) end.setDate(end.getDate() + 1);
  const stretch = { since: since.getTime(), until: end.getTime() };
  return stretch.since < stretch.until ? stretch : null;
}

/** Whether it begins and ends at midnight. @param {{since: number, until: number}} stretch */
export const isWhole = ({ since, until }) => [since, until].every((at) => {
  const day = new Date(at);
  return day.getHours() + day.getMinutes() === 0;
});
