import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { ENOUGH, responseRate } from "./figures.js";
import { NONE, answersWords, meanWords, percent } from "./share.js";

/** The figures of the period; none without what it rests on. @param {{report: import("./figures.js").Report}} props */
export function Cards({ report }) {
  const { asked, answered, mean, csat } = report;
  const rate = responseRate(answered, asked);
  const few = answered < ENOUGH;
  return html`<section class="cards" aria-label=${t("Figures")}>
    <${Card} name="CSAT" hint=${t("Share of 4 and 5 among the answers")} few=${few}
      value=${csat.value === null ? NONE : percent(csat.value)} words=${intervalWords(csat)} />
    <${Card} name=${t("Mean")} hint=${t("Of the answers on 1 to 5")} few=${few}
      value=${mean === null ? NONE : meanWords(mean)} words=${answersWords(answered)} />
    <${Card} name=${t("Answered")} hint=${t("Response rate: answered of asked")}
      value=${rate === null ? NONE : percent(rate)} words=${t("{answered} of {asked} asked", { answered, asked })} />
    <${Card} name=${t("Asked")} hint=${t("Rating requests in the period")}
      value=${number(asked)} words=${t("one for each ended conversation")} />
  </section>
  ${few && answered > 0 && html`<p class="notice">
    ${t("Fewer than {n} answers: these figures may change a lot with the next ones.", { n: ENOUGH })}</p>`}`;
}

/** @param {import("./figures.js").Share} csat */
function intervalWords({ low, high, n }) {
  if (low === null || high === null) return t("no answers yet");
  const values = { low: percent(low), high: percent(high), sure: percent(95), answers: answersWords(n) };
  return t("{low} to {high} at {sure} confidence, {answers}", values);
}

/** @param {{name: string, hint: string, value: string, words: string, few?: boolean}} props */
function Card({ name, hint, value, words, few = false }) {
  return html`<div class=${few ? "card figure few" : "card figure"}>
    <h2 title=${hint}>${name}</h2>
    <p class="figure-value">${value}</p>
    <p class="muted small">${words}</p>
  </div>`;
}
