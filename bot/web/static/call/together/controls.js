import { Aperture, Camera, Flashlight, FlashlightOff, PenLine, SwitchCamera } from "../../vendor/lucide-call.js";
import { html, useRef, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Control } from "../controls/control.js";
import { facing, hasTorch, shoot, showsByCamera, torch } from "./camera.js";
import { keep, photo } from "./freeze.js";

/** @typedef {import("../room/live-room.js").LiveRoom} LiveRoom */

/** What this part puts into the bar. @param {{room: LiveRoom}} props */
export function Controls({ room }) {
  return html`<${Draw} room=${room} /><${Keep} room=${room} />
    ${showsByCamera() && html`<${Turn} room=${room} /><${Torch} key=${room.track("camera")?.id} room=${room} /><${Photo} room=${room} />`}`;
}

/** @param {{room: LiveRoom}} props */
function Draw({ room: { together } }) {
  const held = together.tool.value !== null;
  const able = together.target !== null;
  const press = () => { if (held) together.take(null); else if (able) together.take("point"); };
  return html`<${Control} drawing=${PenLine} words=${t("Point and draw")} shortcut="d" pressed=${held} press=${press} faded=${!able}
    title=${able ? undefined : t("There is no picture yet to draw on.")} />`;
}

/** @param {{room: LiveRoom}} props */
function Keep({ room }) {
  const busy = useSignal(false);
  const able = room.together.target !== null;
  const press = async () => {
    if (busy.value || !able) return;
    busy.value = true;
    await keep(room);
    busy.value = false;
  };
  return html`<${Control} drawing=${Camera} words=${t("Snapshot")} shortcut="p" press=${press} faded=${!able || busy.value}
    title=${able ? t("Put the picture that you see into the conversation") : t("There is no picture yet.")} />`;
}

/** To the phone's other camera. @param {{room: LiveRoom}} props */
export function Turn({ room }) {
  const { camera } = room.sharing.value;
  const rear = camera && facing(room.track("camera")) === "environment";
  return html`<${Control} drawing=${SwitchCamera} words=${rear ? t("Front camera") : t("Rear camera")}
    press=${() => room.face(rear ? "user" : "environment")} />`;
}

/** The phone's light, where it has one. @param {{room: LiveRoom}} props */
function Torch({ room }) {
  const on = useSignal(false);
  const track = room.sharing.value.camera ? room.track("camera") : null;
  if (!track || !hasTorch(track)) return null;
  return html`<${Control} drawing=${on.value ? FlashlightOff : Flashlight} words=${on.value ? t("Turn light off") : t("Turn light on")}
    press=${async () => { on.value = await torch(track, !on.value); }} />`;
}

/** With the camera that is on, else with the phone's own way to take one. @param {{room: LiveRoom}} props */
function Photo({ room }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const busy = useSignal(false);
  const send = async (/** @type {() => Promise<Blob>} */ shot) => {
    if (busy.value) return;
    busy.value = true;
    await photo(room, shot);
    busy.value = false;
  };
  const press = () => {
    const track = room.sharing.value.camera ? room.track("camera") : null;
    if (track) void send(() => shoot(track));
    else input.current?.click();
  };
  const chosen = (/** @type {any} */ event) => {
    const [file] = event.currentTarget.files;
    event.currentTarget.value = "";
    if (file) void send(async () => file);
  };
  return html`<${Control} drawing=${Aperture} words=${busy.value ? t("Sending…") : t("Sharp photo")} press=${press} faded=${busy.value} />
    <input ref=${input} type="file" accept="image/*" capture="environment" hidden onChange=${chosen} />`;
}
