import { signal } from "../shared/html.js";
import { FileRun } from "../rooms/file-run.js";
import { beginImport, lookAtImport } from "./exchange-api.js";

/**
 * An import of articles, by settings that can be changed once it is seen what they do.
 * @extends {FileRun<import("./exchange-api.js").Job>}
 */
export class ImportRun extends FileRun {
  how = signal({ format: "", prune: false, language: "", columns: "" });

  constructor() {
    super((file, dry) => {
      const how = this.how.peek();
      return beginImport(file, { ...how, columns: this.isTable ? how.columns : "", dry });
    }, lookAtImport);
  }

  /** Whether it is a table, whose first row may not name its columns. */
  get isTable() {
    return /^[ct]sv$/.test(this.how.value.format || (this.file.value?.name.match(/\.([ct]sv)$/i)?.[1] ?? "").toLowerCase());
  }

  /** With other settings, and if a file is chosen, once more. @param {Partial<{format: string, prune: boolean, language: string, columns: string}>} part */
  change(part) {
    this.how.value = { ...this.how.peek(), ...part };
    const file = this.file.peek();
    if (file && this.stage.peek() !== "bringing") void this.look(file);
  }
}
