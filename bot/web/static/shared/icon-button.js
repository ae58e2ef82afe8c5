import { html } from "./html.js";
import { Icon } from "./icons.js";

/**
 * A quiet button that shows an icon and is named by a word.
 * @param {{of: any, label: string, kind?: string, onClick: () => void}} props
 */
export function IconButton({ of, label, kind = "", onClick }) {
  return html`<button type="button" class=${`button quiet bare ${kind}`} aria-label=${label} onClick=${onClick}>
    <${Icon} of=${of} size=${16} /></button>`;
}
