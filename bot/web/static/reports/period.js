/**
 * Periods in whole days of the reader's time zone. A day is written "2026-11-22"; a period holds both its days.
 * @typedef {"today" | "7d" | "30d" | "month" | "last_month" | "year" | "all" | "own"} Preset
 * @typedef {{from: string, to: string}} Period
 */

/** @type {readonly Exclude<Preset, "own">[]} */
export const PRESETS = ["today", "7d", "30d", "month", "last_month", "year", "all"];

/** Before this product there was nothing to count. */
const FIRST_DAY = "2020-01-01";

/** @param {Date} date @returns {string} */
export function dayOf(date) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of a day, moved by days; the clocks may be changed on it. @param {string} day @param {number} [moved] */
function startOf(day, moved = 0) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date + moved);
}

/**
 * @param {Exclude<Preset, "own">} preset @param {Date} today
 * @returns {Period}
 */
export function periodOf(preset, today) {
  const to = dayOf(today);
  const back = (/** @type {number} */ days) => dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days));
  switch (preset) {
    case "today": return { from: to, to };
    case "7d": return { from: back(6), to };
    case "30d": return { from: back(29), to };
    case "month": return { from: dayOf(new Date(today.getFullYear(), today.getMonth(), 1)), to };
    case "last_month": return {
      from: dayOf(new Date(today.getFullYear(), today.getMonth() - 1, 1)),
      to: dayOf(new Date(today.getFullYear(), today.getMonth(), 0)),
    };
    case "year": return { from: `${today.getFullYear()}-01-01`, to };
    case "all": return { from: FIRST_DAY, to };
  }
}

/** Which preset a period is. @param {Period} period @param {Date} today @returns {Preset} */
export function presetOf(period, today) {
  const same = (/** @type {Exclude<Preset, "own">} */ preset) => {
    const { from, to } = periodOf(preset, today);
    return from === period.from && to === period.to;
  };
  return PRESETS.find(same) ?? "own";
}

/**
 * @param {Period} period
 * @returns {{from: number, to: number}} UTC ms; from inclusive, to exclusive
 */
export function boundsOf({ from, to }) {
  return { from: startOf(from).getTime(), to: startOf(to, 1).getTime() };
}

/** @param {string | null} day  anybody may have written it @returns {day is string} */
export function isDay(day) {
  return day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && dayOf(startOf(day)) === day;
}
