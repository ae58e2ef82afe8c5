import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { openFigure } from "../figures/figure-card.js";
import { FIGURES, TIMES, figureName } from "../figures/names.js";
import { ENOUGH, NONE, intervalWords, valueWords } from "../rooms/units.js";

/** How long things took: the median, and what nine of ten stay under. @param {{times: import("./overview-view.js").Overview["times"]}} props */
export function Times({ times }) {
  return html`<section class="card" aria-labelledby="times-title">
    <div class="row card-head"><h2 id="times-title" class="grow">${t("Times")}</h2></div>
    <table class="times" aria-labelledby="times-title">
      <thead><tr><th scope="col"><span class="visually-hidden">${t("Time")}</span></th><th scope="col" class="figure-cell">${t("Median")}</th>
        <th scope="col" class="figure-cell">${t("90% under")}</th><th scope="col" class="figure-cell">n</th></tr></thead>
      <tbody>${TIMES.map((name) => html`<${Row} key=${name} name=${name} lengths=${times[/** @type {keyof typeof times} */ (name)]} />`)}</tbody>
    </table>
  </section>`;
}

/** @param {{name: string, lengths: import("./overview-view.js").Lengths}} props */
function Row({ name, lengths: { n, median, low, high, p90 } }) {
  const between = intervalWords({ value: median, low, high, n }, "ms");
  return html`<tr class=${n < ENOUGH ? "few" : ""}>
    <th scope="row" title=${FIGURES[name].about()}>${figureName(name)}</th>
    <td class="figure-cell">${n ? html`<button type="button" class="button link" title=${between} onClick=${() => openFigure(name, { order: "longest" })}>
      ${valueWords(median, "ms")}</button>` : NONE}</td>
    <td class="figure-cell">${n ? valueWords(p90, "ms") : NONE}</td>
    <td class="figure-cell muted">${number(n)}</td></tr>`;
}
