import { html } from "./html.js";
import { Icon } from "./icons.js";

/**
 * A quiet button that shows an icon and is named by a word.
 * @param {{of: any, label: string, kind?: string, disabled?: boolean, onClick: () => void}} props  disabled: it stays in the way of the keys
 */
export function IconButton({ of, label, kind = "", disabled, onClick }) {
  return html`<button type="button" class=${`button quiet bare ${kind}`} aria-label=${label} aria-disabled=${disabled}
    onClick=${disabled ? undefined : onClick}>
    <${Icon} of=${of} size=${16} /></button>`;
}
