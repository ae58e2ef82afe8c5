import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { beginUpload, lookAtUpload } from "./api.js";

const PAUSE_MS = 300;

/** A file of touchpoints from its choice to its end: first only what it would bring, then it is brought in. */
export class UploadRun {
  stage = signal(/** @type {"choosing" | "looking" | "looked" | "bringing" | "brought"} */ ("choosing"));
  file = signal(/** @type {File | null} */ (null));
  /** null: the file is being sent. */
  job = signal(/** @type {import("./types.js").Job | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  #turn = 0;

  /** @param {File} file */
  look(file) {
    this.file.value = file;
    return this.#go("looking", "looked", true);
  }

  bring() {
    return this.#go("bringing", "brought", false);
  }

  forget() {
    this.#turn++;
    this.file.value = this.job.value = this.refusal.value = null;
    this.stage.value = "choosing";
  }

  /** @param {"looking" | "bringing"} during @param {"looked" | "brought"} after @param {boolean} dry */
  async #go(during, after, dry) {
    const turn = ++this.#turn;
    const file = this.file.peek();
    if (!file) return;
    this.stage.value = during;
    this.job.value = this.refusal.value = null;
    try {
      const { id } = await beginUpload(file, dry);
      for (;;) {
        const job = await lookAtUpload(id);
        if (turn !== this.#turn) return;
        this.job.value = job;
        if (job.state !== "running") break;
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
      this.stage.value = after;
      announce(dry ? t("The file has been checked.") : t("The file has been imported."));
    } catch (refusal) {
      if (turn !== this.#turn) return;
      this.refusal.value = refusal;
      this.stage.value = "choosing";
    }
  }
}
