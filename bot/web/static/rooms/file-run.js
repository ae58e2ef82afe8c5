import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t } from "../shared/i18n.js";

const PAUSE_MS = 400;

/**
 * A file from its choice to its end, by a job of the server's: first only what it would change, then it is brought in.
 * @template {{state: string}} Job
 */
export class FileRun {
  stage = signal(/** @type {"choosing" | "looking" | "looked" | "bringing" | "brought"} */ ("choosing"));
  file = signal(/** @type {File | null} */ (null));
  /** null: the file is being sent. */
  job = signal(/** @type {Job | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  #begin;
  #lookAt;
  #turn = 0;

  /**
   * @param {(file: File, dry: boolean) => Promise<{id: string}>} begin  dry: nothing is changed
   * @param {(id: string) => Promise<Job>} lookAt  its `state` is "running" until it has ended
   */
  constructor(begin, lookAt) {
    this.#begin = begin;
    this.#lookAt = lookAt;
  }

  get busy() {
    return this.stage.value === "looking" || this.stage.value === "bringing";
  }

  /** Says what the file would do. @param {File} file */
  look(file) {
    this.file.value = file;
    return this.#go("looking", "looked");
  }

  bring() {
    return this.#go("bringing", "brought");
  }

  forget() {
    this.#turn++;
    this.file.value = this.job.value = this.refusal.value = null;
    this.stage.value = "choosing";
  }

  /** @param {"looking" | "bringing"} during @param {"looked" | "brought"} after */
  async #go(during, after) {
    const turn = ++this.#turn;
    const file = this.file.peek();
    if (!file) return;
    this.stage.value = during;
    this.job.value = this.refusal.value = null;
    try {
      const { id } = await this.#begin(file, during === "looking");
      for (;;) {
        const job = await this.#lookAt(id);
        if (turn !== this.#turn) return;
        this.job.value = job;
        if (job.state !== "running") break;
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
      this.stage.value = after;
      announce(after === "looked" ? t("The file has been checked.") : t("The import has ended."));
    } catch (refusal) {
      if (turn !== this.#turn) return;
      this.refusal.value = refusal;
      this.stage.value = "choosing";
    }
  }
}
