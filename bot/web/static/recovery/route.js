/**
 * Where the page stands, in the part of its address behind "#": "cases?list=late", "case/k_7", "report", "settings".
 * @typedef {"cases" | "case" | "report" | "settings"} ViewName
 * @typedef {{view: ViewName, key: string, query: URLSearchParams}} Route  key: the case that is open, "": none
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["cases", "case", "report", "settings"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {Route} */
export function routeOf(hash) {
  const [path, ...rest] = hash.replace(/^#/, "").split("?");
  const [name, part = ""] = path.split("/");
  const key = decoded(part);
  const view = VIEWS.find((each) => each === name) ?? "cases";
  return { view: view === "case" && !key ? "cases" : view, key, query: new URLSearchParams(rest.join("?")) };
}

/** @param {ViewName} view @param {{key?: string, query?: Record<string, string>}} [within] @returns {string} with "#" */
export function hashOf(view, { key, query = {} } = {}) {
  const parts = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `#${view}${key ? `/${encodeURIComponent(key)}` : ""}${parts.size ? `?${parts}` : ""}`;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
