import { number, t, tn } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { channelName } from "../rooms/names.js";
import { kindName as touchpointName } from "../rooms/touchpoint-words.js";

/** @param {import("./types.js").Metric} metric */
export const metricName = (metric) => ({
  csat: t("Satisfaction, 1 to 5 (CSAT)"), nps: t("Recommendation, 0 to 10 (NPS)"), ces: t("Ease, 1 to 7 (CES)"),
})[metric];

/** @param {import("./types.js").Look} look */
export const lookName = (look) => ({ stars: t("Stars"), faces: t("Faces"), numbers: t("Numbers"), thumbs: t("Thumbs") })[look];

/** @param {string} moment */
export const momentName = (moment) => ({
  episode: t("After a conversation"), call: t("After a call"), later: t("Days later"), touchpoint: t("After a touchpoint"),
  reask: t("After a recovery"), kiosk: t("At a kiosk"), link: t("By link"),
})[moment] ?? moment;

/** @param {string} handler */
export const handlerName = (handler) => ({
  article: t("An article answered"), bot: t("The bot alone"), agent: t("An agent"), call: t("A call"), journey: t("A journey"), kiosk: t("A kiosk"),
})[handler] ?? handler;

/** @param {import("./types.js").FollowUp["kind"]} kind */
export const kindName = (kind) => ({ chips: t("Reasons to tap"), text: t("Free text"), scale: t("Scale of 1 to 5") })[kind];

/** @param {number} hours  not whole days are told as hours */
function spanWords(hours) {
  const days = hours / 24;
  return hours && Number.isInteger(days) ? tn("{n} day", "{n} days", days) : tn("{n} hour", "{n} hours", hours);
}

/** A survey by its question, in the reader's language where it has it. @param {{id: string, question: import("./types.js").Words}} survey @param {string} reader */
export const questionIn = ({ id, question }, reader) => bare(question[reader] || Object.values(question).find(Boolean) || "") || id;

const PLACEHOLDER = /(,?\s*)\{[a-z]+(?:\|([^{}|]*))?\}/g;

/** As it reads where no placeholder is known. @param {string} text */
export const bare = (text) => text.replace(PLACEHOLDER, (_, before, otherwise) => (otherwise ? before + otherwise : "")).trim();

/** Of whom a survey asks, in a few words each. @param {import("./types.js").Survey} survey @returns {string[]} */
export function conditions({ ask, delay_h }) {
  const { moments, channels, languages, handlers, touchpoints, places, share } = ask;
  return [
    ...(moments.length ? moments.filter((moment) => moment !== "later" || !delay_h).map(momentName) : [t("Only where it is named")]),
    delay_h > 0 ? t("{span} later", { span: spanWords(delay_h) }) : "",
    handlers.map(handlerName).join(", "), channels.map(channelName).join(", "), languages.map(languageName).join(", "),
    [...touchpoints.map(touchpointName), ...places].join(", "),
    share < 100 ? t("{share} of them", { share: number(share / 100, { style: "percent" }) }) : "",
  ].filter(Boolean);
}

/** The parts of a survey as versions tell of them. @param {string} where  as in definition.js texts(), or a field's name */
export function partName(where) {
  const [field, place, part] = where.split(".");
  if (field === "follow_ups" && place !== undefined) {
    const n = Number(place) + 1;
    return { choices: t("Follow-up question {n}, a reason", { n }), low: t("Follow-up question {n}, low end", { n }), high: t("Follow-up question {n}, high end", { n }) }[part]
      ?? t("Follow-up question {n}", { n });
  }
  if (field === "ask") return askName(place);
  return {
    question: t("Question"), low: t("Low end"), high: t("High end"), thanks: t("Thanks"), metric: t("What is measured"), look: t("Look"),
    follow_ups: t("Follow-up questions"), after: t("At its end"), book_for: t("Ratings after which a call can be booked"), delay_h: t("Asks after"),
    reminder_h: t("Reminds after"), deadline_h: t("May be answered for"), id: t("Id"),
  }[field] ?? field;
}

/** @param {string} field  of whom it asks */
const askName = (field) => ({
  moments: t("Moments"), channels: t("Channels"), languages: t("Languages of the conversation"), handlers: t("Who answered"),
  touchpoints: t("Kinds of touchpoint"), places: t("Places"), share: t("Share of customers asked"),
})[field] ?? field;

/** What a field says, in words. @param {string} where @param {string} told  as changes.js tells values */
export function valueWords(where, told) {
  const name = /** @type {Record<string, ((value: any) => string) | undefined>} */ ({
    metric: metricName, look: lookName, delay_h: (value) => spanWords(Number(value)), reminder_h: (value) => spanWords(Number(value)),
    deadline_h: (value) => spanWords(Number(value)), after: (value) => (value === "book" ? t("Offer to book a call with us") : t("nothing")),
    "ask.moments": momentName, "ask.channels": channelName, "ask.languages": languageName, "ask.handlers": handlerName,
    "ask.share": (value) => number(Number(value) / 100, { style: "percent" }),
  })[where];
  return name && told ? told.split(", ").map(name).join(", ") : told;
}
