import { PhoneOff, Video } from "../vendor/lucide.js";
import { Ear, MonitorUp, Phone, PhoneIncoming, PhoneMissed, UserMinus } from "../vendor/lucide-desk.js";
import { isLive } from "../shared/conversation.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Elapsed, clock, useNow } from "../shared/time.js";
import { act } from "../shared/act.js";
import { kindWords, momentWords, presentIn, stateWords } from "./call-words.js";
import { CheckTags } from "./check.js";
import { useDesk } from "./context.js";
import { Recorded } from "./recorded.js";

/**
 * @typedef {import("../shared/conversation.js").Call} Call
 * @typedef {import("./types.js").Conversation} Conversation
 */

/**
 * A call: whether it rings, is offered or runs, what happened, how long.
 * @param {{call: Call, conversation: Conversation}} props
 */
export function SessionCard({ call, conversation }) {
  const desk = useDesk();
  const live = isLive(call);
  return html`<article class=${`session-card ${live ? "live" : ""}`} aria-label=${kindWords(call.media)}>
    <p class="session-head"><${Icon} of=${drawing(call)} size=${16} /><strong>${kindWords(call.media)}</strong>
      ${call.recorded && html`<span class="tag">${t("recorded")}</span>`}
      ${call.callback && html`<span class="tag warn">${t("wants to be called back")}</span>`}</p>
    <p class="session-state">${stateWords(call, conversation.contact)}
      ${call.state === "running" && call.started_at && html` <${Elapsed} since=${call.started_at - desk.connection.skew} />`}</p>
    ${live && call.state !== "running" && html`<${Expires} call=${call} />`}
    ${live && call.check && html`<${CheckTags} check=${call.check} />`}
    ${call.state === "running" && html`<${Present} call=${call} conversation=${conversation} />`}
    ${call.moments && html`<details><summary>${t("What happened")}</summary>
      <ol class="moments">${call.moments.map((moment, place) => html`<li key=${place}>
        <span class="muted">${date(moment.at, { timeStyle: "short" })}</span>
        ${" "}${momentWords(moment, call, conversation.contact)}</li>`)}</ol>
    </details>`}
    <${Recorded} call=${call} />
    ${live && desk.call.value?.room !== call.room && html`<${Ways} call=${call} conversation=${conversation} />`}
  </article>`;
}

/** @param {Call} call */
function drawing({ state, media = "video", asked }) {
  if (state === "missed") return PhoneMissed;
  if (state === "ended" || state === "declined") return PhoneOff;
  return asked && state === "ringing" ? PhoneIncoming : { video: Video, voice: Phone, screen: MonitorUp }[media];
}

/** What may be done about a call that is not open here. @param {{call: Call, conversation: Conversation}} props */
function Ways({ call, conversation }) {
  const desk = useDesk();
  const { room, state } = call;
  const { owner } = conversation;
  const mine = owner.kind === "agent" && owner.agent.id === desk.me.id;
  const button = (/** @type {string} */ words, /** @type {() => Promise<any>} */ run, /** @type {string} */ kind = "") =>
    html`<button type="button" class=${`button ${kind}`} onClick=${() => act(run)}>${words}</button>`;
  if (state === "ringing") {
    return html`<div class="row">${button(t("Accept"), () => desk.accept({ room, conversation: conversation.id, contact: conversation.contact, kind: call.media, expires_at: 0 }), "primary")}</div>`;
  }
  if (mine) {
    return html`<div class="row">${button(t("Join the call"), () => desk.video(), "primary")}
      ${button(state === "offered" ? t("Take back the offer") : t("End the call"), () => desk.connection.request("call.end", { room }))}</div>`;
  }
  if (desk.me.role === "manager" && state === "running") {
    return html`<div class="row"><button type="button" class="button" onClick=${() => act(() => desk.listen(room))}>
      <${Icon} of=${Ear} size=${16} />${t("Listen in")}</button></div>`;
  }
  return null;
}

/** Who of the house is in it; the owner and managers may send somebody out. @param {{call: Call, conversation: Conversation}} props */
function Present({ call, conversation }) {
  const desk = useDesk();
  const { owner } = conversation;
  const holder = owner.kind === "agent" ? owner.agent.id : "";
  const may = holder === desk.me.id || desk.me.role === "manager";
  const out = (/** @type {string} */ participant) => act(() => desk.connection.request("call.kick", { room: call.room, participant }));
  return html`<ul class="present">${presentIn(call, desk.opened.value?.listened.value).map(({ person, name, role }) => html`<li key=${person} class="row">
    ${role === "supervisor" && html`<${Icon} of=${Ear} size=${14} />`}
    <span class="grow truncate">${person === desk.me.id ? t("You") : name}${role === "supervisor" ? ` · ${t("listens in")}` : ""}</span>
    ${may && person && person !== desk.me.id && person !== holder && html`<button type="button" class="button quiet small" onClick=${() => out(person)}>
      <${Icon} of=${UserMinus} size=${14} />${t("Remove")}</button>`}</li>`)}</ul>`;
}

/** @param {{call: Call}} props */
function Expires({ call }) {
  const desk = useDesk();
  const left = call.expires_at - desk.serverTime(useNow().value);
  const words = left <= 0 ? t("The offer has ended.")
    : call.state === "ringing" ? t("It rings for {time}.", { time: clock(left) }) : t("The offer ends in {time}.", { time: clock(left) });
  return html`<p class="muted small">${words}</p>`;
}
