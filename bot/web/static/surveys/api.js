import { api, ask } from "../shared/http.js";
import { whole } from "./definition.js";

/** @typedef {import("./types.js").Survey} Survey */

const at = (/** @type {string} */ id, rest = "") => `/api/surveys/${encodeURIComponent(id)}${rest}`;

/** @returns {Promise<import("./types.js").Listed>} */
export async function listSurveys() {
  const { surveys, ...known } = await api("GET", "/api/surveys");
  return { touchpoints: [], places: [], ...known, surveys: surveys.map((/** @type {any} */ row) => ({ ...row, survey: whole(row.survey) })) };
}

/** @returns {Promise<Survey[]>} */
export const listTemplates = async () => (await api("GET", "/api/surveys/templates")).templates.map(whole);

/** @param {Survey} survey @param {number | null} version  that it was written on; null: it is new @returns {Promise<{version: number}>} */
export const saveSurvey = (survey, version) => api("PUT", at(survey.id), { survey, version });

/** @param {string} id @param {boolean} enabled */
export const switchSurvey = (id, enabled) => api("PATCH", at(id), { enabled });

/** @param {string[]} order  all, the first to ask first */
export const orderSurveys = (order) => api("PUT", "/api/surveys/order", { order });

/** @param {string} id */
export const removeSurvey = (id) => api("DELETE", at(id));

/** Of one that was removed. @param {string} id */
export const bringBack = (id) => api("POST", at(id, "/bring-back"), {});

/** @param {string} id @returns {Promise<import("./types.js").Version[]>} the newest first */
export const listVersions = async (id) => (await api("GET", at(id, "/versions"))).versions
  .map((/** @type {any} */ each) => ({ ...each, survey: whole(each.survey) }));

/** @typedef {{card: any, telegram: string[], telegram_buttons: string[][]}} Look  telegram: HTML, a message each */

/**
 * As a customer gets it.
 * @param {Survey} survey @param {string} language @param {number | null} value  as if it had been given
 * @returns {Promise<Look>}
 */
export const previewSurvey = (survey, language, value) =>
  api("POST", "/api/surveys/preview", { survey, language, ...(value !== null && { value }) });

/** @param {Blob} file @param {boolean} dry  only what it would do @returns {Promise<import("./types.js").Imported>} */
export const importSurveys = (file, dry) => ask(`/api/surveys/import${dry ? "?dry_run=1" : ""}`, {
  method: "POST", headers: { "Content-Type": "application/toml" }, body: file,
});

/** @param {string} [id]  none: all of them */
export const exportAddress = (id) => `/api/surveys/export${id ? `?id=${encodeURIComponent(id)}` : ""}`;

/** @returns {Promise<import("./types.js").Customs & {timezone: string}>} */
export const readCustoms = () => api("GET", "/api/surveys/settings");

/** @param {Partial<import("./types.js").Customs>} changes @returns {Promise<import("./types.js").Customs & {timezone: string}>} */
export const writeCustoms = (changes) => api("PATCH", "/api/surveys/settings", changes);
