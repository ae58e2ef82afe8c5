import { api } from "../shared/http.js";

/**
 * @typedef {{codes: boolean, review: boolean, review_url: string, review_name: string,
 *   happy: {csat: number, nps: number, ces: number}, pause_days: number, most_a_day: number, known_only: boolean}} Terms
 *   happy: from which value on customers are thanked
 * @typedef {{name: string, loaded_at: number, valid_until: number | null, codes: number, given: number}} Batch
 * @typedef {{at: number, kind: "code" | "review", contact: string, name: string | null, code: string | null}} Thanked
 */

/** @returns {Promise<{terms: Terms, batches: Batch[], newest: Thanked[]}>} */
export const readThanks = () => api("GET", "/api/thanks");

/** @param {Partial<Terms>} changes @returns {Promise<Terms>} */
export const writeTerms = (changes) => api("PATCH", "/api/thanks/terms", changes);

/** @param {{batch: string, codes: string, valid_until?: number}} codes @returns {Promise<{added: number, known: number}>} */
export const loadCodes = (codes) => api("POST", "/api/thanks/codes", codes);

/** @param {string} batch @returns {Promise<{withdrawn: number}>} */
export const withdrawCodes = (batch) => api("DELETE", `/api/thanks/codes/${encodeURIComponent(batch)}`);
