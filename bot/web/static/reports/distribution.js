import { html, useState } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { openBehind } from "../figures/behind.js";
import { metricName } from "../figures/names.js";
import { barsOf } from "../figures/bars.js";
import { Segments } from "../shared/segments.js";
import { percent } from "../rooms/units.js";

/** @typedef {"csat" | "nps" | "ces"} Metric */

/** How often each value was given; a table whose bars are decoration. @param {{distribution: Record<Metric, number[]>}} props */
export function Distribution({ distribution }) {
  const answered = /** @type {Metric[]} */ (["csat", "nps", "ces"]).filter((metric) => distribution[metric].some((n) => n > 0));
  const [wished, wish] = useState(/** @type {Metric} */ ("csat"));
  const metric = answered.includes(wished) ? wished : answered[0] ?? "csat";
  const open = (/** @type {number} */ value) =>
    openBehind(t("{metric}: {value}", { metric: metricName(metric), value }), { behind: metric, value: String(value) });
  return html`<section class="card" aria-labelledby="distribution-title">
    <div class="row card-head"><h2 id="distribution-title" class="grow">${t("Ratings")}</h2>
      ${answered.length > 1 && html`<${Segments} label=${t("Kind of question")} chosen=${metric} choose=${wish}
        options=${answered.map((each) => [each, metricName(each)])} />`}</div>
    ${answered.length ? html`<table class="distribution" aria-labelledby="distribution-title">
      <thead class="visually-hidden"><tr>
        <th scope="col">${t("Rating")}</th><td></td><th scope="col">${t("Share")}</th><th scope="col">${t("Answers")}</th></tr></thead>
      <tbody>${barsOf(metric, distribution[metric]).map(({ value, count, share, mood }) => html`<tr key=${value}>
        <th scope="row">${number(value)}</th>
        <td class="bar-cell" aria-hidden="true"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none">
          <rect class="bar-track" width="100" height="10" /><rect class=${`bar-fill ${mood}`} width=${share} height="10" /></svg></td>
        <td class="figure-cell">${percent(share)}</td>
        <td class="figure-cell">${count
          ? html`<button type="button" class="button link" onClick=${() => open(value)}
              aria-label=${tn("{n} answer of {value}: show the conversations", "{n} answers of {value}: show the conversations", count, { value })}>${number(count)}</button>`
          : html`<span class="muted">0</span>`}</td></tr>`)}</tbody>
    </table>` : html`<p class="muted">${t("No answers in this period.")}</p>`}
  </section>`;
}
