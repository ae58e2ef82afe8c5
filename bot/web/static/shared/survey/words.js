import { t } from "../i18n.js";
import { lookOf, valuesOf } from "./card-state.js";

/** @typedef {import("./card-state.js").Scaled} Scaled */

/** Of CSAT, the lowest first. */
const marks = () => [t("Very bad"), t("Bad"), t("Fair"), t("Good"), t("Very good")];

/**
 * What a value means in a word or two; "" where only the number says it.
 * @param {Scaled} card @param {number} value
 */
export function meaning(card, value) {
  const values = valuesOf(card);
  if (value === values[0] && card.low) return card.low;
  if (value === values.at(-1) && card.high) return card.high;
  if (lookOf(card) === "thumbs") return value === 5 ? t("Good") : t("Bad");
  return (card.metric ?? "csat") === "csat" ? marks()[value - 1] ?? "" : "";
}

/** For those who do not see it. @param {Scaled} card @param {number} value */
export function spokenValue(card, value) {
  const words = meaning(card, value), of = valuesOf(card).at(-1) ?? 0;
  if (lookOf(card) === "thumbs") return words;
  return words ? t("{n} of {most}: {words}", { n: value, most: of, words }) : t("{n} of {most}", { n: value, most: of });
}
