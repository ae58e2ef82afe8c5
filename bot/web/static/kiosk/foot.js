import { CircleAlert, CloudOff, Maximize, Upload } from "../vendor/lucide-kiosk.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { canFill, fillScreen } from "./awake.js";

/** For those who look after the kiosk: whether it is online, what waits to be sent, whether that is stored, and the whole screen. @param {{queue: import("./queue.js").Queue}} props */
export function Foot({ queue }) {
  const waiting = queue.waiting.value, online = queue.online.value;
  const waits = waiting > 0 && tn("{n} answer waits", "{n} answers wait", waiting);
  return html`<footer class="kiosk-foot small muted">
    <p role="status">${!online
      ? html`<${Icon} of=${CloudOff} size=${16} /> ${[t("Offline"), waits].filter(Boolean).join(" · ")}`
      : waits && html`<${Icon} of=${Upload} size=${16} /> ${waits}`}
      ${!queue.firm.value && html`<span class="kiosk-unkept"><${Icon} of=${CircleAlert} size=${16} />
        ${t("This tablet cannot store answers: its memory is full, or the browser is in private mode. Leave this page open until nothing waits.")}</span>`}</p>
    ${canFill.value && html`<button type="button" class="button quiet" onClick=${fillScreen}><${Icon} of=${Maximize} size=${16} />${t("Full screen")}</button>`}
  </footer>`;
}
