import { html, useId } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { HIGHEST, LOWEST, QUALITIES, qualityName, wordsIn } from "./qualities.js";

const POINTS = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, place) => LOWEST + place);

/**
 * The short form: five qualities from 1 to 5, and a remark.
 * @param {{form: import("./api.js").Form, scores: import("./api.js").Scores, remark: string,
 *   give: (quality: import("./qualities.js").Quality, value: number) => void, say: (remark: string) => void}} props
 */
export function ScoreForm({ form, scores, remark, give, say }) {
  const id = useId();
  return html`<p class="muted small scale-ends"><span>${t("1: not at all")}</span><span>${t("5: entirely")}</span></p>
    ${QUALITIES.map((quality) => html`<fieldset key=${quality} class="quality">
      <legend><strong>${qualityName(quality)}</strong> <span class="muted">${wordsIn(form.questions[quality], language.value)}</span></legend>
      <div class="score-points">${POINTS.map((value) => html`<label key=${value} class="score-point">
        <input type="radio" name=${`${id}-${quality}`} value=${value} checked=${scores[quality] === value} onChange=${() => give(quality, value)} />
        <span>${value}</span></label>`)}</div></fieldset>`)}
    <div class="field"><label for=${`${id}-remark`}>${t("Remark for the agent")}</label>
      <textarea class="input" id=${`${id}-remark`} rows="3" maxlength="4000" value=${remark} onInput=${typed(say)}></textarea></div>`;
}
