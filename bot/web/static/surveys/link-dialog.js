import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { LinkField } from "../rooms/link-field.js";
import { QrCode } from "./qr-code.js";

/** The link that opens a kiosk, shown this once. @param {{kiosk: import("./types.js").Kiosk, link: import("./types.js").Link, onClose: () => void}} props */
export function LinkDialog({ kiosk, link: { url, qr }, onClose }) {
  return html`<${Dialog} title=${t("Link of “{words}”", { words: kiosk.place })} onClose=${onClose}
    actions=${html`<button type="button" class="button primary" onClick=${onClose}>${t("Done")}</button>`}>
    <p>${t("Open it on the tablet: with its camera, or by the link. It is shown only once; you can make a new one at any time.")}</p>
    <${QrCode} rows=${qr} label=${t("The kiosk's link as a QR code")} />
    <${LinkField} name=${t("Kiosk link")} url=${url} />
    ${!globalThis.isSecureContext && html`<p class="notice warn">${t("This server uses http: an open kiosk keeps working offline, but only over https can it also be opened offline.")}</p>`}
    <p class="small muted">${t("Add the page to the tablet's home screen, and it opens full screen.")}</p>
  <//>`;
}
