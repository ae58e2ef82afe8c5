import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { FigureCard } from "../figures/figure-card.js";
import { Causes } from "./causes.js";

/** What became of those whom we disappointed. @param {{overview: import("./overview-view.js").Overview}} props */
export function Cases({ overview: { cases, recovered } }) {
  const fact = (/** @type {string} */ words, /** @type {number} */ n, kind = "") => html`<div><dt>${words}</dt><dd class=${n ? kind : ""}>${number(n)}</dd></div>`;
  return html`<section class="card" aria-labelledby="cases-title">
    <div class="row card-head"><h2 id="cases-title" class="grow">${t("Recovery")}</h2>
      <a class="button quiet" href="/recovery/">${t("Open the cases")}</a></div>
    <div class="cases">
      <${FigureCard} name="recovered" figure=${recovered} none=${t("Nobody who was asked again has answered yet.")} />
      <dl class="facts">
        ${fact(t("Opened"), cases.opened)}${fact(t("Open now"), cases.open)}${fact(t("Overdue"), cases.late, "bad")}
        ${fact(t("Not recovered"), cases.not_recovered)}${fact(t("Gave no answer"), cases.unanswered)}
      </dl>
    </div>
    <${Causes} />
  </section>`;
}
