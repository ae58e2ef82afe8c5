import { t } from "../shared/i18n.js";

/**
 * The five qualities of service, in the order of the form.
 * @typedef {"responsiveness" | "speed" | "competence" | "courtesy" | "consistency"} Quality
 */

/** @type {readonly Quality[]} */
export const QUALITIES = ["responsiveness", "speed", "competence", "courtesy", "consistency"];

export const LOWEST = 1, HIGHEST = 5;

/** @param {Quality} quality */
export const qualityName = (quality) => ({
  responsiveness: t("Responsiveness"), speed: t("Speed"), competence: t("Competence"), courtesy: t("Courtesy"), consistency: t("Consistency"),
})[quality];

/** The first quality without a score; undefined: all have one. @param {Partial<Record<Quality, number>>} scores */
export const nextUnscored = (scores) => QUALITIES.find((quality) => scores[quality] === undefined);

/** A question in the reader's language, else in English, else in any. @param {Record<string, string>} worded @param {string} language */
export const wordsIn = (worded, language) => worded[language] ?? worded.en ?? Object.values(worded)[0] ?? "";
