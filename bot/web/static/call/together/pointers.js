import { signal } from "../../shared/html.js";
import { COLOURS, SCALE, VERSION } from "./marks.js";

/**
 * @typedef {{by: string, on: string, x: number, y: number, colour: number}} Pointer  x, y: of 10000
 */

const SENT_EVERY_MS = 33;
export const GONE_AFTER_MS = 2_000;
const NAME_MAX = 128;

/** Where the others point now, and telling them where this person does. */
export class Pointers {
  /** By participant. */
  seen = signal(/** @type {ReadonlyMap<string, Pointer>} */ (new Map()));

  /** @type {Map<string, ReturnType<typeof setTimeout>>} */ #timers = new Map();
  /** @type {string | null} */ #waiting = null;
  #resting = false;
  #away = true;

  /**
   * @param {string} by @param {unknown} data
   * @returns {boolean} whether somebody points who did not before
   */
  heard(by, data) {
    const pointer = readPointer(by, data);
    clearTimeout(this.#timers.get(by));
    if (!pointer) return this.#gone(by);
    const before = this.seen.value.get(by);
    this.seen.value = new Map(this.seen.value).set(by, pointer);
    this.#timers.set(by, setTimeout(() => this.#gone(by), GONE_AFTER_MS));
    return !before;
  }

  /** @param {string} by */
  #gone(by) {
    if (this.seen.value.has(by)) {
      const rest = new Map(this.seen.value);
      rest.delete(by);
      this.seen.value = rest;
    }
    return false;
  }

  /**
   * Thirty times a second at most, and always the newest.
   * @param {string} on @param {number} x @param {number} y @param {number} colour @param {(data: string) => void} send
   */
  send(on, x, y, colour, send) {
    this.#away = false;
    this.#waiting = JSON.stringify({ v: VERSION, on, x, y, colour });
    if (!this.#resting) this.#next(send);
  }

  /** @param {(data: string) => void} send */
  #next(send) {
    this.#resting = this.#waiting !== null;
    if (this.#waiting === null) return;
    send(this.#waiting);
    this.#waiting = null;
    setTimeout(() => this.#next(send), SENT_EVERY_MS);
  }

  /** This person points at nothing any more. @param {(data: string) => void} send */
  sendAway(send) {
    if (this.#away) return;
    this.#away = true;
    this.#waiting = null;
    send(JSON.stringify({ v: VERSION }));
  }
}

/** @param {string} by @param {unknown} data @returns {Pointer | null} null: at nothing */
export function readPointer(by, data) {
  try {
    const { v, on, x, y, colour } = JSON.parse(String(data));
    if (v !== VERSION || typeof on !== "string") return null;
    return { by, on: on.slice(0, NAME_MAX), x: within(x, SCALE), y: within(y, SCALE), colour: Math.round(within(colour, COLOURS - 1)) };
  } catch {
    return null;
  }
}

/** @param {unknown} value @param {number} most */
const within = (value, most) => Math.min(most, Math.max(0, Number(value) || 0));
