import { date, t, tn } from "../shared/i18n.js";
import { nameOf } from "./names.js";

/**
 * One entry behind the bell, or of the history (bot/web/PROTOCOL.md, Alerts).
 * @typedef {{id: string, rules: string[], kind: "rating" | "episode" | "case_due" | "case_late" | "booking" | "booking_moved" | "booking_cancelled" |
 *   "booking_soon" | "line",
 *   at: number, contact?: {id: string, name: string}, conversation?: string, case?: string, metric?: "csat" | "nps" | "ces", value?: number,
 *   words?: string, since?: number, was?: number, colleague?: string, count?: number, days?: number, gone?: "moved" | "cancelled",
 *   read?: boolean}} Alert  gone: what has become of the call since
 */

/** What happened, in a few words, and what has become of it. @param {Alert} alert @returns {string} */
export function happened(alert) {
  const words = happening(alert);
  return alert.gone ? `${words} (${alert.gone === "moved" ? t("moved since then") : t("cancelled since then")})` : words;
}

/** @param {Alert} alert @returns {string} */
function happening({ kind, metric, value, since, was, colleague, count, days, at }) {
  switch (kind) {
    case "rating": return given(metric ?? "csat", value ?? 0);
    case "episode": return count ? `${tn("{n} conversation", "{n} conversations", count)} ${withinDays(days ?? 0)}` : t("started a conversation");
    case "case_due": return t("The recovery case is due soon.");
    case "case_late": return t("The recovery case is overdue.");
    case "booking": return t("Call booked: {time}", { time: since ? date(since) : "" });
    case "booking_soon": return t("Call begins: {time}", { time: since ? date(since) : "" });
    case "booking_moved": {
      const times = { time: since ? date(since) : "", was: was ? date(was) : "" };
      return colleague ? t("Call moved to {name}: {time} (it was {was})", { ...times, name: colleague }) : t("Call moved: {time} (it was {was})", times);
    }
    case "booking_cancelled": {
      const time = since ? date(since) : "";
      return colleague ? t("Call cancelled by {name}: {time}", { name: colleague, time }) : t("Call cancelled: {time}", { time });
    }
    case "line": {
      const minutes = since ? Math.floor((at - since) / 60_000) : 0;
      const wait = minutes > 0 && tn("the longest for {n} minute", "the longest for {n} minutes", minutes);
      return [tn("{n} customer waits", "{n} customers wait", count ?? 0), wait].filter(Boolean).join(", ");
    }
  }
}

/** @param {number} days */
export const withinDays = (days) => tn("within {n} day", "within {n} days", days);

/** A value with its scale. @param {"csat" | "nps" | "ces"} metric @param {number} value */
export function given(metric, value) {
  if (metric === "nps") return t("{value} of 10 (would recommend)", { value });
  return metric === "ces" ? t("{value} of 7 (was easy)", { value }) : t("{value} of 5", { value });
}

/** Whom it is about; "": nobody in particular. @param {Alert} alert */
export const whose = ({ contact }) => (contact ? nameOf(contact) : "");

/** Where something can be done about it. @param {Alert} alert @returns {string} an address */
export function placeOf({ conversation, case: ident }) {
  if (ident) return `/recovery/#case/${encodeURIComponent(ident)}`;
  return conversation ? `/desk/#${encodeURIComponent(conversation)}` : "/desk/";
}
