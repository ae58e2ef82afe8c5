/** What the widget knows and what it shows: pure. */

import { applyEvent, fromSnapshot, withEarlier } from "../shared/conversation.js";

/**
 * @typedef {import("../shared/conversation.js").Conversation} Conversation
 * @typedef {import("../shared/conversation.js").Message} Message
 * @typedef {{conversation: Conversation | null, place: number | null, typing: string | null}} State
 *   conversation: null before the first message. place: in the line, 1 is next; null outside of it or not known yet.
 *   typing: the name of the agent who writes, or the bot's
 * @typedef {{do: "snapshot", state: any} | {do: "event", event: any} | {do: "earlier", messages: Message[], asked: number}
 *   | {do: "place", place: number} | {do: "typing", name: string | null}} Change
 */

/** @type {State} */
export const EMPTY = { conversation: null, place: null, typing: null };

/** @param {State} state @param {Change} change @returns {State} */
export function reduce(state, change) {
  switch (change.do) {
    case "snapshot": return settled({ ...state, conversation: fromSnapshot(change.state) });
    case "event": return state.conversation
      ? settled(heard({ ...state, conversation: applyEvent(state.conversation, change.event) }, change.event)) : state;
    case "earlier": return state.conversation
      ? { ...state, conversation: withEarlier(state.conversation, change.messages, change.asked) } : state;
    case "place": return settled({ ...state, place: change.place });
    case "typing": return { ...state, typing: change.name };
  }
}

/** A place is of the line, and only somebody who owns the conversation is writing. @param {State} state */
function settled(state) {
  if (!state.conversation) return state;
  const owner = state.conversation.owner.kind;
  return { ...state, place: owner === "line" ? state.place : null, typing: owner === "agent" || owner === "bot" ? state.typing : null };
}

/** Whoever has just said something, or handed over, is not writing it any more. @param {State} state @param {any} event */
function heard(state, event) {
  const said = event.kind === "message" && event.message.author.kind !== "contact";
  return said || event.kind === "owner" ? { ...state, typing: null } : state;
}

/** Whether somebody of the house said it, so that the customer wants to know. @param {Message} message */
export function counts({ author, body }) {
  return author.kind === "bot" || author.kind === "agent" || body.kind === "rating";
}

/** @param {Conversation | null} conversation @param {number} seen  the newest seq that was looked at */
export function unread(conversation, seen) {
  return conversation?.messages.filter((message) => message.seq > seen && counts(message)).length ?? 0;
}

/**
 * The newest request for a rating, where it may still be answered and tells until when.
 * @param {Conversation | null} conversation @param {number} now  UTC ms
 * @returns {{seq: number, request: string} | null}
 */
export function openRequest(conversation, now) {
  const message = conversation?.messages.findLast(({ body }) => body.kind === "rating");
  if (message?.body.kind !== "rating") return null;
  const { request, value, closed, until = 0 } = message.body;
  return value === undefined && !closed && now < until ? { seq: message.seq, request } : null;
}

/** What a screen reader should hear of a message, null when it is the reader's own. @param {Message} message */
export function spoken({ author, body }) {
  if (author.kind === "contact") return null;
  switch (body.kind) {
    case "text": case "choices": case "rating": return body.text;
    case "article": return body.title;
    case "picture": return body.alt;
    case "unsupported": return body.text || body.what;
    default: return null;
  }
}

/**
 * What a message tells of whether something may be written to the customer unasked; null: nothing.
 * @param {import("../shared/conversation.js").Message} message
 * @returns {"allowed" | "stopped" | null}
 */
export function permissionSaid({ author, body }) {
  if (body.kind === "notice") return body.code === "stopped" || body.code === "allowed" ? body.code : null;
  if (author.kind !== "bot" || (body.kind !== "text" && body.kind !== "article") || !body.offer) return null;
  const offer = /** @type {string[]} */ (body.offer);
  return offer.includes("allow") ? "stopped" : offer.includes("stop") ? "allowed" : null;
}
