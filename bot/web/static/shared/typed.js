/**
 * A handler of a field's `input` or `change` that is given the value.
 * @param {(value: string) => void} use
 */
export const typed = (use) => (/** @type {Event} */ event) => use(/** @type {HTMLInputElement} */ (event.currentTarget).value);
