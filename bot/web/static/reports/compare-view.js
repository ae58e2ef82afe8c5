import { ArrowDown, ArrowUp, Equal } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useAnswer } from "../figures/answer.js";
import { FIGURES, figureName } from "../figures/names.js";
import { otherOf } from "../figures/query.js";
import { Shown } from "../figures/states.js";
import { NONE, differenceWords, intervalWords, restsOn, valueWords } from "../rooms/units.js";
import { about, query, zone } from "../figures/where.js";
import { CompareWith } from "./compare-with.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{figure: string, unit: import("../rooms/units.js").Unit, a: Figure, b: Figure,
 *   difference: {value: number, low: number | null, high: number | null} | null, p: number | null,
 *   verdict: "too_few" | "alike" | "higher" | "lower", needed: number | null}} Compared
 */

/** Two periods or groups beside each other, and whether they differ beyond chance. @param {{choices: import("./filters.js").Choices | null}} props */
export function CompareView({ choices }) {
  return html`<${CompareWith} choices=${choices} /><${ComparedTable} />`;
}

export function ComparedTable() {
  const other = otherOf(query.value, zone.value);
  const answer = /** @type {import("../figures/answer.js").Answer<{compared: Compared[]}>} */ (
    useAnswer(Object.keys(other).length ? about("/api/reports/compare", other) : null));
  if (!Object.keys(other).length) return html`<div class="card empty"><p>${t("Choose what to compare with.")}</p></div>`;
  const head = (/** @type {any} */ words) => html`<th role="columnheader" scope="col">${words}</th>`;
  return html`<section class="card" aria-label=${t("Comparison")}>
    <${Shown} answer=${answer} heights=${[420]}>${(/** @type {{compared: Compared[]}} */ { compared }) => html`
      <table class="compared" role="table">
        <thead role="rowgroup"><tr role="row">${head(html`<span class="visually-hidden">${t("Figure")}</span>`)}${head(t("A, these filters"))}
          ${head(t("B, compared with"))}${head(t("Difference"))}${head(t("Conclusion"))}</tr></thead>
        <tbody role="rowgroup">${compared.map((each) => html`<${Row} key=${each.figure} compared=${each} />`)}</tbody>
      </table>
      <p class="muted small table-note">${t("Beyond chance: it would happen by chance in fewer than 5 of 100 such tables, all rows taken together.")}</p>`}<//>
  </section>`;
}

/** @param {{compared: Compared}} props */
function Row({ compared: { figure, unit, a, b, difference, verdict, needed } }) {
  const of = FIGURES[figure]?.of;
  const side = (/** @type {Figure} */ each, /** @type {string} */ name) => html`<td role="cell" data-name=${name}>
    <strong>${each.n ? valueWords(each.value, unit) : NONE}</strong>
    <span class="muted small">${[intervalWords(each, unit), restsOn(each.n, of)].filter(Boolean).join(", ")}</span></td>`;
  const between = difference && difference.low !== null && difference.high !== null
    ? t("{low} to {high}", { low: differenceWords(difference.low, unit), high: differenceWords(difference.high, unit) }) : "";
  return html`<tr role="row" class=${verdict === "too_few" ? "few" : ""}>
    <th role="rowheader" scope="row">${figureName(figure)}</th>${side(a, "A")}${side(b, "B")}
    <td role="cell" data-name=${t("Difference")}>${difference && verdict !== "too_few"
      ? html`<strong>${differenceWords(difference.value, unit)}${unit === "percent" && ` ${t("points")}`}</strong> <span class="muted small">${between}</span>` : NONE}</td>
    <td role="cell"><${Verdict} figure=${figure} verdict=${verdict} needed=${needed} /></td></tr>`;
}

/** @param {{figure: string, verdict: Compared["verdict"], needed: number | null}} props */
function Verdict({ figure, verdict, needed }) {
  if (verdict === "too_few") {
    return html`<span class="muted">${needed ? t("Too little to compare: each side needs about {n}", { n: needed }) : t("Too little to compare")}</span>`;
  }
  if (verdict === "alike") return html`<span class="tag"><${Icon} of=${Equal} size=${13} />${t("No difference beyond chance")}</span>`;
  const kind = (verdict === "higher") === (FIGURES[figure]?.better !== "lower") ? "good" : "bad";
  return html`<span class=${`tag ${kind}`}><${Icon} of=${verdict === "higher" ? ArrowUp : ArrowDown} size=${13} />
    ${verdict === "higher" ? t("A is higher, beyond chance") : t("A is lower, beyond chance")}</span>`;
}
