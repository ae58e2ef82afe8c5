import { Star } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { barsOf } from "./figures.js";
import { percent } from "./share.js";

/** How often each value was given: a table whose bars are decoration. @param {{report: import("./figures.js").Report}} props */
export function Distribution({ report }) {
  return html`<section class="card">
    <table class="distribution">
      <caption>${t("Ratings")}</caption>
      <thead class="visually-hidden"><tr>
        <th scope="col">${t("Rating")}</th><td></td>
        <th scope="col">${t("Share")}</th><th scope="col">${t("Answers")}</th></tr></thead>
      <tbody>${barsOf(report.distribution).map(({ value, count, share }) => html`<tr key=${value}>
        <th scope="row"><span class="visually-hidden">${tn("{n} star", "{n} stars", value)}</span>
          <span class="distribution-star" aria-hidden="true">${value}<${Icon} of=${Star} size=${13} filled /></span></th>
        <td class="distribution-cell" aria-hidden="true">
          <svg class="distribution-bar" viewBox="0 0 100 10" preserveAspectRatio="none">
            <rect class="share-track" width="100" height="10" /><rect class="distribution-fill" width=${share} height="10" />
          </svg></td>
        <td class="figure-cell">${percent(share)}</td><td class="figure-cell muted">${number(count)}</td></tr>`)}</tbody>
    </table>
  </section>`;
}
