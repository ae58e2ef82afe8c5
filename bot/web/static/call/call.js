/**
 * A live session on a page: before, during, after. Used by the widget, by the desk, and by the page that an invitation opens.
 *
 *     const unmount = mountCall(element, { connection, room, name: "Ana", card: () => callCard, back: t("Back"), onLeave });
 */

import { isLive } from "../shared/conversation.js";
import { html, render, useEffect, useMemo, useRef, useSignal } from "../shared/html.js";
import { also, t } from "../shared/i18n.js";
import { After } from "./after.js";
import { Before } from "./before.js";
import { During } from "./during.js";
import { LiveRoom } from "./room/live-room.js";
import { Return } from "./return.js";
import { forgetSeat, keptSeat } from "./room/returning.js";
import { style } from "./style.js";

/**
 * @typedef {{unread: import("../shared/html.js").ReadonlySignal<number>, open: import("../shared/html.js").ReadonlySignal<boolean>,
 *   turn: () => void}} Chat  the conversation beside the call, which the page shows and hides
 * @typedef {import("./before.js").How & {
 *   connection: import("../shared/connection.js").Connection,
 *   room: string | null,
 *   name: string,
 *   card: () => import("../shared/conversation.js").Call | null,
 *   back?: string,
 *   onLeave: (() => void) | null,
 *   chat?: Chat | null,
 *   listens?: boolean,
 *   after?: () => any,
 * }} Options  room: null where the customer is about to ask for a call. name: of the other side. listens: goes in at once, as one who only hears and sees. card: what the conversation says of this call, read while drawing so that signals in it
 *   are followed; null where the conversation is not seen. after: what stands there once it is over. back: what the way back is called. onLeave: goes back; null when
 *   there is nothing to go back to, then `back` is a sentence
 */

/**
 * @param {HTMLElement} element  filled; `unmount` empties it
 * @param {Options} options
 * @returns {() => void} leaves the call and takes it off the page
 */
export function mountCall(element, options) {
  let here = true;
  void Promise.all([styled(), also("call")]).then(() => { if (here) render(html`<${Call} ...${options} />`, element); });
  return () => {
    here = false;
    render(null, element);
  };
}

/** What a page needs to show a call and may not have yet. */
const styled = () => Promise.all(["../shared/panels.css", "call.css", "before.css", "together/together.css", "recording/recording.css"].map(style));

/** The ends of a call for this page alone: it may come back. */
const GOES_ON = new Set(["left", "elsewhere", "replaced", "lost", "worker_lost", "too_fast"]);

/** @param {Options} props */
function Call({ connection, room: id, name, card, back = t("Back to the conversation"), after = () => null, onLeave, chat = null, listens = false, ...how }) {
  const held = useSignal(/** @type {LiveRoom | null} */ (null));
  const seat = useSignal(useMemo(() => seatIn(id), []));
  const coming = useSignal(listens);
  const room = held.value ??= new LiveRoom({ connection, room: id });
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    element.current?.focus();
    if (listens) void room.join().catch(() => room.leave()).then(() => { coming.value = false; });
    return () => held.peek()?.leave();
  }, []);
  const stage = room.stage.value;
  const inside = stage !== "ready" && stage !== "joining" && stage !== "over";
  useEffect(() => { if (inside) { forgetSeat(); seat.value = null; element.current?.focus(); } }, [inside]);
  /** @param {{audio: boolean, camera: boolean}} was  what was on */
  const again = async ({ audio, camera }) => {
    held.peek()?.leave();  // lets go of what it may have in hand
    const next = held.value = new LiveRoom({ connection, room: id ?? card()?.room ?? null });
    seat.value = null;
    coming.value = true;
    await Promise.all([audio && next.microphone(true), camera && next.camera(true)]);
    await next.join().catch(() => {});  // what stands in the way is said by Before
    coming.value = false;
  };
  const told = card();
  const done = told !== null && !isLive(told);
  return html`<section class="call-view" ref=${element} tabindex="-1" aria-label=${t("Video call")}>
    ${stage === "over" || (done && stage === "ready" && !how.asks)
      ? html`<${After} reason=${done && room.reason.value === "left" ? "ended" : room.reason.value} name=${name} told=${told}
          length_ms=${lengthOf(told, room)} back=${back} onAgain=${!done && GOES_ON.has(room.reason.value) ? () => again(room.gave) : null}
          onBack=${onLeave}>${after()}<//>`
      : inside ? html`<${During} key=${room} room=${room} name=${name} chat=${chat} />`
      : seat.value ? html`<${Return} seat=${seat.value} name=${name} onReturn=${() => again(/** @type {any} */ (seat.value))}
          onOther=${() => { forgetSeat(); seat.value = null; }} />`
      : coming.value ? html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`
      : html`<${Before} key=${room} room=${room} id=${id} name=${name} connection=${connection} card=${card} onBack=${onLeave} ...${how} />`}
  </section>`;
}

/** The seat that this tab had in a room a moment ago; null: none. @param {string | null} room */
function seatIn(room) {
  const kept = keptSeat();
  return kept?.room === room ? kept : null;
}

/**
 * How long the two were together; null when they never were.
 * @param {import("../shared/conversation.js").Call | null} told
 * @param {LiveRoom} room
 */
function lengthOf(told, room) {
  if (told?.started_at && told.ended_at) return told.ended_at - told.started_at;
  return room.since.value === null ? null : room.until - room.since.value;
}
