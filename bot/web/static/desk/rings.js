import { computed, signal } from "../shared/html.js";

/**
 * @typedef {import("./types.js").Person} Person
 * @typedef {{room: string, conversation: string, contact: import("./types.js").Contact, kind?: import("../shared/conversation.js").CallKind,
 *   expires_at: number, invited_by?: Person, check?: import("../shared/conversation.js").CallCheck}} Ring
 *   a customer's call, or where `invited_by` a colleague's, who asks this agent in
 */

/** What rings at this agent now. Declining takes it off this desk alone: at the others it rings on. */
export class Rings {
  /** The ones to be seen, first the one that rings longest. */
  shown = computed(() => this.#all.value.filter(({ room }) => !this.#declined.value.has(room)));

  #all = signal(/** @type {readonly Ring[]} */ ([]));
  #declined = signal(/** @type {ReadonlySet<string>} */ (new Set()));
  #connection; #later;

  /**
   * @param {import("../shared/connection.js").Connection} connection
   * @param {(ms: number, run: () => void) => unknown} [later]
   */
  constructor(connection, later = (ms, run) => setTimeout(run, ms)) {
    this.#connection = connection;
    this.#later = later;
    connection.on("ring", (frame) => this.#heard(frame));
    connection.status.subscribe(({ state }) => { if (state !== "online") this.#all.value = []; });  // what rings still is told again
  }

  /** @param {Ring & {over?: boolean}} frame */
  #heard({ over, ...ring }) {
    this.drop(ring.room);
    if (over) return;
    this.#all.value = [...this.#all.value, ring].sort((a, b) => a.expires_at - b.expires_at);
    const left_ms = ring.expires_at - (Date.now() + this.#connection.skew);
    this.#later(Math.max(0, left_ms), () => { if (this.#all.value.includes(ring)) this.drop(ring.room); });
  }

  /** @param {string} room */
  drop(room) {
    this.#all.value = this.#all.value.filter((ring) => ring.room !== room);
  }

  /** @param {string} room */
  decline(room) {
    this.#declined.value = new Set([...this.#declined.value, room]);
  }
}
