import { computed, signal } from "../shared/html.js";
import { held } from "./lists.js";

/** A list that holds still while the pointer is over it, and settles when it has left. */
export class StillList {
  /** Whether the pointer is over the list. */
  holding = signal(false);

  #last = /** @type {readonly string[]} */ ([]);
  #lastKey = "";

  /**
   * @param {() => readonly string[]} wanted  the order as it should be, ids
   * @param {() => string} key  changes when it is another list: then nothing is held
   */
  constructor(wanted, key) {
    this.rows = computed(() => {
      const ids = wanted();
      const still = this.holding.value && this.#lastKey === key();
      this.#lastKey = key();
      this.#last = still ? held(this.#last, ids) : ids;
      return this.#last;
    });
  }
}
