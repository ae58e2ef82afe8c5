import { html } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { ENOUGH } from "./figures.js";

/** What stands where there is no figure. */
export const NONE = "–";

/** @param {number} value  in % @param {number} [digits] */
export const percent = (value, digits = 0) => number(value / 100, { style: "percent", maximumFractionDigits: digits });

/** @param {number} mean  1 to 5 */
export const meanWords = (mean) => number(mean, { minimumFractionDigits: 1, maximumFractionDigits: 2 });

/** @param {number} n */
export const answersWords = (n) => tn("{n} answer", "{n} answers", n);

/**
 * A share with its interval drawn on 0 to 100 %; grey where it rests on too few answers.
 * @param {{share: import("./figures.js").Share}} props
 */
export function ShareBar({ share }) {
  const { value, low, high, n } = share;
  if (value === null || low === null || high === null) return html`<span class="muted">${t("no answers")}</span>`;
  const few = n < ENOUGH;
  const words = few
    ? t("{low} to {high}, too few", { low: percent(low), high: percent(high) })
    : t("{low} to {high}", { low: percent(low), high: percent(high) });
  return html`<span class=${few ? "share few" : "share"}>
    <span class="share-value">${percent(value)}</span>
    <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="share-track" x="0" y="4" width="100" height="2" rx="1" />
      <rect class="share-band" x=${low} y="1.5" width=${Math.max(1, high - low)} height="7" rx="2" />
      <rect class="share-point" x=${Math.min(98.5, Math.max(0, value - 0.75))} y="0" width="1.5" height="10" />
    </svg>
    <span class="share-words">${words}</span>
  </span>`;
}
