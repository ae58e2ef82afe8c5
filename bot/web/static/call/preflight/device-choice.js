import { SwitchCamera } from "../../vendor/lucide-calling.js";
import { html, useEffect } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";

/**
 * A choice among several devices; nothing where there is none to make.
 * @param {{devices: readonly MediaDeviceInfo[], label: string, chosen: string | undefined, onChoose: (id: string) => void}} props
 */
export function DeviceChoice({ devices, label, chosen, onChoose }) {
  if (devices.length < 2) return null;
  return html`<label class="field"><span class="label small">${label}</span>
    <select class="input" value=${chosen} onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}>
      ${devices.map((device, place) => html`<option key=${device.deviceId} value=${device.deviceId}>
        ${device.label || `${label} ${place + 1}`}</option>`)}
    </select></label>`;
}

/** On a phone: from the camera in front to the one at the back. @param {{cameras: readonly MediaDeviceInfo[], track: MediaStreamTrack | null, onChoose: (id: string) => void}} props */
export function TurnCamera({ cameras, track, onChoose }) {
  const other = track && otherSide(cameras, track.getSettings());
  if (!other) return null;
  return html`<button type="button" class="button turn-camera" onClick=${() => onChoose(other)}>
    <${Icon} of=${SwitchCamera} />${t("Switch camera")}</button>`;
}

const BACK = /back|rear|environment/i;

/**
 * The camera that looks the other way, by what it is called; null where there is only one side.
 * @param {readonly {deviceId: string, label: string}[]} cameras @param {{deviceId?: string, facingMode?: string}} now
 */
export function otherSide(cameras, now) {
  const held = cameras.find(({ deviceId }) => deviceId === now.deviceId);
  const back = now.facingMode ? now.facingMode === "environment" : BACK.test(held?.label ?? "");
  return cameras.find(({ deviceId, label }) => deviceId !== now.deviceId && BACK.test(label) !== back)?.deviceId ?? null;
}

/** Keeps the list of devices up to date while the questions are asked. @param {import("../room/live-room.js").LiveRoom} room @param {unknown} opened  changes when a device was opened, which gives all of its kind their names */
export function useDevices(room, opened) {
  useEffect(() => room.devices.watch(), []);
  useEffect(() => void room.devices.read(), [opened]);
  return room.devices;
}
