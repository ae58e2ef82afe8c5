import { html, signal } from "./html.js";

/** @typedef {{id: number, text: string, action?: {label: string, run: () => void}}} Toast */

const shown = signal(/** @type {Toast[]} */ ([]));
let last = 0;

/**
 * Tells the reader that something happened, for six seconds; one with an action (such as "Undo") stays twelve.
 * @param {string} text @param {Toast["action"]} [action]
 */
export function toast(text, action) {
  const id = ++last;
  shown.value = [...shown.value.slice(-2), { id, text, action }];
  setTimeout(() => drop(id), action ? 12_000 : 6_000);
}

/** @param {number} id */
function drop(id) {
  shown.value = shown.value.filter((each) => each.id !== id);
}

/** Where the toasts appear; once in a page. Screen readers hear each one. */
export function Toasts() {
  return html`<div class="toasts" role="status">${shown.value.map(({ id, text, action }) => html`
    <div class="toast" key=${id}>
      <span>${text}</span>
      ${action && html`<button type="button" class="button" onClick=${() => { drop(id); action.run(); }}>${action.label}</button>`}
    </div>`)}
  </div>`;
}
