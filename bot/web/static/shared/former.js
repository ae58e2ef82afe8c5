/**
 * A customer who signed in may have had another conversation in that browser: it is a part of the one in which they go on. Both are
 * read, each from its own stream, and shown as one.
 */

import { signal } from "../vendor/signals-core.js";
import { applyEvent, fromSnapshot, withEarlier } from "./conversation.js";

/**
 * @typedef {import("./conversation.js").Conversation} Conversation
 * @typedef {import("./conversation.js").Message} Message
 * @typedef {Message & {of?: string}} Told  of: the former conversation in which it was said; absent: in the one that goes on
 */

const PAGE = 100;

/**
 * What was said in all of them, in order of time; nothing from before what each of them has loaded.
 * @param {Conversation} conversation @param {readonly Conversation[]} former
 * @returns {Told[]}
 */
export function told(conversation, former) {
  if (!former.length) return conversation.messages;
  const from = Math.max(...[conversation, ...former].map(begins));
  const before = former.flatMap(({ id, messages }) => messages.map((message) => ({ ...message, of: id })));
  return [...before, ...conversation.messages].filter(({ at }) => at >= from).sort((one, next) => one.at - next.at);
}

/** From when on all of it is known, ms. @param {Conversation} conversation */
const begins = ({ earlier, messages }) => (earlier ? messages[0]?.at ?? 0 : -Infinity);

/** Of all of them the one that was loaded the least far back; null where nothing is left. @param {readonly Conversation[]} all */
export function shortest(all) {
  const rest = all.filter(({ earlier }) => earlier);
  return rest.length ? rest.reduce((one, next) => (begins(next) > begins(one) ? next : one)) : null;
}

/** Reads the former conversations of one. */
export class Former {
  conversations = signal(/** @type {readonly Conversation[]} */ ([]));

  /** @type {Map<string, () => void>} */ #leave = new Map();
  #connection;

  /** @param {import("./connection.js").Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** @param {readonly string[]} ids  those that are read already go on */
  follow(ids) {
    for (const id of ids) {
      if (this.#leave.has(id)) continue;
      this.#leave.set(id, this.#connection.subscribe(`conversation:${id}`, {
        snapshot: (state) => this.#put(fromSnapshot(state)),
        event: (event) => this.#change(id, (conversation) => applyEvent(conversation, event)),
      }));
    }
  }

  close() {
    for (const leave of this.#leave.values()) leave();
    this.#leave.clear();
    this.conversations.value = [];
  }

  /** Loads what was said in one of them before. @param {Conversation} conversation @throws {import("./connection.js").Refusal} */
  async earlier({ id, messages: [first] }) {
    const { messages = [] } = await this.#connection.request("earlier", { conversation: id, before: first?.seq ?? 0, limit: PAGE });
    this.#change(id, (conversation) => withEarlier(conversation, messages, PAGE));
  }

  /** @param {Conversation} conversation */
  #put(conversation) {
    this.conversations.value = [...this.conversations.peek().filter(({ id }) => id !== conversation.id), conversation];
  }

  /** @param {string} id @param {(conversation: Conversation) => Conversation} change */
  #change(id, change) {
    this.conversations.value = this.conversations.peek().map((each) => (each.id === id ? change(each) : each));
  }
}
