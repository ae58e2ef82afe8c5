import { Mic, MicOff, MonitorUp, Video, VideoOff } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { remember } from "../../shared/stored.js";
import { Level } from "../room/level.js";
import { Picture, useStream } from "../room/media.js";
import { DeviceChoice, TurnCamera, useDevices } from "./device-choice.js";
import { Problem } from "./problem.js";
import { WayLine } from "./way-line.js";

/**
 * @typedef {import("./preflight.js").Preflight} Preflight
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 */

/**
 * The last question: what is on when the call begins. Everything may be off.
 * @param {{preflight: Preflight, room: LiveRoom, kind: import("./preflight.js").CallKind, words: string, busy: boolean,
 *   refused: string, note: string, onGo: () => void, children?: any}} props  words: on the button. refused: why the last press
 *   did not help. note: who gets to see and hear it. children: the ways past it
 */
export function ReadyQuestion({ preflight, room, kind, words, busy, refused, note, onGo, children }) {
  const { audio } = room.sharing.value;
  const devices = useDevices(room, room.track("camera"));
  const again = () => (room.problem.value?.code.startsWith("camera") ? preflight.useCamera(true) : preflight.useMicrophone(true));
  return html`<section class="question">
    <h2>${kind === "voice" ? t("Ready to talk?") : kind === "screen" ? t("What do you want to show?") : t("How do you want to join?")}</h2>
    ${kind === "video" && html`<${CameraPreview} room=${room} />`}
    ${kind === "screen" && html`<${ScreenPreview} room=${room} />`}
    <div class="row wrap">
      <${Toggle} on=${audio} drawings=${[Mic, MicOff]} words=${audio ? t("Microphone on") : t("Microphone off")}
        press=${() => preflight.useMicrophone(!audio)} />
      ${kind === "video" && html`<${CameraToggle} preflight=${preflight} room=${room} devices=${devices} />`}
      ${audio && html`<${Level} track=${room.track("audio")} />`}
    </div>
    <${Problem} room=${room} again=${again} />
    ${refused && html`<p class="notice bad" role="alert">${refused}</p>`}
    ${kind === "video" && !preflight.browser.phone && html`<${DeviceChoice} devices=${devices.cameras.value} label=${t("Camera")}
      chosen=${room.track("camera")?.getSettings().deviceId} onChoose=${(/** @type {string} */ id) => preflight.useCamera(true, id)} />`}
    <${WayLine} preflight=${preflight} />
    <div class="row wrap actions">
      <button type="button" class="button primary" disabled=${busy} onClick=${onGo}>${words}</button>
      ${children}
    </div>
    <p class="muted small">${note}</p>
  </section>`;
}

/** @param {{on: boolean, drawings: [any, any], words: string, press: () => void}} props  drawings: on, off */
const Toggle = ({ on, drawings, words, press }) => html`<button type="button" class="button" aria-pressed=${on} onClick=${press}>
  <${Icon} of=${drawings[on ? 0 : 1]} />${words}</button>`;

/** @param {{preflight: Preflight, room: LiveRoom, devices: import("../room/devices.js").Devices}} props */
function CameraToggle({ preflight, room, devices }) {
  const { camera } = room.sharing.value;
  const turn = () => {
    remember("call.camera.off", camera ? "1" : null);
    void preflight.useCamera(!camera);
  };
  return html`<${Toggle} on=${camera} drawings=${[Video, VideoOff]} words=${camera ? t("Camera on") : t("Camera off")} press=${turn} />
    ${preflight.browser.phone && html`<${TurnCamera} cameras=${devices.cameras.value} track=${room.track("camera")}
      onChoose=${(/** @type {string} */ id) => preflight.useCamera(true, id)} />`}`;
}

/** @param {{room: LiveRoom}} props */
function CameraPreview({ room }) {
  const track = room.sharing.value.camera ? room.track("camera") : null;
  const stream = useStream(track);
  return html`<div class="preview">
    ${stream ? html`<${Picture} stream=${stream} mirrored=${track?.getSettings().facingMode !== "environment"} label=${t("Your camera")} />`
      : html`<p class="row"><${Icon} of=${VideoOff} />${t("Your camera is off")}</p>`}
  </div>`;
}

/** @param {{room: LiveRoom}} props */
function ScreenPreview({ room }) {
  const { screen } = room.sharing.value;
  const stream = useStream(screen ? room.track("screen") : null);
  return html`<div class="preview">
      ${stream ? html`<${Picture} stream=${stream} whole label=${t("Your screen")} />`
        : html`<p class="empty">${t("Choose a window, a tab or the whole screen. You see it here first.")}</p>`}
    </div>
    <p class="row wrap"><button type="button" class=${screen ? "button" : "button primary"} onClick=${() => room.screen(true)}>
      <${Icon} of=${MonitorUp} />${screen ? t("Choose something else…") : t("Choose what to show…")}</button></p>`;
}
