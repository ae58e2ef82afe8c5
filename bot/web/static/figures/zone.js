import { ahead, partsOf } from "../rooms/clocks.js";

/**
 * Days of a place on earth. The server counts days, hours and weekdays by the clock of the installation, so the page begins
 * and ends its periods by the same.
 */

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
