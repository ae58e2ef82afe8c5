import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { CopyField } from "./copy-field.js";

/** A secret, shown this once. @param {{title: string, secret: string, onClose: () => void}} props */
export function SecretDialog({ title, secret, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose}><div class="stack">
    <p class="notice warn">${t("Copy it now: it is not shown again. Keep it on a server, never in a page or an app.")}</p>
    <${CopyField} text=${secret} label=${title} />
    <div class="dialog-actions"><button type="button" class="button primary" onClick=${onClose}>${t("I have copied it")}</button></div></div><//>`;
}
