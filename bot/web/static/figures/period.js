import { moved, startOf } from "./zone.js";

/**
 * Periods in whole days. A day is written "2026-11-22"; a period holds both its days.
 * @typedef {"today" | "7d" | "30d" | "month" | "last_month" | "year" | "all" | "own"} Preset
 * @typedef {{from: string, to: string}} Period
 */

/** @type {readonly Exclude<Preset, "own">[]} */
export const PRESETS = ["today", "7d", "30d", "month", "last_month", "year", "all"];

/** Before this product there was nothing to count. */
const FIRST_DAY = "2020-01-01";

/** @param {Exclude<Preset, "own">} preset @param {string} today @returns {Period} */
export function periodOf(preset, today) {
  const month = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case "today": return { from: today, to: today };
    case "7d": return { from: moved(today, -6), to: today };
    case "30d": return { from: moved(today, -29), to: today };
    case "month": return { from: month, to: today };
    case "last_month": {
      const to = moved(month, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case "year": return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case "all": return { from: FIRST_DAY, to: today };
  }
}

/** Which preset a period is. @param {Period} period @param {string} today @returns {Preset} */
export function presetOf(period, today) {
  const same = (/** @type {Exclude<Preset, "own">} */ preset) => {
    const { from, to } = periodOf(preset, today);
    return from === period.from && to === period.to;
  };
  return PRESETS.find(same) ?? "own";
}

/**
 * @param {Period} period @param {string} zone
 * @returns {{from: number, to: number}} UTC ms; from inclusive, to exclusive
 */
export const boundsOf = ({ from, to }, zone) => ({ from: startOf(from, zone), to: startOf(moved(to, 1), zone) });

/** @param {string | null} day  anybody may have written it @returns {day is string} */
export function isDay(day) {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
