import { api } from "../shared/http.js";
import { upload } from "../shared/upload.js";

/**
 * What the server's HTTP API says of articles (bot/web/PROTOCOL.md); every call may throw a Refusal.
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Draft} Draft
 * @typedef {import("./types.js").Change} Change
 */

/** @param {string} key @param {string} [rest] */
const at = (key, rest = "") => `/api/articles/${encodeURIComponent(key)}${rest}`;

/** @param {Record<string, string | number>} query @returns {Promise<import("./types.js").Found>} */
export const listArticles = (query) =>
  api("GET", `/api/articles?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`);

/** @param {string} key @returns {Promise<import("./types.js").Standing>} */
export const readArticle = (key) => api("GET", at(key));

/**
 * @param {Article} article @param {number | null} revision  of the draft that it replaces; null: there is none
 * @param {number} [base_version]  the newest version, where that was looked at since
 * @returns {Promise<{draft: Draft}>}
 */
export const saveDraft = (article, revision, base_version) =>
  api("PUT", at(article.key, "/draft"), { article, revision, ...(base_version !== undefined && { base_version }) });

/** @param {string} key */
export const dropDraft = (key) => api("DELETE", at(key, "/draft"));

/** @param {string} key @param {string} note @returns {Promise<{draft: Draft}>} */
export const askForReview = (key, note) => api("POST", at(key, "/review"), { note });

/** @param {string} key @param {number} revision @param {string} [note] @returns {Promise<{version: number}>} */
export const publish = (key, revision, note = "") => api("POST", at(key, "/publish"), { revision, note });

/** @param {string} key @returns {Promise<{version: number}>} */
export const removeArticle = (key) => api("POST", at(key, "/remove"), {});

/** @param {string} key @returns {Promise<{versions: import("./types.js").Version[]}>} */
export const listVersions = (key) => api("GET", at(key, "/versions"));

/** @param {string} key @param {number} version @returns {Promise<{article: Article | null, changes: Change[]}>} */
export const readVersion = (key, version) => api("GET", at(key, `/versions/${version}`));

/**
 * @param {string} key @param {number} version @param {number | null} revision  of the draft whose place it takes; null: there is none
 * @returns {Promise<{draft: Draft}>}
 */
export const restoreVersion = (key, version, revision) => api("POST", at(key, `/versions/${version}/restore`), { revision });

/**
 * Takes the newest version back; what it brought is a draft again.
 * @param {string} key @param {number} version @returns {Promise<{version: number}>}
 */
export const undoVersion = (key, version) => api("POST", at(key, "/undo"), { version });

/** @param {string} key @returns {Promise<{changes: Change[]}>} */
export const draftChanges = (key) => api("GET", at(key, "/draft/changes"));

/** @param {string} key @returns {Promise<import("./types.js").Rehearsal>} */
export const rehearse = (key) => api("POST", at(key, "/rehearse"), {});

/**
 * @param {{markdown: string, language: string, title: string, link: string | null, video: string | null,
 *   attributes: Record<string, string>, needs: string[]}} asked
 * @returns {Promise<import("./types.js").Preview>}
 */
export const preview = (asked) => api("POST", "/api/articles/preview", asked);

/** @param {string[]} keys @param {string} deed @param {any} [value] @returns {Promise<import("./types.js").BulkAnswer>} */
export const bulk = (keys, deed, value) => api("POST", "/api/articles/bulk", { keys, deed, ...(value !== undefined && { value }) });

/** @param {string} question @param {string} [channel] @returns {Promise<import("./types.js").Explanation>} */
export const explainQuestion = (question, channel) => api("POST", "/api/articles/explain", { question, ...(channel && { channel }) });

/** @param {number} days @returns {Promise<import("./types.js").Figures>} */
export const articleFigures = (days) => api("GET", `/api/figures?days=${days}`);

/** @param {Blob} picture @returns {Promise<{url: string, width: number, height: number}>} */
export const uploadPicture = (picture) => upload("/api/pictures", picture);
