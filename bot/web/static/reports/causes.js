import { causeWords } from "../recovery/words.js";
import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { useAnswer } from "../figures/answer.js";
import { IntervalBar } from "../figures/interval-bar.js";
import { useCauses } from "../figures/known-causes.js";
import { pathOf } from "../figures/query.js";
import { filter } from "../figures/where.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{causes: {cause: string | null, cases: number, share: Figure}[]}} Report  of `GET /api/recovery/report`
 */

/** Cases by what had gone wrong, whatever the filters but the period. */
export function Causes() {
  const { from, to } = filter.value;
  const report = /** @type {Report | null} */ (useAnswer(pathOf("/api/recovery/report", { from, to })).value.value);
  const known = useCauses();
  if (!report?.causes.length) return null;
  return html`<table class="parts" aria-label=${t("Cases by cause")}>
    <thead><tr><th scope="col">${t("Cause")}</th><th scope="col">${t("Recovered")}</th><th scope="col" class="figure-cell">${t("Cases")}</th></tr></thead>
    <tbody>${report.causes.map(({ cause, cases, share }) => html`<tr key=${cause ?? ""}>
      <th scope="row">${causeWords(cause, known)}</th>
      <td><${IntervalBar} figure=${share} unit="percent" range=${[0, 100]} /></td>
      <td class="figure-cell">${number(cases)}</td></tr>`)}</tbody>
  </table>`;
}
