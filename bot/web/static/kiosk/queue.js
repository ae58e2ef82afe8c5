import { signal } from "../vendor/signals-core.js";
import { Refusal } from "../shared/connection.js";

/**
 * What customers said, until the server has it: one after the other, the oldest first. Each has an id, by which the server knows
 * one again that it has already; so a lost answer of the server costs nothing but sending once more.
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./kept.js").Kept} Kept
 */

const AGAIN_AFTER_MS = 20_000;

/** The server will never take it: what it belongs to has ended, or it cannot be read. */
const NEVER = new Set(["bad_request", "gone", "conflict", "too_large"]);

export class Queue {
  /** How many wait. */
  waiting = signal(0);
  /** Whether the last try came through; true before the first. */
  online = signal(true);

  #kept; #send; #later; #now;
  /** @type {Promise<void> | null} */ #running = null;
  /** What changed an entry last; each waits for the one before. @type {Promise<void>} */ #written = Promise.resolve();
  /** @type {(() => void) | null} */ #cancel = null;

  /**
   * @param {{kept: Kept, send: (secret: string, entry: Entry, ago_ms: number) => Promise<void>, now?: () => number,
   *   later?: (ms: number, run: () => void) => () => void}} means  send: throws a Refusal
   */
  constructor({ kept, send, now = Date.now, later = timeout }) {
    /** Whether all of it outlives the page. */
    this.firm = kept.firm;
    this.#kept = kept;
    this.#send = send;
    this.#now = now;
    this.#later = later;
  }

  /** What an earlier page left half way is all that its customer will say. */
  async begin() {
    for (const entry of await this.#kept.entries()) {
      if (!entry.done) await this.#kept.put({ ...entry, done: true });
    }
    await this.#count();
    void this.flush();
  }

  /** Keeps what was said so far; once it is `done` it goes off. @param {Entry} entry @returns {Promise<void>} */
  put(entry) {
    this.#written = this.#written.then(() => this.#kept.put(entry)).then(() => this.#count());
    if (entry.done) void this.#written.then(() => this.flush());
    return this.#written;
  }

  /** Sends what is done; stops where nothing comes through, and tries again by itself. */
  async flush() {
    if (this.#running) return this.#running;
    this.#cancel?.();
    this.#running = this.#sendAll().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #sendAll() {
    const tried = new Set();
    for (let entry = await this.#next(tried); entry; entry = await this.#next(tried)) {
      tried.add(entry.id);
      const pause = await this.#sendOne(entry);
      await this.#count();
      if (pause !== null) {
        this.#cancel = this.#later(pause, () => void this.flush());
        return;
      }
    }
  }

  /** @param {Set<string>} tried  in this round */
  async #next(tried) {
    return (await this.#kept.entries()).find(({ id, done }) => done && !tried.has(id));
  }

  /** @param {Entry} entry @returns {Promise<number | null>} ms to wait; null: the next may go */
  async #sendOne(entry) {
    const secret = await this.#secretOf(entry);
    if (!secret) return null;
    try {
      await this.#send(secret, entry, Math.max(0, this.#now() - entry.at));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.online.value = refusal.code !== "offline";
      if (refusal.code === "not_found") return null; // it waits for the kiosk's new link
      if (!NEVER.has(refusal.code)) return (refusal.data?.retry_after_s ?? 0) * 1000 || AGAIN_AFTER_MS;
    }
    this.online.value = true;
    await this.#kept.drop(entry.id);
    return null;
  }

  /** The newest link to its kiosk that was opened on this tablet. @param {Entry} entry */
  async #secretOf({ kiosk }) {
    const links = (await this.#kept.opened()).filter(({ view }) => view.kiosk === kiosk);
    return links.sort((a, b) => b.at - a.at)[0]?.secret ?? null;
  }

  async #count() {
    this.waiting.value = (await this.#kept.entries()).filter(({ done }) => done).length;
  }
}

/** @param {number} ms @param {() => void} run */
function timeout(ms, run) {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
}
