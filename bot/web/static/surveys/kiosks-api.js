import { api } from "../shared/http.js";

/** @typedef {import("./types.js").Kiosk} Kiosk */
/** @typedef {import("./types.js").Link} Link */

const at = (/** @type {string} */ id, rest = "") => `/api/kiosks/${encodeURIComponent(id)}${rest}`;

/** @returns {Promise<Kiosk[]>} those that run first */
export const listKiosks = async () => (await api("GET", "/api/kiosks")).kiosks;

/** @param {{place: string, survey: string, language: string}} kiosk @returns {Promise<{kiosk: Kiosk, link: Link}>} */
export const makeKiosk = (kiosk) => api("POST", "/api/kiosks", kiosk);

/** @param {string} id @param {{place?: string, survey?: string, language?: string, ended?: boolean}} change @returns {Promise<{kiosk: Kiosk}>} */
export const changeKiosk = (id, change) => api("PATCH", at(id), change);

/** Another link; the one before leads nowhere from now on. @param {string} id @returns {Promise<{link: Link}>} */
export const renewLink = (id) => api("POST", at(id, "/link"), {});
