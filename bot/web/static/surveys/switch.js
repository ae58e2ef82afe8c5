import { html } from "../shared/html.js";

/** On or off, at once. @param {{on: boolean, label: string, onTurn: () => void}} props */
export function Switch({ on, label, onTurn }) {
  return html`<button type="button" class="switch" role="switch" aria-checked=${on} aria-label=${label} onClick=${onTurn}></button>`;
}
