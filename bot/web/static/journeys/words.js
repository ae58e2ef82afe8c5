import { BookOpen, MessageCircleQuestionMark, MessageSquareText, Star } from "../vendor/lucide-journeys.js";
import { number, t, tn } from "../shared/i18n.js";
import { kindName } from "../rooms/touchpoint-words.js";

/** @typedef {import("./types.js").Step} Step */

/** @param {Step["does"]} does */
export function stepName(does) {
  switch (does) {
    case "articles": return t("Send articles");
    case "text": return t("Send a message");
    case "survey": return t("Send a survey");
    case "check_in": return t("Ask whether everything works");
  }
}

export const STEP_ICONS = { articles: BookOpen, text: MessageSquareText, survey: Star, check_in: MessageCircleQuestionMark };

/** When a step is due. @param {number} hours  after what happened */
export function afterWords(hours) {
  if (!hours) return t("at once");
  const days = hours / 24;
  if (Number.isInteger(days)) return days % 7 === 0 ? tn("{n} week later", "{n} weeks later", days / 7) : tn("{n} day later", "{n} days later", days);
  return tn("{n} hour later", "{n} hours later", hours);
}

/** What sets a journey off. @param {import("./types.js").Trigger} trigger */
export function triggerWords({ kind, product = "*", places = [] }) {
  const what = product && product !== "*" ? t("{kind}: {product}", { kind: kindName(kind), product }) : kindName(kind);
  return places.length ? t("{what}, at {places}", { what, places: places.join(", ") }) : what;
}

/** What becomes of a step: of one that was settled, or in a rehearsal. @param {string} fate @param {string | null} [detail] */
export function fateWords(fate, detail = null) {
  switch (fate) {
    case "planned": return t("planned");
    case "done": return t("sent");
    case "sent": return t("would be sent");
    case "visit": return t("waits for the next visit");
    case "off": return t("the journey was switched off");
    case "late": return t("too late");
    case "not_allowed": return t("has not allowed it");
    case "stopped": return t("wants nothing unasked");
    case "unless": return detail ? t("not after: {kind}", { kind: kindName(detail).toLowerCase() }) : t("something else ruled it out");
    case "lately": return t("had this journey a short while ago");
    case "open": return t("was in a conversation");
    case "unreachable": return t("has no chat with us yet");
    case "nothing": return t("nothing suitable to send");
    default: return fate;
  }
}

/** @param {string} fate */
export const fateTone = (fate) => ({ sent: "good", done: "good", visit: "good", planned: "" })[fate] ?? "warn";

/** How many of a journey's steps are planned, done, skipped. @param {import("./types.js").Count[]} counts */
export function sums(counts) {
  const sum = (/** @type {string} */ state) => counts.filter((each) => each.state === state).reduce((n, each) => n + each.n, 0);
  return { planned: sum("planned"), done: sum("done"), skipped: sum("skipped") };
}

/** The reasons for which steps were skipped, the most frequent first. @param {import("./types.js").Count[]} counts @returns {[string, number][]} */
export function reasons(counts) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { state, reason, n } of counts) if (state === "skipped" && reason) found.set(reason, (found.get(reason) ?? 0) + n);
  return [...found].sort((a, b) => b[1] - a[1]);
}

/** @param {number} n */
export const counted = (n) => number(n);
