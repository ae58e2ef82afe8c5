import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";

/** What stands where something cannot be shown. @param {{refusal: any, again: () => void}} props */
export function Refused({ refusal, again }) {
  return html`<div class="empty" role="alert">
    <h2>${t("The figures cannot be shown")}</h2><p>${explain(refusal)}</p>
    <button type="button" class="button" onClick=${again}>${t("Try again")}</button></div>`;
}

/** Room for what comes. @param {{heights?: number[]}} props  px */
export function Skeletons({ heights = [120, 300, 240] }) {
  return html`<div class="skeletons"><span class="visually-hidden">${t("Loading…")}</span>
    ${heights.map((height, key) => html`<span key=${key} class="skeleton" style=${{ height: `${height}px` }}></span>`)}</div>`;
}

/**
 * What an answer holds, or what stands in its place.
 * @template T
 * @param {{answer: import("./answer.js").Answer<T>, heights?: number[], children: (value: T) => any}} props
 */
export function Shown({ answer, heights, children }) {
  const value = answer.value.value;
  if (answer.refusal.value) return html`<${Refused} refusal=${answer.refusal.value} again=${answer.again} />`;
  if (!value) return html`<${Skeletons} heights=${heights} />`;
  return html`<div class=${answer.loading.value ? "shown loading" : "shown"} aria-busy=${answer.loading.value}>${children(value)}</div>`;
}
