import { LogOut, Maximize, Mic, MicOff, Minimize, Monitor, MonitorUp, MonitorX, PhoneOff, Video, VideoOff } from "../vendor/lucide-call.js";
import { Avatar } from "../shared/avatar.js";
import { html, useEffect, useRef, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Elapsed } from "../shared/time.js";
import { Problem } from "./before.js";
import { PROBLEMS, canShareScreen } from "./capture.js";
import { Picture, Voice, useStream } from "./media.js";

/** @typedef {import("./live-room.js").LiveRoom} LiveRoom */

/** In the call: who and how above, the stage, the bar. @param {{room: LiveRoom, name: string}} props */
export function During({ room, name }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const other = room.others.value[0] ?? null;
  const called = other?.name || name;
  return html`<div class="during" ref=${element}>
    <${Head} room=${room} name=${called} present=${other !== null} />
    <${Stage} room=${room} other=${other} name=${called} />
    <div class="problems"><${Problem} room=${room} /></div>
    <${Bar} room=${room} element=${element} />
  </div>`;
}

/** @param {{room: LiveRoom, name: string, present: boolean}} props */
function Head({ room, name, present }) {
  const since = room.since.value;
  return html`<header class="call-head">
    <strong class="truncate" title=${name}>${name}</strong>
    ${present && since !== null && html`<span class="muted"><${Elapsed} since=${since} /></span>`}
    <span class="grow"></span>
    <${Words} room=${room} present=${present} />
  </header>`;
}

/** The connection in words. @param {{room: LiveRoom, present: boolean}} props */
function Words({ room, present }) {
  const stage = room.stage.value;
  const [tone, words] = stage === "reconnecting" ? ["warn", t("Connecting again…")]
    : stage !== "connected" ? ["", t("Connecting…")]
    : !present ? ["", t("Connected")]
    : room.quality.value === "poor" ? ["bad", t("Poor connection: sound may break")]
    : room.quality.value === "slow" ? ["warn", t("Slow: picture reduced to keep the sound")]
    : ["good", t("Good connection")];
  return html`<span class=${`tag ${tone}`} role="status">${words}</span>`;
}

/** @param {{room: LiveRoom, other: import("./peer.js").Participant | null, name: string}} props */
function Stage({ room, other, name }) {
  const streams = room.streams.value;
  const own = useStream(room.sharing.value.camera ? room.track("camera") : null);
  const screen = other?.sharing.screen ? streams.get(`${other.id}/screen`) ?? null : null;
  const camera = other?.sharing.camera ? streams.get(`${other.id}/camera`) ?? null : null;
  const voice = other && streams.get(`${other.id}/audio`);
  const face = html`<${Face} name=${name} stream=${camera} words=${waitingWords(other, name)} />`;
  return html`<div class="stage">
    <div class="shown">${screen ? html`<${Picture} stream=${screen} whole label=${t("{name}'s screen", { name })} />`
      : face}</div>
    <ul class="tiles">
      ${screen && html`<li class="tile">${face}<span class="tile-name">${name}</span></li>`}
      ${own && html`<li class="tile"><${Picture} stream=${own} mirrored label=${t("Your camera")} />
        <span class="tile-name">${t("You")}</span></li>`}
    </ul>
    <div class="told">
      ${other && !other.sharing.audio && other.connected &&
        html`<p class="tag"><${Icon} of=${MicOff} size=${14} />${t("{name} is muted", { name })}</p>`}
      ${room.sharing.value.screen && html`<p class="tag good"><${Icon} of=${Monitor} size=${14} />
        ${other?.connected ? t("{name} sees your screen", { name }) : t("Your screen is shared")}</p>`}
    </div>
    ${voice && html`<${Voice} stream=${voice} name=${name} />`}
  </div>`;
}

/** @param {import("./peer.js").Participant | null} other @param {string} name */
function waitingWords(other, name) {
  if (!other) return t("{name} is not here yet. You are ready.", { name });
  return other.connected ? t("{name}'s camera is off", { name }) : t("{name} is connecting…", { name });
}

/**
 * Somebody's camera, or their initials and why there is no picture.
 * @param {{name: string, stream: MediaStream | null, words: string}} props
 */
function Face({ name, stream, words }) {
  if (stream) return html`<${Picture} stream=${stream} label=${t("{name}'s camera", { name })} />`;
  return html`<div class="face"><${Avatar} name=${name} size=${96} /><p class="muted">${words}</p></div>`;
}

/** @param {{room: LiveRoom, element: {current: HTMLElement | null}}} props */
function Bar({ room, element }) {
  const { audio, camera, screen } = room.sharing.value;
  const full = useFullScreen(element);
  const able = canShareScreen();
  const share = () => (able ? room.screen(!screen) : room.screen(true));
  return html`<div class="bar" role="group" aria-label=${t("Call")}>
    <${Control} drawing=${audio ? Mic : MicOff} words=${audio ? t("Mute") : t("Unmute")} on=${audio}
      press=${() => room.microphone(!audio)} />
    <${Control} drawing=${camera ? Video : VideoOff} words=${camera ? t("Stop camera") : t("Start camera")} on=${camera}
      press=${() => room.camera(!camera)} />
    <${Control} drawing=${screen ? MonitorX : MonitorUp} words=${screen ? t("Stop sharing") : t("Share screen")}
      tone=${screen ? "lit" : ""}
      press=${share} faded=${!able} title=${able ? undefined : t(PROBLEMS.screen_unsupported)} />
    ${full.able && html`<${Control} drawing=${full.on.value ? Minimize : Maximize} 
      words=${full.on.value ? t("Smaller") : t("Full screen")} press=${full.turn} tone="spare" />`}
    <span class="gap"></span>
    <${Control} drawing=${LogOut} words=${t("Leave")} press=${() => room.leave()} tone="spare" />
    <${Control} drawing=${PhoneOff} words=${t("End call")} press=${() => room.end()} tone="end" />
  </div>`;
}

/**
 * One button of the bar: icon and word.
 * @param {{drawing: any, words: string, press: () => void, on?: boolean, faded?: boolean, tone?: string, title?: string}} props
 */
function Control({ drawing, words, press, on, faded = false, tone = "", title }) {
  return html`<button type="button" class=${`control ${tone} ${on === false ? "off" : ""}`} onClick=${press}
    title=${title ?? words} aria-disabled=${faded || undefined}>
    <${Icon} of=${drawing} size=${20} /><span>${words}</span></button>`;
}

/** @param {{current: HTMLElement | null}} element */
function useFullScreen(element) {
  const on = useSignal(false);
  useEffect(() => {
    const changed = () => { on.value = document.fullscreenElement !== null; };
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  const turn = () => void (on.value ? document.exitFullscreen() : element.current?.requestFullscreen());
  return { able: document.fullscreenEnabled === true, on, turn };
}
