import { isLive, liveCall } from "../../shared/conversation.js";
import { html, useComputed, useEffect, useRef, useSignal } from "../../shared/html.js";
import { also, t } from "../../shared/i18n.js";
import { CallPlace } from "./call-place.js";
import { style } from "../style.js";
import { CallCard as Card } from "./card.js";
import { Choosing } from "./choosing.js";
import { Invited } from "./invited.js";
import { keptSeat } from "../room/returning.js";
import { unread } from "../../widget/state.js";

/**
 * Calls as the chat's customer has them: asking for one, being invited to one, and the call over the chat. Fetched with the
 * first sign of one (widget/calls.js).
 * @typedef {import("../../widget/chat.js").Chat} Chat
 * @typedef {import("../../shared/conversation.js").CallKind} CallKind
 * @typedef {import("../../shared/html.js").Signal<"ask" | string | null>} Place  the room of the call that is over the chat; "ask"
 *   while the customer asks for one; null: none
 * @typedef {(what: string, more?: Record<string, unknown>) => void} Tell  the page around the chat
 */

/** What has to be there before anything of this is drawn. */
export const prepared = () => Promise.all([style("../shared/panels.css"), style("customer.css"), also("call")]);

/** @param {{chat: Chat, place: Place, beside: import("../../shared/html.js").Signal<boolean>, title: string, tell: Tell}} props */
export function Customer({ chat, place, beside, title, tell }) {
  const { conversation } = chat.state.value;
  const live = conversation && liveCall(conversation);
  const dismissed = useSignal(/** @type {string | null} */ (null));
  const invites = live?.state === "offered" && !live.asked && place.value !== live.room && dismissed.value !== live.room ? live : null;
  const talk = useTalk(chat, beside);
  const leave = () => {
    place.value = null;
    beside.value = false;
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".thread"))?.focus());
  };
  useEffect(() => { if (live || place.value === "ask") void import("../call.js").catch(() => {}); }, [live?.room, place.value]);  // it will be wanted soon
  const callBack = (/** @type {CallKind} */ kind) => { void chat.ask("call.callback", { kind }); leave(); };
  useEffect(() => {
    const room = keptSeat()?.room;  // the page around the chat was loaded anew in the middle of a call
    if (!room || live?.room !== room || place.peek() !== null) return;
    place.value = room;
    tell("open");
  }, []);
  useEffect(() => {
    tell("ring", { words: invites ? t("{name} is calling you", { name: invites.by?.name ?? title }) : "" });
  }, [invites?.room]);
  const together = place.value !== null && live !== null && live.state !== "ringing";  // the questions before need no room
  useEffect(() => tell("wide", { wide: together }), [together]);
  return html`
    ${place.value === "ask" && html`<${Asking} chat=${chat} talk=${talk} title=${title} onBack=${leave} onCallBack=${callBack} />`}
    ${place.value !== null && place.value !== "ask" && html`<${Joined} key=${place.value} chat=${chat} talk=${talk} room=${place.value} onBack=${leave} />`}
    ${invites && (place.value === null || finished(chat, place.value)) && html`<${Invited} key=${invites.room} card=${invites}
      onJoin=${() => { place.value = invites.room; }}
      onDecline=${() => { dismissed.value = invites.room; void chat.ask("call.decline", { room: invites.room }); }} />`}`;
}

/**
 * The chat as the call's bar opens it: what came since it was last in sight is counted there.
 * @param {Chat} chat @param {import("../../shared/html.js").Signal<boolean>} beside
 * @returns {import("../call.js").Chat}
 */
function useTalk(chat, beside) {
  const seen = useSignal(Infinity);
  const missed = useComputed(() => (beside.value ? 0 : unread(chat.state.value.conversation, seen.value)));
  useEffect(() => { seen.value = beside.value ? Infinity : newest(chat); }, [beside.value]);
  const turn = () => {
    beside.value = !beside.peek();
    if (beside.peek() && matchMedia("(pointer: fine)").matches) requestAnimationFrame(() => document.querySelector("textarea")?.focus());
  };
  return useRef({ open: beside, unread: missed, turn }).current;
}

/** @param {Chat} chat */
const newest = (chat) => chat.state.peek().conversation?.messages.at(-1)?.seq ?? 0;

/** Whether the call that is on screen is over, so that an invitation may ring over it. @param {Chat} chat @param {string} room */
function finished(chat, room) {
  const card = cardOf(chat, room);
  return card !== null && !isLive(card);
}

/** From the choice of how to talk to the end of the call. @param {{chat: Chat, talk: import("../call.js").Chat, title: string, onBack: () => void, onCallBack: (kind: CallKind) => void}} props */
function Asking({ chat, talk, title, onBack, onCallBack }) {
  const kind = useSignal(/** @type {CallKind | null} */ (null));
  const room = useSignal(/** @type {string | null} */ (null));
  const chosen = kind.value;
  if (!chosen) {
    return html`<div class="call-place"><${Choosing} onBack=${onBack} onCallBack=${() => onCallBack("video")}
      onChoose=${(/** @type {CallKind} */ wanted) => { kind.value = wanted; }} /></div>`;
  }
  const asks = {
    onRoom: (/** @type {{room: string, conversation?: string}} */ { room: made, conversation }) => {
      if (conversation) chat.read(conversation);
      room.value = made;
    },
    onCallBack: () => onCallBack(chosen),
  };
  const card = () => (room.value ? cardOf(chat, room.value) : null);
  return html`<${CallPlace} room=${room.value} live=${card()?.state === "running"}
    options=${{ connection: chat.connection, room: null, name: title, kind: chosen, asks, card, chat: talk, onLeave: onBack }} />`;
}

/** A call that there is already. @param {{chat: Chat, talk: import("../call.js").Chat, room: string, onBack: () => void}} props */
function Joined({ chat, talk, room, onBack }) {
  const card = () => cardOf(chat, room);
  const told = card();
  return html`<${CallPlace} room=${room} live=${told !== null && isLive(told)}
    options=${{ connection: chat.connection, room, name: told?.by?.name ?? "", kind: told?.media ?? "video", card, chat: talk, onLeave: onBack }} />`;
}

/** What the conversation says of a call; components that read it follow it. @param {Chat} chat @param {string} room */
function cardOf(chat, room) {
  const message = chat.state.value.conversation?.messages.findLast(({ body }) => body.kind === "call" && body.room === room);
  return message?.body.kind === "call" ? message.body : null;
}

/** @param {{chat: Chat, place: Place, body: import("../../shared/conversation.js").Call}} props */
export function CallCard({ chat, place, body }) {
  const { room, media = "video" } = body;
  return html`<${Card} body=${body} here=${place.value === room}
    onJoin=${() => { place.value = room; }}
    onDecline=${() => chat.ask(body.state === "ringing" ? "call.cancel" : "call.decline", { room })}
    onCallBack=${() => chat.ask("call.callback", { kind: media })} />`;
}
