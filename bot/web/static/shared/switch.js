import { html } from "./html.js";

/**
 * On or off, at once. It shows what is so, and turns when that has: a refused wish leaves it as it was.
 *
 * @param {{on: boolean, label?: string, onTurn: () => void}} props  without a label in a <label>
 */
export function Switch({ on, label, onTurn }) {
  return html`<button type="button" class="switch" role="switch" aria-checked=${on} aria-label=${label} onClick=${onTurn}></button>`;
}
