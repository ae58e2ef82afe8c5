import { api } from "../shared/http.js";
import { upload } from "../shared/upload.js";

/** Every call may throw a Refusal. @param {string} id @param {string} [rest] */
const at = (id, rest = "") => `/api/journeys/${encodeURIComponent(id)}${rest}`;

/** @returns {Promise<import("./types.js").Listed>} */
export const listJourneys = () => api("GET", "/api/journeys");

/** @param {import("./types.js").Journey} journey @param {number | null} version  that it was written on; null: it is new @returns {Promise<import("./types.js").Row>} */
export const saveJourney = (journey, version) => api("PUT", at(journey.id), { journey, ...(version !== null && { version }) });

/** @param {string} id @param {boolean} enabled @returns {Promise<import("./types.js").Row>} */
export const switchJourney = (id, enabled) => api("PATCH", at(id), { enabled });

/** @param {string} id */
export const removeJourney = (id) => api("DELETE", at(id));

/** @param {string} id */
export const bringBackJourney = (id) => api("POST", at(id, "/bring-back"), {});

/** @param {string} toml @returns {Promise<{journeys: import("./types.js").Journey[]}>} */
export const readToml = (toml) => api("POST", "/api/journeys/read", { toml });

/** @param {any} asked @returns {Promise<import("./types.js").Tried>} */
export const rehearse = (asked) => api("POST", "/api/journeys/rehearse", asked);

/** @param {string} [id]  all without one */
export const exportAddress = (id) => `/api/journeys/export${id ? `?id=${encodeURIComponent(id)}` : ""}`;

/** @param {Record<string, string>} query @returns {Promise<{touchpoints: import("./types.js").Found[], next: string | null, kinds: string[], places: string[]}>} */
export const listTouchpoints = (query) => api("GET", `/api/touchpoints?${new URLSearchParams(query)}`);

/** @param {File} file @param {boolean} dry @returns {Promise<{id: string}>} */
export const beginUpload = (file, dry) => upload(`/api/touchpoints/upload?name=${encodeURIComponent(file.name)}&dry_run=${dry ? 1 : 0}`, file, { type: "text/csv" });

/** @param {string} id @returns {Promise<import("./types.js").Job>} */
export const lookAtUpload = (id) => api("GET", `/api/touchpoints/upload/${id}`);

/** @returns {Promise<{keys: import("./types.js").ApiKey[]}>} */
export const listKeys = () => api("GET", "/api/keys");

/** @param {string} name @param {string[]} scopes @returns {Promise<{key: import("./types.js").ApiKey, secret: string}>} */
export const makeKey = (name, scopes) => api("POST", "/api/keys", { name, scopes });

/** @param {string} id @param {{name?: string, scopes?: string[]}} changed */
export const changeKey = (id, changed) => api("PATCH", `/api/keys/${id}`, changed);

/** @param {string} id @returns {Promise<{secret: string}>} */
export const renewKey = (id) => api("POST", `/api/keys/${id}/secret`, {});

/** @param {string} id */
export const endKey = (id) => api("DELETE", `/api/keys/${id}`);

/** @returns {Promise<{made_at: number | null, former_until: number | null}>} */
export const lookAtSigning = () => api("GET", "/api/signing");

/** @returns {Promise<{secret: string, made_at: number, former_until: number | null}>} */
export const makeSigning = () => api("POST", "/api/signing", {});

/** Keys of articles, to choose among. @param {string} q @returns {Promise<{articles: {key: string, title: string}[], categories: string[], tags: string[]}>} */
export const findArticles = (q) => api("GET", `/api/articles?${new URLSearchParams({ q, limit: "20" })}`);
