/**
 * A live session on a page: before, during, after. Used by the widget, by the desk, and by the page that an invitation opens.
 *
 *     const unmount = mountCall(element, { connection, room, name: "Ana", card: () => callCard, back: t("Back"), onLeave });
 */

import { html, render, useEffect, useRef, useSignal } from "../shared/html.js";
import { also, t } from "../shared/i18n.js";
import { After } from "./after.js";
import { Before } from "./before.js";
import { During } from "./during.js";
import { LiveRoom } from "./live-room.js";

/**
 * @typedef {{
 *   connection: import("../shared/connection.js").Connection,
 *   room: string,
 *   name: string,
 *   card: () => import("../shared/conversation.js").Call | null,
 *   back?: string,
 *   onLeave: (() => void) | null,
 * }} Options  name: of the other side. card: what the conversation says of this call, read while drawing so that signals in it
 *   are followed; null where the conversation is not seen. back: what the way back is called. onLeave: goes back; null when
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
const styled = () => Promise.all(["../shared/panels.css", "call.css"].map(style));

/** @param {string} name @returns {Promise<unknown>} */
function style(name) {
  const { href } = new URL(name, import.meta.url);
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}

/** @param {Options} props */
function Call({ connection, room: id, name, card, back = t("Back to the conversation"), onLeave }) {
  const held = useSignal(/** @type {LiveRoom | null} */ (null));
  const room = held.value ??= new LiveRoom({ connection, room: id });
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    element.current?.focus();
    return () => held.peek()?.leave();
  }, []);
  const again = () => {
    const next = held.value = new LiveRoom({ connection, room: id });
    void next.microphone(true).then(() => next.join()).catch(() => {});  // what stands in the way is said by Before
  };
  const told = card();
  const done = told !== null && told.state !== "offered" && told.state !== "running";
  const stage = room.stage.value;
  return html`<section class="call-view" ref=${element} tabindex="-1" aria-label=${t("Video call")}>
    ${stage === "over" || (done && stage === "ready")
      ? html`<${After} reason=${done && room.reason.value === "left" ? "ended" : room.reason.value} name=${name}
          length_ms=${lengthOf(told, room)}
          back=${back} onAgain=${done || room.reason.value === "ended" ? null : again} onBack=${onLeave} />`
      : stage === "ready" || stage === "joining"
        ? html`<${Before} key=${room} room=${room} name=${name} onBack=${onLeave} />`
        : html`<${During} room=${room} name=${name} />`}
  </section>`;
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
