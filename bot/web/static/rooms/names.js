import { t } from "../shared/i18n.js";

/**
 * What to call a contact: the name they told, else "Visitor" and four letters of the id, always the same for the same one.
 * @param {{id: string, name?: string | null}} contact
 * @returns {string}
 */
export function nameOf(contact) {
  return contact.name?.trim() || t("Visitor {code}", { code: shortCode(contact.id) });
}

/** Four digits and capitals that tell visitors apart at a glance; not unique. @param {string} id */
export function shortCode(id) {
  const letters = id.replace(/^[a-z]+_/, "").replace(/[^\p{L}\p{N}]/gu, "");
  return letters.slice(-4).toUpperCase().padStart(4, "0");
}

/** @param {"widget" | "telegram" | "link" | string} channel */
export function channelName(channel) {
  return channel === "telegram" ? "Telegram" : channel === "link" ? t("Call by link") : t("Website");
}

/** Why somebody stands in the line. @param {string | undefined} reason @returns {string} "" when it is not known */
export function reasonWords(reason) {
  switch (reason) {
    case "asked":
      return t("asked for a person");
    case "unmatched":
      return t("the bot had no answer");
    case "check_in":
      return t("something they bought does not work");
    case "low_rating":
      return t("rated the answer low");
    case "transfer":
      return t("handed on");
    case "released":
      return t("put back in the line");
    case "call":
      return t("called");
    default:
      return "";
  }
}

/** Something other than text that somebody sent. @param {string} what  by Telegram's names @returns {string} */
export function contentWords(what) {
  switch (what) {
    case "photo":
      return t("a photo");
    case "voice":
    case "audio":
      return t("a sound recording");
    case "video":
    case "video_note":
    case "animation":
      return t("a video");
    case "document":
      return t("a file");
    case "sticker":
      return t("a sticker");
    case "location":
    case "venue":
      return t("a place");
    case "contact":
      return t("a contact");
    default:
      return t("something else");
  }
}
