import { api } from "../shared/http.js";

/**
 * What the server says of gaps and of suggested variants (bot/web/PROTOCOL.md); every call may throw a Refusal.
 * @typedef {"open" | "settled" | "dismissed"} GapState
 * @typedef {"unknown" | "unhelpful" | "person"} Reason
 * @typedef {{conversation: string, seq: number, text: string, language: string, at: number, reason: Reason, agent_reply?: string | null}} Asked
 * @typedef {object} Gap  questions that ask the same
 * @property {string} id
 * @property {GapState} state
 * @property {string} wording  the most typical one
 * @property {string} language
 * @property {string[]} languages  the most used first
 * @property {number} count  questions
 * @property {number} people
 * @property {{agent_minutes: number, low_ratings: number, score: number}} cost  score: in minutes of an agent
 * @property {number} first_at
 * @property {number} last_at
 * @property {Partial<Record<Reason, number>>} reasons
 * @property {Asked[]} questions  the newest ones
 * @property {{key: string, title: string, confidence: number} | null} [nearest]
 * @property {number} wish_to_know  people who want to be told of an answer
 * @property {string | null} [article]  that answers it, or is being written
 * @typedef {{gaps: Gap[], total: number, counts?: Partial<Record<GapState, number>>}} Gaps
 *
 * @typedef {"open" | "taken" | "dismissed"} VariantState
 * @typedef {object} Suggested  a customer's wording that an article may be found by
 * @property {string} id
 * @property {string} article
 * @property {string} title
 * @property {string} language
 * @property {string} text
 * @property {"chosen" | "helped" | "agent" | "gap"} source
 * @property {string} conversation
 * @property {number} at
 * @property {number} count
 * @property {VariantState} state
 * @property {import("./types.js").Person | string | null} [by]  who decided
 * @typedef {{variants: Suggested[], total: number}} SuggestedPage
 *
 * @typedef {{text: string, language: string, count: number, nearest: {key: string, title: string} | null, first_at: number, last_at: number}} Searched
 *   what the help centre was searched for in vain
 */

/** @param {Record<string, string | number>} query */
const asked = (query) => new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));

/** @param {string} id @param {string} verb */
const ofGap = (id, verb) => `/api/gaps/${encodeURIComponent(id)}/${verb}`;

/** @param {{state: GapState, days: number, offset: number, limit: number}} query @returns {Promise<Gaps>} */
export const listGaps = (query) => api("GET", `/api/gaps?${asked(query)}`);

/** @param {string} id @param {{conversation: string, seq: number}} [of]  the question whose reply becomes the answer @returns {Promise<{key: string}>} */
export const draftGap = (id, of) => api("POST", ofGap(id, "draft"), of ? { conversation: of.conversation, seq: of.seq } : {});

/** @param {string} id @param {string} article */
export const settleGap = (id, article) => api("POST", ofGap(id, "settle"), { article });

/** @param {string} id */
export const dismissGap = (id) => api("POST", ofGap(id, "dismiss"), {});

/** @param {string} id */
export const reopenGap = (id) => api("POST", ofGap(id, "reopen"), {});

/** @param {string} id @returns {Promise<{told: number, later?: number}>} later: those who are with a person now */
export const tellGap = (id) => api("POST", ofGap(id, "tell"), {});

/** @param {{state: VariantState, article: string, offset: number, limit: number}} query @returns {Promise<SuggestedPage>} */
export const listSuggested = ({ article, ...query }) => api("GET", `/api/suggested-variants?${asked({ ...query, ...(article && { article }) })}`);

/** Each by itself, at most 200. @param {string[]} ids @returns {Promise<{done: number, failed: {id: string, message: string}[]}>} */
export const takeSuggested = (ids) => api("POST", "/api/suggested-variants/take", { ids });

/** @param {string} id @param {"dismiss" | "undo"} verb */
const decide = (id, verb) => api("POST", `/api/suggested-variants/${encodeURIComponent(id)}/${verb}`, {});

/** @param {string[]} ids */
export const dismissSuggested = async (ids) => { for (const id of ids) await decide(id, "dismiss"); };

/** @param {string[]} ids */
export const undoSuggested = async (ids) => { for (const id of ids) await decide(id, "undo"); };

/** @param {number} days @returns {Promise<{searches: Searched[]}>} */
export const listSearched = (days) => api("GET", `/api/help/searches?days=${days}`);

/** @param {Searched} search */
export const forgetSearched = ({ language, text }) => api("POST", "/api/help/searches/forget", { language, text });
