import { signal } from "../shared/html.js";
import { api } from "../shared/http.js";

/** @typedef {import("./types.js").Summary} Summary */

const PAUSE_MS = 200;
/** How many are shown at most. */
export const LIMIT = 50;

/** Looks through all conversations while the agent writes what for. */
export class Search {
  query = signal("");
  /** null: not known yet. */
  results = signal(/** @type {readonly Summary[] | null} */ (null));
  refusal = signal(/** @type {any} */ (null));

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {string} query */
  look(query) {
    clearTimeout(this.#timer);
    this.query.value = query;
    this.refusal.value = null;
    if (!query.trim()) this.results.value = null;
    else this.#timer = setTimeout(() => void this.#ask(query), PAUSE_MS);
  }

  /** @param {string} query */
  async #ask(query) {
    try {
      const { conversations } = await api("GET", `/api/conversations?q=${encodeURIComponent(query.trim())}&limit=${LIMIT}`);
      if (this.query.peek() === query) this.results.value = conversations;
    } catch (refusal) {
      if (this.query.peek() === query) this.refusal.value = refusal;
    }
  }
}
