import { api } from "../shared/http.js";

/**
 * What the server's HTTP API says of recovery (bot/web/PROTOCOL.md); every call may throw a Refusal.
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Deed} Deed
 */

/** @param {string} id @param {string} [rest] */
const at = (id, rest = "") => `/api/recovery/cases/${encodeURIComponent(id)}${rest}`;

/** @param {string} id @returns {Promise<import("./types.js").Detail>} */
export const readCase = (id) => api("GET", at(id));

/** @param {string} q @param {number} offset @param {number} limit @returns {Promise<{cases: Case[], total: number}>} */
export const closedCases = (q, offset, limit) =>
  api("GET", `/api/recovery/cases?${new URLSearchParams({ state: "closed", q, offset: String(offset), limit: String(limit) })}`);

/**
 * @param {string} id @param {string} language
 * @returns {Promise<{situation: import("./types.js").Situation, language: string, wordings: import("./types.js").Wording[]}>}
 */
export const wordings = (id, language) => api("GET", at(id, `/wordings?${new URLSearchParams({ language })}`));

/** @param {string} id @param {Deed} deed @param {Record<string, any>} [body] @returns {Promise<{case: Case, may: Deed[]}>} */
export const does = (id, deed, body = {}) => api("POST", at(id, `/${deed}`), body);

/** @returns {Promise<{settings: import("./types.js").Settings, timezone: string}>} */
export const readSettings = () => api("GET", "/api/recovery/settings");

/** @param {Partial<import("./types.js").Settings>} changes @returns {Promise<{settings: import("./types.js").Settings}>} */
export const saveSettings = (changes) => api("PATCH", "/api/recovery/settings", changes);

/** @param {number} from @param {number} to  UTC ms @returns {Promise<import("./types.js").Report>} */
export const readReport = (from, to) => api("GET", `/api/recovery/report?from=${from}&to=${to}`);

/** @param {string} q @returns {Promise<{articles: {key: string, title: string, category?: string}[]}>} */
export const findArticles = (q) => api("GET", `/api/articles?${new URLSearchParams({ q, state: "published", limit: "6" })}`);
