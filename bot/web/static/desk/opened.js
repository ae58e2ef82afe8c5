import { applyEvent, fromSnapshot, withEarlier } from "../shared/conversation.js";
import { Former, shortest, told } from "../shared/former.js";
import { computed, effect, signal } from "../shared/html.js";
import { listenedAfter, listenedFrom, notesAfter, notesFrom, rankedAfter, rankedFrom, traitsAfter, traitsFrom } from "./state.js";
import { newestWords } from "./thread.js";

/**
 * @typedef {import("./types.js").Conversation} Conversation
 * @typedef {import("./types.js").Note} Note
 * @typedef {import("../shared/connection.js").Connection} Connection
 * @typedef {import("../shared/conversation.js").Choice} Choice
 */

const TYPING_MS = 5_000;
const PAGE = 100;

/** A conversation that is on screen: its two streams, who is typing, and what could be answered. */
export class Opened {
  conversation = signal(/** @type {Conversation | null} */ (null));
  /** Other conversations of the customer that are a part of this one. @type {Former} */
  former;
  /** What was said in all of them. */
  told = computed(() => (this.conversation.value ? told(this.conversation.value, this.former.conversations.value) : []));
  /** Of which earlier messages are to be loaded next; null: there are none. */
  earliest = computed(() => shortest([...this.former.conversations.value, ...this.conversation.value ? [this.conversation.value] : []]));
  notes = signal(/** @type {readonly Note[]} */ ([]));
  traits = signal(/** @type {import("./types.js").Traits} */ ({}));
  /** Who listened in unseen by the customer. */
  listened = signal(/** @type {readonly import("./types.js").Listened[]} */ ([]));
  /** What the bot found for the customer's messages. */
  ranked = signal(/** @type {import("./state.js").RankedBySeq} */ ({}));
  /** What went wrong when it was opened; null while nothing did. */
  refusal = signal(/** @type {any} */ (null));
  typing = signal(false);
  suggestions = signal(/** @type {readonly Choice[]} */ ([]));
  loadingEarlier = signal(false);

  /** @type {(() => void)[]} */ #endings = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #typingEnds;
  #connection;

  /** @param {string} id @param {Connection} connection */
  constructor(id, connection) {
    this.id = id;
    this.#connection = connection;
    this.former = new Former(connection);
    const words = computed(() => newestWords(this.told.value));
    this.#endings.push(
      connection.subscribe(`conversation:${id}`, {
        snapshot: (state) => this.#know(fromSnapshot(state)),
        event: (event) => this.#happened(event),
        refused: (refusal) => { this.refusal.value = refusal; },
      }),
      connection.subscribe(`inside:${id}`, {
        snapshot: (state) => {
          this.notes.value = notesFrom(state);
          this.listened.value = listenedFrom(state);
          this.traits.value = traitsFrom(state);
          this.ranked.value = rankedFrom(state);
        },
        event: (event) => {
          this.notes.value = notesAfter(this.notes.peek(), event);
          this.listened.value = listenedAfter(this.listened.peek(), event);
          this.traits.value = traitsAfter(this.traits.peek(), event);
          this.ranked.value = rankedAfter(this.ranked.peek(), event);
        },
      }),
      connection.on("typing", (frame) => { if (frame.conversation === id && frame.author.kind === "contact") this.#types(); }),
      effect(() => void this.#suggest(words.value)),
    );
  }

  close() {
    clearTimeout(this.#typingEnds);
    for (const end of this.#endings) end();
    this.former.close();
  }

  /** Fetches the messages before the first. @throws {import("../shared/connection.js").Refusal} */
  async earlier() {
    const conversation = this.earliest.peek();
    if (!conversation?.messages.length || this.loadingEarlier.peek()) return;
    this.loadingEarlier.value = true;
    try {
      if (conversation.id !== this.id) return await this.former.earlier(conversation);
      const before = conversation.messages[0].seq;
      const { messages = [] } = await this.#connection.request("earlier", { conversation: this.id, before, limit: PAGE });
      const present = this.conversation.peek();
      if (present) this.conversation.value = withEarlier(present, messages, PAGE);
    } finally {
      this.loadingEarlier.value = false;
    }
  }

  /** @param {any} event */
  #happened(event) {
    const conversation = this.conversation.peek();
    if (!conversation) return;
    this.#know(applyEvent(conversation, event));
    if (event.kind === "message" && event.message.author.kind === "contact") this.typing.value = false;
  }

  /** @param {Conversation} conversation */
  #know(conversation) {
    this.conversation.value = conversation;
    this.former.follow(conversation.former);
  }

  #types() {
    this.typing.value = true;
    clearTimeout(this.#typingEnds);
    this.#typingEnds = setTimeout(() => { this.typing.value = false; }, TYPING_MS);
  }

  /** Suggestions are a help: where they cannot be had there are none. @param {string} words */
  async #suggest(words) {
    if (!words.trim()) return;
    try {
      const { choices = [] } = await this.#connection.request("suggest", { text: words.slice(0, 4000) });
      if (words === newestWords(this.told.peek())) this.suggestions.value = choices;
    } catch {
      this.suggestions.value = [];
    }
  }
}
