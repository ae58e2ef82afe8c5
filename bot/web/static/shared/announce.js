import { html, signal } from "./html.js";

const said = signal({ turn: 0, text: "" });

/** Says something once to a screen reader; nothing is seen. @param {string} text */
export function announce(text) {
  said.value = { turn: said.value.turn + 1, text };
}

/**
 * Where announcements are made; once in a page. Two regions take turns, so that the same words twice are heard twice.
 */
export function Announcer() {
  const { turn, text } = said.value;
  return html`<div class="visually-hidden" aria-live="polite">
    <p>${turn % 2 ? text : ""}</p><p>${turn % 2 ? "" : text}</p>
  </div>`;
}
