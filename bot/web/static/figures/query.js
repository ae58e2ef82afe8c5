import { boundsOf, isDay, periodOf, presetOf, PRESETS } from "./period.js";

/**
 * What the page is asked for, kept in its address: a preset moves on with the days, own dates stay.
 * @typedef {"channel" | "language" | "agent" | "team" | "handler" | "article" | "topic" | "moment" | "survey" | "place"} Dimension
 * @typedef {Record<Dimension, string>} Narrowed  "": any; "-": those that have none
 * @typedef {Narrowed & {period: import("./period.js").Preset, from: string, to: string, other: string}} Query  from, to: days, both
 *   inside; other: with what it is compared, see otherOf
 */

/** @type {readonly Dimension[]} */
export const DIMENSIONS = ["channel", "language", "agent", "team", "handler", "article", "topic", "moment", "survey", "place"];

/** @type {Exclude<import("./period.js").Preset, "own">} */
const DEFAULT = "30d";

/** @param {string} search  the address's query @param {string} today @returns {Query} */
export function queryOf(search, today) {
  const given = new URLSearchParams(search);
  const narrowed = /** @type {Narrowed} */ (Object.fromEntries(DIMENSIONS.map((name) => [name, given.get(name) ?? ""])));
  const rest = { ...narrowed, other: given.get("with") ?? "previous" };
  const [from, to] = [given.get("from"), given.get("to")];
  if (isDay(from) && isDay(to) && from <= to) return { ...rest, from, to, period: presetOf({ from, to }, today) };
  const preset = PRESETS.find((each) => each === given.get("period")) ?? DEFAULT;
  return { ...rest, ...periodOf(preset, today), period: preset };
}

/** @param {Query} query @returns {string} the address's query, "" when all is as it is by itself */
export function searchOf(query) {
  const parts = new URLSearchParams();
  if (query.period === "own") {
    parts.set("from", query.from);
    parts.set("to", query.to);
  } else if (query.period !== DEFAULT) {
    parts.set("period", query.period);
  }
  for (const name of narrowedBy(query)) parts.set(name, query[name]);
  if (query.other !== "previous") parts.set("with", query.other);
  return parts.size ? `?${parts}` : "";
}

/** What the server is asked for, to which each request adds its own. @param {Query} query @param {string} zone */
export function filterOf(query, zone) {
  const { from, to } = boundsOf(query, zone);
  return { from: String(from), to: String(to), ...Object.fromEntries(narrowedBy(query).map((name) => [name, query[name]])) };
}

/**
 * The other side of a comparison: "previous", the stretch of the same length before; "year", the same days a year earlier; two
 * days, "2026-10-01..2026-10-31"; or another of a dimension, "agent=a_7".
 * @param {Query} query @param {string} zone @returns {Record<string, string>} what the server is asked for; {}: it says nothing
 */
export function otherOf({ other, from, to }, zone) {
  const bounded = (/** @type {import("./period.js").Period} */ period) => {
    const bounds = boundsOf(period, zone);
    return { "other.from": String(bounds.from), "other.to": String(bounds.to) };
  };
  if (other === "previous") return { other };
  if (other === "year") return bounded({ from: yearBefore(from), to: yearBefore(to) });
  const [first, last = null] = /** @type {(string | null)[]} */ (other.split(".."));
  if (isDay(first) && isDay(last) && first <= last) return bounded({ from: first, to: last });
  const [name, key] = cut(other);
  return DIMENSIONS.some((each) => each === name) && key ? { [`other.${name}`]: key } : {};
}

/** "agent=a_7" at its first "=". @param {string} other @returns {[string, string]} */
export const cut = (other) => [other.slice(0, Math.max(0, other.indexOf("="))), other.slice(other.indexOf("=") + 1)];

/** There is no 29th of February the year before one. @param {string} day */
const yearBefore = (day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`.replace("-02-29", "-02-28");

/** @param {Narrowed} query */
export const narrowedBy = (query) => DIMENSIONS.filter((name) => query[name]);

/** The same period, not narrowed. @param {Query} query @returns {Query} */
export const widened = (query) => ({ ...query, .../** @type {Narrowed} */ (Object.fromEntries(DIMENSIONS.map((name) => [name, ""]))) });

/**
 * @param {string} path @param {Record<string, string | number | boolean | null | undefined | readonly string[]>} asked  what is "",
 *   null or undefined is left out; a list is repeated
 */
export function pathOf(path, asked) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== "" && each !== null && each !== undefined) parts.append(name, String(each));
    }
  }
  return parts.size ? `${path}?${parts}` : path;
}
