import { Plus } from "../vendor/lucide-surveys.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { NobodyToBook } from "./nobody-to-book.js";
import { NewDialog } from "./new-dialog.js";
import { surveyList } from "./survey-list.js";
import { SurveyRow } from "./survey-row.js";

/** All surveys in the order in which they are tried: the first that fits asks. */
export function SurveysView() {
  const [dialog, open] = useState(false);
  useEffect(() => void surveyList.load(), []);
  return html`<div class="view-bar"><p class="muted grow">${t("After each conversation, call or touchpoint, only the first survey that fits asks.")}</p>
      <button type="button" class="button primary" onClick=${() => open(true)}><${Icon} of=${Plus} size=${16} />${t("New survey")}</button></div>
    <${Unbookable} rows=${surveyList.rows.value ?? []} />
    <${Body} onNew=${() => open(true)} />
    ${dialog && html`<${NewDialog} onClose=${() => open(false)} />`}`;
}

/** That customers are offered calls which nobody can be booked for. @param {{rows: import("./types.js").Row[]}} props */
function Unbookable({ rows }) {
  const offering = rows.filter(({ enabled, survey }) => enabled && survey.after === "book");
  if (surveyList.known.value.bookable || !offering.length) return null;
  return html`<${NobodyToBook} surveys=${offering.map(({ id }) => id)} />`;
}

/** @param {{onNew: () => void}} props */
function Body({ onNew }) {
  const rows = surveyList.rows.value;
  if (surveyList.refusal.value && !rows) {
    return html`<div class="empty" role="alert"><h2>${t("The surveys cannot be shown")}</h2><p>${explain(surveyList.refusal.value)}</p>
      <button type="button" class="button primary" onClick=${() => surveyList.load()}>${t("Try again")}</button></div>`;
  }
  if (!rows) {
    return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span>
      ${[1, 2, 3, 4].map((key) => html`<span key=${key} class="skeleton"></span>`)}</div>`;
  }
  if (!rows.length) {
    return html`<div class="empty"><h2>${t("No surveys yet")}</h2><p>${t("Nobody is asked how it was. Start with one of the templates.")}</p>
      <button type="button" class="button primary" onClick=${onNew}>${t("New survey")}</button></div>`;
  }
  const head = (/** @type {string} */ words, kind = "") => html`<th role="columnheader" scope="col" class=${kind}>${words}</th>`;
  return html`<table class="survey-table" role="table" aria-label=${t("Surveys")}>
    <thead role="rowgroup"><tr role="row">${head(t("On"), "turn-cell")}${head(t("Survey"))}${head(t("When and whom"))}
      ${head(t("Last 30 days"), "lately-cell")}<td role="cell" class="deeds-cell"></td></tr></thead>
    <tbody role="rowgroup">${rows.map((row, place) => html`<${SurveyRow} key=${row.id} row=${row} first=${place === 0} last=${place === rows.length - 1} />`)}</tbody>
  </table>`;
}
