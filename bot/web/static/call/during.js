import { CircleAlert, Info, X } from "../vendor/lucide-call.js";
import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Bar } from "./controls/bar.js";
import { PROBLEMS } from "./room/capture.js";
import { ConnectionSheet } from "./controls/connection-sheet.js";
import { CameraSheet, MicrophoneSheet } from "./controls/device-sheets.js";
import { Head } from "./controls/head.js";
import { useShortcut } from "./controls/keys.js";
import { KeysSheet, MoreSheet } from "./controls/more-sheet.js";
import { PARTS } from "./parts.js";
import { Stage } from "./stage/stage.js";
import { View } from "./stage/view.js";
import { openWindows } from "./stage/windows.js";

/** @typedef {import("./room/live-room.js").LiveRoom} LiveRoom */

const SHEETS = Object.freeze({
  microphone: MicrophoneSheet, camera: CameraSheet, more: MoreSheet, connection: ConnectionSheet, keys: KeysSheet,
});

/**
 * In the call: who and how above, the stage, the bar.
 * @param {{room: LiveRoom, name: string, chat: import("./call.js").Chat | null}} props
 */
export function During({ room, name, chat }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const [view] = useState(() => new View(room, name));
  const [windows] = useState(() => openWindows({ element: () => element.current, room, view, name }));
  useEffect(() => () => windows.close(), []);
  useShortcut(windows.full.able ? "f" : undefined, t("Full screen"), windows.full.turn);
  useShortcut(windows.small.able ? "i" : undefined, t("Small window over other programs"), windows.small.turn);
  useShortcut("o", t("Hide or show my own picture"), () => view.turnOwn());
  const open = view.sheet.value;
  const Shown = open && SHEETS[open];
  return html`<div class="during" ref=${element}>
    <${Head} room=${room} view=${view} name=${name} />
    <div class="middle">
      <${Stage} room=${room} view=${view} name=${name} />
      <div class="lines">
        ${PARTS.map(({ Below }) => Below && html`<${Below} room=${room} />`)}
        <${Problem} room=${room} /><${Said} room=${room} />
      </div>
      ${Shown && html`<${Shown} key=${open} room=${room} view=${view} windows=${windows} onClose=${() => view.turn(open)} />`}
    </div>
    <${Bar} room=${room} view=${view} chat=${chat} />
  </div>`;
}

/** What stands in the way, and the remedy. @param {{room: LiveRoom}} props */
function Problem({ room }) {
  const problem = room.problem.value;
  if (!problem) return null;
  return html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} />
    <span class="grow">${t(PROBLEMS[problem.code] ?? PROBLEMS.refused)}</span>
    <${Dismiss} press=${() => { room.problem.value = null; }} /></p>`;
}

/** A device that came or went. @param {{room: LiveRoom}} props */
function Said({ room }) {
  const said = room.said.value;
  return html`<div role="status">${said && html`<p class="notice"><${Icon} of=${Info} />
    <span class="grow">${wordsFor(said)}</span>
    ${said.device && html`<button type="button" class="button" onClick=${() => use(room, said)}>${t("Use it")}</button>`}<${Dismiss} press=${() => { room.said.value = null; }} /></p>`}</div>`;
}

/** @param {LiveRoom} room @param {import("./room/giving.js").Said} said */
function use(room, { device }) {
  room.said.value = null;
  void room.microphone(room.sharing.peek().audio, device);
}

/** @param {{press: () => void}} props */
const Dismiss = ({ press }) => html`<button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${press}><${Icon} of=${X} size=${16} /></button>`;

/** @param {import("./room/giving.js").Said} said */
function wordsFor({ what, lost, used }) {
  switch (what) {
    case "microphone_changed": return t("{lost} was disconnected. You are heard through {used} now.", { lost: lost || t("The microphone"), used: used || t("another microphone") });
    case "camera_changed": return t("{lost} was disconnected. You are seen through {used} now.", { lost: lost || t("The camera"), used: used || t("another camera") });
    case "microphone_new": return t("{used} is connected. You are still heard through the other microphone.", { used });
    case "speaker_changed": return t("{lost} was disconnected. You hear the others on the system's speaker now.", { lost: lost || t("The speaker") });
  }
}
