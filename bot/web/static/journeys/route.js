/**
 * Where the page stands, in the part of its address behind "#": "journeys", "journey/after-delivery", "journey/after-delivery/try".
 * @typedef {"journeys" | "journey" | "touchpoints" | "upload" | "keys"} ViewName
 * @typedef {{view: ViewName, key: string | null, page: string}} Route  key: the journey that is open; page: a part of it, "" its first
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["journeys", "journey", "touchpoints", "upload", "keys"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {Route} */
export function routeOf(hash) {
  const [name, key = "", page = ""] = hash.replace(/^#/, "").split("/");
  const view = VIEWS.find((each) => each === name) ?? "journeys";
  if (view === "journey" && !key) return { view: "journeys", key: null, page: "" };
  return { view, key: decoded(key) || null, page };
}

/** @param {ViewName} view @param {{key?: string | null, page?: string}} [within] @returns {string} with "#" */
export const hashOf = (view, { key, page } = {}) => `#${[view, key && encodeURIComponent(key), page].filter(Boolean).join("/")}`;

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
