import { html, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Level } from "../room/level.js";
import { Picture, useStream } from "../room/media.js";
import { Sheet } from "./sheet.js";

/**
 * Another microphone, speaker or camera, in the middle of the call.
 * @typedef {{room: import("../room/live-room.js").LiveRoom, onClose: () => void}} Props
 */

/** @param {Props} props */
export function MicrophoneSheet({ room, onClose }) {
  const { devices } = room;
  const track = room.track("audio");
  const { audio } = room.sharing.value;
  return html`<${Sheet} title=${t("Sound")} onClose=${onClose}>
    <${Choice} title=${t("Microphone")} devices=${devices.microphones.value} chosen=${track?.getSettings().deviceId}
      onChoose=${(/** @type {string} */ id) => room.microphone(audio, id)} />
    ${audio ? html`<${Level} track=${track} />` : html`<p class="muted small">${t("You are muted.")}</p>`}
    ${devices.speakers.value.length > 0 && html`<${Choice} title=${t("Speaker")} devices=${devices.speakers.value}
      chosen=${devices.speaker.value || "default"} onChoose=${(/** @type {string} */ id) => devices.play(id)} />`}
  <//>`;
}

/** @param {Props} props */
export function CameraSheet({ room, onClose }) {
  const track = room.sharing.value.camera ? room.track("camera") : null;
  const stream = useStream(track);
  return html`<${Sheet} title=${t("Camera")} onClose=${onClose}>
    ${stream && html`<div class="preview"><${Picture} stream=${stream} mirrored label=${t("How you are seen")} /></div>`}
    <${Choice} title=${t("Camera")} devices=${room.devices.cameras.value} chosen=${track?.getSettings().deviceId}
      onChoose=${(/** @type {string} */ id) => room.camera(true, id)} />
    ${!track && html`<p class="muted small">${t("Your camera is off. Choosing one turns it on.")}</p>`}
  <//>`;
}

/**
 * One of several devices.
 * @param {{title: string, devices: MediaDeviceInfo[], chosen: string | undefined, onChoose: (id: string) => Promise<unknown> | void}} props
 */
function Choice({ title, devices, chosen, onChoose }) {
  const opening = useSignal(/** @type {string | null} */ (null));  // a device takes a moment; what was pressed stays marked meanwhile
  const marked = opening.value ?? chosen;
  const choose = async (/** @type {string} */ id) => {
    opening.value = id;
    await onChoose(id);
    if (opening.peek() === id) opening.value = null;
  };
  return html`<fieldset class="devices"><legend class="label small">${title}</legend>
    ${devices.length ? devices.map(({ deviceId, label }, place) => html`<label class="device" key=${deviceId}>
        <input type="radio" name=${title} value=${deviceId} checked=${deviceId === marked} onChange=${() => choose(deviceId)} />
        <span>${label || t("Device {n}", { n: place + 1 })}</span></label>`)
      : html`<p class="muted small">${t("None was found.")}</p>`}
  </fieldset>`;
}
