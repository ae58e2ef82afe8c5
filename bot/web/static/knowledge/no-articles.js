import { FilePenLine } from "../vendor/lucide-knowledge.js";
import { Search } from "../vendor/lucide-desk.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { narrows, widened } from "./query.js";
import { hashOf } from "./where.js";

/** @param {{list: import("./article-list.js").ArticleList, onNew: () => void}} props */
export function NoArticles({ list, onNew }) {
  const query = list.query.value;
  if (narrows(query)) {
    return html`<div class="empty"><${Icon} of=${Search} size=${28} /><h2>${t("No article fits")}</h2>
      <p>${t("Try fewer or other words, or clear the filters.")}</p>
      <button type="button" class="button" onClick=${() => list.change(widened(query))}>${t("Show all articles")}</button></div>`;
  }
  return html`<div class="empty"><${Icon} of=${FilePenLine} size=${28} /><h2>${t("No articles yet")}</h2>
    <p>${t("An article is one answer and the ways in which people ask for it. Write the first, or bring those that you have.")}</p>
    <div class="row"><button type="button" class="button primary" onClick=${onNew}>${t("Write the first article")}</button>
      <a class="button" href=${hashOf("exchange")}>${t("Import articles")}</a></div></div>`;
}
