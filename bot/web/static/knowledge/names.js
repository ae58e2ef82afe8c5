import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";

/** @param {string} state  of the list's filter */
export const stateName = (state) => ({
  draft: t("With a draft"), review: t("Waits for review"), published: t("Published"), unpublished: t("Not published yet"),
  untranslated: t("A translation is missing"), expired: t("No longer valid"), unanswered: t("Without an answer"),
  unshown: t("Never shown"),
})[state] ?? state;

/** @param {string} sort @param {boolean} searching */
export const sortName = (sort, searching) => ({
  "": searching ? t("Best match first") : t("Changed last first"), title: t("By title"), category: t("By category"),
  variants: t("Most variants first"), shown: t("Shown most first"), stick: t("Lowest stick rate first"),
  people: t("Led to people most first"),
})[sort] ?? sort;

/** @param {string} channel */
export const channelName = (channel) =>
  ({ widget: t("Website chat"), telegram: "Telegram", help: t("Help centre") })[channel] ?? channel;

/** @param {string} field  of an article, as the server names it @param {string | null} [language]  that it is in @returns {string} */
export const fieldWords = (field, language) =>
  (language ? t("{field}, {language}", { field: fieldName(field), language: languageName(language) }) : fieldName(field));

/** @param {string} field */
const fieldName = (field) => ({
  title: t("Title"), answer: t("Answer"), link: t("Read on"), video: t("Video"), variants: t("Ways of asking"),
  category: t("Category"), tags: t("Tags"), valid_from: t("Valid from"), valid_until: t("Valid until"), channels: t("Channels"),
  audience: t("Audience"), needs: t("Asked for first"), confident: t("Own threshold"), translations: t("Translation"),
})[field] ?? field;

/** @param {import("./types.js").Person | null | undefined} author @returns {string} "" where nobody knows */
export function authorName(author) {
  if (!author) return "";
  return author.name || ({ import: t("Import"), sample: t("Sample shop") }[author.id] ?? author.id);
}
