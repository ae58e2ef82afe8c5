import { ask } from "../shared/http.js";

const PATIENCE_MS = 15_000; // a shop's network may take what is sent and never answer

/** @param {string} path @param {Record<string, any>} body @returns {Promise<any>} throws a Refusal */
const post = (path, body) => ask(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS),
});

/** @param {string} secret @returns {Promise<import("./types.js").View>} */
export const openKiosk = (secret) => post("/api/kiosk/open", { kiosk: secret });

/**
 * @param {string} secret @param {import("./types.js").Entry} entry
 * @param {number} ago_ms  how long ago it was given: differences are right on a tablet whose clock is wrong
 */
export async function sendAnswer(secret, { id, survey, version, language, value, answers }, ago_ms) {
  await post("/api/kiosk/answer", { kiosk: secret, id, survey, version, language, value, answers, ago_ms });
}
