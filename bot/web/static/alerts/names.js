import { t, tn } from "../shared/i18n.js";
import { withinDays } from "../rooms/alert-words.js";

/**
 * @typedef {import("./types.js").FactKind} FactKind
 * @typedef {import("./types.js").Condition} Condition
 * @typedef {import("./types.js").Book} Book
 */

/** What a rule may be about, in the order of the choice. @type {readonly FactKind[]} */
export const KINDS = ["rating", "episode", "case_late", "case_due", "booking", "booking_moved", "booking_cancelled", "booking_soon", "line"];

/** @param {FactKind} kind */
export const kindName = (kind) => ({
  rating: t("A customer rates"),
  episode: t("A customer begins a conversation"),
  case_late: t("A recovery case is overdue"),
  case_due: t("A recovery case is due soon"),
  booking: t("A call is booked"),
  booking_moved: t("A customer moves a booked call"),
  booking_cancelled: t("A booked call is cancelled"),
  booking_soon: t("A booked call begins soon"),
  line: t("Customers wait in line"),
})[kind];

/** @param {import("./types.js").Metric} metric */
export const metricName = (metric) => ({ csat: t("CSAT, 1 to 5"), nps: t("NPS, 0 to 10"), ces: t("CES, 1 to 7") })[metric];

/** @param {import("./types.js").Metric} metric @returns {readonly [number, number]} the least and the greatest value */
export const scaleOf = (metric) => /** @type {const} */ ({ csat: [1, 5], nps: [0, 10], ces: [1, 7] })[metric];

/** @param {Condition["kind"]} kind */
export const conditionName = (kind) => ({
  value: t("The rating"),
  words: t("Words in the comment"),
  label: t("The customer's label"),
  attribute: t("What is known about the customer"),
  repeated: t("It happens repeatedly"),
  waiting: t("How long the line is"),
})[kind];

/** Which conditions say something of which events. @param {FactKind} on @returns {Condition["kind"][]} */
export function conditionsFor(on) {
  if (on === "line") return ["waiting"];
  return on === "rating" ? ["value", "words", "label", "attribute", "repeated"] : ["repeated", "label", "attribute"];
}

/** A condition to begin with. @param {Condition["kind"]} kind @returns {Condition} */
export function fresh(kind) {
  switch (kind) {
    case "value": return { kind, metric: "csat", at_most: 2 };
    case "words": return { kind, words: [] };
    case "label": return { kind, labels: [] };
    case "attribute": return { kind, name: "", values: [] };
    case "repeated": return { kind, what: "episodes", times: 3, days: 7 };
    case "waiting": return { kind, people: 5 };
  }
}

/** In words, as it stands below a rule's name. @param {Condition} condition */
export function conditionWords(condition) {
  switch (condition.kind) {
    case "value": {
      const { metric, at_most: most, at_least: least } = condition, name = metricName(metric);
      if (most !== undefined && most !== null && least !== undefined && least !== null) {
        return t("{metric}: {least} to {most}", { metric: name, least, most });
      }
      return most !== undefined && most !== null
        ? t("{metric}: {value} or less", { metric: name, value: most })
        : t("{metric}: {value} or more", { metric: name, value: least ?? 0 });
    }
    case "words": return t("The comment says {words}", { words: quoted(condition.words) });
    case "label": return t("Labelled {words}", { words: quoted(condition.labels) });
    case "attribute": return t("{name} is {words}", { name: condition.name, words: quoted(condition.values) });
    case "repeated": {
      const { what, times, days } = condition;
      const often = what === "low" ? tn("{n} low rating", "{n} low ratings", times) : tn("{n} conversation", "{n} conversations", times);
      return `${often} ${withinDays(days)}`;
    }
    case "waiting": return [
      condition.people ? tn("{n} person waits", "{n} people wait", condition.people) : "",
      condition.minutes ? tn("somebody waits for {n} minute", "somebody waits for {n} minutes", condition.minutes) : "",
    ].filter(Boolean).join(` ${t("or")} `);
  }
}

/** @param {string[]} words */
const quoted = (words) => words.map((each) => `“${each}”`).join(", ");

/** Who is told, by name; what is gone is left out. @param {string} to @param {Book} book */
export function targetName(to, { targets, agents }) {
  if (to === "desk:managers") return t("Desks of all managers");
  if (to === "desk:everyone") return t("Everybody's desk");
  if (to === "desk:theirs") return t("Desk of the agent concerned");
  if (to.startsWith("desk:")) {
    const agent = agents.find(({ id }) => `desk:${id}` === to);
    return agent ? t("Desk of {name}", { name: agent.name }) : "";
  }
  return targets.find(({ id }) => id === to)?.name ?? "";
}

/** How soon. @param {{window_min: number}} rule */
export const windowWords = ({ window_min: minutes }) =>
  (minutes ? tn("collected for {n} minute", "collected for {n} minutes", minutes) : t("at once"));

/** @param {number} min  of the day */
export const clockOf = (min) => `${String(Math.floor(min / 60)).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`;

/** @param {string} text  "21:30" @param {number} otherwise */
export function minutesOf(text, otherwise) {
  const [hours, minutes] = text.split(":").map(Number);
  return Number.isInteger(hours + minutes) ? hours * 60 + minutes : otherwise;
}

/** @param {string} text @param {number} least @param {number} most @param {number} otherwise */
export const within = (text, least, most, otherwise) => (/^\d+$/.test(text) ? Math.min(most, Math.max(least, Number(text))) : otherwise);

/** A target's state in words. @param {import("./types.js").Sent["state"]} state */
export const stateName = (state) => ({
  gathering: t("waits to be sent"), sending: t("is being sent"), sent: t("sent"), uncertain: t("may have arrived"), failed: t("not sent"),
})[state];

/** @param {number} count */
export const waitingWords = (count) => tn("{n} message waits to be sent", "{n} messages wait to be sent", count);
