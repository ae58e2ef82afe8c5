import { CircleAlert, CircleCheck, Info, X } from "../../vendor/lucide-call.js";
import { html, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { facing, showsByCamera } from "./camera.js";
import { Tools } from "./tools.js";

/** What this part puts between the pictures and the bar. @param {{room: import("../room/live-room.js").LiveRoom}} props */
export function Below({ room }) {
  return html`<${Said} together=${room.together} /><${Offer} room=${room} /><${Tools} room=${room} />`;
}

/** @param {{together: import("./together.js").Together}} props */
function Said({ together }) {
  const said = together.said.value;
  return html`<div class="become" role="status">${said && html`<p class=${`notice ${said.good ? "good" : "bad"}`}>
    <${Icon} of=${said.good ? CircleCheck : CircleAlert} /><span class="grow">${said.words}</span></p>`}</div>`;
}

/** What can be done instead, where no screen can be shared. @param {{room: import("../room/live-room.js").LiveRoom}} props */
function Offer({ room }) {
  const read = useSignal(false);
  const rear = room.sharing.value.camera && facing(room.track("camera")) === "environment";
  if (read.value || rear || !showsByCamera() || room.role.value === "supervisor") return null;
  return html`<p class="notice"><${Icon} of=${Info} />
    <span class="grow">${t("This browser cannot share its screen. Show things with the rear camera, or send a sharp photo.")}</span>
    <button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${() => { read.value = true; }}><${Icon} of=${X} size=${16} /></button></p>`;
}
