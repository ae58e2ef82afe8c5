import { api } from "../shared/http.js";

/**
 * Calendars; every call may throw a Refusal.
 * @typedef {import("./types.js").Hours} Hours
 * @typedef {import("./types.js").Terms} Terms
 * @typedef {{hours: Hours[], absences: import("./types.js").Absence[], timezone: string}} Calendar
 */

/** @param {string} agent  "": nobody in particular */
const of = (agent) => (agent ? `?${new URLSearchParams({ agent })}` : "");

/** @param {string} agent @returns {Promise<Calendar>} */
export const readCalendar = (agent) => api("GET", `/api/calendar${of(agent)}`);

/** @param {string} agent @param {Hours[]} hours */
export const writeHours = (agent, hours) => api("PUT", "/api/calendar/hours", { agent, hours });

/** @param {string} agent @param {number} since @param {number} until @param {string} note @returns {Promise<{id: string}>} */
export const beAway = (agent, since, until, note) => api("POST", "/api/calendar/absences", { agent, since, until, note });

/** @param {string} agent @param {string} absence */
export const beBack = (agent, absence) => api("DELETE", `/api/calendar/absences/${encodeURIComponent(absence)}${of(agent)}`);

/** @returns {Promise<Terms>} */
export const readTerms = () => api("GET", "/api/bookings/settings");

/** @param {Partial<Terms>} changes @returns {Promise<Terms>} */
export const writeTerms = (changes) => api("PATCH", "/api/bookings/settings", changes);

/** @returns {Promise<{agents: import("./types.js").Agent[]}>} */
export const readAgents = () => api("GET", "/api/agents");
