import { Refusal } from "./connection.js";

/**
 * One request to the server's HTTP API, JSON in and out.
 * @param {string} method @param {string} path @param {Record<string, any>} [body]
 * @returns {Promise<any>}
 * @throws {Refusal} the server's code and sentence, or "offline"
 */
export const api = (method, path, body) =>
  ask(path, { method, ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }) });

/**
 * Sends a file as it is.
 * @param {string} path @param {Blob} file
 * @param {{type?: string, token?: string | null}} [as]  type: where it is not what the file says of itself. token: whose, without a cookie
 * @returns {Promise<any>} the JSON of the answer
 * @throws {Refusal} as above
 */
export const upload = (path, file, { type = file.type, token } = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": type, ...bearing(token) }, body: file });

/** @param {string | null} [token]  a contact's or a participant's; without one the agent's cookie speaks */
export const bearing = (token) => (token ? { Authorization: `Bearer ${token}` } : undefined);

/** @param {string} path @param {RequestInit} options @returns {Promise<any>} */
async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal("offline", "There is no connection right now. Please try again in a moment.");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { code = "internal", message = "Something went wrong here. Please try again.", data } = answer.error ?? {};
  throw new Refusal(code, message, data);
}
