import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";

/** In place of what is not there: why, or that it comes. @param {{refusal: any, again: () => void}} props */
export function Standing({ refusal, again }) {
  if (refusal) return html`<div class="empty" role="alert"><h2>${t("This cannot be shown")}</h2><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
  return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span>
    ${[1, 2, 3].map((key) => html`<span key=${key} class="skeleton"></span>`)}</div>`;
}
