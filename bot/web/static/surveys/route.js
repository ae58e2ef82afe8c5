/**
 * Where the page stands, in the part of its address behind "#": "surveys", "survey/csat", "survey/csat/versions", "kiosks".
 * @typedef {"surveys" | "survey" | "kiosks" | "thanks" | "files" | "settings"} ViewName
 * @typedef {{view: ViewName, key: string | null, page: string}} Route  key: the survey that is open; page: a part of it, "" its first
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["surveys", "survey", "kiosks", "thanks", "files", "settings"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {Route} */
export function routeOf(hash) {
  const [name, key = "", page = ""] = hash.replace(/^#/, "").split("/");
  const view = VIEWS.find((each) => each === name) ?? "surveys";
  if (view === "survey" && !key) return { view: "surveys", key: null, page: "" };
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
