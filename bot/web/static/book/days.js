/** Free times as somebody reads them: by day, on their own clock. Pure. */

/** @typedef {{day: string, times: number[]}} Day  day: such as "2026-11-23"; times: UTC ms, in order */

/** The time zone of this browser: an IANA name. @returns {string} */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** @param {number} at  UTC ms @param {string} zone  an IANA name @returns {string} */
export const dayOf = (at, zone) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

/** @param {readonly number[]} times  in order @param {string} zone @returns {Day[]} */
export function byDay(times, zone) {
  /** @type {Map<string, number[]>} */
  const days = new Map();
  for (const at of times) {
    const day = dayOf(at, zone);
    days.set(day, [...(days.get(day) ?? []), at]);
  }
  return [...days].map(([day, of]) => ({ day, times: of }));
}

/** "Europe/Ljubljana, GMT+1". @param {string} zone @param {number} at  UTC ms: clocks are changed twice a year */
export function zoneWords(zone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return zone === "UTC" || !offset ? zone : `${zone.replaceAll("_", " ")}, ${offset}`;
}
