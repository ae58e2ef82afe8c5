import { AppWindow, Headset, MonitorUp, Phone, PhoneMissed, Video } from "../../vendor/lucide-calling.js";
import { html } from "../../shared/html.js";
import { date, t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { Elapsed, clock, useNow } from "../../shared/time.js";

/**
 * A call as it stands in the customer's thread.
 * @typedef {import("../../shared/conversation.js").Call} Call
 * @typedef {import("../../shared/conversation.js").CallKind} CallKind
 */

/**
 * @param {{body: Call, here: boolean, onJoin: () => void, onDecline: () => void, onCallBack: () => void}} props  here: this page
 *   has it open
 */
export function CallCard({ body, here, onJoin, onDecline, onCallBack }) {
  const { state, media = "video" } = body;
  return html`<div class="bubble theirs wide call-card">
    <p class="row"><span class="call-mark"><${Icon} of=${state === "missed" || state === "declined" ? PhoneMissed : DRAWINGS[media]} /></span>
      <strong>${cardWords(body)}</strong></p>
    ${!here && html`<${State} body=${body} onJoin=${onJoin} onDecline=${onDecline} onCallBack=${onCallBack} />`}
    ${here && html`<p class="muted row"><${Icon} of=${AppWindow} size=${16} />${t("It is open here.")}</p>`}
  </div>`;
}

/** @type {Record<CallKind, any>} */
const DRAWINGS = { video: Video, voice: Phone, screen: MonitorUp };

/** What may be done, or how it went. @param {{body: Call, onJoin: () => void, onDecline: () => void, onCallBack: () => void}} props */
function State({ body, onJoin, onDecline, onCallBack }) {
  const { state, expires_at, started_at, by, asked, reason, callback } = body;
  const over = useNow().value > expires_at;
  const join = (/** @type {string} */ words) => html`<button type="button" class="button primary" onClick=${onJoin}>
    <${Icon} of=${DRAWINGS[body.media ?? "video"]} />${words}</button>`;
  switch (state) {
    case "offered": return over
      ? html`<p class="muted">${t("This invitation has expired. Ask {name} for a new one.", { name: by?.name ?? "" })}</p>`
      : html`<p class="muted">${t("You choose what to share. It is open until {time}.", { time: date(expires_at, { timeStyle: "short" }) })}</p>
        <div class="row wrap">${join(t("Join"))}<button type="button" class="button" onClick=${onDecline}>${t("Not now")}</button></div>`;
    case "ringing": return html`<p class="muted">${t("Everyone who is free is being rung.")}</p>
      <div class="row wrap"><button type="button" class="button" onClick=${onDecline}>${t("Cancel the call")}</button></div>`;
    case "running": return html`<p class="muted">${started_at ? html`<${Elapsed} since=${started_at} />` : t("Connecting…")}</p>
      <div class="row wrap">${join(t("Join the call"))}</div>`;
    case "missed": return asked && reason !== "cancelled" && html`${callback
      ? html`<p class="muted">${t("We call you back here as soon as somebody is free.")}</p>`
      : html`<div class="row wrap"><button type="button" class="button" onClick=${onCallBack}><${Icon} of=${Headset} />${t("Call me back")}</button></div>`}`;
    case "ended": return html`<p class="muted">${happened(body)}</p>`;
    default: return null;
  }
}

/** @param {Pick<Call, "by" | "media">} call */
export function invitationWords({ by, media = "video" }) {
  const name = by?.name ?? "";
  switch (media) {
    case "video": return t("{name} invites you to a video call", { name });
    case "voice": return t("{name} invites you to a voice call", { name });
    case "screen": return t("{name} asks to see your screen", { name });
  }
}

/** @param {Call} call */
function cardWords(call) {
  const { state, by, asked, reason, media = "video" } = call;
  const name = by?.name ?? "";
  switch (state) {
    case "offered": return asked ? t("{name} answers your call", { name }) : invitationWords(call);
    case "ringing": return t("You are calling…");
    case "running": return media === "voice" ? t("Voice call with {name}", { name }) : t("Video call with {name}", { name });
    case "ended": return media === "voice" ? t("The voice call with {name} has ended", { name }) : t("The video call with {name} has ended", { name });
    case "declined": return asked ? t("{name} could not answer your call", { name: name || t("The team") })
      : media === "voice" ? t("You did not join the voice call") : t("You did not join the video call");
    case "missed": return asked ? (reason === "cancelled" ? t("You cancelled the call") : t("Nobody could answer your call"))
      : media === "voice" ? t("The voice call was missed") : t("The video call was missed");
  }
}

/** How long it took, with whom, whether a screen was shown and whether it was recorded. @param {Call} call */
export function happened({ started_at, ended_at, moments = [], recorded, by, reason }) {
  const shown = (/** @type {"customer" | "agent"} */ role) => moments.some((moment) => moment.what === "shared" && moment.role === role);
  const others = [...new Set(moments.flatMap(({ role, name }) => (role !== "customer" && name && name !== by?.name ? [name] : [])))];
  return [
    started_at && ended_at ? t("Length {clock}", { clock: clock(ended_at - started_at) }) : t("Nobody was reached"),
    others.length ? t("also there: {names}", { names: others.join(", ") }) : "",
    shown("customer") || shown("agent") ? t("a screen was shared") : "",
    recorded ? t("recorded") : "",
    reason === "left" && started_at ? t("the connection was lost") : "",
  ].filter(Boolean).join(" · ");
}
