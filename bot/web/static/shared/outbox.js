/**
 * Messages that are not on the server yet: kept until it says that they are on disk, sent one by one and in order, after a
 * reload too. Two tabs share them; a Web Lock lets one tab send at a time, and client_message_id lets the server know a
 * message again that it has already.
 */

import { signal } from "../vendor/signals-core.js";
import { Refusal } from "./connection.js";
import { freshId } from "./ids.js";
import { recall, remember } from "./stored.js";

/**
 * @typedef {{
 *   client_message_id: string,
 *   verb: string,
 *   fields: Record<string, any>,
 *   at: number,
 *   problem?: {code: string, message: string},
 *   sent?: boolean,
 *   about?: string,
 * }} Entry  about: what it changes, of an entry that is no message. problem: the server will not take it as it is. sent: on disk there, not seen in the stream yet; such an entry is
 *   no longer stored
 */

const AGAIN_AFTER_MS = 3_000;
const WAITS = new Set(["unavailable", "internal", "too_many"]);

/** @param {string} name @param {() => Promise<void>} work */
async function alone(name, work) {
  if (globalThis.navigator?.locks) await navigator.locks.request(name, work);
  else await work();
}

export class Outbox {
  /** Everything not yet seen in the stream, oldest first. */
  entries = signal(/** @type {Entry[]} */ ([]));

  #name; #request; #lock; #later;
  #sending = false;
  #wanted = false;
  /** @type {Map<string, (came: boolean) => void>} */ #put = new Map();

  /**
   * @param {{
   *   name: string,
   *   request: (verb: string, fields: Record<string, any>) => Promise<any>,
   *   lock?: (name: string, work: () => Promise<void>) => Promise<void>,
   *   later?: (ms: number, run: () => void) => unknown,
   * }} options  name: of the sender, two senders on one machine share nothing
   */
  constructor({ name, request, lock = alone, later = (ms, run) => setTimeout(run, ms) }) {
    this.#name = `outbox.${name}`;
    this.#request = request;
    this.#lock = lock;
    this.#later = later;
    this.refresh();
  }

  /**
   * Keeps a message and sends it as soon as it can go.
   * @param {string} verb @param {Record<string, any>} fields
   */
  add(verb, fields) {
    this.#write([...this.#read(), { client_message_id: freshId(), verb, fields, at: Date.now() }]);
    void this.flush();
  }

  /**
   * Keeps what changes a thing and is no message: the server knows it by the thing, and it is gone from here once it is there. The
   * last word counts: it takes the place of what still waits about the same.
   * @param {string} verb @param {Record<string, any>} fields @param {string} about
   * @returns {Promise<boolean>} true once the server has it; false where it is refused, or another takes its place
   */
  put(verb, fields, about) {
    const id = freshId();
    this.#write([...this.#read().filter((entry) => entry.about !== about), { client_message_id: id, verb, fields, at: Date.now(), about }]);
    const put = new Promise((/** @type {(came: boolean) => void} */ done) => this.#put.set(id, done));
    void this.flush();
    return put;
  }

  /** @param {string} id  client_message_id of one that failed */
  retry(id) {
    this.#write(this.#read().map(({ problem, ...entry }) => (entry.client_message_id === id || !problem ? entry : { problem, ...entry })));
    void this.flush();
  }

  /** Forgets one that failed. @param {string} id */
  drop(id) {
    this.#write(this.#read().filter((entry) => entry.client_message_id !== id));
  }

  /** Forgets all: whoever comes next is somebody else. */
  clear() {
    this.#write([]);
  }

  /** Forgets what the stream shows now. @param {Set<string>} seen  client_message_ids */
  settle(seen) {
    if (!this.entries.peek().some((entry) => seen.has(entry.client_message_id))) return;
    const stored = this.#read();
    const left = stored.filter((entry) => !seen.has(entry.client_message_id));
    this.entries.value = this.entries.peek().filter((entry) => !seen.has(entry.client_message_id));
    if (left.length < stored.length) this.#write(left);
  }

  /** Takes up what another tab changed. */
  refresh() {
    const sent = this.entries.peek().filter((entry) => entry.sent);
    const stored = this.#read().filter((entry) => !sent.some((each) => each.client_message_id === entry.client_message_id));
    this.entries.value = [...sent, ...stored];
    const waits = new Set(stored.flatMap(({ client_message_id: id, problem }) => (problem ? [] : id)));
    for (const id of this.#put.keys()) if (!waits.has(id)) this.#came(id, false);
  }

  /** Sends what waits, in order; stops where there is no connection. Call it when there is one. */
  async flush() {
    this.#wanted = true;
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#wanted) { // something may have come in while the lock was being given back
        this.#wanted = false;
        await this.#lock(`heard.${this.#name}`, async () => {
          for (let next = this.#next(); next && await this.#send(next); next = this.#next());
        });
      }
    } finally {
      this.#sending = false;
    }
  }

  #next() {
    return this.#read().find((entry) => !entry.problem);
  }

  /** @param {Entry} entry @returns {Promise<boolean>} whether the next one may go */
  async #send(entry) {
    const id = entry.client_message_id;
    try {
      await this.#request(entry.verb, entry.about ? entry.fields : { client_message_id: id, ...entry.fields });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#refused(id, error);
    }
    if (!entry.about) this.entries.value = this.entries.peek().map((each) => (each.client_message_id === id ? { ...each, sent: true } : each));
    this.#came(id, true);
    this.drop(id);
    return true;
  }

  /** @param {string} id @param {Refusal} refusal */
  #refused(id, refusal) {
    if (refusal.code === "offline") return false;
    if (WAITS.has(refusal.code)) {
      const pause = refusal.data.retry_after_s ? refusal.data.retry_after_s * 1000 : AGAIN_AFTER_MS;
      this.#later(pause, () => void this.flush());
      return false;
    }
    const problem = { code: refusal.code, message: refusal.message };
    this.#write(this.#read().map((entry) => (entry.client_message_id === id ? { ...entry, problem } : entry)));
    return true;
  }

  /** @param {string} id @param {boolean} came */
  #came(id, came) {
    this.#put.get(id)?.(came);
    this.#put.delete(id);
  }

  /** @returns {Entry[]} */
  #read() {
    return JSON.parse(recall(this.#name) ?? "[]");
  }

  /** @param {Entry[]} entries */
  #write(entries) {
    remember(this.#name, entries.length ? JSON.stringify(entries) : null);
    this.refresh();
  }
}
