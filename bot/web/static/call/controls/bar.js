import { ChevronUp, Ear, Ellipsis, LogOut, MessageSquare, Mic, MicOff, MonitorUp, MonitorX, PhoneOff, Video, VideoOff } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { number, t, tn } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { PROBLEMS, canShareScreen } from "../room/capture.js";
import { Control } from "./control.js";
import { PARTS } from "../parts.js";
import { showsByCamera } from "../together/camera.js";

/**
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("../stage/view.js").View} View
 * @typedef {import("../stage/view.js").SheetName} SheetName
 * @typedef {import("../call.js").Chat} Chat
 */

/**
 * What one can do in the call. Who only listens in has no microphone, camera and screen here.
 * @param {{room: LiveRoom, view: View, chat: Chat | null}} props
 */
export function Bar({ room, view, chat }) {
  const sends = room.role.value !== "supervisor";
  return html`<div class="bar" role="group" aria-label=${t("Call")}>
    ${sends ? html`<${Own} room=${room} view=${view} />` : html`<${Listener} room=${room} />`}
    ${sends && html`<div class="tools"><${Share} room=${room} />
      ${PARTS.map(({ Controls }) => Controls && html`<${Controls} room=${room} />`)}</div>`}
    <span class="gap"></span>
    ${chat && html`<${ChatControl} chat=${chat} />`}
    <${Control} drawing=${Ellipsis} words=${t("Options")} press=${() => view.turn("more")} opens=${view.sheet.value === "more"} />
    <${Control} drawing=${LogOut} words=${t("Leave")} press=${() => room.leave()} shortcut="L" tone="spare" />
    ${sends && html`<${Control} drawing=${PhoneOff} words=${t("End call")} press=${() => room.end()} shortcut="E" tone="end" />`}
  </div>`;
}

/** What this browser gives to the others. @param {{room: LiveRoom, view: View}} props */
function Own({ room, view }) {
  const { audio, camera } = room.sharing.value;
  return html`<div class="paired">
      <${Control} drawing=${audio ? Mic : MicOff} words=${audio ? t("Mute") : t("Unmute")} on=${audio} shortcut="m"
        press=${() => room.microphone(!audio)} />
      <${Choose} view=${view} sheet="microphone" words=${t("Choose microphone and speaker")} />
    </div>
    <div class="paired">
      <${Control} drawing=${camera ? Video : VideoOff} words=${camera ? t("Stop camera") : t("Start camera")} on=${camera} shortcut="c"
        press=${() => room.camera(!camera)} />
      <${Choose} view=${view} sheet="camera" words=${t("Choose camera")} />
    </div>`;
}

/** Nothing on a phone, where the rear camera and photos stand for it. @param {{room: LiveRoom}} props */
function Share({ room }) {
  const { screen } = room.sharing.value;
  const able = canShareScreen();
  if (showsByCamera()) return null;
  return html`<${Control} drawing=${screen ? MonitorX : MonitorUp} words=${screen ? t("Stop sharing") : t("Share screen")} shortcut="s"
      tone=${screen ? "lit" : ""} press=${() => room.screen(able ? !screen : true)} faded=${!able}
      title=${able ? undefined : t(PROBLEMS.screen_unsupported)} />`;
}

/** Opens the choice of devices beside their button. @param {{view: View, sheet: SheetName, words: string}} props */
function Choose({ view, sheet, words }) {
  return html`<button type="button" class="choose" aria-label=${words} title=${words} aria-haspopup="dialog"
    aria-expanded=${view.sheet.value === sheet} data-sheet=${sheet} onClick=${() => view.turn(sheet)}><${Icon} of=${ChevronUp} size=${16} /></button>`;
}

/** @param {{room: LiveRoom}} props */
function Listener({ room }) {
  return html`<p class="tag listener"><${Icon} of=${Ear} size=${16} />${t("You listen in: nobody sees or hears you")}</p>
    <${Control} drawing=${Mic} words=${t("Join in")} press=${() => room.speak()} />`;
}

/** @param {{chat: Chat}} props */
function ChatControl({ chat }) {
  const unread = chat.unread.value;
  const badge = unread > 0 ? html`<b class="badge" role="img" aria-label=${tn("{n} new message", "{n} new messages", unread)}>${number(unread)}</b>` : null;
  return html`<${Control} drawing=${MessageSquare} words=${t("Chat")} pressed=${chat.open.value} press=${chat.turn} shortcut="h" badge=${badge} />`;
}
