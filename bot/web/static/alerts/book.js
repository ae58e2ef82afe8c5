import { signal } from "../shared/html.js";
import { readBook } from "./api.js";

/** Rules, targets and settings, as all views of the page share them. */
class AlertBook {
  /** null: not known yet. */
  book = signal(/** @type {import("./types.js").Book | null} */ (null));
  refusal = signal(/** @type {any} */ (null));

  async load() {
    this.refusal.value = null;
    try {
      this.book.value = await readBook();
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }
}

export const book = new AlertBook();
