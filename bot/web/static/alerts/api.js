import { api } from "../shared/http.js";

/**
 * What the server's HTTP API says of alerts and digests (bot/web/PROTOCOL.md); every call may throw a Refusal.
 * @typedef {import("./types.js").Rule} Rule
 * @typedef {import("./types.js").Target} Target
 * @typedef {import("./types.js").Plan} Plan
 */

/** Fields at their default are left out on the way. @param {any} rule @returns {Rule} */
const whole = (rule) => ({ match: "all", conditions: [], to: [], urgent: false, window_min: 10, ...rule });

/** @returns {Promise<import("./types.js").Book>} */
export async function readBook() {
  const { rules, settings, ...rest } = await api("GET", "/api/alerts");
  return {
    ...rest,
    rules: rules.map((/** @type {any} */ kept) => ({ ...kept, rule: whole(kept.rule) })),
    settings: { quiet_from_min: 22 * 60, quiet_until_min: 7 * 60, ...settings },
  };
}

/** @param {Rule} rule @param {number | null} revision  that was read; null: it is new @returns {Promise<{revision: number}>} */
export const writeRule = (rule, revision) => api("PUT", `/api/alerts/rules/${rule.id}`, { rule, ...(revision !== null && { revision }) });

/** @param {string} rule @param {boolean} enabled */
export const turnRule = (rule, enabled) => api("PATCH", `/api/alerts/rules/${rule}`, { enabled });

/** @param {string} rule */
export const removeRule = (rule) => api("DELETE", `/api/alerts/rules/${rule}`);

/** @param {Partial<import("./types.js").Settings>} changes */
export const writeSettings = (changes) => api("PATCH", "/api/alerts/settings", changes);

/** @param {{name: string, language: string, url: string}} target @returns {Promise<{target: Target}>} */
export const addTarget = (target) => api("POST", "/api/alerts/targets", target);

/** @param {string} id @param {{name: string, language: string, url?: string}} target @returns {Promise<{target: Target}>} */
export const changeTarget = (id, target) => api("PATCH", `/api/alerts/targets/${id}`, target);

/** @param {string} id */
export const removeTarget = (id) => api("DELETE", `/api/alerts/targets/${id}`);

/** @param {string} id */
export const bringTargetBack = (id) => api("POST", `/api/alerts/targets/${id}/bring-back`, {});

/** @param {string} id @returns {Promise<{problem: string | null}>} */
export const tryTarget = (id) => api("POST", `/api/alerts/targets/${id}/test`, {});

/** @param {number} [before] @returns {Promise<{found: import("./types.js").Found[], more: boolean}>} */
export const readHistory = (before) => api("GET", `/api/alerts/history${before ? `?before=${before}` : ""}`);

/** @param {string} notification */
export const sendAgain = (notification) => api("POST", `/api/alerts/notifications/${notification}/retry`, {});

/** @returns {Promise<{digests: import("./types.js").Digest[]}>} */
export const readDigests = () => api("GET", "/api/digests");

/** @param {{target: string, plan: Plan}} order @param {string} [id]  of the one that is changed */
export const writeDigest = (order, id) => api(id ? "PATCH" : "POST", id ? `/api/digests/${id}` : "/api/digests", order);

/** @param {string} id */
export const removeDigest = (id) => api("DELETE", `/api/digests/${id}`);

/** @param {string} id */
export const bringDigestBack = (id) => api("POST", `/api/digests/${id}/bring-back`, {});

/** @param {string} id */
export const sendDigest = (id) => api("POST", `/api/digests/${id}/send`, {});

/** @param {Plan} plan @returns {Promise<{title: string, telegram: string, text: string, picture: string | null}>} */
export const previewDigest = (plan) => api("POST", "/api/digests/preview", { plan });

/** Where a digest stands as a mail. @param {Plan} plan */
export const mailPreview = ({ every, language, zone, hour }) =>
  `/api/digests/preview.html?${new URLSearchParams({ every, language, zone, hour: String(hour) })}`;
