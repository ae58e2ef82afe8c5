import { html } from "../shared/html.js";
import { language, number, t, tn } from "../shared/i18n.js";
import { useAnswer } from "../figures/answer.js";
import { openBehind } from "../figures/behind.js";
import { Shown } from "../figures/states.js";
import { percent } from "../rooms/units.js";
import { about } from "../figures/where.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{n: number, questions: {survey: string, question: string, text: string,
 *   choices: {id: string, label: string, n: number, share: Figure, csat: Figure}[]}[]}} Reasons
 */

/** What people chose when they were asked why. */
export function Reasons() {
  const answer = /** @type {import("../figures/answer.js").Answer<Reasons>} */ (useAnswer(about("/api/reports/reasons", { words: language.value })));
  return html`<section class="card" aria-labelledby="reasons-title">
    <div class="row card-head"><h2 id="reasons-title" class="grow">${t("Reasons")}</h2></div>
    <${Shown} answer=${answer} heights=${[120]}>${(/** @type {Reasons} */ { n, questions }) => (n
      ? html`<p class="muted small">${tn("{n} rating with a reason", "{n} ratings with a reason", n)}</p>
        ${questions.filter(({ choices }) => choices.length > 0).map((question) => html`<${Question} key=${`${question.survey}.${question.question}`} question=${question} />`)}`
      : html`<p class="muted">${t("Nobody has chosen a reason in this period.")}</p>`)}<//>
  </section>`;
}

/** @param {{question: Reasons["questions"][number]}} props */
function Question({ question: { text, choices } }) {
  const most = Math.max(1, ...choices.map(({ n }) => n));
  return html`<table class="reason-table">
    <caption>${text}</caption>
    <thead class="visually-hidden"><tr><th scope="col">${t("Reason")}</th><td></td><th scope="col">${t("Share")}</th><th scope="col">${t("Answers")}</th></tr></thead>
    <tbody>${choices.map(({ id, label, n, share }) => html`<tr key=${id}>
      <th scope="row">${label}</th>
      <td class="bar-cell" aria-hidden="true"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none">
        <rect class="bar-track" width="100" height="10" /><rect class="bar-fill" width=${(100 * n) / most} height="10" /></svg></td>
      <td class="figure-cell">${share.value === null ? "" : percent(share.value)}</td>
      <td class="figure-cell"><button type="button" class="button link" aria-label=${tn("{n} time “{label}”: show the conversations", "{n} times “{label}”: show the conversations", n, { label })}
        onClick=${() => openBehind(label, { behind: "rating", reason: id })}>${number(n)}</button></td></tr>`)}</tbody>
  </table>`;
}
