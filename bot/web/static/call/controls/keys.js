import { html, signal, useEffect } from "../../shared/html.js";
import { letters, useLetters } from "../../shared/keys.js";

/**
 * The keys that do something in the call right now, by key, with what they do: one letter each, because every combination
 * belongs to a browser or a screen reader. They can be turned off, and do nothing while something is written.
 */
export const shortcuts = signal(/** @type {ReadonlyMap<string, string>} */ (new Map()));

/**
 * A key that acts as long as the calling component is mounted.
 * @param {string | undefined} key  a letter; a capital one is pressed with Shift. undefined: none
 * @param {string} words  what it does, for the list of keys
 * @param {() => unknown} run
 */
export function useShortcut(key, words, run) {
  useLetters((pressed) => {
    if (pressed !== key) return false;
    run();
    return true;
  });
  useEffect(() => {
    if (!key) return;
    shortcuts.value = new Map(shortcuts.peek()).set(key, words);
    return () => {
      const rest = new Map(shortcuts.peek());
      rest.delete(key);
      shortcuts.value = rest;
    };
  }, [key, words]);
}

/** What stands on the keys. @param {string} key @returns {string[]} */
export const keyNames = (key) => (key === key.toLowerCase() ? [key.toUpperCase()] : ["Shift", key]);

/** A key as it is shown on a button; nothing where the letters are turned off. @param {{of: string | undefined}} props */
export function Key({ of }) {
  return of && letters.value ? html`<kbd aria-hidden="true">${keyNames(of).join(" ")}</kbd>` : null;
}
