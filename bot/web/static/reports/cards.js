import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { ENOUGH, responseRate } from "./figures.js";
import { answersWords, meanWords, percent } from "./share.js";

/** The figures of the period; none without what it rests on. @param {{report: import("./figures.js").Report}} props */
export function Cards({ report }) {
  const { asked, answered, mean, csat } = report;
  const rate = responseRate(answered, asked);
  const few = answered < ENOUGH;
  return html`<section class="cards" aria-label=${t("Figures")}>
    <${Card} name="CSAT" hint=${t("Share of 4 and 5 among the answers")} few=${few} value=${csat.value === null ? "–" : percent(csat.value)}
      words=${csat.low === null || csat.high === null ? t("no answers yet") : t("{low} to {high} at {sure} confidence, {answers}", { low: percent(csat.low), high: percent(csat.high), sure: percent(95), answers: answersWords(csat.n) })} />
    <${Card} name=${t("Mean")} hint=${t("Of the answers on 1 to 5")} few=${few} value=${mean === null ? "–" : meanWords(mean)} words=${answersWords(answered)} />
    <${Card} name=${t("Answered")} hint=${t("Response rate: answered of asked")} value=${rate === null ? "–" : percent(rate)} words=${t("{answered} of {asked} asked", { answered, asked })} />
    <${Card} name=${t("Asked")} hint=${t("Rating requests in the period")} value=${number(asked)} words=${t("one for each ended conversation")} />
  </section>
  ${few && answered > 0 && html`<p class="notice few-notice">${t("Fewer than {n} answers: these figures may change a lot with the next ones.", { n: ENOUGH })}</p>`}`;
}

/** @param {{name: string, hint: string, value: string, words: string, few?: boolean}} props */
function Card({ name, hint, value, words, few = false }) {
  return html`<div class=${few ? "card figure few" : "card figure"}>
    <h2 title=${hint}>${name}</h2>
    <p class="figure-value">${value}</p>
    <p class="muted small">${words}</p>
  </div>`;
}
