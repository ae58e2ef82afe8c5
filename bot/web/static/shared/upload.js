import { ask } from "./http.js";

/**
 * Sends a file as it is.
 * @param {string} path @param {Blob} file
 * @param {{type?: string, token?: string | null}} [as]  type: where it is not what the file says of itself. token: whose, without a cookie
 * @returns {Promise<any>} the JSON of the answer
 * @throws {import("./connection.js").Refusal} the server's code and sentence, or "offline"
 */
export const upload = (path, file, { type = file.type, token } = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": type, ...bearing(token) }, body: file });

/** @param {string | null} [token]  a contact's or a participant's; without one the agent's cookie speaks */
export const bearing = (token) => (token ? { Authorization: `Bearer ${token}` } : undefined);
