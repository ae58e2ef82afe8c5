import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";

/**
 * What stands where something of the server will be: that it is coming, or that it cannot be had.
 * @param {{refusal: any, again: () => void}} props
 */
export function RemoteState({ refusal, again }) {
  if (refusal) {
    return html`<div class="notice bad" role="alert"><span class="grow">${explain(refusal)}</span>
      <button type="button" class="button link" onClick=${again}>${t("Try again")}</button></div>`;
  }
  return html`<div class="stack" aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span>
    <span class="skeleton"></span><span class="skeleton"></span></div>`;
}
