import { CircleAlert, MonitorUp, Phone, Video } from "../../vendor/lucide-calling.js";
import { Avatar } from "../../shared/avatar.js";
import { html } from "../../shared/html.js";
import { date, t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { now } from "../../shared/time.js";
import { invitationWords } from "./card.js";
import { OtherBrowser } from "./other-browser.js";
import { thisBrowser } from "../preflight/browser.js";

/**
 * Before the invitation is used: who invites, and what a press on Join does.
 * @typedef {{by: import("../../shared/conversation.js").Person, state: string, media?: import("../../shared/conversation.js").CallKind,
 *   expires_at: number}} Invitation
 * @typedef {"open" | "elsewhere" | "over" | "lost"} Stand  elsewhere: it was used in another place, which may be asked.
 *   lost: the server cannot be reached
 */

const DRAWINGS = { video: Video, voice: Phone, screen: MonitorUp };

/**
 * @param {{looked: Invitation | null, stand: Stand | null, refused: string, busy: boolean, onJoin: () => void, onAgain: () => void}} props
 *   stand: null until something is known. onAgain: looks anew
 */
export function Door({ looked, stand, refused, busy, onJoin, onAgain }) {
  switch (stand) {
    case null: return html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`;
    case "lost": return html`<h1>${t("This invitation cannot be opened")}</h1><p class="muted">${refused}</p>
      <button type="button" class="button" onClick=${onAgain}>${t("Try again")}</button>`;
    case "elsewhere": return html`<${Elsewhere} busy=${busy} refused=${refused} onAsk=${onJoin} />`;
    case "over": return html`<h1>${t("This call is over")}</h1>
      <p class="muted">${looked ? t("Go back to the conversation and ask {name} for a new invitation.", { name: looked.by.name })
        : t("Go back to where you got the link and ask for a new one.")}</p>`;
    case "open": return looked && html`<${Open} looked=${looked} refused=${refused} busy=${busy} onJoin=${onJoin} />`;
  }
}

/** @param {{looked: Invitation, refused: string, busy: boolean, onJoin: () => void}} props */
function Open({ looked, refused, busy, onJoin }) {
  const { by, media = "video" } = looked;
  const browser = thisBrowser();
  const able = typeof RTCPeerConnection === "function";
  return html`<${Avatar} name=${by.name} size=${72} />
    <h1>${invitationWords({ by, media })}</h1>
    <ul class="promises">
      <li>${media === "screen" ? t("You choose the window or the screen that {name} sees. Microphone and camera stay off unless you turn them on.", { name: by.name })
        : media === "voice" ? t("Your browser asks for the microphone. The camera stays off.")
        : t("Your browser asks for the microphone and the camera. You may refuse either.")}</li>
      <li>${t("Before anybody sees or hears you, you see what is on.")}</li>
      <li>${t("Nothing is installed, and there is no account.")}</li>
    </ul>
    <${OtherBrowser} browser=${browser} able=${able} />
    ${refused && html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} />${refused}</p>`}
    ${able && html`<button type="button" class="button primary big" disabled=${busy} onClick=${onJoin}>
      <${Icon} of=${DRAWINGS[media]} />${busy ? t("Joining…") : t("Join")}</button>`}
    <p class="muted small">${looked.expires_at > now.value ? t("It is open until {time}.", { time: date(looked.expires_at, { timeStyle: "short" }) }) : ""}</p>`;
}

/** @param {{busy: boolean, refused: string, onAsk: () => void}} props */
function Elsewhere({ busy, refused, onAsk }) {
  return html`<h1>${busy ? t("Asking the other place…") : t("It is open in another place")}</h1>
    <p class="muted">${busy ? t("Say yes there, within 15 seconds. The call then goes on here.")
      : t("This invitation was used already: in another browser, on another device or in another tab. If that was you, the call can go on here.")}</p>
    ${refused && html`<p class="notice warn" role="alert">${refused}</p>`}
    <button type="button" class="button primary big" disabled=${busy} onClick=${onAsk}>${busy ? t("Waiting…") : t("Ask there to go on here")}</button>`;
}
