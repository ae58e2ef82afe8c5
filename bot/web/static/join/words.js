import { t, tn } from "../shared/i18n.js";

/**
 * What to say when a link does not open the door.
 * @param {string} code  of bot/errors.py, "offline", or "missing" when the address holds no link
 * @returns {{title: string, words: string, retry: boolean}}
 */
export function explainLink(code) {
  switch (code) {
    case "gone":
      return {
        title: t("This link no longer works"),
        words: t("It has been used, or it is older than 7 days. If the account is yours, sign in; otherwise ask for a new link."),
        retry: false,
      };
    case "offline":
    case "unavailable":
    case "internal":
      return {
        title: t("Your link could not be checked"),
        words: t("The server cannot be reached. Check your connection and try again."),
        retry: true,
      };
    case "too_many":
      return {
        title: t("Your link could not be checked"),
        words: t("Too many tries. Wait a minute and try again."),
        retry: true,
      };
    default:
      return {
        title: t("This is not a whole link"),
        words: t("The address ends before the invitation does. Copy the whole link from the message, or ask for a new one."),
        retry: false,
      };
  }
}

/** What the reader should know about the password so far; no rules about its kinds of characters. @param {string} password */
export function passwordHint(password) {
  const length = [...password].length;
  if (length === 0) return t("15 characters or more are best: a few words that you remember do well.");
  if (length < MIN_PASSWORD) return tn("At least {n} character.", "At least {n} characters.", MIN_PASSWORD);
  if (length < 15) return t("This works. 15 characters or more are safer.");
  return t("Good length.");
}

export const MIN_PASSWORD = 8;
