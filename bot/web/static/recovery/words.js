import { mark, t, tn } from "../shared/i18n.js";

/**
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Moment} Moment
 */

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** A length of time in its largest unit. @param {number} ms */
export function lasting(ms) {
  if (ms < HOUR) return tn("{n} min", "{n} min", Math.max(1, Math.round(ms / MINUTE)));
  if (ms < 2 * DAY) return tn("{n} h", "{n} h", Math.round(ms / HOUR));
  return tn("{n} day", "{n} days", Math.round(ms / DAY));
}

/** The most that the scale goes to. @param {import("./types.js").Metric} metric */
export const mostOf = (metric) => ({ csat: 5, nps: 10, ces: 7 })[metric];

/** @param {Pick<Case, "metric">} it @param {number} value */
export const valueWords = ({ metric }, value) => t("{n} of {most}", { n: value, most: mostOf(metric) });

/** What the letters of HEARD stand for. @param {"H" | "E" | "A" | "R" | "D"} letter */
export const letterWords = (letter) =>
  ({ H: t("Hear"), E: t("Empathise"), A: t("Apologise"), R: t("Resolve"), D: t("Diagnose") })[letter];

/** @param {import("./types.js").Step} step */
export const stepWords = (step) => ({
  hear: t("Next: hear"), apologise: t("Next: apologise"), resolve: t("Next: resolve"), diagnose: t("Next: diagnose"), closed: t("Closed"),
})[step];

/** @param {import("./types.js").Outcome} outcome */
export const outcomeWords = (outcome) => ({
  recovered: t("Recovered"), not_recovered: t("Not recovered"), unanswered: t("Asked again, no answer"),
  not_asked: t("Not asked again"), dismissed: t("Dismissed"),
})[outcome];

/** @param {import("./types.js").Outcome} outcome */
export const outcomeTone = (outcome) => ({ recovered: "good", not_recovered: "bad" })[/** @type {string} */ (outcome)] ?? "";

/** @param {import("./state.js").ListName} list */
export const listWords = (list) =>
  ({ mine: t("Mine"), unassigned: t("Unassigned"), late: t("Overdue"), open: t("All open"), closed: t("Closed") })[list];

/** @param {import("./types.js").Situation} situation */
export const situationWords = (situation) => ({
  slow: t("Too slow"), answer: t("Wrong answer"), manner: t("Unfriendly"), product: t("Product broken"), general: t("General"),
})[situation];

/** The causes that a new installation begins with; others are told as managers wrote them. */
export const CAUSES = [
  mark("Slow reply"), mark("Wrong or unclear answer"), mark("Unfriendly manner"), mark("Problem not solved"), mark("Faulty product"),
  mark("Delivery"), mark("Price or terms"), mark("Website or app"), mark("Rated by mistake"), mark("Something else"),
];

/** @param {string | null | undefined} id @param {readonly import("./types.js").Cause[]} causes */
export function causeWords(id, causes) {
  if (!id) return t("Not diagnosed");
  const words = causes.find((cause) => cause.id === id)?.words;
  return words ? t(words) : id;
}

/** A line of the history. @param {Moment} moment @param {readonly import("./types.js").Cause[]} causes */
export function momentWords({ what, by, text = "" }, causes) {
  const name = by?.name ?? "";
  switch (what) {
    case "opened": return t("Opened by a rating of {value}", { value: text });
    case "value": return t("The customer changed the rating: {values}", { values: text });
    case "withdrawn": return t("Closed automatically: the customer is satisfied");
    case "reopened": return by ? t("{name} opened it again", { name }) : t("Opened again: the customer is not satisfied");
    case "claimed": return t("{name} took it", { name });
    case "assigned": return t("{name} gave it to {other}", { name, other: text });
    case "released": return t("{name} unassigned it", { name });
    case "heard": return t("{name} has read it", { name });
    case "apologised": return t("{name} apologised", { name });
    case "apologised_elsewhere": return t("{name} apologised another way", { name });
    case "resolved": return t("{name} resolved it", { name });
    case "diagnosed": return t("{name} found the cause: {cause}", { name, cause: causeWords(text, causes) });
    case "dismissed": return t("{name} dismissed it", { name });
    case "noted": return t("{name} left a note", { name });
    case "reminded": return t("Reminder: it is due soon");
    case "escalated": return t("Overdue: alert raised");
    case "reasked": return t("The customer is asked again");
    case "not_reasked": return t("The customer could not be asked again");
    case "answered": return t("The customer answered {value}", { value: text });
    case "unanswered": return t("The customer did not answer");
    default: return what;
  }
}

/** Moments whose text stands below them; of the others it is in the line. */
const QUOTED = new Set(["heard", "apologised", "apologised_elsewhere", "resolved", "dismissed", "noted"]);

/** @param {Moment} moment @returns {string} "" where there is none */
export const quoteOf = ({ what, by, text = "" }) => (QUOTED.has(what) || (what === "reopened" && by) ? text : "");
