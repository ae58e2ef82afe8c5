/**
 * Small values that outlive the page, under names of our own. A browser that forbids storage (a strict private window, a frame
 * of another site) keeps them until the page is closed.
 */

/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} name @returns {string | null} null when it was never set */
export function recall(name) {
  try {
    return localStorage.getItem(`heard.${name}`);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** @param {string} name @param {string | null} value  null forgets it */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`heard.${name}`);
    else localStorage.setItem(`heard.${name}`, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}
