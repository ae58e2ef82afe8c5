import { freshId } from "../shared/ids.js";
import { batch, computed, signal } from "../shared/html.js";
import { NOTHING, cardOf, said } from "./card.js";

/**
 * The kiosk as it stands in the shop: what it asks, how far the customer before it has come, and what became of its link.
 * @typedef {import("./types.js").View} View
 * @typedef {"opening" | "open" | "ended" | "withdrawn" | "unknown" | "unreachable"} Standing  withdrawn: a new link has taken the
 *   place of this one; unknown: the link leads nowhere; unreachable: it was never opened here, and there is no network now
 */

/** Without a touch for so long the customer has left. */
export const LEFT_AFTER_MS = 30_000;
/** How long the thanks stand. */
export const THANKS_MS = 6_000;
/** How often the server is asked what is new, and hears that the kiosk is there. */
export const LOOK_EVERY_MS = 60_000;

export class Kiosk {
  standing = signal(/** @type {Standing} */ ("opening"));
  view = signal(/** @type {View | null} */ (null));
  language = signal("en");
  told = signal(NOTHING);
  /** Which customer it is, counted on this page: each begins anew. */
  customer = signal(0);
  /** What is asked now; null: it is not known yet. */
  card = computed(() => this.view.value && cardOf(this.view.value, this.language.value, this.told.value));

  #secret; #kept; #queue; #ask; #now;
  /** Came while a customer was on the way. @type {View | null} */ #newer = null;
  /** Under which what this customer says is kept. @type {{id: string, at: number} | null} */ #entry = null;
  #done = false;

  /**
   * @param {{secret: string, kept: import("./kept.js").Kept, queue: import("./queue.js").Queue, ask: (secret: string) => Promise<View>,
   *   now?: () => number}} means  ask: throws a Refusal
   */
  constructor({ secret, kept, queue, ask, now = Date.now }) {
    this.#secret = secret;
    this.#kept = kept;
    this.#queue = queue;
    this.#ask = ask;
    this.#now = now;
  }

  /** Shows what was asked here before, at once; the server is asked meanwhile. */
  async begin() {
    const known = (await this.#kept.opened()).find(({ secret }) => secret === this.#secret);
    if (known) this.#show(known.view);
    await this.#queue.begin();
    await this.look();
  }

  /** Asks the server what is to be asked, and sends what waits. */
  async look() {
    try {
      const view = await this.#ask(this.#secret);
      await this.#kept.open({ secret: this.#secret, at: this.#now(), view });
      this.#queue.online.value = true;
      if (this.#entry && this.standing.peek() === "open") this.#newer = view;
      else this.#show(view);
    } catch (refusal) {
      this.#refused(/** @type {any} */ (refusal));
    }
    await this.#queue.flush();
  }

  /** @param {{code?: string, data?: {withdrawn_at?: number}}} refusal */
  #refused({ code, data }) {
    if (code === "gone" || code === "not_found") {
      this.standing.value = code === "gone" ? "ended" : data?.withdrawn_at ? "withdrawn" : "unknown";
      return;
    }
    this.#queue.online.value = code !== "offline";
    if (!this.view.peek()) this.standing.value = "unreachable";
  }

  /** @param {View} view */
  #show(view) {
    batch(() => {
      this.standing.value = "open";
      if (JSON.stringify(view) === JSON.stringify(this.view.peek())) return;
      this.view.value = view;
      this.language.value = view.language;
    });
  }

  // -- what the customer does ----------------------------------------------------------------

  /** Keeps it at once: whoever leaves half way has said so much. @param {import("./card.js").Said} more */
  async give(more) {
    const view = this.view.peek();
    if (!view || this.#done) return;
    this.#entry ??= { id: freshId(), at: this.#now() };
    this.told.value = said(view, this.told.peek(), more);
    await this.#keep();
  }

  /** Nothing more will be said: it goes off. */
  async done() {
    if (this.#done) return;
    this.#done = true;
    await this.#keep();
  }

  /** To the start, for the next customer. */
  async rest() {
    await this.done();
    batch(() => {
      this.#entry = null;
      this.#done = false;
      this.told.value = NOTHING;
      this.customer.value += 1;
      const view = this.#newer ?? this.view.peek();
      this.#newer = null;
      if (view && this.standing.peek() === "open") this.#show(view);
      if (view) this.language.value = view.language;
    });
  }

  async #keep() {
    const [view, { value, answers }] = [this.view.peek(), this.told.peek()];
    if (!view || !this.#entry || value === null) return;
    const { kiosk, survey, version } = view;
    const entry = { ...this.#entry, kiosk, survey, version, language: this.language.peek(), value, answers, done: this.#done };
    await this.#queue.put(entry);
  }
}
