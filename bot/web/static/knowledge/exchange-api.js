import { api } from "../shared/http.js";
import { upload } from "../shared/upload.js";

/**
 * @typedef {{name: string, words: () => string}} Format
 * @typedef {object} Job  an import, running or done
 * @property {"running" | "done" | "failed"} state
 * @property {boolean} dry_run
 * @property {number} done  articles
 * @property {number} total  0 until the file is read
 * @property {string} [message]  why it failed
 * @property {number} [new]
 * @property {number} [changed]
 * @property {number} [same]
 * @property {number} [removed]
 * @property {boolean} [kept]  articles that the file lacks were to go, but stay: something of it could not be read
 * @property {boolean} [submitted]  for a second person to look at: as drafts under review
 * @property {number} [held]  of which there is another draft, which stays
 * @property {{key: string, fate: "new" | "changed" | "removed" | "held"}[]} [articles]  the first 100
 * @property {number} [problem_count]
 * @property {{file: string, line: number | null, message: string}[]} [problems]  the first 100
 */

/**
 * @param {Blob & {name?: string}} file @param {{format: string, prune: boolean, dry: boolean, language: string, columns: string}} how  format: "" as the name says;
 *   columns: of a table whose first row does not name them, such as "key,language,question,answer"
 * @returns {Promise<{id: string}>}
 */
export function beginImport(file, { format, prune, dry, language, columns }) {
  const query = new URLSearchParams({ name: file.name ?? "", default_language: language });
  if (format) query.set("format", format);
  if (columns) query.set("columns", columns);
  if (prune) query.set("prune", "1");
  if (dry) query.set("dry_run", "1");
  return upload(`/api/import?${query}`, file, { type: "application/octet-stream" });
}

/** @param {string} id @returns {Promise<Job>} */
export const lookAtImport = (id) => api("GET", `/api/import/${encodeURIComponent(id)}`);

/** @param {string} format */
export const exportAddress = (format) => `/api/export?format=${format}`;
