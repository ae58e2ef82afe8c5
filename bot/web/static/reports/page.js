import { ChartColumn, Download } from "../vendor/lucide-desk.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RoomsHead } from "../shared/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { Cards } from "./cards.js";
import { Comments } from "./comments.js";
import { Distribution } from "./distribution.js";
import { Filters } from "./filters.js";
import { Groups } from "./groups.js";
import { requestOf } from "./query.js";
import { Recorded } from "./recorded.js";

/** @typedef {import("./report.js").ReportPage} ReportPage */

/** @param {{page: ReportPage, me: import("../shared/rooms-head.js").Me}} props */
export function Page({ page, me }) {
  const loading = page.loading.value;
  return html`<${RoomsHead} me=${me} room="reports" /><div class="reports">
    <main>
      <div class="reports-bar">
        <${Filters} page=${page} />
        <a class="button" href=${`/api/reports/ratings.csv${requestOf(page.query.value)}`} download>
          <${Icon} of=${Download} size=${16} />${t("Download CSV")}</a>
      </div>
      <div aria-busy=${loading} class=${loading ? "reports-body loading" : "reports-body"}><${Body} page=${page} /></div>
      <${Recorded} />
    </main>
  </div><${Toasts} />`;
}

/** @param {{page: ReportPage}} props */
function Body({ page }) {
  const report = page.report.value;
  if (page.refusal.value) return html`<${CannotShow} refusal=${page.refusal.value} again=${() => page.load()} />`;
  if (!report) return html`<${Skeletons} />`;
  if (!report.asked) return html`<${NothingAsked} />`;
  return html`<${Cards} report=${report} />
    <div class="reports-columns">
      <div class="reports-column"><${Distribution} report=${report} /><${Groups} report=${report} /></div>
      <${Comments} comments=${report.comments ?? []} />
    </div>`;
}

const NothingAsked = () => html`<div class="card empty">
  <${Icon} of=${ChartColumn} size=${28} />
  <h2>${t("Nobody was asked in this period")}</h2>
  <p>${t(
    "Every conversation that ends asks for one rating. Choose a longer period, or have a conversation in the demo shop and rate it.",
  )}</p>
  <a class="button" href="/" target="_blank">${t("Open the demo shop")}</a>
</div>`;

const Skeletons = () => html`<div><span class="visually-hidden">${t("Loading …")}</span>
  <div class="cards">${[1, 2, 3, 4].map((key) => html`<span class="skeleton card-skeleton" key=${key}></span>`)}</div>
  <div class="reports-columns">
    <span class="skeleton block-skeleton"></span><span class="skeleton block-skeleton"></span></div></div>`;

/** @param {{refusal: any, again: () => void}} props */
export function CannotShow({ refusal, again }) {
  return html`<div class="empty" role="alert">
    <h2>${t("The figures cannot be shown")}</h2><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
}

/** Agents answer; what the ratings say is for managers. */
export function NotForYou() {
  return html`<main class="empty not-for-you">
    <h1>${t("Reports are for managers")}</h1><p>${t("Ask a manager to show you, or to make you one.")}</p>
    <a class="button primary" href="/desk/">${t("Open the desk")}</a></main>`;
}
