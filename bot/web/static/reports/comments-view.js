import { Search as SearchIcon } from "../vendor/lucide-reports.js";
import { X } from "../vendor/lucide.js";
import { html, useEffect, useState } from "../shared/html.js";
import { language, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { IconButton } from "../shared/icon-button.js";
import { Segments } from "../shared/segments.js";
import { typed } from "../shared/typed.js";
import { CommentItem } from "../figures/comment.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { Rows } from "../figures/rows.js";
import { about } from "../figures/where.js";
import { Reasons } from "./reasons.js";
import { part, showPart } from "./route.js";
import { Themes } from "./themes.js";
import { useRead } from "./unread.js";

const TYPED_MS = 250;

/** What people wrote: by time or value, by words, by what it is about. */
export function CommentsView() {
  const [order, setOrder] = useState("newest");
  const [words, setWords] = useState("");
  const [theme, setTheme] = useState(/** @type {{id: string, wording: string} | null} */ (null));
  const looked = useLater(words.trim());
  const low = part.value === "low";
  const answer = usePagedAnswer(
    about("/api/reports/comments", { words: language.value, order, q: looked, theme: theme?.id, mood: low && !theme ? "low" : "", limit: 30 }), "comments");
  useRead(answer.rows.value, order === "newest" && !looked && !theme);
  const choose = (/** @type {typeof theme} */ chosen) => { // a theme is one of all comments
    if (low) showPart("comments", "");
    setTheme(chosen);
  };
  const narrow = (/** @type {string} */ which) => {
    setTheme(null);
    showPart("comments", which);
  };
  const n = answer.rest.value?.n;
  return html`<div class="columns comments-columns">
    <section class="card column" aria-labelledby="comments-title">
      <div class="row card-head wrap"><h2 id="comments-title" class="grow">${t("Comments")}
          ${n !== undefined && html` <span class="muted count">${tn("{n} comment", "{n} comments", n)}</span>`}</h2>
        <${Segments} label=${t("Which ratings")} chosen=${low ? "low" : ""} choose=${narrow}
          options=${[["", t("All")], ["low", t("Low ratings")]]} />
        <${Segments} label=${t("Order")} chosen=${order} choose=${setOrder}
          options=${[["newest", t("Newest")], ["worst", t("Worst")], ["best", t("Best")]]} /></div>
      <div class="search" role="search"><${Icon} of=${SearchIcon} size=${16} />
        <input class="input" type="text" inputmode="search" aria-label=${t("Search the comments")} placeholder=${t("Search the comments")}
          value=${words} onInput=${typed(setWords)} />
        ${words && html`<${IconButton} kind="search-clear" of=${X} label=${t("Clear the search")} onClick=${() => setWords("")} />`}</div>
      ${theme && html`<p class="row wrap"><span class="tag">${t("About: {theme}", { theme: theme.wording })}</span>
        <button type="button" class="button link" onClick=${() => setTheme(null)}>${t("Show all")}</button></p>`}
      <${Rows} answer=${answer} empty=${html`<div class="empty"><p>${looked || theme || low ? t("No comments match.") : t("Nobody wrote a comment in this period.")}</p></div>`}>
        ${(/** @type {import("../figures/comment.js").Comment[]} */ rows) => html`<ol class="comment-list">${rows.map((comment) => html`
          <${CommentItem} key=${comment.request} comment=${comment} />`)}</ol>`}<//>
    </section>
    <div class="column"><${Themes} chosen=${theme?.id ?? null} choose=${choose} /><${Reasons} /></div>
  </div>`;
}

/** A value once it has rested. @param {string} value */
function useLater(value) {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), TYPED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
