import { computed, signal } from "../shared/html.js";

export const PAGE = 50;

/**
 * Rows that the server gives page after page.
 * @template T
 */
export class PagesOf {
  /** null: not known yet. @type {import("../shared/html.js").Signal<readonly T[] | null>} */
  rows = signal(/** @type {readonly T[] | null} */ (null));
  total = signal(0);
  refusal = signal(/** @type {any} */ (null));
  loading = signal(false);
  more = computed(() => this.total.value > (this.rows.value?.length ?? 0));

  #turn = 0;
  #ask;

  /** @param {(offset: number, limit: number) => Promise<{rows: T[], total: number}>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** The first page, in place of what is shown. @param {{keep?: boolean}} [how]  keep: as many rows as there were */
  load({ keep = false } = {}) {
    return this.#take(0, keep ? Math.max(PAGE, this.rows.peek()?.length ?? 0) : PAGE);
  }

  /** The next page, below what is shown. */
  async loadMore() {
    if (!this.loading.peek() && this.more.peek()) await this.#take(this.rows.peek()?.length ?? 0, PAGE);
  }

  /** Leaves rows out, until they are asked for again. @param {(row: T) => boolean} which */
  drop(which) {
    const rows = this.rows.peek() ?? [];
    const left = rows.filter((row) => !which(row));
    this.rows.value = left;
    this.total.value -= rows.length - left.length;
  }

  /** @param {number} offset @param {number} limit */
  async #take(offset, limit) {
    const turn = ++this.#turn;
    this.loading.value = true;
    this.refusal.value = null;
    try {
      const { rows, total } = await this.#ask(offset, limit);
      if (turn !== this.#turn) return;
      this.rows.value = offset ? [...(this.rows.peek() ?? []), ...rows] : rows;
      this.total.value = rows.length || !offset ? total : this.rows.value.length;
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }
}
