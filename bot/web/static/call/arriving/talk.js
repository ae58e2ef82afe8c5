import { announce } from "../../shared/announce.js";
import { applyEvent, fromSnapshot } from "../../shared/conversation.js";
import { computed, signal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Outbox } from "../../shared/outbox.js";
import { Refusal } from "../../shared/connection.js";

/**
 * @typedef {import("../../shared/conversation.js").Message} Message
 * @typedef {import("../../shared/conversation.js").Conversation} Conversation
 */

const TYPING_EVERY_MS = 2_000;

/** Whether the other side said it in words or pictures. @param {Message} message */
const counts = ({ author, body }) => author.kind !== "contact" && author.kind !== "system" && body.kind !== "call" && body.kind !== "notice";

/** The conversation of a call, as somebody has it who came by an invitation: from the call's beginning on. */
export class Talk {
  conversation = signal(/** @type {Conversation | null} */ (null));
  /** Whether it is shown beside the call. */
  open = signal(false);
  unread = computed(() => (this.open.value ? 0
    : (this.conversation.value?.messages ?? []).filter((message) => message.seq > this.#seen.value && counts(message)).length));
  /** What was written here and is not in the conversation yet. */
  outbox;

  #connection;
  #seen = signal(0);
  #typedAt = 0;
  /** @type {(() => void)[]} */ #endings;

  /** @param {import("../../shared/connection.js").Connection} connection @param {string} id  of the conversation */
  constructor(connection, id) {
    this.#connection = connection;
    this.id = id;
    this.token = () => connection.token();
    this.outbox = new Outbox({ name: `call.${id}`, request: (verb, fields) => this.#deliver(verb, fields) });
    this.#endings = [
      connection.subscribe(`conversation:${id}`, {
        snapshot: (state) => {
          const first = this.conversation.peek() === null;
          this.#is(fromSnapshot(state));
          if (first) this.#look();  // what was said before is not news
        },
        event: (event) => {
          const known = this.conversation.peek();
          if (known) this.#is(applyEvent(known, event));
          if (event.kind === "message" && counts(event.message)) announce(spoken(event.message));
        },
      }),
      connection.welcome.subscribe((welcome) => { if (welcome) void this.outbox.flush(); }),
    ];
  }

  close() {
    for (const end of this.#endings) end();
  }

  /** What the conversation says of a call; components that read it follow it. @param {string} room */
  card(room) {
    const message = this.conversation.value?.messages.findLast(({ body }) => body.kind === "call" && body.room === room);
    return message?.body.kind === "call" ? message.body : null;
  }

  /** What is asked about the call once it is over, null while nothing is. */
  rating() {
    const message = this.conversation.value?.messages.findLast(({ body }) => body.kind === "rating");
    return message?.body.kind === "rating" ? message.body : null;
  }

  /** The address at which a call can be booked after that rating. @param {string} request @returns {Promise<{url: string}>} */
  book(request) {
    return this.#connection.request("book", { request });
  }

  turn = () => {
    this.open.value = !this.open.peek();
    this.#look();
  };

  /** @param {string} text */
  send(text) {
    this.outbox.add("send", { text });
  }

  /** Tells the other side that something is being written, now and then. */
  types() {
    if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    this.#connection.request("typing", { conversation: this.id }).catch(() => {});
  }

  /** @param {Conversation} conversation */
  #is(conversation) {
    this.conversation.value = conversation;
    this.outbox.settle(new Set(conversation.messages.flatMap(({ client_message_id: id }) => id ?? [])));
    if (this.open.peek()) this.#look();
  }

  #look() {
    this.#seen.value = this.conversation.peek()?.messages.at(-1)?.seq ?? 0;
  }

  /** @param {string} verb @param {any} fields */
  async #deliver(verb, fields) {
    // Offline it stays where it is; the next welcome sends it.
    if (this.#connection.status.peek().state !== "online") throw new Refusal("offline", "");
    await this.#connection.request(verb, fields);
  }
}

/** @param {Message} message */
function spoken({ author, body }) {
  const name = author.name ?? t("Bot");
  return body.kind === "text" ? t("{name}: {text}", { name, text: body.text }) : t("{name} sent something. It stands in the chat.", { name });
}
