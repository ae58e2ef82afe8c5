import { BookOpen } from "../vendor/lucide-desk.js";
import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/** @typedef {import("../shared/conversation.js").Choice} Choice */

/**
 * Articles that may answer the customer's newest words.
 * @param {{choices: readonly Choice[], onAdd: (choice: Choice) => void}} props
 */
export function Suggestions({ choices, onAdd }) {
  return html`<div class="suggestions" role="group" aria-label=${t("Suggested articles")}>
    <${Icon} of=${BookOpen} size=${16} />
    ${choices.slice(0, 3).map((choice, place) => html`<button type="button" class="chip" key=${choice.article}
      title=${`${choice.label} (Alt+${place + 1})`} aria-keyshortcuts=${`Alt+${place + 1}`} onClick=${() => onAdd(choice)}>
      <span>${choice.label}</span><kbd aria-hidden="true">${place + 1}</kbd></button>`)}
  </div>`;
}

/**
 * Alt and a digit add a suggestion, inside of the text field too. (Ctrl and Cmd with digits change the browser's tabs.)
 * @param {readonly Choice[]} choices @param {(choice: Choice) => void} onAdd
 */
export function useSuggestionKeys(choices, onAdd) {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const choice = choices[Number(/^Digit([123])$/.exec(event.code)?.[1]) - 1];
      if (!choice || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      onAdd(choice);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
