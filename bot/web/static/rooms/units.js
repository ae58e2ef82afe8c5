import { number, t, tn } from "../shared/i18n.js";

/**
 * How figures are written.
 * @typedef {"percent" | "points" | "mean" | "ms" | "count"} Unit  percent: 0 to 100; points: -100 to 100 (NPS)
 * @typedef {{value: number | null, low: number | null, high: number | null, n: number, asked?: number | null, answered?: number | null}} Figure
 *   with its 95 % interval; null: it rests on nothing; answered: of how many asked, less than n where some answered at a kiosk
 */

/** What stands where there is no figure. */
export const NONE = "–";

/** Fewer than this say too little to rely on. */
export const ENOUGH = 10;

/** @param {Figure} figure */
export const isFew = ({ n }) => n < ENOUGH;

/** @param {number} value  0 to 100 @param {number} [digits] */
export const percent = (value, digits = 0) => number(value / 100, { style: "percent", maximumFractionDigits: digits });

/** @param {number | null | undefined} value @param {Unit} unit */
export function valueWords(value, unit) {
  if (value === null || value === undefined) return NONE;
  switch (unit) {
    case "percent": return percent(value);
    case "points": return `${value <= -0.5 ? "−" : value >= 0.5 ? "+" : ""}${number(Math.abs(value), { maximumFractionDigits: 0 })}`;
    case "mean": return number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    case "ms": return lengthWords(value);
    case "count": return number(value, { maximumFractionDigits: 0 });
  }
}

/** "84% – 90%"; "" where there is none. @param {Figure} figure @param {Unit} unit */
export function intervalWords({ low, high }, unit) {
  if (low === null || high === null) return "";
  return t("{low} to {high}", { low: valueWords(low, unit), high: valueWords(high, unit) });
}

/** A difference, with its sign and no unit but that of times. @param {number} value @param {Unit} unit */
export function differenceWords(value, unit) {
  const digits = unit === "mean" ? 2 : Math.abs(value) < 10 ? 1 : 0;
  const sign = value < 0 ? "−" : value > 0 ? "+" : "";
  return sign + (unit === "ms" ? lengthWords(Math.abs(value)) : number(Math.abs(value), { maximumFractionDigits: digits }));
}

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** A length of time in its two largest units: "4 s", "1 min 52 s", "2 h 10 min", "3 d 4 h". @param {number} ms */
export function lengthWords(ms) {
  if (ms < SECOND) return t("{s} s", { s: number(ms / SECOND, { maximumFractionDigits: 1 }) });
  const s = Math.round(ms / SECOND);
  if (s < 60) return t("{s} s", { s });
  if (ms < HOUR - SECOND / 2) return s % 60 ? t("{min} min {s} s", { min: Math.floor(s / 60), s: s % 60 }) : t("{min} min", { min: s / 60 });
  const min = Math.round(ms / MINUTE);
  if (ms < DAY - MINUTE / 2) return min % 60 ? t("{h} h {min} min", { h: Math.floor(min / 60), min: min % 60 }) : t("{h} h", { h: min / 60 });
  const h = Math.round(ms / HOUR);
  return h % 24 ? t("{d} d {h} h", { d: Math.floor(h / 24), h: h % 24 }) : t("{d} d", { d: h / 24 });
}

/** @typedef {"answers" | "asked" | "told" | "conversations" | "cases"} Rest  of what a figure counts its n; told: articles by the bot */

/** On what a figure rests. @param {number} n @param {Rest} [of] */
export function restsOn(n, of = "answers") {
  switch (of) {
    case "answers": return tn("{n} answer", "{n} answers", n);
    case "asked": return tn("{n} asked", "{n} asked", n);
    case "told": return tn("{n} article answer", "{n} article answers", n);
    case "conversations": return tn("{n} conversation", "{n} conversations", n);
    case "cases": return tn("{n} case", "{n} cases", n);
  }
}

/** From where to where a figure can go; null: as far as its values do. @param {string} figure @param {Unit} unit @returns {[number, number] | null} */
export function rangeOf(figure, unit) {
  if (unit === "percent") return [0, 100];
  if (unit === "points") return [-100, 100];
  if (figure === "ces") return [1, 7];
  return unit === "mean" ? [1, 5] : null;
}
