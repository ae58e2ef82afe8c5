import { PhoneOff, Video } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Elapsed, clock, useNow } from "../shared/time.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";
import { nameOf } from "./names.js";

/**
 * @typedef {import("../shared/conversation.js").Call} Call
 * @typedef {import("../shared/conversation.js").Moment} Moment
 * @typedef {import("./types.js").Conversation} Conversation
 */

/**
 * A video session: whether it is offered or runs, what happened, how long.
 * @param {{call: Call, conversation: Conversation}} props
 */
export function SessionCard({ call, conversation }) {
  const desk = useDesk();
  const mine = conversation.owner.kind === "agent" && conversation.owner.agent.id === desk.me.id;
  const live = call.state === "offered" || call.state === "running";
  const here = desk.call.value?.room === call.room;
  return html`<article class=${`session-card ${live ? "live" : ""}`} aria-label=${t("Video session")}>
    <p class="session-head"><${Icon} of=${live ? Video : PhoneOff} size=${16} /><strong>${t("Video session")}</strong></p>
    <p class="session-state">${stateWords(call, conversation)}
      ${call.state === "running" && call.started_at && html` <${Elapsed} since=${call.started_at - desk.connection.skew} />`}</p>
    ${call.state === "offered" && html`<${Expires} at=${call.expires_at} />`}
    ${call.moments && html`<details><summary>${t("What happened")}</summary>
      <ol class="moments">${call.moments.map((moment, place) => html`<li key=${place}>
        <span class="muted">${date(moment.at, { timeStyle: "short" })}</span>
        ${" "}${momentWords(moment, call, conversation)}</li>`)}</ol>
    </details>`}
    ${live && mine && !here && html`<div class="row">
      <button type="button" class="button primary" onClick=${() => act(() => desk.video())}>${t("Join the call")}</button>
      <button type="button" class="button" onClick=${() => act(() => desk.connection.request("call.end", { room: call.room }))}>
        ${call.state === "offered" ? t("Take back the offer") : t("End the call")}</button></div>`}
  </article>`;
}

/** @param {{at: number}} props */
function Expires({ at }) {
  const desk = useDesk();
  const left = at - desk.serverTime(useNow().value);
  const words = left > 0 ? t("The offer ends in {time}.", { time: clock(left) }) : t("The offer has ended.");
  return html`<p class="muted small">${words}</p>`;
}

/** @param {Call} call @param {Conversation} conversation */
function stateWords(call, conversation) {
  const customer = nameOf(conversation.contact);
  switch (call.state) {
    case "offered": return t("offered, {name} has not joined yet", { name: customer });
    case "running": return t("running for");
    case "declined": return t("declined by {name}", { name: customer });
    case "missed": return t("nobody joined");
    case "ended": return endedWords(call, customer);
  }
}

/** @param {Call} call @param {string} customer */
function endedWords(call, customer) {
  const time = call.started_at && call.ended_at ? clock(call.ended_at - call.started_at) : "";
  const who = call.ended_by === "customer" ? customer : call.ended_by === "agent" ? call.by.name : "";
  if (!time) return t("ended");
  return who ? t("{time}, ended by {name}", { time, name: who }) : t("{time}, the connection was lost", { time });
}

/** @param {Moment} moment @param {Call} call @param {Conversation} conversation */
function momentWords({ what, role }, call, conversation) {
  const name = role === "customer" ? nameOf(conversation.contact) : call.by.name;
  switch (what) {
    case "joined": return t("{name} joined", { name });
    case "left": return t("{name} left", { name });
    case "shared": return t("{name} shared the screen", { name });
    case "unshared": return t("{name} stopped sharing", { name });
  }
}
