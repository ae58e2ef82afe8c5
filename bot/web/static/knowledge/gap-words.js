import { number, t, tn } from "../shared/i18n.js";

/** @param {import("./growth-api.js").Reason} reason */
export const reasonName = (reason) => ({ unknown: t("not known"), unhelpful: t("did not help"), person: t("went to a person") })[reason];

/** What happened how often, the most frequent first. @param {import("./growth-api.js").Gap} gap @returns {string[]} */
export const reasonWords = ({ reasons, count }) =>
  /** @type {[import("./growth-api.js").Reason, number][]} */ (Object.entries(reasons)).filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a).map(([reason, n]) => (n === count ? reasonName(reason) : `${reasonName(reason)} ${number(n)}`));

/** What it has cost, for whoever wonders about the figure beside it. @param {import("./growth-api.js").Gap} gap */
export function costWords({ cost: { agent_minutes, low_ratings }, count }) {
  const parts = [tn("{n} minute of agents", "{n} minutes of agents", Math.round(agent_minutes))];
  if (low_ratings) parts.push(tn("{n} low rating", "{n} low ratings", low_ratings));
  parts.push(tn("{n} question", "{n} questions", count));
  return t("{parts}: a low rating counts as 10 minutes, a question as one.", { parts: parts.join(" + ") });
}

/** @param {import("./growth-api.js").Gap} gap */
export const askedWords = ({ count, people }) =>
  people < count
    ? t("{times} by {people}", { times: tn("asked once", "asked {n} times", count), people: tn("{n} person", "{n} people", people) })
    : tn("asked once", "asked {n} times", count);
