import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Refused, Skeletons } from "./states.js";

/**
 * The rows of a paged answer with the way to more of them, or what stands in their place.
 * @template T
 * @param {{answer: import("./paged-answer.js").PagedAnswer<T>, empty: any, heights?: number[], children: (rows: T[]) => any}} props
 */
export function Rows({ answer, empty, heights = [72, 72, 72, 72], children }) {
  const rows = answer.rows.value;
  if (answer.refusal.value && !rows?.length) return html`<${Refused} refusal=${answer.refusal.value} again=${answer.again} />`;
  if (!rows) return html`<${Skeletons} heights=${heights} />`;
  if (!rows.length) return empty;
  return html`<div class=${answer.loading.value ? "shown loading" : "shown"} aria-busy=${answer.loading.value}>${children(rows)}
    ${answer.next.value && html`<button type="button" class="button more" onClick=${() => answer.more()}>${t("Show more")}</button>`}</div>`;
}
