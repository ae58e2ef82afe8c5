import { Printer } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useAnswer } from "../figures/answer.js";
import { CommentItem } from "../figures/comment.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { Rows } from "../figures/rows.js";
import { Shown } from "../figures/states.js";
import { Trend } from "../figures/trend.js";
import { about } from "../figures/where.js";
import { ComparedTable } from "./compare-view.js";
import { GroupTables } from "./groups-view.js";
import { Cards, Rest } from "./overview-view.js";
import { PrintHead } from "./print-head.js";
import { hashOf } from "./route.js";
import { Themes } from "./themes.js";

/** Everything of the period, one section a sheet, for the meeting. @param {{choices: import("./filters.js").Choices | null}} props */
export function PrintView({ choices }) {
  const overview = useAnswer(about("/api/reports/overview"));
  const worst = usePagedAnswer(about("/api/reports/comments", { words: language.value, order: "worst", limit: 12 }), "comments");
  const newest = usePagedAnswer(about("/api/reports/comments", { words: language.value, order: "newest", limit: 12 }), "comments");
  return html`<div class="print-bar row wrap"><p class="grow muted">${t("This is what is printed or saved as a PDF. Wait until everything has loaded.")}</p>
      <a class="button" href=${hashOf("overview")}>${t("Back")}</a>
      <button type="button" class="button primary" onClick=${() => print()}><${Icon} of=${Printer} size=${16} />${t("Print")}</button></div>
    <${PrintHead} choices=${choices} />
    <section class="sheet"><${Shown} answer=${overview}>${(/** @type {any} */ value) => html`<${Cards} overview=${value} /><${Trend} /><${Rest} overview=${value} />`}<//></section>
    <section class="sheet"><h2>${t("Compared with the same time before")}</h2><${ComparedTable} /></section>
    <section class="sheet"><h2>${t("Breakdown")}</h2><${GroupTables} figure="csat" /></section>
    <section class="sheet"><h2>${t("What people say")}</h2>
      <${Themes} chosen=${null} choose=${() => {}} />
      <${CommentSheet} title=${t("Worst")} answer=${worst} /><${CommentSheet} title=${t("Newest")} answer=${newest} /></section>`;
}

/** @param {{title: string, answer: import("../figures/paged-answer.js").PagedAnswer<any>}} props */
function CommentSheet({ title, answer }) {
  return html`<section class="card"><h2>${title}</h2>
    <${Rows} answer=${answer} empty=${html`<p class="muted">${t("Nobody wrote a comment in this period.")}</p>`}>
      ${(/** @type {any[]} */ rows) => html`<ol class="comment-list">${rows.slice(0, 12).map((comment) => html`<${CommentItem} key=${comment.request} comment=${comment} />`)}</ol>`}<//>
  </section>`;
}
