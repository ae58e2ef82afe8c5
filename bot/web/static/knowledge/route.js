/**
 * Where the page stands, in the part of its address behind "#": a view, and in it what is open, such as "articles?state=draft",
 * "article/orders%2Ftracking", "article/orders%2Ftracking/versions".
 * @typedef {"articles" | "article" | "gaps" | "suggestions" | "words" | "exchange"} ViewName
 * @typedef {{view: ViewName, key: string | null, page: string, query: URLSearchParams}} Route
 *   key: what is open in the view, such as an article; page: a part of it, "" its first; query: what the view is asked for
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["articles", "article", "gaps", "suggestions", "words", "exchange"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {Route} */
export function routeOf(hash) {
  const [path, ...rest] = hash.replace(/^#/, "").split("?");
  const [name, key = "", page = ""] = path.split("/");
  const query = new URLSearchParams(rest.join("?"));
  const view = VIEWS.find((each) => each === name) ?? "articles";
  if (view === "article" && !key) return { view: "articles", key: null, page: "", query };
  return { view, key: decoded(key) || null, page, query };
}

/**
 * @param {ViewName} view
 * @param {{key?: string | null, page?: string, query?: Record<string, string>}} [within]  empty values of the query are left out
 * @returns {string} with "#"
 */
export function hashOf(view, { key, page, query = {} } = {}) {
  const path = [view, key && encodeURIComponent(key), page].filter(Boolean).join("/");
  const parts = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `#${path}${parts.size ? `?${parts}` : ""}`;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
