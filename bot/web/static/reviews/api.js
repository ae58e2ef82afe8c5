import { api } from "../shared/http.js";

/**
 * Reviews over HTTP (bot/web/PROTOCOL.md); every call may throw a Refusal.
 * @typedef {import("./qualities.js").Quality} Quality
 * @typedef {Partial<Record<Quality, number>>} Scores  1 to 5
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, conversation: string, episode: number, agent: Person, contact: string, contact_name: string | null,
 *   channel: string, language: string, resolved_at: number | null, excerpt: string, drawn_at: number, seed: string,
 *   reviewer: Person | null, scores: Record<Quality, number> | null, remark: string | null, scored_at: number | null,
 *   seen_at: number | null, skipped_at: number | null}} Review
 * @typedef {{review: Review, messages: import("../shared/conversation.js").Message[]}} Opened
 * @typedef {{questions: Record<Quality, Record<string, string>>}} Form  by quality, then by language
 */

/** @param {string} id @param {string} [rest] */
const at = (id, rest = "") => `/api/reviews/${encodeURIComponent(id)}${rest}`;

/** @returns {Promise<{reviews: Review[], counts: {waiting: number, scored: number}, next: number | null}>} */
export const listReviews = (/** @type {"waiting" | "scored"} */ state, /** @type {number | null} */ before = null) =>
  api("GET", `/api/reviews?state=${state}${before === null ? "" : `&before=${before}`}`);

/** @param {{since: number, until: number, n: number, agents: string[]}} asked @returns {Promise<{drawn: number, of: number, seed: string}>} */
export const drawReviews = (asked) => api("POST", "/api/reviews/draw", asked);

/** @param {string} id @returns {Promise<Opened>} */
export const readReview = (id) => api("GET", at(id));

/** @param {string} id @param {Scores} scores @param {string} remark @returns {Promise<{review: Review}>} */
export const scoreReview = (id, scores, remark) => api("PUT", at(id), { scores, remark });

/** @param {string} id @param {boolean} skipped */
export const skipReview = (id, skipped) => api("POST", at(id, "/skip"), { skipped });

/** @param {string} id */
export const sawReview = (id) => api("POST", at(id, "/saw"), {});

/** @param {number | null} before @param {string} agent  for a manager: whose; "": one's own @returns {Promise<{reviews: Review[], unseen: number, next: number | null}>} */
export const myReviews = (before, agent) => {
  const asked = new URLSearchParams({ ...(before !== null && { before: String(before) }), ...(agent && { agent }) });
  return api("GET", asked.size ? `/api/reviews/mine?${asked}` : "/api/reviews/mine");
};

/** @returns {Promise<Form>} */
export const readForm = () => api("GET", "/api/reviews/form");

/** @param {Form} form @returns {Promise<Form>} */
export const writeForm = (form) => api("PUT", "/api/reviews/form", form);
