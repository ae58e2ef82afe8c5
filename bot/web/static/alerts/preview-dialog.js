import { Dialog } from "../shared/dialog.js";
import { Prose } from "../shared/article.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Segments } from "../shared/segments.js";
import { mailPreview, previewDigest } from "./api.js";
import { Standing } from "./standing.js";

/** A digest as it would be sent now. @param {{plan: import("./types.js").Plan, onClose: () => void}} props */
export function PreviewDialog({ plan, onClose }) {
  const [shown, set] = useState(/** @type {Awaited<ReturnType<typeof previewDigest>> | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const [as, look] = useState("mail");
  const load = () => { refuse(null); previewDigest(plan).then(set, refuse); };
  useEffect(load, []);
  return html`<${Dialog} title=${t("Preview")} onClose=${onClose}><div class="stack preview">
    ${shown ? html`<${Segments} label=${t("How it arrives")} chosen=${as} choose=${look} options=${[["mail", t("Mail")], ["telegram", "Telegram"], ["text", t("Plain text")]]} />
      ${as === "mail" ? html`<iframe class="mail-frame" title=${shown.title} src=${mailPreview(plan)} sandbox=""></iframe>`
        : as === "telegram" ? html`<div class="proof-telegram"><div class="telegram-bubble">${shown.picture && html`<img class="telegram-picture" src=${shown.picture} alt="" />`}
            <${Prose} kind="telegram-words" markup=${shown.telegram} /></div></div>`
        : html`<pre class="plain" tabindex="0">${shown.text}</pre>`}`
      : html`<${Standing} refusal=${refusal} again=${load} />`}</div><//>`;
}
