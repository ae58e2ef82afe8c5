import { CircleAlert } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { Icon } from "../shared/icons.js";

/** What went wrong, told at once to a screen reader too. @param {{words: string}} props  "": nothing did */
export function Problem({ words }) {
  return html`<div role="alert">
    ${words && html`<p class="notice bad"><${Icon} of=${CircleAlert} size=${16} /><span>${words}</span></p>`}</div>`;
}
