import { Refusal } from "../shared/connection.js";
import { computed, signal } from "../shared/html.js";

let last = 0;

/**
 * A table that is written as a whole, under the revision that it was read with.
 * @template T
 * @typedef {{id: number, row: T}} Line  id: of this line on this page
 */

/** @template T */
export class WordTable {
  /** null: not known yet. */
  lines = signal(/** @type {readonly Line<T>[] | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  /** Why it was not saved, and the line that is at fault. */
  wrong = signal(/** @type {{message: any, id: number | null} | null} */ (null));
  /** Somebody else has saved it since; the revision of that. */
  overtaken = signal(/** @type {number | null} */ (null));
  saving = signal(false);
  changed = computed(() => this.lines.value !== null && JSON.stringify(this.#rows(this.lines.value)) !== this.#saved.value);

  #saved = signal("[]");
  #revision = 0;
  #read;
  #write;
  #tidy;

  /**
   * @param {() => Promise<{rows: T[], revision: number}>} read
   * @param {(rows: T[], revision: number) => Promise<{revision: number}>} write
   * @param {(row: T) => T | null} tidy  as it is saved; null: it is empty, and left out
   */
  constructor(read, write, tidy) {
    this.#read = read;
    this.#write = write;
    this.#tidy = tidy;
  }

  async load() {
    this.refusal.value = null;
    try {
      const { rows, revision } = await this.#read();
      this.#revision = revision;
      this.#saved.value = JSON.stringify(rows);
      this.lines.value = rows.map((row) => ({ id: ++last, row }));
      this.wrong.value = this.overtaken.value = null;
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }

  /** @param {number} id @param {(row: T) => T} change  is given the row as it is now, which may be newer than what is drawn */
  edit(id, change) {
    this.#put((lines) => lines.map((line) => (line.id === id ? { id, row: change(line.row) } : line)));
  }

  /** At the top, where it is seen; at the end where the order says something. @param {T} row @param {{last?: boolean}} [where] */
  add(row, { last: atEnd = false } = {}) {
    const line = { id: ++last, row };
    this.#put((lines) => (atEnd ? [...lines, line] : [line, ...lines]));
  }

  /** Among the others, by lines. @param {number} id @param {number} by @returns {number} where it is now, from 0 */
  move(id, by) {
    const lines = this.lines.peek() ?? [];
    const from = lines.findIndex((line) => line.id === id);
    const to = Math.max(0, Math.min(lines.length - 1, from + by));
    this.#put((all) => all.toSpliced(from, 1).toSpliced(to, 0, all[from]));
    return to;
  }

  /** @param {number} id */
  remove(id) {
    this.#put((lines) => lines.filter((line) => line.id !== id));
  }

  /** @param {(lines: readonly Line<T>[]) => readonly Line<T>[]} change */
  #put(change) {
    this.wrong.value = null;
    this.lines.value = change(this.lines.peek() ?? []);
  }

  /** @param {{over?: boolean}} [how]  over: in place of what somebody else has saved since @returns {Promise<boolean>} whether it is saved */
  async save({ over = false } = {}) {
    const lines = (this.lines.peek() ?? []).filter(({ row }) => this.#tidy(row) !== null);
    const rows = this.#rows(lines);
    if (over && this.overtaken.peek() !== null) this.#revision = /** @type {number} */ (this.overtaken.peek());
    this.saving.value = true;
    try {
      this.#revision = (await this.#write(rows, this.#revision)).revision;
      this.#saved.value = JSON.stringify(rows);
      this.lines.value = lines.map(({ id }, place) => ({ id, row: rows[place] }));
      this.wrong.value = this.overtaken.value = null;
      return true;
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === "stale") this.overtaken.value = refusal.data?.revision ?? null;
      const number = refusal instanceof Refusal ? refusal.data?.number : undefined;
      this.wrong.value = { message: refusal, id: lines[number ?? -1]?.id ?? null };
      return false;
    } finally {
      this.saving.value = false;
    }
  }

  /** @param {readonly Line<T>[]} lines @returns {T[]} */
  #rows(lines) {
    return lines.flatMap(({ row }) => this.#tidy(row) ?? []);
  }
}
