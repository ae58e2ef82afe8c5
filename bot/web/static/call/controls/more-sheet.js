import { Eye, EyeOff, Keyboard, LogOut, Maximize, Mic, Minimize, PictureInPicture2, Signal, Video } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { letters, setLetters } from "../../shared/keys.js";
import { Key, keyNames, shortcuts } from "./keys.js";
import { Sheet } from "./sheet.js";

/**
 * What is needed now and then.
 * @typedef {import("../stage/view.js").View} View
 * @typedef {import("../stage/windows.js").Windows} Windows
 */

/** @param {{room: import("../room/live-room.js").LiveRoom, view: View, windows: Windows, onClose: () => void}} props */
export function MoreSheet({ room, view, windows, onClose }) {
  const { full, small } = windows;
  const own = view.ownHidden.value;
  const close = (/** @type {() => void} */ run) => () => { onClose(); run(); };
  return html`<${Sheet} title=${t("Options")} onClose=${onClose}>
    <div class="entries">
      ${room.role.value !== "supervisor" && html`
        <${Entry} drawing=${Mic} press=${() => view.turn("microphone")} words=${t("Choose microphone and speaker")} />
        <${Entry} drawing=${Video} press=${() => view.turn("camera")} words=${t("Choose camera")} />`}
      ${full.able && html`<${Entry} drawing=${full.on.value ? Minimize : Maximize} press=${close(full.turn)} shortcut="f"
        words=${full.on.value ? t("Leave full screen") : t("Full screen")} />`}
      ${small.able && html`<${Entry} drawing=${PictureInPicture2} press=${close(small.turn)} shortcut="i"
        words=${small.on.value ? t("Close the small window") : t("Small window over other programs")} />`}
      <${Entry} drawing=${own ? Eye : EyeOff} press=${close(() => view.turnOwn())} shortcut="o"
        words=${own ? t("Show my own picture") : t("Hide my own picture")} />
      <${Entry} drawing=${Signal} press=${() => view.turn("connection")} words=${t("About the connection")} />
      <${Entry} drawing=${Keyboard} press=${() => view.turn("keys")} words=${t("Keyboard shortcuts")} kind="for-keys" />
      <${Entry} drawing=${LogOut} press=${() => room.leave()} words=${t("Leave, the others go on")} />
    </div>
  <//>`;
}

/** @param {{drawing: any, words: string, press: () => void, shortcut?: string, kind?: string}} props */
function Entry({ drawing, words, press, shortcut, kind = "" }) {
  return html`<button type="button" class=${`entry ${kind}`} onClick=${press}>
    <${Icon} of=${drawing} /><span class="grow">${words}</span><${Key} of=${shortcut} /></button>`;
}

/** The keys that work now, and whether they do. @param {{onClose: () => void}} props */
export function KeysSheet({ onClose }) {
  return html`<${Sheet} title=${t("Keyboard shortcuts")} onClose=${onClose}>
    <dl class="shortcuts">${[...shortcuts.value].map(([key, words]) => html`<div key=${key}>
      <dt>${words}</dt><dd>${keyNames(key).map((name) => html`<kbd>${name}</kbd> `)}</dd></div>`)}</dl>
    <label class="device"><input type="checkbox" checked=${letters.value} onChange=${() => setLetters(!letters.peek())} />
      <span>${t("Keys of one letter work while nothing is being written")}</span></label>
  <//>`;
}
