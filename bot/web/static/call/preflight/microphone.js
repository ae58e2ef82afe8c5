import { html, useEffect, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Level } from "../room/level.js";
import { DeviceChoice, useDevices } from "./device-choice.js";
import { Problem } from "./problem.js";
import { askingWords } from "./remedies.js";

const SILENT_MS = 6_000;

/** Can you be heard? @param {{preflight: import("./preflight.js").Preflight, room: import("../room/live-room.js").LiveRoom, children?: any}} props  children: the ways past it */
export function MicrophoneQuestion({ preflight, room, children }) {
  const heard = useSignal(false), late = useSignal(false);
  const { audio } = room.sharing.value;
  const track = room.track("audio");
  const { microphones } = useDevices(room, track);
  useEffect(() => {
    if (!audio) return;
    const timer = setTimeout(() => { late.value = true; }, SILENT_MS);
    return () => clearTimeout(timer);
  }, [audio]);
  return html`<section class="question">
    <h2>${t("Can you be heard?")}</h2>
    <p class="muted">${audio ? t("Say something. The bars move when the microphone hears you.")
      : askingWords("microphone", preflight.browser)}</p>
    <${Level} track=${audio ? track : null} onSound=${() => { heard.value = true; }} />
    <${Problem} room=${room} again=${() => preflight.useMicrophone(true)} />
    ${audio && (heard.value ? html`<p class="notice good" role="status">${t("You are heard.")}</p>`
      : late.value && html`<p class="notice warn" role="status">${t("Nothing is heard yet. Speak up, look for a switch on the headset, or choose another microphone.")}</p>`)}
    <${DeviceChoice} devices=${microphones.value} label=${t("Microphone")} chosen=${track?.getSettings().deviceId}
      onChoose=${(/** @type {string} */ id) => preflight.useMicrophone(true, id)} />
    <div class="row wrap actions">
      <button type="button" class="button primary" disabled=${!audio} onClick=${() => preflight.next()}>${t("Continue")}</button>
      ${!audio && html`<button type="button" class="button" onClick=${() => preflight.next()}>
        ${t("Continue without microphone")}</button>`}
      ${children}
    </div>
  </section>`;
}
