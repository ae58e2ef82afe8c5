import { html } from "./html.js";
import { number } from "./i18n.js";

/**
 * One of a few, each with how many it holds where that is known.
 * @param {{label: string, chosen: string, options: [string, string, (number | undefined)?][], choose: (name: any) => void}} props
 */
export function Segments({ label, chosen, options, choose }) {
  return html`<div class="segments" role="group" aria-label=${label}>
    ${options.map(([name, words, count]) => html`<button key=${name} type="button" class="segment" aria-pressed=${name === chosen}
      onClick=${() => choose(name)}>${words}${count !== undefined && html` <span class="muted">${number(count)}</span>`}</button>`)}
  </div>`;
}
