import { Refusal } from "./connection.js";

/**
 * One request to the server's HTTP API, JSON in and out.
 * @param {string} method @param {string} path @param {Record<string, any>} [body]
 * @returns {Promise<any>}
 * @throws {Refusal} the server's code and sentence, or "offline"
 */
export const api = (method, path, body) =>
  ask(path, { method, ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }) });

/** @param {string} path @param {RequestInit} options @returns {Promise<any>} @throws {Refusal} as above */
export async function ask(path, options) {
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
