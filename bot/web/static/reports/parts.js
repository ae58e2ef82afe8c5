import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { IntervalBar } from "../figures/interval-bar.js";
import { metricName, momentName } from "../figures/names.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { ENOUGH, isFew, percent } from "../rooms/units.js";

/** What the overall satisfaction is made of, and what is told beside it: those have no weight. @param {{parts: import("./overview-view.js").Overview["parts"]}} props */
export function Parts({ parts }) {
  const beside = parts.some(({ weight }) => weight === null);
  if (parts.length < 2 && !beside) return null; // one part is the whole
  return html`<section class="card" aria-labelledby="parts-title">
    <div class="row card-head"><h2 id="parts-title" class="grow">${t("What overall satisfaction is made of")}</h2></div>
    <table class="parts" aria-labelledby="parts-title">
      <thead><tr><th scope="col">${t("Where asked")}</th><th scope="col">${t("Satisfied")}</th>
        <th scope="col" class="figure-cell">${t("Weight")}</th><th scope="col" class="figure-cell">n</th></tr></thead>
      <tbody>${parts.map(({ moment, place, metric, weight, satisfied }) => html`<tr key=${`${moment}.${place}.${metric}`}>
        <th scope="row">${[momentName(moment), place && kindName(place), metricName(metric)].filter(Boolean).join(" · ")}</th>
        <td><${IntervalBar} figure=${satisfied} unit="percent" range=${[0, 100]} /></td>
        <td class=${weight === null ? "figure-cell muted" : "figure-cell"}>${weight === null ? t("separate") : percent(100 * weight)}</td><td class="figure-cell muted">${number(satisfied.n)}</td></tr>`)}</tbody>
    </table>
    ${beside && html`<p class="muted small table-note">${t("Separate: asked again after a recovery. It counts in none of the figures above, so that a customer who was won back does not count twice.")}</p>`}
    ${parts.some(({ satisfied }) => isFew(satisfied)) && html`<p class="muted small table-note">${t("Grey: fewer than {n}, too few to compare.", { n: ENOUGH })}</p>`}
  </section>`;
}
