import { boundsOf, isDay, periodOf, presetOf, PRESETS } from "./period.js";

/**
 * What the page is asked for, kept in its address: a preset moves on with the days, own dates stay.
 * @typedef {{
 *   period: import("./period.js").Preset, from: string, to: string, channel: string, language: string, agent: string,
 * }} Query
 *   from, to: days, both inside; "" of the others: any
 */

/** @type {Exclude<import("./period.js").Preset, "own">} */
const DEFAULT = "30d";

/** @param {string} search  the address's query @param {Date} today @returns {Query} */
export function queryOf(search, today) {
  const given = new URLSearchParams(search);
  const part = (/** @type {string} */ name) => given.get(name) ?? "";
  const rest = { channel: part("channel"), language: part("language"), agent: part("agent") };
  const [from, to] = [given.get("from"), given.get("to")];
  if (isDay(from) && isDay(to) && from <= to) return { ...rest, from, to, period: presetOf({ from, to }, today) };
  const preset = PRESETS.find((each) => each === given.get("period")) ?? DEFAULT;
  return { ...rest, ...periodOf(preset, today), period: preset };
}

/** @param {Query} query @returns {string} the address's query, "" when all is as it is by itself */
export function searchOf({ period, from, to, channel, language, agent }) {
  const parts = new URLSearchParams();
  if (period === "own") {
    parts.set("from", from);
    parts.set("to", to);
  } else if (period !== DEFAULT) {
    parts.set("period", period);
  }
  for (const [name, value] of Object.entries({ channel, language, agent })) if (value) parts.set(name, value);
  const search = parts.toString();
  return search && `?${search}`;
}

/** The query of the server's requests. @param {Query} query @returns {string} with its "?" */
export function requestOf({ from, to, channel, language, agent }) {
  const bounds = boundsOf({ from, to });
  const parts = new URLSearchParams({ from: String(bounds.from), to: String(bounds.to) });
  for (const [name, value] of Object.entries({ channel, language, agent })) if (value) parts.set(name, value);
  return `?${parts}`;
}
