import { html, useEffect, useRef } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { ArticleRow } from "./article-row.js";
import { Notice } from "../rooms/notice.js";
import { allOrNone } from "./selection.js";

/** @typedef {import("./article-list.js").ArticleList} ArticleList */

/** The rows as a table that becomes blocks on a phone: the roles say that it stays a table. @param {{list: ArticleList}} props */
export function ArticleTable({ list }) {
  const rows = list.rows.value ?? [];
  const order = list.order.value;
  const chosen = order.filter((key) => list.selection.value.keys.has(key)).length;
  const all = () => { list.selection.value = allOrNone(list.selection.peek(), order); };
  const some = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => { if (some.current) some.current.indeterminate = chosen > 0 && chosen < order.length; });
  const head = (/** @type {string} */ words, kind = "") => html`<th role="columnheader" scope="col" class=${kind}>${words}</th>`;
  return html`<div class=${list.loading.value ? "articles-frame loading" : "articles-frame"} aria-busy=${list.loading.value}>
    <p class="list-count muted small">${tn("{n} article", "{n} articles", list.total.value)}</p>
    <table class="articles" role="table" aria-label=${t("Articles")}>
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col" class="pick-cell"><label class="pick-box">
          <input type="checkbox" ref=${some} aria-label=${t("Choose all that are shown")} checked=${chosen > 0 && chosen === order.length}
            onChange=${all} /></label></th>
        ${head(t("Article"))}${head(t("Languages"))}${head(t("Variants"), "figure-cell")}${head(t("How it does"))}${head(t("Changed"))}
      </tr></thead>
      <tbody role="rowgroup">${rows.map((row) => html`<${ArticleRow} key=${row.key} row=${row} list=${list} />`)}</tbody>
    </table>
    ${list.refusal.value ? html`<${NotLoaded} list=${list} />` : list.more.value && html`<${More} list=${list} />`}
  </div>`;
}

/** What is shown may be of before. @param {{list: ArticleList}} props */
function NotLoaded({ list }) {
  return html`<div class="list-notice" role="alert"><${Notice} kind="warn">${explain(list.refusal.value)}
    ${" "}<button type="button" class="button link" onClick=${() => list.load({ keep: true })}>${t("Try again")}</button><//></div>`;
}

/** Loads the next page when it comes into view; a button for who does not scroll. @param {{list: ArticleList}} props */
function More({ list }) {
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting) void list.loadMore(); }, { rootMargin: "600px" });
    if (button.current) seen.observe(button.current);
    return () => seen.disconnect();
  }, [list.order.value.length]);
  return html`<button type="button" class="button list-more" ref=${button} onClick=${() => list.loadMore()}>${t("Show more")}</button>`;
}
