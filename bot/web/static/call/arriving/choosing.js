import { Headset, MonitorUp, Phone, Video, X } from "../../vendor/lucide-calling.js";
import { html, useEffect, useSignal } from "../../shared/html.js";
import { api } from "../../shared/http.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { canShareScreen } from "../room/capture.js";

/** @typedef {import("../../shared/conversation.js").CallKind} CallKind */

/**
 * How the customer wants to talk. Where nobody is at the desk it says so before a question is asked.
 * @param {{onChoose: (kind: CallKind) => void, onCallBack: () => void, onBack: () => void}} props
 */
export function Choosing({ onChoose, onCallBack, onBack }) {
  const staffed = useSignal(true);
  useEffect(() => {
    api("GET", "/api/widget/settings").then(({ agents_present: present }) => { staffed.value = present !== false; }, () => {});
  }, []);
  const choice = (/** @type {CallKind} */ kind, /** @type {any} */ of, /** @type {string} */ name, /** @type {string} */ words) =>
    html`<li><button type="button" class="way-to-talk" onClick=${() => onChoose(kind)}><${Icon} of=${of} size=${22} />
      <span class="grow"><strong>${name}</strong><span class="muted small">${words}</span></span></button></li>`;
  return html`<section class="choosing" aria-labelledby="choosing">
    <p class="row"><span class="grow"></span><button type="button" class="button quiet bare" aria-label=${t("Back to the conversation")}
      onClick=${onBack}><${Icon} of=${X} size=${20} /></button></p>
    <h2 id="choosing" tabindex="-1" ref=${(/** @type {HTMLElement | null} */ element) => element?.focus()}>${t("How do you want to talk?")}</h2>
    <p class="muted">${t("Nothing is on before you say so, and everything can be changed during the call.")}</p>
    ${!staffed.value && html`<div class="notice warn" role="status"><p class="grow">${t("Nobody is at the desk right now. We can call you back.")}</p>
      <button type="button" class="button" onClick=${onCallBack}><${Icon} of=${Headset} />${t("Call me back")}</button></div>`}
    <ul class="ways-to-talk">
      ${choice("video", Video, t("Video"), t("You see and hear each other"))}
      ${choice("voice", Phone, t("Voice only"), t("No camera is asked for"))}
      ${canShareScreen() && choice("screen", MonitorUp, t("Show my screen"), t("Without camera, and without microphone if you like"))}
    </ul>
    ${!canShareScreen() && html`<p class="muted small">${t("This browser cannot share its screen. In a video call you can show things with the camera at the back.")}</p>`}
  </section>`;
}
