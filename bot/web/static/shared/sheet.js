/**
 * Adds a style sheet that the page may not have yet.
 * @param {string} href  whole
 * @returns {Promise<unknown>} when it is there, or cannot be had
 */
export function sheet(href) {
  if ([...document.styleSheets].some((each) => each.href === href)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}
