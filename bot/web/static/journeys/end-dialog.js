import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";

/** For what cannot be undone. @param {{title: string, words: string, deed: string, onYes: () => void, onClose: () => void}} props */
export function EndDialog({ title, words, deed, onYes, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose}><div class="stack"><p>${words}</p>
    <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
      <button type="button" class="button primary" onClick=${onYes}>${deed}</button></div></div><//>`;
}
