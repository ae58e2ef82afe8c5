import { api } from "../shared/http.js";

/** Booked calls; every call may throw a Refusal. */

/** @typedef {import("./types.js").Booking} Booking */

/** @param {{agent?: string, contact?: string}} of  agent "" or none: everybody's, as far as one may see them @returns {Promise<{bookings: Booking[]}>} */
export const readBookings = (of) => api("GET", `/api/bookings?${new URLSearchParams(of)}`);

/** @param {string} booking @returns {Promise<import("./types.js").Choices>} */
export const readChoices = (booking) => api("GET", `/api/bookings/${encodeURIComponent(booking)}/times`);

/** @param {Booking} booking  as it is known @param {number} since @param {string} agent */
export const moveBooking = ({ id, moves }, since, agent) => api("POST", `/api/bookings/${encodeURIComponent(id)}/move`, { since, agent, moves });

/** @param {Booking} booking  as it is known */
export const cancelBooking = ({ id, moves }) => api("POST", `/api/bookings/${encodeURIComponent(id)}/cancel`, { moves });
