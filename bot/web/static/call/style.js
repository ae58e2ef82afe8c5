/**
 * Adds a style sheet that the page may not have yet.
 * @param {string} name  as seen from this folder
 * @returns {Promise<unknown>} when it is there, or cannot be had
 */
export function style(name) {
  const { href } = new URL(name, import.meta.url);
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}
