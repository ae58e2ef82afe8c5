import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { NONE, intervalWords, isFew, valueWords } from "../rooms/units.js";

/**
 * A figure with its interval drawn on all that it can be; grey where it rests on too little.
 * @param {{figure: import("../rooms/units.js").Figure, unit: import("../rooms/units.js").Unit, range: [number, number], open?: () => void, name?: string}} props
 *   open: shows what is behind it; name: whose figure it is
 */
export function IntervalBar({ figure, unit, range: [least, most], open, name = "" }) {
  const { value, low, high } = figure;
  if (value === null) return html`<span class="muted">${NONE}</span>`;
  const few = isFew(figure);
  const at = (/** @type {number} */ x) => Math.min(100, Math.max(0, (100 * (x - least)) / (most - least || 1)));
  const between = intervalWords(figure, unit);
  return html`<span class=${few ? "interval few" : "interval"}>
    ${open
      ? html`<button type="button" class="button link interval-value" onClick=${open}
          aria-label=${t("{name}, {value}: show the conversations", { name, value: valueWords(value, unit) })}>${valueWords(value, unit)}</button>`
      : html`<span class="interval-value">${valueWords(value, unit)}</span>`}
    <svg class="interval-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" x="0" y="4" width="100" height="2" rx="1" />
      ${low !== null && high !== null && html`<rect class="interval-band" x=${at(low)} y="1.5" width=${Math.max(1, at(high) - at(low))} height="7" rx="2" />`}
      <rect class="interval-point" x=${Math.min(98.5, Math.max(0, at(value) - 0.75))} y="0" width="1.5" height="10" />
    </svg>
    <span class="interval-words small">${between}${few && html`<span class="visually-hidden"> ${t("too few")}</span>`}</span>
  </span>`;
}
