/** What clocks show in a time zone, by its IANA name. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone  an IANA name @throws {RangeError} for one that the browser does not know */
function formatOf(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** @param {number} at @param {string} zone @returns {Record<string, number>} year, month (1-12), day, hour, minute, second there */
export const partsOf = (at, zone) => Object.fromEntries(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));

/** How far the clock there is ahead of UTC. @param {number} at  UTC ms @param {string} zone @returns {number} ms */
export function ahead(at, zone) {
  const { year, month, day, hour, minute, second } = partsOf(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** Whether the browser knows it. @param {string | null} zone @returns {zone is string} */
export function isZone(zone) {
  try {
    return Boolean(zone && formatOf(zone));
  } catch {
    return false;
  }
}
