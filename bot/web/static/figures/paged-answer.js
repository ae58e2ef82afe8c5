import { signal, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";

/**
 * A list that comes page by page, each with the cursor of the next.
 * @template T
 */
export class PagedAnswer {
  rows = signal(/** @type {T[] | null} */ (null));
  /** What came with the newest page beside the rows. */
  rest = signal(/** @type {any} */ (null));
  next = signal(/** @type {string | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  loading = signal(false);

  #turn = 0;
  #path = "";

  /** @param {string} name  of the rows in the answer */
  constructor(name) {
    this.name = name;
  }

  /** The first page. @param {string} path */
  ask(path) {
    this.#path = path;
    return this.#load(path, []);
  }

  /** One page more. */
  more = () => this.#load(this.#path + (this.#path.includes("?") ? "&" : "?") + new URLSearchParams({ before: String(this.next.peek()) }), this.rows.peek() ?? []);

  again = () => void this.ask(this.#path);

  /** @param {string} path @param {T[]} before */
  async #load(path, before) {
    const turn = ++this.#turn;
    this.loading.value = true;
    try {
      const { [this.name]: rows, next = null, ...rest } = await api("GET", path);
      if (turn !== this.#turn) return;
      this.rows.value = [...before, ...rows];
      this.rest.value = rest;
      this.next.value = next;
      this.refusal.value = null;
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }
}

/**
 * @template T
 * @param {string} path @param {string} name  of the rows in the answer
 * @returns {PagedAnswer<T>}
 */
export function usePagedAnswer(path, name) {
  const [answer] = useState(() => /** @type {PagedAnswer<T>} */ (new PagedAnswer(name)));
  useEffect(() => void answer.ask(path), [path]);
  return answer;
}
