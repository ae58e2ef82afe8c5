import { signal } from "../shared/html.js";

/**
 * Where a room stands, in the part of its address behind "#": a view, what is open in it, a part of that, and what the view is
 * asked for, such as "survey/csat/versions" or "articles?state=draft".
 * @template {string} View
 * @typedef {{view: View, key: string | null, page: string, query: URLSearchParams}} Route
 *   key: what is open, such as an article's key; page: a part of it, "" its first
 */

/** @typedef {{key?: string | null, page?: string, query?: Record<string, string>}} Within  empty values of the query are left out */

/**
 * @template {string} View
 * @param {readonly View[]} views  the first of them is shown where the address names none
 * @param {View} [single]  shows one thing, and only with its key
 */
export function addressOf(views, single) {
  /** @param {string} hash  with or without "#"; anybody may have written it @returns {Route<View>} */
  function routeOf(hash) {
    const [path, ...rest] = hash.replace(/^#/, "").split("?");
    const [name, part = "", page = ""] = path.split("/");
    const query = new URLSearchParams(rest.join("?"));
    const view = views.find((each) => each === name) ?? views[0];
    if (view === single && !part) return { view: views[0], key: null, page: "", query };
    return { view, key: decoded(part) || null, page, query };
  }

  /** @param {View} view @param {Within} [within] @returns {string} with "#" */
  function hashOf(view, { key, page, query = {} } = {}) {
    const path = [view, key && encodeURIComponent(key), page].filter(Boolean).join("/");
    const parts = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    return `#${path}${parts.size ? `?${parts}` : ""}`;
  }

  /** The route of the page's address now. */
  const route = signal(routeOf(globalThis.location?.hash ?? ""));
  const read = () => { route.value = routeOf(location.hash); };

  return {
    route,
    routeOf,
    hashOf,
    /** Follows the address from now on. */
    followAddress() {
      addEventListener("hashchange", read);
    },
    /** @param {View} view @param {Within} [within] */
    go(view, within) {
      location.hash = hashOf(view, within);
      read();
    },
    /** Says where the page stands without another step back, as while a search is typed. @param {View} view @param {Within} [within] */
    restate(view, within) {
      history.replaceState(null, "", location.pathname + location.search + hashOf(view, within));
      read();
    },
  };
}

/** A part of an address that anybody may have written. @param {string} part */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
