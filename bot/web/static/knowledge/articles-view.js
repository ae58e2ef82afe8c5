import { html, useEffect, useState } from "../shared/html.js";
import { useLetters } from "../shared/keys.js";
import { explain } from "../shared/wording.js";
import { t } from "../shared/i18n.js";
import { articleList } from "./article-list.js";
import { ArticleTable } from "./article-table.js";
import { BulkBar } from "./bulk-bar.js";
import { ListBar } from "./list-bar.js";
import { ListHelp } from "./list-help.js";
import { NewDialog } from "./new-dialog.js";
import { NoArticles } from "./no-articles.js";
import { toggled } from "./selection.js";
import { TryOut } from "./try-out.js";
import { go, route } from "./where.js";

/** @typedef {"new" | "help" | null} Opened  a dialog */

/** All articles: found, filtered, chosen, and changed several at once. */
export function ArticlesView() {
  const list = articleList;
  const [dialog, open] = useState(/** @type {Opened} */ (null));
  const [trying, setTrying] = useState(false);
  const { query } = route.value;
  useEffect(() => list.open(query), []);
  useEffect(() => list.follow(query), [query.toString()]);
  useLetters((key) => perform(list, key, open));
  const tryOut = () => {
    setTrying(!trying);
    if (!trying) scrollTo({ top: 0 });
  };
  const close = () => open(null);
  return html`
    <${ListBar} list=${list} trying=${trying} onTry=${tryOut} onNew=${() => open("new")} />
    ${trying && html`<section class="card list-try" aria-label=${t("Try a question")}><${TryOut} focused /></section>`}
    <${Body} list=${list} onNew=${() => open("new")} />
    <${BulkBar} list=${list} />
    ${dialog === "new" && html`<${NewDialog} languages=${list.offered.value.languages} onClose=${close} />`}
    ${dialog === "help" && html`<${ListHelp} onClose=${close} />`}`;
}

/** @param {{list: import("./article-list.js").ArticleList, onNew: () => void}} props */
function Body({ list, onNew }) {
  const rows = list.rows.value;
  if (list.refusal.value && !rows?.length) {
    return html`<div class="empty" role="alert"><h2>${t("The articles cannot be shown")}</h2>
      <p>${explain(list.refusal.value)}</p>
      <button type="button" class="button primary" onClick=${() => list.load()}>${t("Try again")}</button></div>`;
  }
  if (!rows) {
    return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span>
      ${[1, 2, 3, 4, 5, 6].map((key) => html`<span key=${key} class="skeleton"></span>`)}</div>`;
  }
  return rows.length ? html`<${ArticleTable} list=${list} />` : html`<${NoArticles} list=${list} onNew=${onNew} />`;
}

/**
 * @param {import("./article-list.js").ArticleList} list @param {string} key @param {(dialog: Opened) => void} open
 * @returns {boolean} whether the key means something
 */
function perform(list, key, open) {
  const cursor = list.cursor.peek();
  switch (key) {
    case "j": list.move(1); return true;
    case "k": list.move(-1); return true;
    case "x":
      if (cursor) list.selection.value = toggled(list.selection.peek(), cursor);
      return Boolean(cursor);
    case "Enter":
      if (!cursor || document.activeElement?.closest("a, button")) return false;
      go("article", { key: cursor });
      return true;
    case "/": document.getElementById("search")?.focus(); return true;
    case "n": open("new"); return true;
    case "?": open("help"); return true;
  }
  return false;
}
