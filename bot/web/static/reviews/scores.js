import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { HIGHEST, QUALITIES, qualityName } from "./qualities.js";

/** What was given, a quality a line. @param {{scores: Record<import("./qualities.js").Quality, number>}} props */
export function Scores({ scores }) {
  return html`<dl class="scores">${QUALITIES.map((quality) => html`<div key=${quality}>
    <dt>${qualityName(quality)}</dt>
    <dd><span class="score-dots" aria-hidden="true">${[1, 2, 3, 4, 5].map((each) => html`
      <span key=${each} class=${each <= scores[quality] ? "score-dot on" : "score-dot"}></span>`)}</span>
      <span>${t("{n} of {most}", { n: scores[quality], most: HIGHEST })}</span></dd></div>`)}</dl>`;
}
