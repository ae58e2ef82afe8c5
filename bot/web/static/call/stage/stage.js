import { Ear, MicOff, Monitor, PinOff, Scan, ZoomIn } from "../../vendor/lucide-call.js";
import { Avatar } from "../../shared/avatar.js";
import { html, useState } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { useShortcut } from "../controls/keys.js";
import { Picture, Voice, useStream } from "../room/media.js";
import { PARTS } from "../parts.js";
import { sends } from "./places.js";

/**
 * The pictures: what has the stage, the others as tiles beside a screen where it leaves room, else over its edge, and who
 * shares what.
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("./places.js").Shown} Shown
 * @typedef {import("./view.js").View} View
 */

/** @param {{room: LiveRoom, view: View, name: string}} props  name: of the one who is met */
export function Stage({ room, view, name }) {
  const { stage, tiles } = view.arranged.value;
  const [ratio, setRatio] = useState(16 / 9);
  const measure = (/** @type {any} */ { target: { videoWidth: width, videoHeight: height } }) => { if (width && height) setRatio(width / height); };
  const screen = stage[0]?.kind === "screen", actual = view.actual.value && screen;
  return html`<div class="stage" data-aside=${screen && !actual && tiles.length ? "" : undefined}
    style=${{ "--screen": String(ratio), "--tiles": String(tiles.length) }}>
    <div class="shown" data-count=${stage.length} onLoadedMetadataCapture=${measure} onResizeCapture=${measure}>
      ${stage.length ? stage.map((shown) => html`<div class=${`cell ${shown.kind} ${speaks(room, shown)}`} key=${shown.key}>
          <${Show} room=${room} shown=${shown} size="stage" actual=${actual} />
          ${stage.length > 1 && html`<${NameTag} shown=${shown} />`}</div>`)
        : html`<div class="cell"><${Face} name=${name} words=${t("{name} is not here yet. You are ready.", { name })} /></div>`}
    </div>
    <ul class="tiles" aria-label=${t("People and screens")}>
      ${tiles.map((shown) => html`<${Tile} key=${shown.key} room=${room} view=${view} shown=${shown} />`)}
    </ul>
    <${Captions} room=${room} view=${view} />
    <${Tools} view=${view} />
    ${room.others.value.filter(sends).map((other) => html`<${Heard} key=${other.id} room=${room} other=${other} name=${other.name || name} />`)}
  </div>`;
}

/** @param {{room: LiveRoom, other: import("../room/peer.js").Participant, name: string}} props */
function Heard({ room, other, name }) {
  const voice = room.streams.value.get(`${other.id}/audio`);
  return voice ? html`<${Voice} stream=${voice} name=${name} speaker=${room.devices.speaker.value} />` : null;
}

/** What a picture is called. @param {Shown} shown */
export function titleOf({ own, kind, name }) {
  if (own) return kind === "screen" ? t("Your screen") : t("Your camera");
  return kind === "screen" ? t("{name}'s screen", { name }) : t("{name}'s camera", { name });
}

/** @param {LiveRoom} room @param {Shown} shown */
const speaks = (room, { participant, kind }) => (kind === "camera" && room.speaking.value.has(participant) ? "speaks" : "");

/**
 * Somebody's camera or screen, or their initials and why there is no picture.
 * @param {{room: LiveRoom, shown: Shown, size: "stage" | "tile", actual?: boolean}} props
 */
export function Show({ room, shown, size, actual = false }) {
  const { own, kind, name, on } = shown;
  const track = own && on ? room.track(kind) : null;
  const kept = useStream(track);
  const stream = own ? kept : on ? room.streams.value.get(shown.key) ?? null : null;
  if (room.limits.value?.without?.includes(shown.participant) && kind === "camera" && on) {
    return html`<${Face} name=${name} words=${t("{name}'s camera is paused: your connection has no room for it", { name })} />`;
  }
  const stale = !shown.connected && kind === "camera";  // its last picture would stand there as if nothing had happened
  if (!stream || stale) return html`<${Face} name=${name} words=${wordsFor(shown)} />`;
  const mirrored = own && kind === "camera" && track?.getSettings().facingMode !== "environment";
  return html`<${Picture} stream=${stream} mirrored=${mirrored} whole=${size === "stage" || kind === "screen"} actual=${actual}
    label=${titleOf(shown)}>
    ${PARTS.map(({ Over }) => Over && html`<${Over} room=${room} shown=${shown} size=${size} />`)}<//>`;
}

/** @param {Shown} shown */
function wordsFor({ name, kind, connected }) {
  if (!connected) return t("{name} is connecting…", { name });
  return kind === "screen" ? t("Loading {name}'s screen…", { name }) : t("{name}'s camera is off", { name });
}

/** @param {{name: string, words: string}} props */
function Face({ name, words }) {
  return html`<div class="face"><${Avatar} name=${name} size=${96} /><p class="muted">${words}</p></div>`;
}

/** @param {{shown: Shown}} props */
function NameTag({ shown: { own, kind, name, muted } }) {
  const words = own ? kind === "screen" ? t("Your screen") : t("You") : kind === "screen" ? t("{name}'s screen", { name }) : name;
  return html`<span class="tile-name">${muted && kind === "camera" && html`<${Icon} of=${MicOff} size=${13} label=${t("Muted")} />`}
    <span class="truncate">${words}</span></span>`;
}

/** @param {{room: LiveRoom, view: View, shown: Shown}} props */
function Tile({ room, view, shown }) {
  const words = t("Show large: {picture}", { picture: titleOf(shown) });
  return html`<li class=${`tile ${shown.kind} ${speaks(room, shown)}`}>
    <${Show} room=${room} shown=${shown} size="tile" />
    <${NameTag} shown=${shown} />
    <button type="button" class="tile-press" title=${words} onClick=${() => view.choose(shown.key)}>
      <span class="visually-hidden">${words}</span></button>
  </li>`;
}

/** Who shares what, who is muted, who listens in. @param {{room: LiveRoom, view: View}} props */
function Captions({ room, view }) {
  const shown = view.shown.value;
  const screens = shown.filter(({ kind }) => kind === "screen");
  const people = room.others.value;
  const [only] = people.filter(sends);
  const alone = people.filter(sends).length === 1;
  return html`<div class="told">
    ${alone && !only.sharing.audio && only.connected && html`<p class="tag"><${Icon} of=${MicOff} size=${14} />
      ${t("{name} is muted", { name: shown[0].name })}</p>`}
    ${screens.map((screen) => html`<${Caption} key=${screen.key} view=${view} screen=${screen} room=${room} choice=${screens.length > 1} />`)}
    ${people.filter((each) => !sends(each)).map(({ id, name }) => html`<p class="tag" key=${id}><${Icon} of=${Ear} size=${14} />
      ${t("{name} listens in", { name })}</p>`)}
  </div>`;
}

/** @param {{room: LiveRoom, view: View, screen: Shown, choice: boolean}} props  choice: several are shared, press to see this one */
function Caption({ room, view, screen, choice }) {
  const there = room.others.value.filter((each) => sends(each) && each.connected);
  const words = !screen.own ? t("{name} shares the screen", { name: screen.name })
    : there.length === 1 ? t("{name} sees your screen", { name: view.shown.value[0].name })
    : there.length ? t("Everyone sees your screen") : t("Your screen is shared");
  const face = html`<${Icon} of=${Monitor} size=${14} />${words}`;
  if (!choice) return html`<p class=${`tag ${screen.own ? "good" : ""}`}>${face}</p>`;
  const large = view.arranged.value.stage.some(({ key }) => key === screen.key);
  return html`<button type="button" class=${`tag press ${large ? "large" : ""}`} aria-pressed=${large}
    onClick=${() => view.choose(screen.key)}>${face}</button>`;
}

/** What can be done with the picture on the stage. @param {{view: View}} props */
function Tools({ view }) {
  const { stage } = view.arranged.value;
  const screen = stage.length === 1 && stage[0].kind === "screen";
  const actual = view.actual.value;
  const zoom = () => { if (screen) view.actual.value = !view.actual.peek(); };
  useShortcut(screen ? "z" : undefined, t("Zoom the screen"), zoom);
  return html`<div class="stage-tools">
    ${screen && html`<button type="button" class="button" onClick=${zoom}>
      <${Icon} of=${actual ? Scan : ZoomIn} size=${16} /><span>${actual ? t("Fit") : t("Actual size")}</span></button>`}
    ${view.chosen.value !== null && stage.some(({ key }) => key === view.chosen.value) && html`
      <button type="button" class="button" onClick=${() => view.choose(null)}>
        <${Icon} of=${PinOff} size=${16} /><span>${t("Arrange automatically")}</span></button>`}
  </div>`;
}
