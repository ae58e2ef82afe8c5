import { CircleAlert } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";

/**
 * A sentence that stands out, behind its mark.
 * @param {{kind?: "" | "warn" | "bad", of?: any, children?: any}} props
 */
export function Notice({ kind = "", of = CircleAlert, children }) {
  return html`<div class=${`notice ${kind}`}><${Icon} of=${of} size=${16} /><span class="grow">${children}</span></div>`;
}

/** Why something is not shown, and the way to try once more. @param {{refusal: any, again: () => void}} props */
export function Refused({ refusal, again }) {
  return html`<div role="alert" class="refused"><p>${explain(refusal)}</p>
    <button type="button" class="button" onClick=${again}>${t("Try again")}</button></div>`;
}
