import { PhoneIncoming } from "../vendor/lucide-recovery.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { nameOf } from "../rooms/names.js";
import { useRoom } from "./room.js";

/** Who is signed in here may be rung: a call is answered in the desk. */
export function Ringing() {
  const ring = useRoom().rings.value;
  return html`<div role="alert">${ring && html`<p class="notice good">
    <${Icon} of=${PhoneIncoming} size=${16} /><span class="grow">${t("{name} is calling.", { name: nameOf(ring.contact) })}</span>
    <a href=${`/desk/#${encodeURIComponent(ring.conversation)}`}>${t("Answer in the desk")}</a></p>`}</div>`;
}
