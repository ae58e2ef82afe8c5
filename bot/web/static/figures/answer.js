import { signal, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { beat } from "./live.js";

/** Newest answers by path, so that a view that was left is there at once when one comes back. @type {Map<string, any>} */
const kept = new Map();
const MOST_KEPT = 40;

/** Asked for before anything could show it. @type {Map<string, Promise<any>>} */
const ahead = new Map();

/** Asks now for what a view will want in a moment. @param {string} path */
export function askAhead(path) {
  const asked = api("GET", path);
  asked.catch(() => {}); // whoever shows it tells
  ahead.set(path, asked);
}

/** @param {string} path @param {any} value */
function keep(path, value) {
  kept.delete(path);
  kept.set(path, value);
  if (kept.size > MOST_KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
}

/**
 * What the server answers to one request. The last value stays while another is fetched, so that nothing jumps.
 * @template T
 */
export class Answer {
  value = signal(/** @type {T | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  loading = signal(false);

  #turn = 0;
  #path = "";

  /** @param {string} path @returns {Promise<void>} once it is there, or refused */
  async ask(path) {
    const turn = ++this.#turn;
    if (path !== this.#path && kept.has(path)) this.value.value = kept.get(path);
    this.loading.value = !(path === this.#path && this.value.peek()); // what is only asked again is not dimmed
    this.#path = path;
    try {
      const value = await (ahead.get(path) ?? api("GET", path));
      keep(path, value);
      if (turn !== this.#turn) return;
      this.value.value = value;
      this.refusal.value = null;
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      ahead.delete(path);
      if (turn === this.#turn) this.loading.value = false;
    }
  }

  again = () => void this.ask(this.#path);
}

/**
 * The answer to a request, asked anew when the path changes, and for what is live when there is something new to tell.
 * @template T
 * @param {string | null} path  null: nothing is asked yet @param {{live?: boolean}} [how]
 * @returns {Answer<T>}
 */
export function useAnswer(path, { live = false } = {}) {
  const [answer] = useState(() => /** @type {Answer<T>} */ (new Answer()));
  const turn = live ? beat.value : 0;
  useEffect(() => { if (path) void answer.ask(path); }, [path, turn]);
  return answer;
}
