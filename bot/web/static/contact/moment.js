import {
  CalendarClock, Gift, HeartHandshake, MailCheck, MessageCircle, Phone, Quote, Route, ShoppingBag, Star, Video,
} from "../vendor/lucide-reports.js";
import { causeWords } from "../recovery/words.js";
import { channelName } from "../rooms/names.js";
import { date, t } from "../shared/i18n.js";
import { handlerName, metricName, momentName } from "../figures/names.js";

/**
 * What happened with a contact, as `GET /api/contacts/<id>/timeline` tells; each kind has its own fields.
 * @typedef {{id: string, name: string}} Person
 * @typedef {"touchpoint" | "conversation" | "call" | "asking" | "case" | "journey" | "booking" | "thanks" | "permission"} Kind
 * @typedef {{kind: Kind, at: number} & Record<string, any>} Moment
 */

/** What the line may be narrowed to. @type {readonly {name: string, kinds: readonly Kind[], words: () => string}[]} */
export const SORTS = [
  { name: "", kinds: [], words: () => t("All") },
  { name: "talks", kinds: ["conversation", "call", "booking"], words: () => t("Conversations") },
  { name: "ratings", kinds: ["asking", "case", "thanks"], words: () => t("Ratings and cases") },
  { name: "purchases", kinds: ["touchpoint", "journey", "permission"], words: () => t("Purchases and journeys") },
];

/** @param {Moment} moment */
export function iconOf(moment) {
  switch (moment.kind) {
    case "touchpoint": return ShoppingBag;
    case "conversation": return MessageCircle;
    case "call": return moment.media === "voice" ? Phone : Video;
    case "asking": return moment.comment ? Quote : Star;
    case "case": return HeartHandshake;
    case "journey": return Route;
    case "booking": return CalendarClock;
    case "thanks": return Gift;
    case "permission": return MailCheck;
  }
}

/** @param {string} kind  of a touchpoint; what we do not know is shown as it came */
const touchpointName = (kind) => ({
  bought: t("Bought"), shipped: t("Shipped"), delivered: t("Delivered"), returned: t("Returned"), cancelled: t("Cancelled"),
  account_changed: t("Account changed"),
})[kind] ?? kind;

/** @param {string} state  of a journey's step */
const stepName = (state) => ({ planned: t("planned"), done: t("done"), skipped: t("skipped") })[state] ?? state;

/** @param {string | null} outcome  of a case */
const outcomeName = (outcome) => ({
  recovered: t("recovered"), not_recovered: t("not recovered"), unanswered: t("no answer when asked again"), not_asked: t("not asked again"),
  dismissed: t("dismissed"),
})[outcome ?? ""] ?? t("open");

/** @param {string} state  of a booking */
const bookingName = (state) => ({ cancelled: t("cancelled"), started: t("took place"), missed: t("missed") })[state] ?? state;

/** What a moment is called. @param {Moment} moment @returns {string} */
export function titleOf(moment) {
  switch (moment.kind) {
    case "touchpoint": return [touchpointName(moment.touchpoint), moment.product].filter(Boolean).join(": ");
    case "conversation": return t("Conversation, {channel}", { channel: channelName(moment.channel) });
    case "call": return moment.media === "voice" ? t("Voice call") : t("Video session");
    case "asking": return t("Asked: {metric}", { metric: metricName(moment.metric) });
    case "case": return t("Recovery case, {outcome}", { outcome: outcomeName(moment.outcome) });
    case "journey": return t("Journey “{name}”, {state}", { name: moment.name ?? moment.journey, state: stepName(moment.state) });
    case "booking": return moment.state === "booked" ? t("Call booked") : t("Booked call, {state}", { state: bookingName(moment.state) });
    case "thanks": return moment.what === "code" ? t("Got a thank-you code") : t("Invited to leave a public review");
    case "permission": return moment.allowed ? t("Allowed us to write unasked") : t("Wants no messages unasked");
  }
}

/** What is still to come, of which the line tells when it is and not how long ago. @param {Moment} moment @param {number} now  UTC ms */
export const isAhead = ({ kind, at }, now) => kind === "booking" && at > now;

/**
 * More of it, in a few words each.
 * @param {Moment} moment @param {readonly import("../recovery/types.js").Cause[]} [causes]  of cases, as they are set @returns {string[]}
 */
export function factsOf(moment, causes = []) {
  /** @type {any[]} */
  const facts = [];
  switch (moment.kind) {
    case "touchpoint": facts.push(moment.place, ...Object.entries(moment.facts ?? {}).map(([name, value]) => `${name}: ${value}`)); break;
    case "conversation": facts.push(moment.agent?.name ?? handlerName(moment.handler), moment.article?.title, moment.resolved_at === null && t("still open")); break;
    case "call": facts.push(moment.agent?.name); break;
    case "asking": facts.push(momentName(moment.moment), moment.place); break;
    case "case": facts.push(moment.cause && causeWords(moment.cause, causes)); break;
    case "journey": facts.push(moment.reason); break;
    case "booking": facts.push(date(moment.at), moment.agent?.name); break;
    case "permission": facts.push(moment.how); break;
  }
  return facts.filter(Boolean).map(String);
}
