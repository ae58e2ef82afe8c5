import { channelName as ownChannelName } from "../rooms/names.js";
import { t } from "../shared/i18n.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { languageName } from "../shared/language-name.js";

/** @typedef {import("../rooms/units.js").Unit} Unit */

/** Where a rating came from; "link": by the link to a call, or to the rating itself. @param {string} channel */
export const channelName = (channel) => (channel === "kiosk" ? t("Kiosk") : channel === "link" ? t("By link") : ownChannelName(channel));

/** @param {string} handler  who answered */
export const handlerName = (handler) => ({
  article: t("Bot, with an article"), bot: t("Bot, without an article"), agent: t("Agent"), call: t("Call"), journey: t("No conversation"),
  kiosk: t("Kiosk"),
})[handler] ?? handler;

/** @param {string} moment  at which it was asked */
export const momentName = (moment) => ({
  episode: t("After a conversation"), call: t("After a call"), later: t("Days later"), touchpoint: t("After a touchpoint"),
  reask: t("After a recovery"), kiosk: t("At a kiosk"), link: t("By link"),
})[moment] ?? moment;

/** @param {string} metric */
export const metricName = (metric) => ({ csat: "CSAT", nps: "NPS", ces: "CES" })[metric] ?? metric;

/** @param {string} day  0 is Monday */
const weekdayName = (day) =>
  [t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday"), t("Sunday")][Number(day)] ?? day;

/** @param {string} dimension  by which figures are grouped, or filtered */
export const dimensionName = (dimension) => ({
  channel: t("Channel"), language: t("Language"), agent: t("Agent"), team: t("Team"), handler: t("Who answered"), article: t("Article"),
  topic: t("Topic"), moment: t("When asked"), survey: t("Survey"), place: t("Place"), metric: t("Kind of question"), hour: t("Hour"),
  weekday: t("Weekday"),
})[dimension] ?? dimension;

/** What a table of figures by a dimension is called. @param {string} dimension */
export const groupedTitle = (dimension) => ({
  channel: t("By channel"), language: t("By language"), agent: t("By agent"), team: t("By team"), handler: t("By who answered"),
  article: t("By article"), topic: t("By topic"), moment: t("By when it was asked"), survey: t("By survey"), place: t("By kiosk or touchpoint"),
  metric: t("By kind of question"), hour: t("By hour"), weekday: t("By weekday"),
})[dimension] ?? dimension;

/** What one value of a dimension is called. @param {string} dimension @param {string} key @param {string | null} [name]  as the server knows it */
export function groupName(dimension, key, name) {
  if (key === "-" || key === "") return t("None");
  switch (dimension) {
    case "channel": return channelName(key);
    case "language": return languageName(key);
    case "handler": return handlerName(key);
    case "moment": return momentName(key);
    case "metric": return metricName(key);
    case "weekday": return weekdayName(key);
    case "place": return name && name !== key ? name : kindName(key); // a kiosk has a name, else it is a kind of touchpoint
    case "hour": return `${key.padStart(2, "0")}:00`;
    default: return name || key;
  }
}

/**
 * The figures: what each is called, what it says, of what it is, which way is the better one (higher where nothing is said).
 * @type {Readonly<Record<string, {unit: Unit, name: () => string, about: () => string, of: import("../rooms/units.js").Rest, better?: "lower"}>>}
 */
export const FIGURES = {
  overall: { unit: "percent", name: () => t("Overall satisfaction"), about: () => t("Satisfied answers of every kind, each touchpoint weighted by how often it was asked"), of: "answers" },
  csat: { unit: "percent", name: () => "CSAT", about: () => t("Share of 4 and 5 among the answers on 1 to 5"), of: "answers" },
  nps: { unit: "points", name: () => "NPS", about: () => t("Share of 9 and 10 less share of 0 to 6, on 0 to 10"), of: "answers" },
  ces: { unit: "mean", name: () => "CES", about: () => t("Mean agreement, 1 to 7, that it was easy"), of: "answers" },
  rating: { unit: "mean", name: () => t("Mean rating"), about: () => t("Mean of the answers on 1 to 5"), of: "answers" },
  response: { unit: "percent", name: () => t("Response rate"), about: () => t("Of those who were asked, how many answered. Kiosks do not count: nobody is asked there."), of: "asked" },
  contained: { unit: "percent", name: () => t("Contained by the bot"), about: () => t("Conversations that ended without a person"), of: "conversations" },
  stick: { unit: "percent", name: () => t("Stick rate"), about: () => t("Answers by an article that neither a “no” nor a person followed"), of: "told" },
  repeat: { unit: "percent", name: () => t("Repeat contact"), about: () => t("Conversations that began within 7 days of the same customer’s last one"), of: "conversations", better: "lower" },
  solved: { unit: "percent", name: () => t("Solved for good"), about: () => t("Of conversations that ended 7 days ago or earlier, those after which the customer did not come back within 7 days"), of: "conversations" },
  recovered: { unit: "percent", name: () => t("Recovered"), about: () => t("Of customers who answered when asked again after their case, those who were satisfied"), of: "cases" },
  first_bot: { unit: "ms", name: () => t("First reply by the bot"), about: () => t("From the first question on, median"), of: "conversations", better: "lower" },
  low: { unit: "percent", name: () => t("Low ratings"), about: () => t("Share of 1 and 2 among the answers on 1 to 5"), of: "answers", better: "lower" },
  first_human_p90: { unit: "ms", name: () => t("First reply by a person, nine of ten"), about: () => t("Since a person was first wanted, what nine of ten stay under"), of: "conversations", better: "lower" },
  first_human: { unit: "ms", name: () => t("First reply by a person"), about: () => t("Since a person was first wanted, median"), of: "conversations", better: "lower" },
  wait: { unit: "ms", name: () => t("Wait in the line"), about: () => t("Until somebody took it, median"), of: "conversations", better: "lower" },
  handle: { unit: "ms", name: () => t("Handling time"), about: () => t("Held by agents, median"), of: "conversations", better: "lower" },
  resolution: { unit: "ms", name: () => t("Time to resolution"), about: () => t("From the first word to the end of a conversation, median"), of: "conversations", better: "lower" },
};

/** @param {string} figure */
export const figureName = (figure) => FIGURES[figure]?.name() ?? figure;

/** The times, in the order in which they pass. */
export const TIMES = ["first_bot", "first_human", "wait", "handle", "resolution"];
