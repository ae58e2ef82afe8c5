import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { percent } from "../rooms/units.js";
import { hashOf } from "./where.js";

/**
 * An article that came near, how sure the bot is against the thresholds, and the wordings that spoke for it.
 * @param {{it: import("./types.js").Considered, title: string, thresholds: {confident: number, unsure: number}}} props
 */
export function ConsideredArticle({ it: { article, confidence, nearest }, title, thresholds }) {
  const [sure, confident, unsure] = [confidence, thresholds.confident, thresholds.unsure].map((part) => percent(100 * part));
  return html`<li class="considered">
    <p class="row"><a class="grow" href=${hashOf("article", { key: article })}>${title}</a><strong>${sure}</strong></p>
    <svg class="sureness" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"
      aria-label=${t("{sure} sure; it answers from {confident} and asks from {unsure}", { sure, confident, unsure })}>
      <rect class="share-track" x="0" y="3" width="100" height="4" />
      <rect class="sureness-fill" x="0" y="3" width=${100 * confidence} height="4" />
      ${[thresholds.unsure, thresholds.confident].map((at) => html`<line key=${at} class="sureness-mark" x1=${100 * at} x2=${100 * at}
        y1="0" y2="10" vector-effect="non-scaling-stroke" />`)}
    </svg>
    <ul class="nearest small">${nearest.slice(0, 3).map(({ wording, language, near, asked }) => html`<li key=${wording}>
      <span class="grow" lang=${language}>${asked ? `“${wording}”` : t("the answer’s text")}</span>
      <span class="muted">${t("{near} alike", { near: percent(100 * near) })}</span></li>`)}</ul>
  </li>`;
}
