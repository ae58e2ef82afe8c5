import { Plus } from "../vendor/lucide-surveys.js";
import { useAsked } from "../rooms/asked.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { KioskCard } from "./kiosk-card.js";
import { KioskDialog } from "./kiosk-dialog.js";
import { listKiosks } from "./kiosks-api.js";
import { LinkDialog } from "./link-dialog.js";
import { surveyList } from "./survey-list.js";

/**
 * @typedef {import("./types.js").Kiosk} Kiosk
 * @typedef {{what: "make"} | {what: "change", kiosk: Kiosk} | {what: "link", kiosk: Kiosk, link: import("./types.js").Link} | null} Opened  a dialog
 */

/** Tablets in shops: each asks one survey, in one place. */
export function KiosksView() {
  const { answer: kiosks, refusal, again } = useAsked(listKiosks, []);
  const [dialog, open] = useState(/** @type {Opened} */ (null));
  useEffect(() => void surveyList.load(), []);
  const close = () => { open(null); again(); };
  return html`<div class="view-bar"><p class="muted grow">${t("A tablet in the shop asks whoever stands in front of it. Open the kiosk's link there: it needs no login, and keeps working offline.")}</p>
      <button type="button" class="button primary" onClick=${() => open({ what: "make" })}><${Icon} of=${Plus} size=${16} />${t("New kiosk")}</button></div>
    <${Body} kiosks=${kiosks} refusal=${refusal} again=${again} open=${open} />
    ${dialog?.what === "make" && html`<${KioskDialog} onClose=${close} onMade=${(/** @type {any} */ { kiosk, link }) => open({ what: "link", kiosk, link })} />`}
    ${dialog?.what === "change" && html`<${KioskDialog} kiosk=${dialog.kiosk} onClose=${close} />`}
    ${dialog?.what === "link" && html`<${LinkDialog} kiosk=${dialog.kiosk} link=${dialog.link} onClose=${close} />`}`;
}

/** @param {{kiosks: Kiosk[] | null, refusal: any, again: () => void, open: (dialog: Opened) => void}} props */
function Body({ kiosks, refusal, again, open }) {
  if (refusal) {
    return html`<div class="empty" role="alert"><h2>${t("The kiosks cannot be shown")}</h2><p>${explain(refusal)}</p>
      <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
  }
  if (!kiosks) return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
  if (!kiosks.length) {
    return html`<div class="empty"><h2>${t("No kiosks yet")}</h2><p>${t("All it takes is a tablet with a browser.")}</p>
      <button type="button" class="button primary" onClick=${() => open({ what: "make" })}>${t("New kiosk")}</button></div>`;
  }
  return html`<ul class="kiosks">${kiosks.map((kiosk) => html`<${KioskCard} key=${kiosk.id} kiosk=${kiosk} again=${again}
    onChange=${() => open({ what: "change", kiosk })} onLink=${(/** @type {import("./types.js").Link} */ link) => open({ what: "link", kiosk, link })} />`)}</ul>`;
}
