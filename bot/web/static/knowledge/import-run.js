import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { beginImport, lookAtImport } from "./exchange-api.js";

/** @typedef {import("./exchange-api.js").Job} Job */
/** @typedef {"choosing" | "looking" | "looked" | "importing" | "imported"} Stage */

const PAUSE_MS = 400;

/** An import from the file to its end: first only what it would do, then it is done. */
export class ImportRun {
  stage = signal(/** @type {Stage} */ ("choosing"));
  file = signal(/** @type {File | null} */ (null));
  how = signal({ format: "", prune: false, language: "", columns: "" });
  /** null: the file is being sent. */
  job = signal(/** @type {Job | null} */ (null));
  refusal = signal(/** @type {any} */ (null));

  #turn = 0;

  /** Says what the file would do. @param {File} file */
  look(file) {
    this.file.value = file;
    return this.#go("looking", "looked", true);
  }

  /** Whether it is a table, whose first row may not name its columns. */
  get isTable() {
    return /^[ct]sv$/.test(this.how.value.format || (this.file.value?.name.match(/\.([ct]sv)$/i)?.[1] ?? "").toLowerCase());
  }

  /** With other settings, and if a file is chosen, once more. @param {Partial<{format: string, prune: boolean, language: string, columns: string}>} part */
  change(part) {
    this.how.value = { ...this.how.peek(), ...part };
    const file = this.file.peek();
    if (file && this.stage.peek() !== "importing") void this.look(file);
  }

  run() {
    return this.#go("importing", "imported", false);
  }

  forget() {
    this.#turn++;
    this.file.value = this.job.value = this.refusal.value = null;
    this.stage.value = "choosing";
  }

  /** @param {Stage} during @param {Stage} after @param {boolean} dry */
  async #go(during, after, dry) {
    const turn = ++this.#turn;
    const file = this.file.peek();
    if (!file) return;
    this.stage.value = during;
    this.job.value = this.refusal.value = null;
    try {
      const how = this.how.peek();
      const { id } = await beginImport(file, { ...how, columns: this.isTable ? how.columns : "", dry });
      for (;;) {
        const job = await lookAtImport(id);
        if (turn !== this.#turn) return;
        this.job.value = job;
        if (job.state !== "running") break;
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
      this.stage.value = after;
      announce(dry ? t("The file has been checked.") : t("The import has ended."));
    } catch (refusal) {
      if (turn !== this.#turn) return;
      this.refusal.value = refusal;
      this.stage.value = "choosing";
    }
  }
}
