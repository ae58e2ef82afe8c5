import { Dialog } from "../shared/dialog.js";
import { liveCall } from "../shared/conversation.js";
import { html, useEffect, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { useDesk } from "./context.js";
import { LinkField } from "../rooms/link-field.js";
import { nameOf } from "../rooms/names.js";

/** A further invitation to the call of the open conversation, to be sent by any means. @param {{onClose: () => void}} props */
export function CallLinkDialog({ onClose }) {
  const desk = useDesk();
  const conversation = desk.opened.value?.conversation.value;
  const room = conversation && liveCall(conversation)?.room;
  const [made, setMade] = useState(/** @type {{url: string, expires_at: number} | null} */ (null));
  const [refusal, setRefusal] = useState(/** @type {any} */ (null));
  useEffect(() => { if (room) desk.connection.request("call.link", { room }).then(setMade, setRefusal); }, []);
  return html`<${Dialog} title=${t("Invitation to the call")} onClose=${onClose}
    actions=${html`<button type="button" class="button primary" onClick=${onClose}>${t("Done")}</button>`}>
    ${refusal && html`<p class="notice bad" role="alert">${explain(refusal)}</p>`}
    ${made && conversation && html`<p>${t("Send this link to {name} by email, SMS or any other way. It works once, until {when}.",
      { name: nameOf(conversation.contact), when: date(made.expires_at, { timeStyle: "short" }) })}</p>
      <${LinkField} url=${made.url} name=${t("Invitation link")} />`}
    ${!made && !refusal && html`<span class="skeleton"></span>`}
  <//>`;
}
