/**
 * Where to go after signing in: the page that asked for it, when it is one of ours.
 * @param {string} search  the query of the login page's address
 * @param {string} origin  of this server
 * @returns {string} a path of this server
 */
export function nextPage(search, origin) {
  const wish = new URLSearchParams(search).get("next");
  if (!wish) return "/desk/";
  try {
    const url = new URL(wish, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : "/desk/";
  } catch {
    return "/desk/";
  }
}

/**
 * The login page's address that leads back to where the reader is.
 * @param {{pathname: string, search: string, hash: string}} here
 * @returns {string}
 */
export function loginPage(here) {
  return `/login/?next=${encodeURIComponent(here.pathname + here.search + here.hash)}`;
}
