import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { useAnswer } from "../figures/answer.js";
import { FigureCard, answeredWords } from "../figures/figure-card.js";
import { Shown, Skeletons } from "../figures/states.js";
import { Trend } from "../figures/trend.js";
import { about } from "../figures/where.js";
import { Cases } from "./cases.js";
import { Distribution } from "./distribution.js";
import { Nothing } from "./nothing.js";
import { Now, useRightNow } from "./now.js";
import { Parts } from "./parts.js";
import { Reasons } from "./reasons.js";
import { Times } from "./times.js";
import { Today } from "./today.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{n: number, median: number | null, low: number | null, high: number | null, p90: number | null}} Lengths  ms
 * @typedef {Record<"csat" | "nps" | "ces" | "overall" | "response" | "rating" | "contained" | "stick" | "repeat" | "recovered", Figure> & {
 *   from: number, to: number, timezone: string, now: number, ratings: {asked: number, answered: number, kiosk: number}, conversations: number,
 *   parts: {moment: string, place: string | null, metric: string, weight: number | null, satisfied: Figure}[],
 *   distribution: {csat: number[], nps: number[], ces: number[]},
 *   times: Record<"first_bot" | "first_human" | "wait" | "handle" | "resolution", Lengths>,
 *   cases: Record<"opened" | "open" | "late" | "closed" | "recovered" | "not_recovered" | "unanswered" | "dismissed", number>}} Overview
 */

/** How all goes, at a glance and now. */
export function OverviewView() {
  const answer = /** @type {import("../figures/answer.js").Answer<Overview>} */ (useAnswer(about("/api/reports/overview"), { live: true }));
  const value = answer.value.value;
  const now = useRightNow();
  const today = html`<${Today} answer=${now} />`;
  if (value && !value.ratings.asked && !value.ratings.kiosk && !value.conversations) return html`${today}<${Nothing} /><${Now} answer=${now} />`;
  return html`${today}<${Shown} answer=${answer} heights=${[228]}>${(/** @type {Overview} */ overview) => html`<${Cards} overview=${overview} />`}<//>
    <${Trend} />
    ${value ? html`<${Rest} overview=${value} dimmed=${answer.loading.value}><${Now} answer=${now} /><//>` : !answer.refusal.value && html`<${Skeletons} heights=${[300]} />`}`;
}

/** @param {{overview: Overview}} props */
export function Cards({ overview }) {
  const { overall, csat, nps, ces, response, contained, stick, repeat, ratings: { kiosk } } = overview;
  const unasked = html`<a href="/surveys/">${t("Not asked in this period")}</a>`;
  return html`<section class="figures" aria-label=${t("Figures")}>
    <${FigureCard} name="overall" figure=${overall} />
    <${FigureCard} name="csat" figure=${csat} foot=${csat.n > 0 && html`<p class="figure-words small">${answeredWords(csat)}</p>`} />
    <${FigureCard} name="nps" figure=${nps} none=${nps.asked ? undefined : unasked} />
    <${FigureCard} name="ces" figure=${ces} none=${ces.asked ? undefined : unasked} />
    <${FigureCard} name="response" figure=${response} none=${kiosk > 0 ? t("Nobody is asked at a kiosk") : undefined}
      foot=${kiosk > 0 && response.n > 0 ? html`<p class="figure-words small">${t("Without kiosks, where nobody is asked")}</p>` : undefined} />
    <${FigureCard} name="contained" figure=${contained} />
    <${FigureCard} name="stick" figure=${stick} />
    <${FigureCard} name="repeat" figure=${repeat} />
  </section>`;
}

/** @param {{overview: Overview, dimmed?: boolean, children?: any}} props */
export function Rest({ overview, dimmed = false, children }) {
  return html`<div class=${dimmed ? "columns shown loading" : "columns shown"}>
    <div class="column"><${Distribution} distribution=${overview.distribution} /><${Reasons} />${children}</div>
    <div class="column"><${Times} times=${overview.times} /><${Cases} overview=${overview} /><${Parts} parts=${overview.parts} /></div>
  </div>`;
}
