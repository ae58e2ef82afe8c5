import { applyEvent, fromSnapshot } from "../shared/conversation.js";
import { effect, signal } from "../shared/html.js";
import { does, readCase } from "./api.js";

/** A case that is on screen: all that is known of it, and its conversation, live. */
export class OpenedCase {
  detail = signal(/** @type {import("./types.js").Detail | null} */ (null));
  conversation = signal(/** @type {import("../shared/conversation.js").Conversation | null} */ (null));
  /** Why it cannot be shown; null while nothing speaks against it. */
  refusal = signal(/** @type {any} */ (null));

  /** @type {(() => void)[]} */ #endings = [];
  #turn = 0;
  #room;

  /** @param {string} id @param {import("./room.js").Room} room */
  constructor(id, room) {
    this.id = id;
    this.#room = room;
  }

  open() {
    void this.load();
    this.#endings.push(effect(() => { if (this.#room.latest.value?.id === this.id) void this.load(); }));
  }

  close() {
    this.#turn++;
    for (const end of this.#endings) end();
  }

  async load() {
    const turn = ++this.#turn;
    try {
      const detail = await readCase(this.id);
      if (turn !== this.#turn) return;
      const first = !this.detail.peek();
      [this.detail.value, this.refusal.value] = [detail, null];
      if (first) this.#follow(detail.case.conversation);
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    }
  }

  /** Follows its conversation. @param {string} conversation */
  #follow(conversation) {
    this.#endings.push(this.#room.connection.subscribe(`conversation:${conversation}`, {
      snapshot: (state) => { this.conversation.value = fromSnapshot(state); },
      event: (event) => {
        const present = this.conversation.peek();
        if (present) this.conversation.value = applyEvent(present, event);
      },
    }));
  }

  /** @param {import("./types.js").Deed} deed @param {Record<string, any>} [body] @throws {import("../shared/connection.js").Refusal} */
  async does(deed, body) {
    const told = await does(this.id, deed, body);
    const before = this.detail.peek();
    if (before) this.detail.value = { ...before, ...told };
    void this.load(); // its history too
  }
}
