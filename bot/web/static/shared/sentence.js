import { t } from "./i18n.js";

/**
 * What went wrong, and what to do about it, in the reader's language.
 * @param {any} refusal  a Refusal; anything else is our own fault
 * @returns {string}
 */
export function sentence(refusal) {
  switch (refusal?.code) {
    case "offline":
      return t("The server cannot be reached. Check your connection and try again.");
    case "too_many":
      return refusal.data?.retry_after_s
        ? t("Too many tries. Wait {n} s and try again.", { n: Math.ceil(refusal.data.retry_after_s) })
        : t("Too many tries. Wait a minute and try again.");
    case "unavailable":
      return t("The server is busy. Try again in a moment.");
    case "forbidden":
      return t("You may not do this.");
    case "unauthorized":
      return t("You are signed out. Sign in again.");
    case "not_found":
      return t("This is no longer there.");
    case "too_large":
      return t("This is too long. Make it shorter and try again.");
    case "taken":
      return t("{name} has it.", { name: refusal.data?.agent?.name ?? t("Someone else") });
    case "stale":
      return t("This conversation is no longer yours.");
    case "bad_request":
    case "conflict":
    case "gone":
      return t(refusal.message);
    default:
      return t("Something went wrong on the server. Try again; if it stays, tell whoever runs it.");
  }
}
