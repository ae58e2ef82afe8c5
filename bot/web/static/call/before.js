import { CircleAlert, Mic, MicOff, Video, VideoOff } from "../vendor/lucide-call.js";
import { html, useEffect, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { recall, remember } from "../shared/stored.js";
import { explain } from "../shared/wording.js";
import { PROBLEMS } from "./capture.js";
import { Level } from "./level.js";
import { Picture, useStream } from "./media.js";

/**
 * Before a call, one question at a time: can you be heard, and do you want to be seen. Whoever has been through it on this
 * machine goes straight to the second.
 * @typedef {import("./live-room.js").LiveRoom} LiveRoom
 */

const SILENT_MS = 6_000;

/** @param {{room: LiveRoom, name: string, onBack: (() => void) | null}} props  name: of the one who is met */
export function Before({ room, name, onBack }) {
  const step = useSignal(recall("call.checked") ? "camera" : "microphone");
  useEffect(() => {
    void room.microphone(true).then(() => { if (step.peek() === "camera") void room.camera(true); });
  }, []);
  const on = () => {
    remember("call.checked", "1");
    step.value = "camera";
    void room.camera(true);
  };
  return html`<div class="before">
    ${step.value === "microphone" ? html`<${Microphone} room=${room} onNext=${on} onBack=${onBack} />`
      : html`<${Camera} room=${room} name=${name} onBack=${onBack} />`}
  </div>`;
}

/** @param {{room: LiveRoom, onNext: () => void, onBack: (() => void) | null}} props */
function Microphone({ room, onNext, onBack }) {
  const heard = useSignal(false), late = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => { late.value = true; }, SILENT_MS);
    return () => clearTimeout(timer);
  }, []);
  const { audio } = room.sharing.value;
  const next = () => { room.problem.value = null; onNext(); };
  return html`<section class="question">
    <h2>${t("Can you be heard?")}</h2>
    <p class="muted">${audio ? t("Say something. The bars move when the microphone hears you.")
      : t("Your browser asks whether this page may use the microphone. Please allow it.")}</p>
    <${Level} track=${audio ? room.track("audio") : null} onSound=${() => { heard.value = true; }} />
    <${Problem} room=${room} again=${() => room.microphone(true)} />
    ${audio && late.value && !heard.value &&
      html`<p class="notice warn">${t("Nothing is heard yet. Speak up, or choose another microphone.")}</p>`}
    <${Devices} kind="audioinput" label=${t("Microphone")} track=${room.track("audio")}
      onChoose=${(/** @type {string} */ id) => room.microphone(true, id)} />
    <div class="row wrap actions">
      <button type="button" class="button primary" disabled=${!audio} onClick=${next}>${t("Continue")}</button>
      ${!audio && html`<button type="button" class="button" onClick=${next}>
        ${t("Continue without microphone")}</button>`}
      ${onBack && html`<button type="button" class="button quiet" onClick=${onBack}>${t("Back")}</button>`}
    </div>
  </section>`;
}

/** @param {{room: LiveRoom, name: string, onBack: (() => void) | null}} props */
function Camera({ room, name, onBack }) {
  const refused = useSignal("");
  const { audio, camera } = room.sharing.value;
  const stream = useStream(camera ? room.track("camera") : null);
  const joining = room.stage.value === "joining";
  const again = () => (room.problem.value?.code.startsWith("camera") ? room.camera(true) : room.microphone(true));
  const join = async () => {
    refused.value = "";
    await room.join().catch((error) => {
      refused.value = error.code in PROBLEMS ? t(PROBLEMS[error.code]) : explain(error);
    });
  };
  return html`<section class="question">
    <h2>${t("How do you want to join?")}</h2>
    <div class="preview">
      ${stream ? html`<${Picture} stream=${stream} mirrored label=${t("Your camera")} />`
        : html`<p class="row"><${Icon} of=${VideoOff} />${t("Your camera is off")}</p>`}
    </div>
    <div class="row wrap">
      <button type="button" class="button" aria-pressed=${audio} onClick=${() => room.microphone(!audio)}>
        <${Icon} of=${audio ? Mic : MicOff} />${audio ? t("Microphone on") : t("Microphone off")}</button>
      <button type="button" class="button" aria-pressed=${camera} onClick=${() => room.camera(!camera)}>
        <${Icon} of=${camera ? Video : VideoOff} />${camera ? t("Camera on") : t("Camera off")}</button>
      ${audio && html`<${Level} track=${room.track("audio")} />`}
    </div>
    <${Problem} room=${room} again=${again} />
    ${refused.value && html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} />${refused.value}</p>`}
    <${Devices} kind="videoinput" label=${t("Camera")} track=${room.track("camera")}
      onChoose=${(/** @type {string} */ id) => room.camera(true, id)} />
    <div class="row wrap actions">
      <button type="button" class="button primary" disabled=${joining} onClick=${join}>
        ${joining ? t("Joining…") : t("Join now")}</button>
      ${onBack && html`<button type="button" class="button quiet" onClick=${onBack}>${t("Back")}</button>`}
    </div>
    <p class="muted small">${t("{name} sees and hears only what is on. You can change it at any time.", { name })}</p>
  </section>`;
}

/** What stands in the way, and the remedy. @param {{room: LiveRoom, again?: () => unknown}} props */
export function Problem({ room, again }) {
  const problem = room.problem.value;
  if (!problem) return null;
  return html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} />
    <span class="grow">${t(PROBLEMS[problem.code] ?? PROBLEMS.refused)}</span>
    ${again && html`<button type="button" class="button link" onClick=${again}>${t("Try again")}</button>`}</p>`;
}

/**
 * A choice among several devices; nothing where there is none to make.
 * @param {{kind: "audioinput" | "videoinput", label: string, track: MediaStreamTrack | null, onChoose: (id: string) => void}} props
 */
function Devices({ kind, label, track, onChoose }) {
  const devices = useSignal(/** @type {MediaDeviceInfo[]} */ ([]));
  useEffect(() => {
    const read = async () => {
      devices.value = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind && device.deviceId);
    };
    if (!track) return;
    void read();
    navigator.mediaDevices.addEventListener("devicechange", read);
    return () => navigator.mediaDevices.removeEventListener("devicechange", read);
  }, [track]);
  if (devices.value.length < 2) return null;
  return html`<label class="field"><span class="label small">${label}</span>
    <select class="input" value=${track?.getSettings().deviceId}
      onChange=${(/** @type {any} */ event) => onChoose(event.currentTarget.value)}>
      ${devices.value.map((device) => html`<option key=${device.deviceId} value=${device.deviceId}>
        ${device.label}</option>`)}
    </select></label>`;
}
