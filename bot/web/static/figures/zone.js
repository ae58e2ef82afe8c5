/**
 * Days of a place on earth. The server counts days, hours and weekdays by the clock of the installation, so the page begins
 * and ends its periods by the same.
 */

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
const partsOf = (at, zone) => Object.fromEntries(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));

/** How far the clock there is ahead of UTC. @param {number} at  UTC ms @param {string} zone @returns {number} ms */
function ahead(at, zone) {
  const { year, month, day, hour, minute, second } = partsOf(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The day there, such as "2026-11-22". @param {number} at  UTC ms @param {string} zone */
export function dayAt(at, zone) {
  const { year, month, day } = partsOf(at, zone);
  return [year, ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/** The first moment of a day there; the clocks may be changed on it. @param {string} day @param {string} zone @returns {number} UTC ms */
export function startOf(day, zone) {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const guess = wall - ahead(wall, zone);
  const start = wall - ahead(guess, zone);
  return dayAt(start, zone) < day ? start + 3_600_000 : start; // where midnight itself is skipped
}

/** A day moved by days. @param {string} day @param {number} days */
export const moved = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whether the browser knows it. @param {string | null} zone @returns {zone is string} */
export function isZone(zone) {
  try {
    return Boolean(zone && formatOf(zone));
  } catch {
    return false;
  }
}
