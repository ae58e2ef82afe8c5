import { Mic, MicOff, Video, VideoOff } from "../vendor/lucide-call.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * After the page was loaded anew in the middle of a call: back in with one press, and what was on is on again.
 * @param {{seat: import("./room/returning.js").Seat, name: string, onReturn: () => Promise<void>, onOther: () => void}} props
 *   onOther: by the questions that come before a call
 */
export function Return({ seat, name, onReturn, onOther }) {
  return html`<div class="after">
    <h2>${t("You were in this call")}</h2>
    <p class="muted">${t("{name} may still be there.", { name })}</p>
    <p class="row muted"><${Icon} of=${seat.audio ? Mic : MicOff} />${seat.audio ? t("Microphone on") : t("Microphone off")}
      <${Icon} of=${seat.camera ? Video : VideoOff} />${seat.camera ? t("Camera on") : t("Camera off")}</p>
    <div class="row wrap actions">
      <button type="button" class="button primary" onClick=${onReturn}>${t("Back into the call")}</button>
      <button type="button" class="button" onClick=${onOther}>${t("Check camera and microphone first")}</button>
    </div>
  </div>`;
}
