import { html, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { useAnswer } from "./answer.js";
import { hitsOf } from "./figure-card.js";
import { openBehind } from "./behind.js";
import { BandChart } from "./chart.js";
import { FIGURES, TIMES, figureName } from "./names.js";
import { Shown } from "./states.js";
import { NONE, intervalWords, rangeOf, restsOn, valueWords } from "../rooms/units.js";
import { about, zone } from "./where.js";

/**
 * @typedef {import("../rooms/units.js").Figure & {at: number, until: number}} Point
 * @typedef {{figure: string, unit: import("../rooms/units.js").Unit, step: "day" | "week" | "month", timezone: string, points: Point[]}} Series
 */

const SHOWN = ["overall", "csat", "nps", "ces", "response", "contained", "stick", "repeat", "solved", ...TIMES];

/** One figure over time, with its interval as a band. @param {{first?: string}} props */
export function Trend({ first = "csat" }) {
  const [figure, setFigure] = useState(first);
  const [step, setStep] = useState("");
  const answer = useAnswer(about("/api/reports/series", { figure, step }), { live: true });
  const option = (/** @type {string} */ value, /** @type {string} */ words, /** @type {string} */ chosen) =>
    html`<option key=${value} value=${value} selected=${value === chosen}>${words}</option>`;
  return html`<section class="card trend" aria-labelledby="trend-title">
    <div class="row card-head wrap"><h2 id="trend-title" class="grow">${t("Over time")}</h2>
      <label class="filter"><span class="visually-hidden">${t("Figure")}</span>
        <select class="input" value=${figure} onChange=${typed(setFigure)}>${SHOWN.map((name) => option(name, figureName(name), figure))}</select></label>
      <label class="filter"><span class="visually-hidden">${t("Step")}</span>
        <select class="input" value=${step} onChange=${typed(setStep)}>
          ${[["", t("Step: automatic")], ["day", t("By day")], ["week", t("By week")], ["month", t("By month")]].map(([value, words]) => option(value, words, step))}
        </select></label></div>
    <${Shown} answer=${answer} heights=${[272]}>${(/** @type {{series: Series[]}} */ { series }) => html`<${TrendChart} series=${series[0]} />`}<//>
  </section>`;
}

/** How a point's time is written. @param {Point} point @param {Series["step"]} step */
function whenWords({ at, until }, step) {
  if (step === "month") return date(at, { month: "long", year: "numeric", timeZone: zone.peek() });
  const day = (/** @type {number} */ moment) => date(moment, { day: "numeric", month: "short", timeZone: zone.peek() });
  return step === "week" ? t("{from} to {until}", { from: day(at), until: day(until - 1) }) : day(at);
}

/**
 * @param {{series: Series, closed?: boolean}} props  closed: what is behind a point is not for this reader
 */
export function TrendChart({ series: { figure, unit, step, points }, closed = false }) {
  const of = FIGURES[figure]?.of;
  const name = figureName(figure);
  const open = (/** @type {Point} */ point) => openBehind(`${name}, ${whenWords(point, step)}`,
    { behind: figure, from: String(point.at), to: String(point.until) }, hitsOf(figure));
  if (!points.some(({ n }) => n > 0)) return html`<p class="chart-none muted">${t("Nothing to draw in this period.")}</p>`;
  return html`<${BandChart} label=${t("{figure} over time, with its 95% interval", { figure: name })} points=${points} range=${rangeOf(figure, unit)}
      words=${(/** @type {number} */ value) => valueWords(value, unit)}
      tick=${(/** @type {Point} */ point) => (step === "month" ? date(point.at, { month: "short", timeZone: zone.peek() }) : date(point.at, { day: "numeric", month: "short", timeZone: zone.peek() }))}
      told=${(/** @type {Point} */ point) => told(point)} pick=${closed ? undefined : open} />
    <details class="as-table"><summary>${t("As a table")}</summary>
      <div class="table-frame" tabindex="0" role="region" aria-label=${name}><table>
        <thead><tr><th scope="col">${t("Time")}</th><th scope="col" class="figure-cell">${name}</th>
          <th scope="col" class="figure-cell">${t("95% interval")}</th><th scope="col" class="figure-cell">n</th></tr></thead>
        <tbody>${points.map((point) => html`<tr key=${point.at}><th scope="row">${whenWords(point, step)}</th>
          <td class="figure-cell">${!point.n ? NONE : closed ? valueWords(point.value, unit)
            : html`<button type="button" class="button link" onClick=${() => open(point)}>${valueWords(point.value, unit)}</button>`}</td>
          <td class="figure-cell">${intervalWords(point, unit) || NONE}</td><td class="figure-cell">${valueWords(point.n, "count")}</td></tr>`)}</tbody>
      </table></div></details>`;

  /** @param {Point} point */
  function told(point) {
    const when = whenWords(point, step);
    if (!point.n) return `${when}: ${t("nothing")}`;
    const between = intervalWords(point, unit);
    return `${when}: ${valueWords(point.value, unit)}${between && ` (${between})`}, ${restsOn(point.n, of)}`;
  }
}
