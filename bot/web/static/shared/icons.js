import { h, html } from "./html.js";

/** @typedef {[string, Record<string, string>][]} Drawing  one icon of vendor/lucide*.js */

/**
 * One line icon in the colour of its text. Without a label it is decoration, and words must stand beside it.
 * @param {{of: Drawing | any[], size?: number, label?: string, filled?: boolean}} props  size in px
 */
export function Icon({ of, size = 18, label, filled = false }) {
  const name = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill=${filled ? "currentColor" : "none"}
    stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" ...${name}>
    ${of.map(([element, attributes]) => h(element, attributes))}
  </svg>`;
}
