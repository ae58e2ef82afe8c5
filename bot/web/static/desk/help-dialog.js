import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { shortcuts } from "./keyboard.js";

/** @param {{onClose: () => void}} props */
export function HelpDialog({ onClose }) {
  return html`<${Dialog} title=${t("Keyboard shortcuts")} onClose=${onClose}>
    <dl class="shortcuts">${shortcuts().map(({ keys, joined = "+", words }) => html`<div key=${words}>
      <dt>${words}</dt>
      <dd>${keys.map((key, place) => html`${place > 0 && html`<span class="muted"> ${joined} </span>`}<kbd>${key}</kbd>`)}</dd>
    </div>`)}</dl>
  <//>`;
}
