import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";

/**
 * The rows of a PagesOf, or what stands in their place: that they are being fetched, why they cannot be shown, that there are none.
 * @param {{pages: import("./pages-of.js").PagesOf<any>, name: string, empty: any, children?: any}} props  name: of what cannot be shown
 */
export function Paged({ pages, name, empty, children }) {
  const rows = pages.rows.value;
  const again = () => void pages.load();
  if (pages.refusal.value && !rows?.length) {
    return html`<div class="empty" role="alert"><h2>${name}</h2><p>${explain(pages.refusal.value)}</p>
      <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
  }
  if (!rows) {
    return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span>
      ${[1, 2, 3, 4].map((key) => html`<span key=${key} class="skeleton"></span>`)}</div>`;
  }
  if (!rows.length) return empty;
  return html`<div class=${pages.loading.value ? "articles-frame loading" : "articles-frame"} aria-busy=${pages.loading.value}>
    ${children}
    ${pages.refusal.value && html`<p class="notice bad" role="alert">${explain(pages.refusal.value)}</p>`}
    ${pages.more.value && html`<button type="button" class="button list-more" onClick=${() => pages.loadMore()}>${t("Show more")}</button>`}
  </div>`;
}
